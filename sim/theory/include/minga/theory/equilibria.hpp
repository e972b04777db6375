// Equilibria: of the symmetric two-by-two game, and of symmetric group games between two
// strategies, where they are the roots of the gain from the first.
#pragma once

#include "minga/theory/game.hpp"

#include <vector>

namespace minga::theory {

/// Chances with which the two players of a two-by-two game play the first strategy.
struct NashPair {
  double first, second;
  bool mixed;
};
/// All Nash equilibria of the symmetric two-by-two game, the asymmetric ones in both orders; where
/// there is a continuum, its ends.
std::vector<NashPair> nash_equilibria(const MatrixGame& game);

/// Gain from the first strategy over the second when k = 0 .. n-1 others play the first.
std::vector<double> gains(const GroupGame& game);
/// Expected gain where each other plays the first with chance x: a polynomial of Bernstein's form
/// with the gains as coefficients (Peña, Lehmann, Nöldeke 2014, J. Theor. Biol. 346:23).
double expected_gain(const std::vector<double>& gains, double x);

/// Symmetric equilibrium: all play the first strategy with this chance. Stable: shares near it
/// return to it under the replicator equation.
struct SymmetricEquilibrium {
  double chance;
  bool stable;
};
/// All symmetric equilibria of a group game between two strategies, ends included.
/// @throws std::invalid_argument  where the strategies never differ
std::vector<SymmetricEquilibrium> symmetric_equilibria(const GroupGame& game);

/// The roots within (0, 1) of a polynomial by its Bernstein coefficients, each once.
std::vector<double> bernstein_roots(const std::vector<double>& coefficients);

/// Mixed equilibrium of the volunteer's dilemma: each defects with chance (c/b)^(1/(n-1)) (Diekmann
/// 1985, J. Confl. Resolut. 29:605), and the good is there with chance 1 - (that)^n.
struct Volunteers {
  double defects, provided;
};
Volunteers volunteers_equilibrium(int group, double benefit, double cost);

}  // namespace minga::theory
