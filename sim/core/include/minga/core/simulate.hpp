// Runs the association model: a block of replicates of one scenario through all its periods. Knows
// no files, threads or printing; the result depends on the arguments only.
#pragma once

#include "minga/core/record.hpp"
#include "minga/core/scenario.hpp"

#include <cstdint>

namespace minga::core {

/// Which replicates of a scenario to run.
struct BlockRequest {
  std::uint64_t seed = 0;
  std::uint32_t stream = 0;           ///< 0: common random numbers; else distinct per design point
  std::uint32_t first_replicate = 0;  ///< replicate numbers address the random draws
  int count = 1;
  /// Take the plain kernels that the vectorised ones are tested against. Same results, slower.
  bool reference = false;
};

/// Runs `request.count` replicates. Results are the same, bit for bit, however replicates are
/// grouped into blocks and whatever `scenario.record` switches on.
/// @throws std::invalid_argument if the scenario was not validated (empty association, no profile).
BlockResult simulate(const Scenario& scenario, const BlockRequest& request);

}  // namespace minga::core
