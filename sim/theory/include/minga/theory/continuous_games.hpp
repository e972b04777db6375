// Games of two in which each chooses how much to invest, not whether to. What a rare mutant gains
// among residents follows from the payoff and is what adaptive.hpp asks for.
#pragma once

#include "minga/theory/adaptive.hpp"
#include "minga/theory/game.hpp"

#include <string_view>

namespace minga::theory {

/// Quadratic benefits and costs: who invests x beside y gets B(x + y) - C(x) with
/// B(z) = benefit z + benefit_quadratic z^2 and C likewise (Doebeli, Hauert, Killingback 2004,
/// Science 306:859). With `others_only` B(y) - C(x), the continuous prisoner's dilemma
/// (Killingback, Doebeli, Knowlton 1999, Proc. R. Soc. B 266:1723).
struct ContinuousGame {
  double benefit = 0.0;
  double benefit_quadratic = 0.0;
  double cost = 0.0;
  double cost_quadratic = 0.0;
  double most = 1.0;  ///< largest investment; the smallest is 0
  bool others_only = false;

  double payoff(double own, double other) const;
  /// The gradient of selection is intercept + slope x.
  double intercept() const;
  double slope() const;
};
/// @throws std::invalid_argument  where a number is not finite or `most` is not above 0
void check(const ContinuousGame& game);

/// What a rare mutant gets among residents, less what they get among themselves.
InvasionFitness invasion_fitness(const ContinuousGame& game);

/// The game between `count` evenly spaced investments, from the largest down to none, so that the
/// first strategy is the most cooperative one.
MatrixGame between_investments(const ContinuousGame& game, int count);

/// What a singular trait is to a population: "stable", "branching", "repeller", "Garden of Eden",
/// or "neutral" where mutants next to it do neither better nor worse.
std::string_view kind_of(const SingularTrait& trait);

}  // namespace minga::theory
