// Runs many replicates of many scenarios in parallel and hands the results over in segments. The
// only code that knows oneTBB. What comes out depends on the plan only, not on threads or blocks.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>

#include "minga/core/record.hpp"
#include "minga/core/scenario.hpp"

namespace minga::engine {

/// run = point * replicates + replicate; a segment is `runs_per_segment` consecutive runs.
struct Plan {
  std::size_t points = 1;
  std::size_t replicates = 1;
  std::uint64_t seed = 0;
  bool common_random_numbers = true;
  std::size_t runs_per_segment = 256;
  int threads = 0;          ///< 0: all cores
  int block = 16;           ///< replicates that run together
};

struct Callbacks {
  /// Resolved scenario of a point; called from several threads, must stay valid during the call.
  std::function<const core::Scenario&(std::size_t point)> scenario;
  /// True if a segment is already committed and need not run.
  std::function<bool(std::size_t segment)> done;
  /// Takes a finished segment; called from one thread at a time, in ascending order of segments.
  std::function<void(std::size_t segment, core::BlockResult&& runs)> commit;
  /// Runs finished so far, for progress; called from the committing thread.
  std::function<void(std::size_t runs)> progress;
};

/// Runs everything that is not done. Returns false if `stop` was set and work was left.
/// A run that throws is recorded as failed with its reason, and the ensemble goes on.
bool run_ensemble(const Plan& plan, const Callbacks& callbacks, const std::atomic<bool>& stop);

}  // namespace minga::engine
