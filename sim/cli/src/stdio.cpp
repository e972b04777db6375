#include "stdio.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <system_error>

namespace minga::cli {
namespace {

/// Takes the place of a closed stream with something that refuses what the stream was for, so that
/// a later write fails as it would have on the closed stream.
void fill_if_closed(int descriptor, int flags) {
  if (::fcntl(descriptor, F_GETFD) == -1 && errno == EBADF) {
    // open() returns the lowest free number; lower ones were filled before.
    (void)::open("/dev/null", flags);
  }
}

/// Why output was first lost. The stream stays in error after it, and a later flush that finds
/// nothing left to write says no reason of its own.
int first_loss(int code) {
  static int first = 0;
  if (first == 0)
    first = code;
  return first;
}

}  // namespace

OutputError::OutputError(int code)
    : std::runtime_error(fmt::format("standard output: {}", std::generic_category().message(code))),
      reader_gone_(code == EPIPE) {}

void prepare_standard_streams() {
  fill_if_closed(STDIN_FILENO, O_RDONLY);
  fill_if_closed(STDOUT_FILENO, O_RDONLY);  // writing to it fails, as it should
  fill_if_closed(STDERR_FILENO, O_WRONLY);  // messages are lost, as the user chose
  // Both would end the program; ignored, they leave it with an error that it can report.
  (void)std::signal(SIGPIPE, SIG_IGN);
  (void)std::signal(SIGXFSZ, SIG_IGN);  // a limit on the size of files (ulimit -f)
}

void print(std::string_view text) {
  errno = 0;
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) {
    throw OutputError(first_loss(errno));
  }
}

void flush_output() {
  errno = 0;
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
    throw OutputError(first_loss(errno));
  }
}

void note(std::string_view text) { print_error(fmt::format("minga: {}\n", text)); }

void print_error(std::string_view text) {
  (void)std::fwrite(text.data(), 1, text.size(), stderr);
  (void)std::fflush(stderr);
}

}  // namespace minga::cli
