#include "place.hpp"

#include "minga/io/error.hpp"

#include <system_error>

namespace minga::io {

namespace fs = std::filesystem;

Place place_at(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  // No file can have a name that is too long, so that there is none.
  if (status.type() == fs::file_type::not_found || error == std::errc::filename_too_long) {
    return Place::nothing;
  }
  if (error) {
    return Place::unreadable;
  }
  return fs::is_regular_file(status) ? Place::file
         : fs::is_directory(status)  ? Place::folder
                                     : Place::special;
}

void refuse_unreadable(const fs::path& path) {
  std::error_code error;
  (void)fs::status(path, error);
  throw FileError(path.string(), "cannot be read: " + error.message());
}

}  // namespace minga::io
