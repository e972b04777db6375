// What single values cannot say: combinations of parameters that are impossible or that would be
// ignored without a word. Each fault names the key to change and the reason.
#pragma once

#include "codec.hpp"
#include "minga/core/scenario.hpp"
#include "minga/io/kinds.hpp"
#include "node.hpp"

#include <string>

namespace minga::io {

/// Checks of one struct, alone. `at` is the node it was read from, `path` its full path.
void check_struct(const core::Profile& profile, const Node& at, const std::string& path,
                  Reading& reading);
void check_struct(const core::Regulation& regulation, const Node& at, const std::string& path,
                  Reading& reading);
void check_struct(const core::Coordination& coordination, const Node& at, const std::string& path,
                  Reading& reading);
void check_struct(const core::Action& action, const Node& at, const std::string& path,
                  Reading& reading);
void check_struct(const core::Facilitator& facilitator, const Node& at, const std::string& path,
                  Reading& reading);
void check_struct(const KindFacts& facts, const Node& at, const std::string& path,
                  Reading& reading);

/// Checks between the parts of a scenario. `root` is the whole file.
void check_scenario(const core::Scenario& scenario, const Node& root, Reading& reading);

/// The innermost node along a path that exists, so that a fault has a line: of the value itself,
/// or else of the table or preset name that it would stand in.
const Node& locate(const Node& root, const std::string& path);

}  // namespace minga::io
