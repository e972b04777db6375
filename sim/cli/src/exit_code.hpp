// What the program's exit codes mean, and the errors that only the command line knows.
#pragma once

#include <stdexcept>

namespace minga::cli {

enum class ExitCode {
  done = 0,
  internal_error = 1,  ///< a bug
  bad_input = 2,       ///< bad usage or bad input
  io_failed = 3,       ///< input or output failed
  stopped = 4,         ///< stopped before the end, can be resumed
  check_failed = 5     ///< done, but a check did not hold
};

/// The command line asks for something that cannot be done.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace minga::cli
