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
  /// Line of each label of `edges`, or of `groups` where there are some; 0 where it is not known.
  std::vector<std::vector<int>> lines;
};

/// Faults of one file that are told; the rest is more of the same.
inline constexpr std::size_t kMostTiesFaults = 20;

/// @param file  name for messages
/// @throws InputError naming the lines of what is wrong
TiesFile parse_ties_csv(const std::string& text, const std::string& file);
/// @throws InputError
TiesFile parse_graphml(const std::string& text, const std::string& file);

}  // namespace minga::io
