// A checksum over a whole finished file, kept behind the end of what HDF5 calls the file. HDF5
// ignores it, and cuts it off when it opens the file for writing; so a file without it was changed.
#pragma once

#include <cstdint>
#include <filesystem>

namespace minga::io::results {

enum class Seal { holds, broken, absent };

/// Appends the seal. @throws FileError
void put_seal(const std::filesystem::path& file);
/// Whether a file ends with a seal, perhaps a spoiled one: minga wrote it. Reads only the end.
bool bears_seal(const std::filesystem::path& file);
/// The checksum that its seal records, 0 without a seal. Reads only the end.
std::uint32_t recorded_checksum(const std::filesystem::path& file);
/// Reads the whole file. @throws FileError if it cannot be read
Seal check_seal(const std::filesystem::path& file);

}  // namespace minga::io::results
