#include "signals.hpp"

#include <array>
#include <csignal>

namespace minga::cli {
namespace {

constexpr std::array kSignals{SIGINT, SIGTERM, SIGHUP, SIGUSR1};  // the last: a time limit ahead

// A handler can reach nothing but what is global.
std::atomic<bool> stop_requested{false};  // NOLINT(*-avoid-non-const-global-variables)
static_assert(std::atomic<bool>::is_always_lock_free);

void restore_defaults() {
  for (const int number : kSignals) {
    struct sigaction current = {};
    ::sigaction(number, nullptr, &current);
    if (current.sa_handler == SIG_IGN) {
      continue;
    }
    current.sa_handler = SIG_DFL;
    ::sigaction(number, &current, nullptr);
  }
}

extern "C" void request_stop(int) {
  stop_requested.store(true, std::memory_order_relaxed);
  restore_defaults();
}

}  // namespace

void stop_now() { stop_requested.store(true, std::memory_order_relaxed); }

const std::atomic<bool>& stop_on_signals() {
  for (const int number : kSignals) {
    struct sigaction action = {};
    ::sigaction(number, nullptr, &action);
    if (number == SIGHUP && action.sa_handler == SIG_IGN) {
      continue;
    }
    action.sa_handler = request_stop;
    action.sa_flags = SA_RESTART;  // files are being written meanwhile
    sigemptyset(&action.sa_mask);
    ::sigaction(number, &action, nullptr);
  }
  return stop_requested;
}

}  // namespace minga::cli
