// Repeated play between two automata: exact expected payoffs from the Markov chain of both states,
// with errors, for any horizon; and the payoff matrix of a set of strategies.
#pragma once

#include "minga/theory/automaton.hpp"
#include "minga/theory/game.hpp"
#include "minga/theory/markov.hpp"

#include <array>
#include <vector>

namespace minga::theory {

/// Chances of error, each player's and round's independent of all others.
struct Errors {
  double action = 0.0;      ///< a move is made the other way, and both know it as made
  double perception = 0.0;  ///< the other's move is seen the other way; payoffs follow moves made
};
void check(const Errors& errors);

/// What two players get per round, and how often they do what.
struct Play {
  double first = 0.0, second = 0.0;  ///< mean payoff per round
  std::array<double, 4> outcomes{};  ///< shares of rounds CC, CD, DC, DD, first player's move first
  double first_cooperates() const { return outcomes[0] + outcomes[1]; }
  double second_cooperates() const { return outcomes[0] + outcomes[2]; }
};

/// @param stage  game of one round, two strategies: cooperation, defection
Play expected_play(const MatrixGame& stage, const Automaton& first, const Automaton& second,
                   const Horizon& horizon, const Errors& errors = {});

/// Game between the strategies themselves: what each gets per round against each.
MatrixGame round_robin(const MatrixGame& stage, const std::vector<Automaton>& strategies,
                       const Horizon& horizon, const Errors& errors = {});

}  // namespace minga::theory
