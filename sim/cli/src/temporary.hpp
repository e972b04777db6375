// A folder that is gone when the object is.
#pragma once

#include <filesystem>

namespace minga::cli {

class TemporaryFolder {
 public:
  /// @throws std::runtime_error where the system gives none
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace minga::cli
