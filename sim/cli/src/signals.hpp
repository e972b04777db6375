// Ctrl-C and its relatives: the first asks for an orderly stop, the second ends the program at
// once.
#pragma once

#include <atomic>

namespace minga::cli {

/// From now on SIGINT, SIGTERM and SIGHUP set the flag that this returns. A signal that comes again
/// has its default effect. A SIGHUP that is ignored (nohup) stays ignored.
const std::atomic<bool>& stop_on_signals();

/// Sets that flag without a signal.
void stop_now();

}  // namespace minga::cli
