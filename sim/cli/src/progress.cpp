#include "progress.hpp"

#include "number.hpp"
#include "stdio.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string_view>

namespace minga::cli {
namespace {

constexpr std::string_view kWipe = "\r\x1b[K";
constexpr std::size_t kWidth = 80;     // of a terminal that does not say
constexpr std::size_t kBarLeast = 10;  // a shorter bar says nothing
constexpr std::size_t kBarMost = 40;

std::size_t terminal_width() {
  winsize size{};
  if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    return size.ws_col;
  }
  return kWidth;
}

std::string duration(double seconds) {
  const auto total = static_cast<long long>(std::ceil(seconds));
  const long long hours = total / 3600;
  const long long minutes = total / 60 % 60;
  return hours > 0 ? fmt::format("{}:{:02}:{:02}", hours, minutes, total % 60)
                   : fmt::format("{}:{:02}", minutes, total % 60);
}

std::string speed(std::size_t done, std::size_t left, double seconds) {
  if (done == 0 || seconds <= 0.0) {
    return "";
  }
  const double rate = static_cast<double>(done) / seconds;
  const std::string shown =
      rate < 10.0 ? fmt::format("{:.2g}", rate) : grouped(static_cast<std::size_t>(rate));
  return fmt::format("  {} runs/s  {} left", shown, duration(static_cast<double>(left) / rate));
}

}  // namespace

bool can_show_progress() {
  const char* terminal = std::getenv("TERM");  // NOLINT(concurrency-mt-unsafe): before any thread
  return ::isatty(STDERR_FILENO) == 1 && terminal != nullptr &&
         std::string_view(terminal) != "dumb";
}

std::string progress_line(std::size_t finished, std::size_t before, std::size_t total,
                          double seconds, std::size_t width) {
  const double share =
      total == 0 ? 1.0 : static_cast<double>(finished) / static_cast<double>(total);
  const std::string text =
      fmt::format("{:3} %  {} of {}{}", static_cast<int>(share * 100.0), grouped(finished),
                  counted(total, "run"), speed(finished - before, total - finished, seconds));
  const std::size_t room = width > text.size() + 4 ? width - text.size() - 4 : 0;
  if (room < kBarLeast) {
    return text.substr(0, width > 0 ? width - 1 : 0);
  }
  const std::size_t bar = std::min(room, kBarMost);
  const auto full = static_cast<std::size_t>(share * static_cast<double>(bar));
  return fmt::format("[{}{}] {}", std::string(full, '#'), std::string(bar - full, '-'), text);
}

Progress::Progress(bool shown, std::size_t before, std::size_t total)
    : shown_(shown), before_(before), total_(total) {
  update(before);
}

Progress::~Progress() { close(); }

void Progress::update(std::size_t finished) {
  const auto now = Clock::now();
  if (!shown_ || now - drawn_ < std::chrono::milliseconds(100)) {
    return;
  }
  drawn_ = now;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  print_error(fmt::format("{}{}", kWipe,
                          progress_line(finished, before_, total_, seconds, terminal_width())));
}

void Progress::close() {
  if (shown_) {
    print_error(kWipe);
    shown_ = false;
  }
}

}  // namespace minga::cli
