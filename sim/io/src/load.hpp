// Steps that loading a scenario and loading a design share.
#pragma once

#include "design.hpp"
#include "minga/io/scenario.hpp"

#include <span>
#include <utility>

namespace minga::io {

/// Values of --set; what cannot be read is a fault.
Assignments read_overrides(std::span<const Override> overrides, Faults& faults);

/// Sets all values, wholes before their parts and otherwise in the given order.
void assign_all(Node& root, Assignments assignments, Faults& faults);

LoadedScenario load_scenario_tree(Node root, std::span<const Override> overrides,
                                  const std::filesystem::path& file);
LoadedDesign load_design_tree(const Node& root, std::span<const Override> overrides,
                              const std::filesystem::path& file);

}  // namespace minga::io
