// From the tree of a scenario file to the checked value, and back to its full, resolved tree.
#pragma once

#include "codec.hpp"
#include "minga/core/scenario.hpp"
#include "node.hpp"

namespace minga::io {

/// Reads and checks a whole scenario; faults go to `reading`.
core::Scenario build_scenario(const Node& root, Reading& reading);

/// Every parameter of a scenario, presets expanded, in the order of the file's sections.
Node write_scenario(const core::Scenario& scenario);

}  // namespace minga::io
