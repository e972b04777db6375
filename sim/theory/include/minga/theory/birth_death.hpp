// Two strategies in a finite population as a birth-death chain on the number of players of the
// first: fixation probabilities and times, and the stationary distribution under mutation, from the
// chances of a step up and down alone.
#pragma once

#include "minga/theory/revision.hpp"

#include <vector>

namespace minga::theory {

/// Chances of one more and one less at 0 .. N players of the first strategy.
struct BirthDeath {
  std::vector<double> up, down;
  int population() const { return static_cast<int>(up.size()) - 1; }
};
/// Refuses chances outside [0, 1], sums above 1, steps out of 0 .. N.
void check(const BirthDeath& chain);

/// The chain of two strategies of a game, the others absent, under one revision a step.
BirthDeath birth_death(const Game& game, int population, const Update& update, int first = 0,
                       int second = 1);

/// Chance to reach N before 0, from 0 .. N: (1 + sum of products of down/up) over its total (Nowak
/// et al. 2004, Nature 428:646, eq. 1; Traulsen, Hauert 2009, eq. 11), by a recursion without
/// subtractions, so that no product overflows and no difference cancels. The ends count as
/// absorbing.
std::vector<double> fixation_probabilities(const BirthDeath& chain);

/// Expected steps from 0 .. N until one strategy is left; those that end at N; those that end at 0
/// (Antal, Scheuring 2006, Bull. Math. Biol. 68:1923). NaN where there is no such end.
struct FixationTimes {
  std::vector<double> any, at_all, at_none;
};
FixationTimes fixation_times(const BirthDeath& chain);

/// Stationary distribution by detailed balance, for chains that leave both ends (mutation).
std::vector<double> stationary(const BirthDeath& chain);

/// A single mutant among residents.
struct Fixation {
  double probability;  ///< rho, that all descend from the mutant
  double any_time;     ///< steps until either is gone
  double fixed_time;   ///< steps when the mutant takes over
};
Fixation fixation(const Game& game, int population, const Update& update, int mutant = 0,
                  int resident = 1);

}  // namespace minga::theory
