// How strategies spread: the update rules of evolutionary game theory as data, and the chance that
// one payoff makes a player take over another's strategy.
#pragma once

#include <cstdint>

namespace minga::theory {

enum class UpdateRule : std::uint8_t {
  moran_birth_death,       ///< parent by fitness, replaces a random (neighbour)
  moran_death_birth,       ///< a random one dies, its neighbours compete by fitness
  fermi,                   ///< 1 / (1 + exp(-intensity (model - own)))
  proportional_imitation,  ///< copies with chance max(0, model - own) / largest difference
  imitate_best,            ///< takes the best strategy in sight, own included
  best_response,           ///< takes the strategy that would pay best against the others
  aspiration,              ///< changes when the payoff is below what is aspired to
  reinforcement            ///< propensities by own payoffs (Roth and Erev 1995; Bush-Mosteller)
};

enum class Schedule : std::uint8_t {
  synchronous,        ///< all players revise at once, on the last period's payoffs
  random_sequential,  ///< one random player at a time, on present payoffs
};

/// Parameters of a revision of strategy.
struct Update {
  UpdateRule rule = UpdateRule::fermi;
  Schedule schedule = Schedule::random_sequential;
  double intensity = 1.0;   ///< of selection; 1/K of the physicists' Fermi rule
  double mutation = 0.0;    ///< chance that a revision takes a random strategy instead
  double aspiration = 0.0;  ///< payoff aspired to, where the rule has one
  double weight = 1.0;      ///< w of fitness 1 - w + w payoff, where the rule has fitness
};

}  // namespace minga::theory
