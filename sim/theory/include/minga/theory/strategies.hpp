// The well-known strategies of repeated play, named, with a title, a description and a source.
#pragma once

#include "minga/theory/automaton.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace minga::theory {

struct NamedStrategy {
  std::string name;  ///< key in files and commands
  std::string title;
  std::string description;
  std::string source;
  Automaton automaton;
};

/// All of them, in a fixed order. Chances that depend on payoffs are for 5, 3, 1, 0.
const std::vector<NamedStrategy>& named_strategies();

/// The automaton of one of them.
/// @throws std::invalid_argument  with the names that there are
Automaton strategy(std::string_view name);
std::vector<Automaton> strategies(const std::vector<std::string>& names);

/// Generous tit for tat: forgives a defection with chance q.
Automaton generous_tit_for_tat(double q);
/// Largest q at which defectors gain nothing by it, min(1 - (T-R)/(R-S), (R-P)/(T-P)) (Nowak,
/// Sigmund 1992, Nature 355:250).
double largest_generosity(double temptation, double reward, double punishment, double sucker);
/// Cooperates with a fixed chance.
Automaton random_player(double chance);

}  // namespace minga::theory
