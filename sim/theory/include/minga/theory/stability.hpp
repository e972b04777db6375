// Conditions under which a strategy is stable or favoured: equilibrium and evolutionary stability,
// risk dominance, the one-third law, stability in finite populations, and the thresholds at which
// repetition or sanctions carry cooperation.
#pragma once

#include "minga/theory/game.hpp"
#include "minga/theory/payoffs.hpp"
#include "minga/theory/update.hpp"

namespace minga::theory {

/// No strategy pays more against this one than it does itself.
bool is_nash(const MatrixGame& game, int strategy);
/// All others pay less against it.
bool is_strict_nash(const MatrixGame& game, int strategy);
/// Best against itself and, where another one is as good, better against that one than that one
/// itself (Maynard Smith, Price 1973, Nature 246:15).
bool is_ess(const MatrixGame& game, int strategy);

/// a + b > c + d: better against an even mixture (Harsanyi, Selten 1988).
bool is_risk_dominant(const MatrixGame& game);
/// a + 2 b > c + 2 d: favoured at weak selection in a large population, because it does better
/// where it has a third (Nowak, Sasaki, Taylor, Fudenberg 2004, Nature 428:646).
bool one_third_law(const MatrixGame& game);
/// The same in a population of N: a(N-2) + b(2N-1) > c(N+1) + d(2N-4), rho > 1/N at weak selection.
bool favoured_at_weak_selection(const MatrixGame& game, int population);

/// Whether a single mutant gets less than the residents do.
bool selection_opposes_invasion(const Game& game, int population, int resident, int mutant);
/// Stability in a finite population: selection opposes invasion, and replacement too, rho < 1/N
/// (Nowak et al. 2004), for every other strategy.
bool is_ess_in_population(const Game& game, int population, const Update& update, int strategy);

/// Least chance w of another round at which tit for tat is best against itself in the repeated
/// prisoner's dilemma: the larger of (T-R)/(T-P) and (T-R)/(R-S) (Axelrod 1981, APSR 75:306).
double critical_discount_tit_for_tat(double temptation, double reward, double punishment,
                                     double sucker);
/// Least w at which grim trigger is: (T-R)/(T-P) (Friedman 1971, Rev. Econ. Stud. 38:1).
double critical_discount_grim(double temptation, double reward, double punishment);
/// The same in a linear public good of n players and multiplier r: (n-r)/(r(n-1)); 0 where nobody
/// is tempted, infinite where cooperation pays nobody.
double critical_discount_group(int group, double multiplier);
/// Least w at which grim trigger, (T-R)/(T-P), is best against itself in any group game between
/// contributing, strategy 0, and not: T is defecting alone, R all contributing, P nobody. 0 where
/// nobody is tempted, infinite where no chance below 1 is enough. It is the least of all w where
/// defecting pays most against defectors, too.
double critical_discount_group(const GroupGame& game);
/// Expected sanction for each unit withheld, detection x fine, from which contributing to a linear
/// public good dominates: 1 - r/n, one minus the marginal return.
double critical_sanction(int group, double multiplier);

}  // namespace minga::theory
