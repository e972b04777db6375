// One segment of an ensemble: which blocks it is cut into, and how their results are joined. Knows
// no threads; ensemble.cpp decides what runs when.
#pragma once

#include "minga/core/record.hpp"
#include "minga/core/scenario.hpp"
#include "minga/core/simulate.hpp"
#include "minga/engine/ensemble.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace minga::engine {

/// Consecutive replicates of one point that run together.
struct Block {
  std::size_t point = 0;
  std::uint32_t first_replicate = 0;
  int count = 0;
  std::size_t offset = 0;  ///< first run, counted from the segment's first
};

/// Number of runs of a segment: all but the last are full.
std::size_t runs_of_segment(const Plan& plan, std::size_t segment);

/// Blocks of a segment in the order of its runs.
std::vector<Block> blocks_of_segment(const Plan& plan, std::size_t segment);

using Simulate = std::function<core::BlockResult(const core::Scenario&, const core::BlockRequest&)>;

/// Runs a block. Where it throws, each replicate runs alone, and those that throw again are
/// recorded as failed with the reason, all their values missing.
/// @throws std::bad_alloc, which is not the fault of a run
core::BlockResult run_block(const Simulate& simulate, const core::Scenario& scenario,
                            const Plan& plan, const Block& block);

/// Results of `runs` runs with every value missing, holding the groups that `record` switches on.
core::BlockResult missing_runs(int runs, const Shape& shape, const core::RecordSettings& record);

/// Copies the runs of `from` into `into`, from run `offset` on. Extents of `from` may be smaller.
/// @throws std::logic_error if they are larger, or arrays do not have the announced sizes
void place(core::BlockResult& into, std::size_t offset, core::BlockResult&& from);

}  // namespace minga::engine
