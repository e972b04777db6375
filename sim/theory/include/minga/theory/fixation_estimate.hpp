// Fixation by Monte Carlo: step by step with the plain simulator, or with only the steps that
// change something, which needs no payoff and no unused draw on the way.
#pragma once

#include "minga/theory/birth_death.hpp"
#include "minga/theory/sampling.hpp"

#include <cstdint>

namespace minga::theory {

struct FixationEstimate {
  Estimate probability;  ///< that the first strategy is fixed; NaN if any run was undecided
  Estimate any_time;     ///< steps (synchronous: generations) until one strategy is left
  Estimate fixed_time;   ///< in runs that ended with the first strategy
  int undecided = 0;     ///< runs that met the limit
};

/// Whether waiting times between events are drawn, too; without, times are NaN and runs faster.
enum class Waits : std::uint8_t { skipped, drawn };

/// Event skipping on a birth-death chain from `start` players of the first strategy: each event is
/// one more or one fewer, with the chances given that something happens (Gillespie 1976, J. Comput.
/// Phys. 22:403), each to within 2^-33.
/// @param most_events  limit of a run
FixationEstimate estimate_fixation(const BirthDeath& chain, int start, const Sampling& sampling,
                                   Waits waits = Waits::skipped,
                                   std::uint64_t most_events = 1'000'000'000);

/// The reference: one revision after the other, from `mutants` players of `mutant` among residents.
/// @param most_generations  limit of a run
FixationEstimate estimate_fixation_stepwise(const Game& game, int population, const Update& update,
                                            const Sampling& sampling, int mutant = 0,
                                            int resident = 1, int mutants = 1,
                                            int most_generations = 1'000'000);

}  // namespace minga::theory
