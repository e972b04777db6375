// A scenario held against what is typical of its kinds of association, as `minga check` tells it.
// To be untypical is no fault: it is said, and that is all.
#pragma once

#include "minga/core/scenario.hpp"
#include "minga/io/kinds.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace minga::cli {

/// What is typical of the associations of a make. Nothing for laboratories, which are of no kind:
/// they play in circles, or know the last period.
std::optional<io::KindFacts> facts_for(const core::Scenario& scenario, std::size_t make);

/// "10 to 20 members, 24 to 36 months of support; promoted by ... ([source])".
std::string typical_text(const io::KindFacts& facts);
nlohmann::ordered_json typical_json(const io::KindFacts& facts);

/// Where the associations of a make are outside of what is typical, a sentence each.
std::vector<std::string> kind_notes(const core::Scenario& scenario, std::size_t make,
                                    const io::KindFacts& facts);

}  // namespace minga::cli
