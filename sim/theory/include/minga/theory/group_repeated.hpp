// Repeated play of a group between contributing and not: automata that react to how many of the
// others contributed, and exact expected payoffs from the Markov chain of all states.
#pragma once

#include "minga/theory/game.hpp"
#include "minga/theory/markov.hpp"

#include <array>
#include <string>
#include <vector>

namespace minga::theory {

/// As Automaton, with the others' move replaced by the number of contributors among them.
struct GroupAutomaton {
  struct State {
    double contribute = 1.0;  ///< chance
    /// [own move, 0 contributed][others who contributed, 0 to n - 1]: next state
    std::array<std::vector<int>, 2> next{};
  };
  std::string name;
  std::vector<State> states;
  int start = 0;
};

GroupAutomaton always_contribute(int group);
GroupAutomaton never_contribute(int group);
/// Contributes while all others do, and never again after one does not (Friedman 1971).
GroupAutomaton grim_trigger(int group);
/// Contributes first and whenever at least `others` of the others did (Boyd, Richerson 1988, J.
/// Theor. Biol. 132:337).
GroupAutomaton if_at_least(int group, int others);

struct GroupPlay {
  std::vector<double> payoff;       ///< of each player, mean per round
  std::vector<double> contributes;  ///< share of rounds, of each player
};

/// @param stage    two strategies, contributing first
/// @param players  one automaton for each of the group
/// @param error    chance that a move is made the other way
GroupPlay expected_group_play(const GroupGame& stage, const std::vector<GroupAutomaton>& players,
                              const Horizon& horizon, double error = 0.0);

}  // namespace minga::theory
