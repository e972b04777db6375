// What a file of virtual datasets says of the shards that it shows, and whether they are there.
#pragma once

#include "h5_handle.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace minga::io::results {

/// A shard as the index names it.
struct IndexedShard {
  std::string file;  ///< relative to the folder of the index, or absolute
  std::size_t shard = 1;
  std::size_t shards = 1;
  std::uint64_t bytes = 0;  ///< of its file
  std::uint32_t crc = 0;    ///< the checksum at its end
};

/// Empty for a file that has its own data. @throws h5::Failure
std::vector<IndexedShard> indexed_shards(hid_t file);

/// Shards that are missing or are not those that were indexed, each as a sentence with its name.
/// HDF5 itself would read them as fill values.
/// @param index  path of the file
/// @param whole  read each from end to end, rather than only its end
std::vector<std::string> faults_of_shards(hid_t file, const std::filesystem::path& index,
                                          bool whole);

/// @throws FileError with all that faults_of_shards finds
void need_shards(hid_t file, const std::filesystem::path& index);

}  // namespace minga::io::results
