// Runs many replicates of many scenarios in parallel and hands the results over in segments. The
// only code that knows oneTBB. What comes out depends on the plan only, not on threads or blocks.
// What a run does is the core's business; what becomes of the results, the caller's.
#pragma once

#include "minga/core/record.hpp"
#include "minga/core/scenario.hpp"
#include "minga/core/simulate.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

namespace minga::engine {

/// Extents that all runs of an ensemble are brought to, so that they fit one array.
struct Shape {
  int periods = 0;
  int firms = 0;  ///< slots: members at the start and entrants
  int profiles = 0;
  int associations = 1;
  bool programme = false;
};

/// Extents of the runs of one scenario.
Shape shape_of(const core::Scenario& scenario);
/// The larger of each extent.
Shape larger(const Shape& a, const Shape& b);

/// run = point * replicates + replicate; a segment is `runs_per_segment` consecutive runs.
struct Plan {
  std::size_t points = 1;
  std::size_t replicates = 1;
  std::uint64_t seed = 0;
  bool common_random_numbers = true;
  std::size_t runs_per_segment = 256;
  int threads = 0;  ///< 0: all cores
  int block = 16;   ///< replicates that run together
  Shape shape;      ///< runs with smaller extents are padded with NaN; zeros: the largest
                    ///< among the points
  std::size_t runs() const { return points * replicates; }
  std::size_t segments() const { return (runs() + runs_per_segment - 1) / runs_per_segment; }
};

using Bytes = std::vector<std::byte>;

/// Which segments are visited, and in which order: the k-th of `count` is `at(k)`. Nothing that is
/// computed depends on it; what a stop leaves undone does.
struct Order {
  std::size_t count = 0;
  std::function<std::size_t(std::size_t k)> at;  ///< must not name a segment twice
};

/// Steps through 0, ..., n - 1 so that the first of them, however many, lie evenly: multiples of a
/// number near n over the golden ratio and prime to n (Weyl 1916; three-gap theorem, Sos 1958).
class Spread {
 public:
  explicit Spread(std::size_t n);
  std::size_t operator()(std::size_t k) const;

 private:
  std::size_t n_ = 1;
  std::size_t step_ = 1;
};

struct Callbacks {
  /// Resolved scenario of a point; called from several threads, must stay valid during the call.
  std::function<const core::Scenario&(std::size_t point)> scenario;
  /// Runs a block; called from several threads. Its result may depend on its arguments only, and on
  /// each replicate alone, whatever others are in the block. Empty: core::simulate.
  std::function<core::BlockResult(const core::Scenario&, const core::BlockRequest&)> simulate;
  /// Segments in the order in which they are picked and committed. Without `at`: all, ascending.
  Order order;
  /// True if a segment is already committed and need not run. Empty: none is.
  std::function<bool(std::size_t segment)> done;
  /// Takes a finished segment; called from one thread at a time, in the order of segments.
  std::function<void(std::size_t segment, core::BlockResult&& runs)> commit;
  /// Turns a finished segment into bytes, for example compressed; called from several threads.
  /// Where it is given, `commit_bytes` takes its result, and `commit` is not called.
  std::function<Bytes(std::size_t segment, core::BlockResult&& runs)> encode;
  /// Takes an encoded segment; called like `commit`.
  std::function<void(std::size_t segment, Bytes&& bytes)> commit_bytes;
  /// Runs finished so far, those done before included; called from the committing thread. May be
  /// empty.
  std::function<void(std::size_t runs)> progress;
};

/// Runs everything that is not done. Returns false if `stop` was set and work was left: segments
/// committed until then stay, the others are dropped whole.
/// A run that throws is recorded as failed with its reason, and the ensemble goes on. What the
/// callbacks throw ends it and reaches the caller.
/// @throws std::invalid_argument if the plan is empty or a callback is missing
bool run_ensemble(const Plan& plan, const Callbacks& callbacks, const std::atomic<bool>& stop);

/// One run of a plan alone, as the ensemble computes it: a block of one, not padded. A run that
/// throws is recorded as failed with its reason.
/// @param scenario  of that run's point
/// @param simulate  as in Callbacks; empty: core::simulate
/// @throws std::invalid_argument if the plan has no such run
core::BlockResult run_alone(
    const Plan& plan, const core::Scenario& scenario, std::size_t run,
    const std::function<core::BlockResult(const core::Scenario&, const core::BlockRequest&)>&
        simulate = {});

}  // namespace minga::engine
