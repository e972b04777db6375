// The well-known symmetric games of two players and two strategies, and which of them a matrix is.
// Repeated play is in repeated.hpp, groups in group_games.hpp.
#pragma once

#include "minga/theory/game.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace minga::theory {

/// ((a, b), (c, d)): what the first strategy gets against itself and the second, then the second.
MatrixGame two_by_two(double a, double b, double c, double d, std::string first = "cooperate",
                      std::string second = "defect");

/// Temptation, reward, punishment, sucker's payoff, with T > R > P > S.
MatrixGame prisoners_dilemma(double temptation, double reward, double punishment, double sucker);

/// Cooperating costs c and gives the other b, with b > c > 0 (Nowak 2006, Science 314:1560).
MatrixGame donation_game(double benefit, double cost);

/// Both hunting stag pays `stag`, hunting hare `hare_alone` if the other hunts stag and
/// `hare_together` else; a lone stag hunter gets `alone`. stag > hare_alone >= hare_together >
/// alone (Skyrms 2004, The Stag Hunt).
MatrixGame stag_hunt(double stag, double alone, double hare_alone, double hare_together);

/// Snowdrift: who shovels alone bears the cost, two share it; b > c > 0 (Sugden 1986; Hauert,
/// Doebeli 2004, Nature 428:643).
MatrixGame snowdrift(double benefit, double cost);

/// Hawk-dove with strategies (dove, hawk): value of the resource v, cost of a lost fight c, v, c >
/// 0 (Maynard Smith, Price 1973, Nature 246:15). It is a snowdrift where c > v.
MatrixGame hawk_dove(double value, double cost);

/// Pure coordination: `first` or `second` where both do the same, nothing else; both positive.
MatrixGame coordination(double first, double second);

/// Kind of the symmetric two-by-two game between its first strategy (cooperation) and its second.
enum class MatrixKind : std::uint8_t {
  neutral,             ///< no strategy ever pays more than the other
  prisoners_dilemma,   ///< the second dominates, both would be better off with the first
  deadlock,            ///< the second dominates, and rightly so
  harmony,             ///< the first dominates, and rightly so
  dominant_bad_first,  ///< the first dominates, both would be better off with the second
  stag_hunt,           ///< each is best against itself, and they pay differently together
  coordination,        ///< each is best against itself, and they pay the same together
  snowdrift,           ///< each is best against the other: they live together
};
std::string_view name_of(MatrixKind kind);

/// A weak inequality counts as dominance where the other one is strict.
MatrixKind classify(const MatrixGame& game);

}  // namespace minga::theory
