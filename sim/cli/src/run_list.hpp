// Runs as they are named on the command line: "7", "0-99".
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace minga::cli {

/// From `first` to `last`, both included. A range stays a range, so that a long one takes no room.
struct RunRange {
  std::size_t first = 0;
  std::size_t last = 0;
};

/// @throws UsageError with the first item that is neither a number nor a range of two
std::vector<RunRange> parse_runs(const std::vector<std::string>& items);

}  // namespace minga::cli
