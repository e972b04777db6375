// One match of repeated play, round by round with random draws: the simulator beside the exact
// payoffs of repeated.hpp, for any number of rounds and strategies of any length.
#pragma once

#include "minga/theory/repeated.hpp"
#include "minga/theory/sampling.hpp"

namespace minga::theory {

/// A match: draws are addressed by (replicate, match, round).
Play simulate_match(const MatrixGame& stage, const Automaton& first, const Automaton& second,
                    int rounds, const Errors& errors, const core::RandomField& field,
                    std::uint32_t replicate, std::uint32_t match);

/// Mean payoffs per round over replicates of a match.
struct PlayEstimate {
  Estimate first, second;
};
PlayEstimate simulate_matches(const MatrixGame& stage, const Automaton& first,
                              const Automaton& second, int rounds, const Errors& errors,
                              const Sampling& sampling, std::uint32_t match = 0);

}  // namespace minga::theory
