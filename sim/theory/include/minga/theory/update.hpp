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

/// How a payoff becomes fitness, where parents are picked by fitness.
enum class Fitness : std::uint8_t {
  linear,       ///< 1 - w + w payoff (Nowak et al. 2004, Nature 428:646), must not be negative
  exponential,  ///< exp(intensity payoff) (Traulsen, Shoresh, Nowak 2008, Bull. Math. Biol.
                ///< 70:1410)
};

/// Parameters of a revision of strategy.
struct Update {
  UpdateRule rule = UpdateRule::fermi;
  Schedule schedule = Schedule::random_sequential;
  double intensity = 1.0;   ///< of selection; 1/K of the physicists' Fermi rule
  double mutation = 0.0;    ///< chance that a revision takes a random strategy instead
  double aspiration = 0.0;  ///< payoff aspired to, where the rule has one
  double weight = 1.0;      ///< w of fitness 1 - w + w payoff, where the rule has fitness
  Fitness fitness = Fitness::linear;
};

/// Refuses with std::invalid_argument what makes no sense: chances outside [0, 1], a negative
/// intensity.
void check(const Update& update);

/// Fermi rule: chance that a player of payoff `own` copies one of payoff `model` (Szabo, Toke 1998,
/// PRE 58:69; Traulsen, Nowak, Pacheco 2006, PRE 74:011909, eq. 1).
double fermi_chance(double intensity, double own, double model);

/// Proportional imitation: chance of copying a model who did better; `largest_difference` is that
/// between any two payoffs of the game (Schlag 1998, J. Econ. Theory 78:130; Santos, Pacheco 2005).
double proportional_chance(double own, double model, double largest_difference);

/// Fitness of a payoff.
/// @throws std::invalid_argument  where the linear form makes it negative
double fitness_of(const Update& update, double payoff);

}  // namespace minga::theory
