// Progress bar on standard error, where that is a terminal.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace minga::cli {

/// True if standard error is a terminal on which a line can be drawn again.
bool can_show_progress();

/// `[#####-----]  50 %  18,000 of 36,000 runs  4,200 runs/s  0:04 left`, as wide as asked.
/// @param seconds  time since the start, in which `finished - before` runs were done
std::string progress_line(std::size_t finished, std::size_t before, std::size_t total,
                          double seconds, std::size_t width);

/// Draws the line at most ten times a second, and wipes it at the end.
class Progress {
 public:
  /// @param before  runs that were finished before the start; they count as done, not as speed
  Progress(bool shown, std::size_t before, std::size_t total);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void update(std::size_t finished);
  /// Wipes the line, so that other messages can follow.
  void close();

 private:
  using Clock = std::chrono::steady_clock;
  bool shown_;
  std::size_t before_;
  std::size_t total_;
  Clock::time_point start_ = Clock::now();
  Clock::time_point drawn_{};
};

}  // namespace minga::cli
