// What is at a path that somebody gave as input. Nothing, or not a file, is bad input; a path that
// the system does not let us look at is a failure of files.
#pragma once

#include <cstdint>
#include <filesystem>

namespace minga::io {

enum class Place : std::uint8_t {
  nothing,
  file,
  folder,
  special,    ///< a device, pipe or socket: an input is read more than once
  unreadable  ///< no permission on the way there, a loop of links, a failing disk
};

Place place_at(const std::filesystem::path& path);

/// @throws FileError  at a place that is unreadable, with the system's reason
[[noreturn]] void refuse_unreadable(const std::filesystem::path& path);

}  // namespace minga::io
