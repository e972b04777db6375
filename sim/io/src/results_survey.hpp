// Looks at the files of shards before they are joined: whether they make one experiment.
#pragma once

#include "results_header.hpp"

#include <cstddef>
#include <filesystem>
#include <map>
#include <span>
#include <string>

namespace minga::io::results {

/// The file of a shard.
struct ShardSource {
  std::filesystem::path path;
  StoredHeader header;
};

/// Shards by number, from 0.
using ShardSources = std::map<std::size_t, ShardSource>;

/// @param allow_missing  shards may be missing or unfinished
/// @throws MergeRefused with all that keeps them from being joined; InputError for what is no file
///         of minga
ShardSources survey(std::span<const std::filesystem::path> shards, bool allow_missing);

/// The header of the whole: the first shard's, with a command in its history.
StoredHeader header_of_all(const ShardSources& sources, const std::string& command);

}  // namespace minga::io::results
