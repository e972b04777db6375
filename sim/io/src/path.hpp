// Paths to parameters, as --set and designs write them: association[0].regulation.quorum.
#pragma once

#include "faults.hpp"
#include "node.hpp"

#include <optional>
#include <string>
#include <vector>

namespace minga::io {

/// One step of a path: a key, or an index into a list.
struct Step {
  std::string key = {};
  std::size_t index = 0;
  bool is_index = false;
};

/// Steps of a path, or nothing where it is not one. Keys that are not bare stand in quotes.
std::optional<std::vector<Step>> parse_path(const std::string& path);

/// Sets the value at a path. Presets named on the way become tables that extend them, so that
/// association[0].regulation.quorum works on regulation = "otavalo-2008"; facilitator.strategy
/// takes the place of the whole facilitator, as association[0].regulation does of a regulation.
/// @param value  keeps its origin, which later faults name
void assign(Node& root, const std::string& path, Node value, Faults& faults);

/// Number of steps. What is set at a shorter path is set first, or it would undo the others.
std::size_t depth(const std::string& path);

}  // namespace minga::io
