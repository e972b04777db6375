// Of games, claims about them, strategies and repetition.
#include "minga/theory/strategies.hpp"
#include "objector.hpp"

#include <algorithm>
#include <cmath>

namespace minga::theory {

void Objector::dilemma() {
  const GameSpec& g = s_.game;
  const int group = players_of_a_good(s_);
  if (g.form != Form::public_good || !g.dilemma || group < 2)
    return;
  const auto [above, below] = dilemma_range(g, group);
  if (g.multiplier > above && g.multiplier < below)
    return;
  std::string accepted = "above " + text_of(above);
  if (!g.sanction && !g.others_only)
    accepted += " and below the group, " + std::to_string(group);
  else if (std::isfinite(below))
    accepted = below > 0.0 ? accepted + " and below " + text_of(below) : "a smaller sanction";
  object("game.multiplier",
         g.multiplier >= below ? "contributing pays for itself, so this is no dilemma"
                               : "all contributing pays no more than nobody, so this is no dilemma",
         accepted + ", or dilemma = false");
  claimed_wrongly_ = true;
}

void Objector::own_strategy(const std::string& name, const OwnStrategy& own) {
  const std::string path = "strategies." + name;
  const int given = (own.memory_one.empty() ? 0 : 1) + (own.reactive.empty() ? 0 : 1) +
                    (own.memory_n.empty() ? 0 : 1) + (own.states.empty() ? 0 : 1) +
                    (own.zero_determinant ? 1 : 0);
  if (given != 1) {
    object(path, given == 0 ? "says nothing" : "says more than one thing",
           "exactly one of memory_one, reactive, memory_n, states, zero_determinant");
    return;
  }
  const std::size_t n = own.memory_n.size();
  if (!own.memory_n.empty() && n != 4 && n != 16 && n != 64 && n != 256) {
    object(path + ".memory_n", "has " + std::to_string(n) + " chances",
           "4, 16, 64 or 256 chances, after the last 1, 2, 3 or 4 rounds");
    return;
  }
  const bool whole = std::all_of(own.states.begin(), own.states.end(), [](const auto& row) {
    return std::all_of(row.begin() + (row.empty() ? 0 : 1), row.end(),
                       [](double next) { return next == std::floor(next); });
  });
  if (!whole) {
    object(path + ".states", "has a next state that is no whole number",
           "rows of a chance and four next states, counted from 0");
    return;
  }
  const auto& shipped = named_strategies();
  if (std::any_of(shipped.begin(), shipped.end(),
                  [&name](const NamedStrategy& o) { return o.name == name; })) {
    object(path, "is the name of a shipped strategy", "another name");
    return;
  }
  attempt(path, [&] { automaton_of(s_, name); });
}

void Objector::own_strategies() {
  for (const auto& [name, own] : s_.strategies)
    own_strategy(name, own);
  if (!s_.strategies.empty() && !s_.repeated.enabled)
    object("strategies", "nothing is repeated", "a table [repeated], or leave this out");
}

void Objector::repeated() {
  const RepeatedSpec& r = s_.repeated;
  if (!r.enabled)
    return;
  if (r.strategies.size() < 2)
    object("repeated.strategies", "are fewer than two", "two or more names");
  for (std::size_t i = 0; i < r.strategies.size(); ++i) {
    if (std::count(r.strategies.begin(), r.strategies.end(), r.strategies[i]) > 1)
      object("repeated.strategies[" + std::to_string(i) + "]", "is listed twice",
             "each strategy once");
  }
  if (form().group) {
    if (r.perception_error > 0.0)
      object("repeated.perception_error", "repeated play of groups has errors of action only", "0");
    return;
  }
  if (s_.game.form == Form::matrix && s_.game.payoff.size() != 2) {
    object("game.payoff", "repeated play is between two strategies, cooperation and defection",
           "a matrix of two rows");
    return;
  }
  if (s_.game.form == Form::continuous_snowdrift && s_.game.investments != 2) {
    object("game.investments", "repeated play is between all and nothing", "2");
    return;
  }
  for (std::size_t i = 0; i < r.strategies.size(); ++i)
    known_strategy(r.strategies[i], "repeated.strategies[" + std::to_string(i) + "]");
}

void Objector::known_strategy(const std::string& name, const std::string& path) {
  std::vector<std::string> names;
  for (const auto& [own, unused] : s_.strategies)
    names.push_back(own);
  for (const NamedStrategy& n : named_strategies())
    names.push_back(n.name);
  if (std::find(names.begin(), names.end(), name) == names.end())
    object(path, "is not a known strategy", "one of " + joined(names));
}

void Objector::make_game() {
  if (!out_.empty() && !claimed_wrongly_)
    return;
  attempt("game", [&] {
    stage_game(s_.game, structured_);
    const Game game = played_game(s_);
    names_ = names_of(game);
    group_ = group_of(game);
    claimed(game);
  });
}

void Objector::claimed(const Game& game) {
  if (!s_.game.dilemma || s_.repeated.enabled || claimed_wrongly_)
    return;
  bool holds = false;
  if (const auto* matrix = std::get_if<MatrixGame>(&game)) {
    const auto& a = matrix->payoff;
    holds = matrix->size() == 2 && a(0, 0) > a(1, 1) && (a(1, 0) > a(0, 0) || a(1, 1) > a(0, 1));
  } else if (const auto& group = std::get<GroupGame>(game); group.group >= 2) {
    std::vector<int> all(names_.size(), 0);
    all[0] = group.group - 1;
    std::vector<int> none(names_.size(), 0);
    none[1] = group.group - 1;
    const bool better = group.payoff(0, all) > group.payoff(1, none);
    holds = better && (group.payoff(1, all) > group.payoff(0, all) ||
                       group.payoff(1, none) > group.payoff(0, none));
  } else {
    return;
  }
  if (!holds)
    object("game.dilemma",
           "is claimed, but all are not better off with the first strategy, or nobody is tempted "
           "by the second",
           "payoffs of a dilemma, or dilemma = false");
}

}  // namespace minga::theory
