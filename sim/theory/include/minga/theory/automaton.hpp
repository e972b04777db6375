// Strategies of repeated play between two, as data: a finite automaton with a chance of cooperating
// in each state and a next state by both players' moves. Memory-one strategies, tables over the
// last n rounds and counters of moves are all of this form. Named ones are in strategies.hpp.
#pragma once

#include <array>
#include <string>
#include <vector>

namespace minga::theory {

/// A move, as index: cooperation first, as in payoff matrices.
inline constexpr int kCooperated = 0;
inline constexpr int kDefected = 1;

struct Automaton {
  struct State {
    double cooperate = 1.0;  ///< chance
    /// next state after own move (as made, errors included) and the other's move (as seen)
    std::array<std::array<int, 2>, 2> next{};
  };
  std::string name;
  std::vector<State> states;
  int start = 0;

  int size() const { return static_cast<int>(states.size()); }
};

/// Refuses chances outside [0, 1] and states that there are not.
void check(const Automaton& automaton);

/// Chances of cooperating after (own, other's) move CC, CD, DC, DD.
using MemoryOne = std::array<double, 4>;

/// Memory-one strategy (Nowak, Sigmund 1993, Nature 364:56). `opening`: chance in the first round.
Automaton memory_one(std::string name, const MemoryOne& after, double opening);

/// Reactive strategy: chances p and q after the other's cooperation and defection (Nowak, Sigmund
/// 1990, Acta Appl. Math. 20:247).
Automaton reactive(std::string name, double p, double q, double opening);

/// Table over the last n rounds, 4^n chances. A round's digit is CC 0, CD 1, DC 2, DD 3, the last
/// round is the last digit to base 4. Before n rounds are played, `opening` holds.
Automaton memory_n(std::string name, int n, const std::vector<double>& after, double opening);

}  // namespace minga::theory
