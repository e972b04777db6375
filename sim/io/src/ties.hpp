// Networks and groups of firms from files: CSV and GraphML.
#pragma once

#include "codec.hpp"
#include "minga/core/scenario.hpp"
#include "node.hpp"

#include <string>
#include <vector>

namespace minga::io {

/// What a file of ties says: pairs of firms, or the firms of each group, by the labels in the file.
struct TiesFile {
  std::vector<std::vector<std::string>> edges;
  std::vector<std::vector<std::string>> groups;
  std::vector<std::string> nodes;  ///< in the file's order, where it lists them
};

/// @throws InputError naming the line of what is wrong
TiesFile parse_ties_csv(const std::string& text, const std::string& file);
/// @throws InputError
TiesFile parse_graphml(const std::string& text, const std::string& file);

/// Reads the file that structure.file names into `structure.edges` or `structure.groups`.
void read_ties(core::Scenario& to, const Node& file, Reading& reading);

}  // namespace minga::io
