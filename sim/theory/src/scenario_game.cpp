// From a scenario's words to the game that is played.
#include "compositions.hpp"
#include "minga/theory/group_repeated.hpp"
#include "minga/theory/matrix_games.hpp"
#include "minga/theory/population_chain.hpp"
#include "minga/theory/require.hpp"
#include "minga/theory/strategies.hpp"
#include "minga/theory/study.hpp"
#include "minga/theory/zero_determinant.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <memory>

namespace minga::theory {
namespace {

constexpr double kMostCompositions = 1000;  // each is a Markov chain to solve

MatrixGame matrix_of(const GameSpec& g) {
  MatrixGame game;
  const auto n = static_cast<Eigen::Index>(g.payoff.size());
  require(n >= 2, "payoff rows", static_cast<double>(n), "at least 2");
  game.payoff.resize(n, n);
  for (Eigen::Index i = 0; i < n; ++i) {
    const std::vector<double>& row = g.payoff[static_cast<std::size_t>(i)];
    require(static_cast<Eigen::Index>(row.size()) == n, "payoff columns",
            static_cast<double>(row.size()), "as many as rows");
    for (Eigen::Index j = 0; j < n; ++j)
      game.payoff(i, j) = row[static_cast<std::size_t>(j)];
  }
  game.strategies = g.strategies;
  for (Eigen::Index i = 0; g.strategies.empty() && i < n; ++i)
    game.strategies.push_back("strategy-" + std::to_string(i + 1));
  check(game);
  return game;
}

/// Contributing is strategy 0, and punishers and loners withhold nothing that was due.
GroupGame with_sanction(GroupGame game, const OutsideSanction& sanction, double cost) {
  const double expected = sanction.detection * sanction.fine * cost;
  const auto inner = game.payoff;
  game.payoff = [inner, expected](int own, std::span<const int> others) {
    return inner(own, others) - (own == 1 ? expected : 0.0);
  };
  return game;
}

GroupGame public_good_of(const GameSpec& g, bool structured) {
  const bool plain = !g.loner && !g.peers && !g.pool && !g.others_only;
  GroupGame game;
  if (structured && plain && g.group == 0) {
    game = linear_public_good(g.multiplier, g.cost);
  } else {
    require(g.group >= 2 || structured, "group", g.group, "at least 2");
    game = public_good({g.group, g.multiplier, g.cost, g.others_only, g.loner, g.peers, g.pool});
  }
  return g.sanction ? with_sanction(std::move(game), *g.sanction, g.cost) : game;
}

/// "at-least-2" -> 2; -1 if it is none.
int number_in(std::string_view name) {
  constexpr std::string_view kBegin = "at-least-";
  int k = -1;
  if (name.starts_with(kBegin)) {
    name.remove_prefix(kBegin.size());
    const auto end = std::from_chars(name.data(), name.data() + name.size(), k);
    if (end.ptr != name.data() + name.size())
      k = -1;
  }
  return k;
}

GroupAutomaton group_automaton(const std::string& name, int group) {
  GroupAutomaton a;
  if (name == "always-contribute") {
    a = always_contribute(group);
  } else if (name == "never-contribute") {
    a = never_contribute(group);
  } else if (name == "grim") {
    a = grim_trigger(group);
  } else {
    const int k = number_in(name);
    if (k < 1 || k > group - 1) {
      refuse("strategy", name,
             "always-contribute, never-contribute, grim, or at-least-K with K from 1 to " +
                 std::to_string(group - 1));
    }
    a = if_at_least(group, k);
  }
  a.name = name;
  return a;
}

/// The repeated group game between automata, solved once for each composition of a group.
GroupGame repeated_group(const GroupGame& stage, const RepeatedSpec& r) {
  std::vector<GroupAutomaton> all;
  for (const std::string& name : r.strategies)
    all.push_back(group_automaton(name, stage.group));
  const Horizon horizon = horizon_of(r);
  const double error = r.action_error;
  GroupGame game;
  game.strategies = r.strategies;
  game.group = stage.group;
  const double ways = number_of_compositions(stage.group - 1, game.size());
  require(ways <= kMostCompositions, "compositions of a group", ways,
          "at most a thousand: take fewer strategies or a smaller group");
  auto solved = std::make_shared<std::map<std::vector<int>, std::vector<double>>>();
  for (const std::vector<int>& others : compositions(stage.group - 1, game.size())) {
    std::vector<double>& payoffs = (*solved)[others];
    for (const GroupAutomaton& own : all) {
      std::vector<GroupAutomaton> players{own};
      for (std::size_t s = 0; s < others.size(); ++s)
        players.insert(players.end(), static_cast<std::size_t>(others[s]), all[s]);
      payoffs.push_back(expected_group_play(stage, players, horizon, error).payoff.front());
    }
  }
  game.payoff = [solved](int own, std::span<const int> others) {
    return solved->at({others.begin(), others.end()})[static_cast<std::size_t>(own)];
  };
  return game;
}

Automaton enforcing(const std::string& name, const OwnStrategy& own, const GameSpec& g) {
  const Game stage = stage_game(g, false);
  const auto* matrix = std::get_if<MatrixGame>(&stage);
  if (matrix == nullptr)
    refuse("zero_determinant", "a game of groups", "of a game of two");
  const ZeroDeterminant& z = *own.zero_determinant;
  return memory_one(name, zero_determinant(*matrix, z.chi, z.phi, z.kappa), own.opening);
}

Automaton own_automaton(const std::string& name, const OwnStrategy& own, const GameSpec& g) {
  if (own.zero_determinant)
    return enforcing(name, own, g);
  if (!own.states.empty()) {
    Automaton a;
    a.name = name;
    a.start = own.start;
    for (const std::vector<double>& row : own.states) {
      require(row.size() == 5, "states of " + name, static_cast<double>(row.size()),
              "rows of a chance and four next states");
      Automaton::State state;
      state.cooperate = row[0];
      for (std::size_t k = 0; k < 4; ++k)
        state.next[k / 2][k % 2] = static_cast<int>(row[k + 1]);
      a.states.push_back(state);
    }
    check(a);
    return a;
  }
  if (own.reactive.size() == 2)
    return reactive(name, own.reactive[0], own.reactive[1], own.opening);
  if (own.memory_one.size() == 4) {
    return memory_one(name,
                      {own.memory_one[0], own.memory_one[1], own.memory_one[2], own.memory_one[3]},
                      own.opening);
  }
  int n = 0;
  for (std::size_t size = own.memory_n.size(); size > 1; size /= 4)
    ++n;
  return memory_n(name, n, own.memory_n, own.opening);
}

}  // namespace

ContinuousGame continuous_game(const GameSpec& g) {
  return {g.benefit, g.benefit_quadratic, g.cost, g.cost_quadratic, g.most, g.others_only};
}

Game stage_game(const GameSpec& g, bool structured) {
  switch (g.form) {
    case Form::matrix:
      return matrix_of(g);
    case Form::prisoners_dilemma:
      return prisoners_dilemma(g.temptation, g.reward, g.punishment, g.sucker);
    case Form::donation:
      return donation_game(g.benefit, g.cost);
    case Form::stag_hunt:
      return stag_hunt(g.stag, g.alone, g.hare_alone, g.hare_together);
    case Form::snowdrift:
      return snowdrift(g.benefit, g.cost);
    case Form::hawk_dove:
      return hawk_dove(g.value, g.cost);
    case Form::coordination:
      return coordination(g.first, g.second);
    case Form::continuous_snowdrift:
      return between_investments(continuous_game(g), g.investments);
    case Form::public_good:
      return public_good_of(g, structured);
    case Form::threshold:
      return threshold_public_good(g.group, g.threshold, g.benefit, g.cost, g.refund);
    case Form::volunteers_dilemma:
      return volunteers_dilemma(g.group, g.benefit, g.cost);
    case Form::group_stag_hunt:
      return group_stag_hunt(g.group, g.threshold, g.multiplier, g.cost);
    case Form::group_snowdrift:
      return group_snowdrift(g.group, g.benefit, g.cost);
    case Form::collective_risk:
      return collective_risk(g.group, g.threshold, g.endowment, g.cost, g.risk, g.lost);
    case Form::action:
      return from_action(g.action, g.distribution, g.group);
  }
  refuse("form", static_cast<double>(g.form), "a known form");
}

Horizon horizon_of(const RepeatedSpec& r) {
  switch (r.horizon) {
    case HorizonKind::rounds:
      return Horizon::rounds(r.rounds);
    case HorizonKind::continuation:
      return Horizon::discounted(r.continuation);
    case HorizonKind::endless:
      break;
  }
  return Horizon::endless();
}

Automaton automaton_of(const Scenario& s, const std::string& name) {
  for (const auto& [own_name, own] : s.strategies) {
    if (own_name == name)
      return own_automaton(name, own, s.game);
  }
  return strategy(name);
}

std::vector<Automaton> automata_of(const Scenario& s) {
  std::vector<Automaton> all;
  for (const std::string& name : s.repeated.strategies)
    all.push_back(automaton_of(s, name));
  return all;
}

Game played_game(const Scenario& s) {
  Game stage = stage_game(s.game, s.structure.kind != MeetingKind::well_mixed);
  if (!s.repeated.enabled)
    return stage;
  if (const auto* group = std::get_if<GroupGame>(&stage))
    return repeated_group(*group, s.repeated);
  return round_robin(std::get<MatrixGame>(stage), automata_of(s), horizon_of(s.repeated),
                     {s.repeated.action_error, s.repeated.perception_error});
}

GraphGame played_on_graph(const Scenario& s) {
  Game game = played_game(s);
  if (auto* group = std::get_if<GroupGame>(&game))
    return GroupsOnGraph{std::move(*group), s.structure.payoff};
  return PairwiseOnGraph{std::get<MatrixGame>(std::move(game)), s.structure.self,
                         s.structure.payoff};
}

}  // namespace minga::theory
