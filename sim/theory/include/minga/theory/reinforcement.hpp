// Learning from own payoffs alone: players with propensities who meet in random groups, round by
// round. Cumulative propensities after Roth and Erev, or chances after Bush and Mosteller.
#pragma once

#include "minga/theory/payoffs.hpp"
#include "minga/theory/sampling.hpp"

#include <cstdint>
#include <vector>

namespace minga::theory {

enum class Learning : std::uint8_t {
  roth_erev,       ///< propensities add up payoffs (Roth, Erev 1995, Games Econ. Behav. 8:164)
  bush_mosteller,  ///< chances move by payoffs against an aspiration (Macy, Flache 2002, PNAS
                   ///< 99:7229)
};

struct Reinforcement {
  Learning rule = Learning::roth_erev;
  double initial = 1.0;     ///< propensity of each strategy at the start, above 0 (Roth-Erev)
  double forgetting = 0.0;  ///< phi, share of propensities lost each round (Roth-Erev)
  double experiment = 0.0;  ///< epsilon, share of a payoff credited to the others (Roth-Erev)
  double aspiration = 0.0;  ///< payoff that neither rewards nor punishes (Bush-Mosteller)
  double rate = 0.5;        ///< l, how far the strongest stimulus moves a chance (Bush-Mosteller)
};
void check(const Reinforcement& parameters);

/// The chances with which a player takes each strategy, after getting `payoff` for `taken`.
/// Propensities are unnormalised chances under Roth-Erev and chances under Bush-Mosteller.
/// @param smallest, largest  payoffs of the game: Roth-Erev counts from the smallest, as
/// propensities
///                           must not be negative; the farther from the aspiration scales stimuli
void reinforce(const Reinforcement& parameters, std::vector<double>& propensities, int taken,
               double payoff, double smallest, double largest);

/// Mean chance of each strategy over players, and share of players who took it, by round.
struct LearningPath {
  std::vector<int> rounds;
  std::vector<std::vector<double>> chances, taken;
};
/// @param players  a multiple of the group; they are dealt anew each round
LearningPath simulate_learning(const Game& game, int players, const Reinforcement& parameters,
                               int rounds, int every, const core::RandomField& field,
                               std::uint32_t replicate = 0);

}  // namespace minga::theory
