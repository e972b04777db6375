// Files that are either there whole or not at all: written under another name, synced, renamed, the
// folder synced. Plus what else the parts need of the operating system.
#pragma once

#include "results_chunk.hpp"

#include <filesystem>

namespace minga::io::results {

/// Puts `bytes` at `path` so that a kill, a full disk or a power cut leaves the old or the new
/// file.
/// @throws FileError with the system's reason; the temporary file is removed
void write_durably(const std::filesystem::path& path, ByteView bytes);

/// Gives a finished file its name: syncs `from`, renames it to `to`, syncs the folder.
void publish(const std::filesystem::path& from, const std::filesystem::path& to);

/// Makes the entries of a folder safe from a power cut.
void sync_folder(const std::filesystem::path& folder);

/// @throws FileError
Bytes read_whole(const std::filesystem::path& path);

/// The suffix of files that are being written, to be ignored by readers.
inline constexpr const char* kTemporary = ".tmp";

/// Keeps a second program from writing to the same parts. Where the file system cannot lock, or
/// HDF5_USE_FILE_LOCKING is FALSE, it does nothing.
class Lock {
 public:
  /// @throws FileError if another program holds it
  explicit Lock(const std::filesystem::path& folder);
  ~Lock();
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

 private:
  int descriptor_ = -1;
};

}  // namespace minga::io::results
