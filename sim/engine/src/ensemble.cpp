// The parallel part: segments flow through a pipeline of three stages (pick in order, compute in
// parallel, commit in order), and the blocks of a segment run in parallel inside the second.
#include "minga/engine/ensemble.hpp"

#include "handover.hpp"
#include "segment.hpp"

#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

namespace minga::engine {
namespace {

/// A segment on its way through the pipeline.
struct Item {
  std::size_t segment = 0;
  std::optional<core::BlockResult> runs;
  Bytes bytes;
  bool complete = false;
};

class Ensemble {
 public:
  Ensemble(const Plan& plan, const Callbacks& callbacks, const std::atomic<bool>& stop,
           std::size_t in_flight)
      : plan_(plan),
        callbacks_(callbacks),
        stop_(stop),
        simulate_(callbacks.simulate ? callbacks.simulate : core::simulate),
        visits_(callbacks.order.at ? callbacks.order.count : plan.segments()),
        ring_(in_flight) {
    if (plan_.shape.periods == 0) {
      for (std::size_t point = 0; point < plan_.points; ++point) {
        plan_.shape = larger(plan_.shape, shape_of(callbacks_.scenario(point)));
      }
    }
  }

  bool run() {
    using tbb::filter_mode;
    const handover::Turn turn(this);
    tbb::parallel_pipeline(
        ring_.size(),
        tbb::make_filter<void, Item*>(filter_mode::serial_in_order,
                                      [this](tbb::flow_control& flow) { return next(flow); }) &
            tbb::make_filter<Item*, Item*>(filter_mode::parallel,
                                           [this](Item* item) { return compute(*item); }) &
            tbb::make_filter<Item*, void>(filter_mode::serial_in_order,
                                          [this](Item* item) { commit(*item); }));
    return !work_left_;
  }

 private:
  Item* next(tbb::flow_control& flow) {
    const handover::Turn turn(this);
    while (next_ < visits_ && callbacks_.done && callbacks_.done(at(next_))) {
      finished_ += runs_of_segment(plan_, at(next_++));
    }
    const bool stopped = stop_.load(std::memory_order_relaxed);
    if (next_ == visits_ || stopped) {
      work_left_ = work_left_ || next_ < visits_;
      flow.stop();
      return nullptr;
    }
    Item& item = ring_[begun_++ % ring_.size()];
    item = Item{};
    item.segment = at(next_++);
    return &item;
  }

  std::size_t at(std::size_t visit) const {
    return callbacks_.order.at ? callbacks_.order.at(visit) : visit;
  }

  Item* compute(Item& item) const {
    const handover::Turn turn(this);
    const std::vector<Block> blocks = blocks_of_segment(plan_, item.segment);
    std::optional<std::vector<core::BlockResult>> results = run_blocks(blocks);
    if (!results) {
      return &item;  // stopped on the way
    }
    core::BlockResult runs = join(item.segment, blocks, std::move(*results));
    if (callbacks_.encode) {
      item.bytes = callbacks_.encode(item.segment, std::move(runs));
    } else {
      item.runs = std::move(runs);
    }
    item.complete = true;
    return &item;
  }

  /// Nothing if stopped before the last block.
  std::optional<std::vector<core::BlockResult>> run_blocks(const std::vector<Block>& blocks) const {
    static constexpr char tag =
        0;  // not captured: to read a capture is to use what was handed over
    std::vector<core::BlockResult> results(blocks.size());
    std::atomic<bool> dropped{false};
    const auto run_one = [&](std::size_t i) {
      const handover::Turn turn(&tag);
      if (stop_.load(std::memory_order_relaxed)) {
        dropped.store(true, std::memory_order_relaxed);
        return;
      }
      results[i] = run_block(simulate_, callbacks_.scenario(blocks[i].point), plan_, blocks[i]);
    };
    handover::give(&tag);
    // Isolated: a thread that waits here must not begin another segment in the meantime.
    tbb::this_task_arena::isolate(
        [&] { tbb::parallel_for(std::size_t{0}, blocks.size(), run_one); });
    handover::receive(&tag);
    if (dropped.load()) {
      return std::nullopt;
    }
    return results;
  }

  core::BlockResult join(std::size_t segment, const std::vector<Block>& blocks,
                         std::vector<core::BlockResult>&& results) const {
    const core::RecordSettings& record = callbacks_.scenario(blocks.front().point).record;
    core::BlockResult joined =
        missing_runs(static_cast<int>(runs_of_segment(plan_, segment)), plan_.shape, record);
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      place(joined, blocks[i].offset, std::move(results[i]));
    }
    return joined;
  }

  void commit(Item& item) {
    const handover::Turn turn(this);
    if (!item.complete) {
      work_left_ = true;
      return;
    }
    if (callbacks_.encode) {
      callbacks_.commit_bytes(item.segment, std::move(item.bytes));
    } else {
      callbacks_.commit(item.segment, std::move(*item.runs));
    }
    finished_ += runs_of_segment(plan_, item.segment);
    if (callbacks_.progress) {
      callbacks_.progress(finished_.load());
    }
  }

  Plan plan_;
  const Callbacks& callbacks_;
  const std::atomic<bool>& stop_;
  const Simulate simulate_;
  const std::size_t visits_;
  /// Segments in flight. Commits are in order, so these are neighbours, and a place is free again
  /// when its turn comes.
  std::vector<Item> ring_;
  std::size_t begun_ = 0;                 ///< segments that were put into the ring
  std::size_t next_ = 0;                  ///< visit; used by the first stage only
  std::atomic<std::size_t> finished_{0};  ///< runs; the first and the last stage add to it
  std::atomic<bool> work_left_{false};
};

void check(const Plan& plan, const Callbacks& callbacks) {
  if (plan.points == 0 || plan.replicates == 0 || plan.runs_per_segment == 0) {
    throw std::invalid_argument(
        "an ensemble needs at least one point, replicate and run a segment");
  }
  const bool can_commit = callbacks.encode ? static_cast<bool>(callbacks.commit_bytes)
                                           : static_cast<bool>(callbacks.commit);
  if (!callbacks.scenario || !can_commit) {
    throw std::invalid_argument("an ensemble needs scenarios and a place for its results");
  }
}

}  // namespace

bool run_ensemble(const Plan& plan, const Callbacks& callbacks, const std::atomic<bool>& stop) {
  check(plan, callbacks);
  std::optional<tbb::global_control> limit;
  if (plan.threads > 0) {
    limit.emplace(tbb::global_control::max_allowed_parallelism,
                  static_cast<std::size_t>(plan.threads));
  }
  const int threads = plan.threads > 0 ? plan.threads : tbb::this_task_arena::max_concurrency();
  tbb::task_arena arena(threads);
  // Enough segments in flight that no thread waits for the one that commits, few enough that memory
  // does not grow with the number of runs.
  Ensemble ensemble(plan, callbacks, stop, static_cast<std::size_t>(threads) + 2);
  const handover::Until until(&ensemble);
  return arena.execute([&] { return ensemble.run(); });
}

}  // namespace minga::engine
