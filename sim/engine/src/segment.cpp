// Cuts segments into blocks and runs them.
#include "segment.hpp"

#include <algorithm>
#include <exception>
#include <new>
#include <stdexcept>
#include <string>

namespace minga::engine {
namespace {

core::BlockRequest request_for(const Plan& plan, const Block& block) {
  core::BlockRequest request;
  request.seed = plan.seed;
  request.stream = plan.common_random_numbers ? 0 : static_cast<std::uint32_t>(block.point + 1);
  request.first_replicate = block.first_replicate;
  request.count = block.count;
  return request;
}

core::BlockResult failed_run(const core::Scenario& scenario, const std::string& reason) {
  core::BlockResult result = missing_runs(1, shape_of(scenario), scenario.record);
  result.failed[0] = reason.empty() ? "unknown reason" : reason;
  return result;
}

core::BlockResult run_or_fail(const Simulate& simulate, const core::Scenario& scenario,
                              const core::BlockRequest& request) {
  try {
    return simulate(scenario, request);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    return failed_run(scenario, error.what());
  } catch (...) {
    return failed_run(scenario, "");
  }
}

core::BlockResult run_one_by_one(const Simulate& simulate, const core::Scenario& scenario,
                                 const core::BlockRequest& block) {
  core::BlockResult result = missing_runs(block.count, shape_of(scenario), scenario.record);
  for (int i = 0; i < block.count; ++i) {
    core::BlockRequest request = block;
    request.first_replicate += static_cast<std::uint32_t>(i);
    request.count = 1;
    place(result, static_cast<std::size_t>(i), run_or_fail(simulate, scenario, request));
  }
  return result;
}

}  // namespace

std::size_t runs_of_segment(const Plan& plan, std::size_t segment) {
  return std::min(plan.runs_per_segment, plan.runs() - segment * plan.runs_per_segment);
}

std::vector<Block> blocks_of_segment(const Plan& plan, std::size_t segment) {
  const std::size_t first = segment * plan.runs_per_segment;
  const std::size_t runs = runs_of_segment(plan, segment);
  const auto largest = static_cast<std::size_t>(std::max(1, plan.block));
  std::vector<Block> blocks;
  for (std::size_t offset = 0; offset < runs;) {
    const std::size_t replicate = (first + offset) % plan.replicates;
    const std::size_t count = std::min({largest, plan.replicates - replicate, runs - offset});
    blocks.push_back({(first + offset) / plan.replicates, static_cast<std::uint32_t>(replicate),
                      static_cast<int>(count), offset});
    offset += count;
  }
  return blocks;
}

core::BlockResult run_block(const Simulate& simulate, const core::Scenario& scenario,
                            const Plan& plan, const Block& block) {
  const core::BlockRequest request = request_for(plan, block);
  try {
    return simulate(scenario, request);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (...) {
    return run_one_by_one(simulate, scenario, request);
  }
}

core::BlockResult run_alone(const Plan& plan, const core::Scenario& scenario, std::size_t run,
                            const Simulate& simulate) {
  if (run >= plan.runs())
    throw std::invalid_argument("there is no run " + std::to_string(run));
  const Block block{run / plan.replicates, static_cast<std::uint32_t>(run % plan.replicates), 1, 0};
  return run_block(simulate ? simulate : core::simulate, scenario, plan, block);
}

}  // namespace minga::engine
