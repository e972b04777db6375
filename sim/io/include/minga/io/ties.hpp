// Networks and groups of firms as tables and graphs: CSV and GraphML.
#pragma once

#include "minga/io/error.hpp"

#include <string>
#include <vector>

namespace minga::io {

/// What a file of ties says: pairs of firms, or the firms of each group, by the labels in the file.
struct TiesFile {
  std::vector<std::vector<std::string>> edges;
  std::vector<std::vector<std::string>> groups;
  std::vector<std::string> nodes;  ///< in the file's order, where it lists them
};

/// @param file  name for messages
/// @throws InputError naming the line of what is wrong
TiesFile parse_ties_csv(const std::string& text, const std::string& file);
/// @throws InputError
TiesFile parse_graphml(const std::string& text, const std::string& file);

}  // namespace minga::io
