// Independent replicates of anything, on several threads. What a replicate is and where its result
// goes is the caller's business; results must depend on the replicate's number only.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>

namespace minga::engine {

/// Calls `replicate(i)` once for each i below `count`, on `threads` threads (0: all cores). Returns
/// false if `stop` was set and some were left out. What a call throws ends it and reaches the
/// caller.
bool run_replicates(std::size_t count, int threads,
                    const std::function<void(std::size_t)>& replicate,
                    const std::atomic<bool>& stop);

}  // namespace minga::engine
