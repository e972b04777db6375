// The log of a game: one JSON object a line, only ever appended, each line sealed by a checksum
// that covers the lines before it. A line counts when it is whole; what follows the first one that
// is not is cut off, so that a power cut costs at most the line that was being written.
#pragma once

#include <nlohmann/json.hpp>

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace minga::trainer {

using Json = nlohmann::json;

struct LogText {
  std::vector<Json> entries;
  std::size_t whole = 0;  ///< bytes of them; the rest is damaged or unfinished
  std::string seal;       ///< of the last one
};

/// Never throws for any bytes.
LogText read_log(std::string_view bytes);
/// A line with its end, to follow the line that has this seal.
std::string seal_line(const Json& entry, const std::string& before, std::string& seal);

/// A log file that is appended to.
class Log {
 public:
  /// Opens a file or makes it, and cuts off what is not whole.
  /// @throws io::FileError
  explicit Log(std::filesystem::path file);
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;
  ~Log();

  const std::vector<Json>& entries() const { return entries_; }
  /// On disk when it returns.
  /// @throws io::FileError; the file is then as before
  void append(const Json& entry);

 private:
  std::filesystem::path file_;
  int handle_ = -1;
  std::size_t size_ = 0;
  std::string seal_;
  std::vector<Json> entries_;
};

/// Whole content of a file.
/// @throws io::FileError
std::string read_bytes(const std::filesystem::path& file);
/// Writes a file as a whole or not at all, and syncs it.
/// @throws io::FileError
void write_bytes(const std::filesystem::path& file, std::string_view bytes);

}  // namespace minga::trainer
