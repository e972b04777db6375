// Refuses what makes no sense, each with the parameter, the reason and what would do. The makers of
// games refuse their own numbers; this says what only the whole of a scenario shows.
#include "minga/theory/equilibria.hpp"
#include "minga/theory/matrix_games.hpp"
#include "minga/theory/population_chain.hpp"
#include "minga/theory/strategies.hpp"
#include "minga/theory/study.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace minga::theory {
namespace {

constexpr int kMostStates = 2500;    // of the dense chain of all compositions
constexpr int kMostPlayers = 4096;   // of an exact birth-death chain
constexpr double kTolerance = 1e-9;  // shares are written with a few decimals
constexpr int kMostNodes = 1'000'000;
constexpr std::int64_t kMostEnds = 40'000'000;  // ends of ties of a graph
constexpr double kMostRecords = 5e6;            // generations recorded in all replicates
constexpr double kMostStatesRecorded = 2e8;     // strategies of players in all snapshots
constexpr int kMostTableRows = 20'000;          // of a table of trajectories

std::string text_of(double x) {
  std::string out = std::to_string(x);
  out.erase(out.find_last_not_of('0') + 1);
  if (!out.empty() && out.back() == '.')
    out.pop_back();
  return out;
}

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& n : names)
    out += (out.empty() ? "" : ", ") + n;
  return out;
}

class Objector {
 public:
  explicit Objector(const Scenario& s)
      : s_(s), structured_(s.structure.kind != MeetingKind::well_mixed) {}

  std::vector<Objection> operator()() {
    dilemma();
    own_strategies();
    repeated();
    run();
    structure();
    update();
    questions();
    make_game();
    if (names_.empty())
      return std::move(out_);
    population();
    if (out_.empty())
      tables_of_game();
    if (out_.empty())
      make_graph();
    return std::move(out_);
  }

 private:
  void object(std::string path, std::string message, std::string accepted) {
    out_.push_back({std::move(path), std::move(message), std::move(accepted)});
  }
  /// Runs what may refuse a number of its own.
  template <class Action>
  void attempt(const std::string& path, const Action& action) {
    try {
      action();
    } catch (const std::invalid_argument& error) {
      object(path, error.what(), "what the message says");
    }
  }
  const FormEntry& form() const { return entry_of(s_.game.form); }
  bool asks(Question q) const { return s_.analysis.asks(q); }

  void dilemma() {
    const GameSpec& g = s_.game;
    if (g.form == Form::public_good && g.dilemma && g.group >= 2 &&
        (g.multiplier <= 1.0 || g.multiplier >= g.group)) {
      object("game.multiplier",
             g.multiplier <= 1.0
                 ? "all contributing pays no more than nobody, so this is no dilemma"
                 : "contributing pays for itself, so this is no dilemma",
             "above 1 and below the group, " + std::to_string(g.group) + ", or dilemma = false");
      claimed_wrongly_ = true;
    }
  }

  void own_strategies() {
    for (const auto& [name, own] : s_.strategies) {
      const std::string path = "strategies." + name;
      const int given = (own.memory_one.empty() ? 0 : 1) + (own.reactive.empty() ? 0 : 1) +
                        (own.memory_n.empty() ? 0 : 1) + (own.states.empty() ? 0 : 1);
      if (given != 1) {
        object(path, given == 0 ? "says nothing" : "says more than one thing",
               "exactly one of memory_one, reactive, memory_n, states");
        continue;
      }
      const std::size_t n = own.memory_n.size();
      if (!own.memory_n.empty() && n != 4 && n != 16 && n != 64 && n != 256) {
        object(path + ".memory_n", "has " + std::to_string(n) + " chances",
               "4, 16, 64 or 256 chances, after the last 1, 2, 3 or 4 rounds");
        continue;
      }
      const bool whole = std::all_of(own.states.begin(), own.states.end(), [](const auto& row) {
        return std::all_of(row.begin() + (row.empty() ? 0 : 1), row.end(),
                           [](double next) { return next == std::floor(next); });
      });
      if (!whole) {
        object(path + ".states", "has a next state that is no whole number",
               "rows of a chance and four next states, counted from 0");
        continue;
      }
      const auto& shipped = named_strategies();
      if (std::any_of(shipped.begin(), shipped.end(),
                      [&n = name](const NamedStrategy& o) { return o.name == n; })) {
        object(path, "is the name of a shipped strategy", "another name");
        continue;
      }
      attempt(path, [&, &own_name = name] { automaton_of(s_, own_name); });
    }
    if (!s_.strategies.empty() && !s_.repeated.enabled)
      object("strategies", "nothing is repeated", "a table [repeated], or leave this out");
  }

  void repeated() {
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
        object("repeated.perception_error", "repeated play of groups has errors of action only",
               "0");
      return;
    }
    if (s_.game.form == Form::matrix && s_.game.payoff.size() != 2) {
      object("game.payoff", "repeated play is between two strategies, cooperation and defection",
             "a matrix of two rows");
      return;
    }
    for (std::size_t i = 0; i < r.strategies.size(); ++i)
      known_strategy(r.strategies[i], "repeated.strategies[" + std::to_string(i) + "]");
  }

  void known_strategy(const std::string& name, const std::string& path) {
    std::vector<std::string> names;
    for (const auto& [own, unused] : s_.strategies)
      names.push_back(own);
    for (const NamedStrategy& n : named_strategies())
      names.push_back(n.name);
    if (std::find(names.begin(), names.end(), name) == names.end())
      object(path, "is not a known strategy", "one of " + joined(names));
  }

  void run() {
    const AnalysisSpec& a = s_.analysis;
    if (asks(Question::simulation) && a.generations < 1)
      object("analysis.generations", "is needed for a simulation", "an integer >= 1");
    if (asks(Question::simulation) && a.generations >= 1 && a.skip >= a.generations)
      object("analysis.skip", "leaves no generation to average over",
             "less than generations, " + std::to_string(a.generations));
    for (const int t : a.snapshots) {
      if (t < 0 || t > a.generations) {
        object("analysis.snapshots", "has a generation that is not run",
               "0 to generations, " + std::to_string(a.generations));
        break;
      }
    }
    recorded();
    if (!a.snapshots.empty() && !structured_)
      object("analysis.snapshots", "a well-mixed population has no places", "a structure, or []");
  }

  /// What replicates leave must fit in memory.
  void recorded() {
    const AnalysisSpec& a = s_.analysis;
    if (!asks(Question::simulation))
      return;
    const double shares = 1.0 * s_.run.replicates * (a.generations / a.every + 2);
    if (shares > kMostRecords)
      object("analysis.every", "records too much in all replicates",
             "at least " + std::to_string(static_cast<int>(a.every * shares / kMostRecords) + 1) +
                 ", or fewer replicates or generations");
    const double states =
        1.0 * s_.run.replicates * s_.population.size * static_cast<double>(a.snapshots.size());
    if (states > kMostStatesRecorded)
      object("analysis.snapshots", "record too much in all replicates",
             "fewer of them, or fewer replicates");
  }

  void structure() {
    const MeetingSpec& m = s_.structure;
    const int n = s_.population.size;
    if (m.kind == MeetingKind::lattice && static_cast<std::int64_t>(m.rows) * m.columns != n) {
      object("population.size",
             "is not rows times columns, " + std::to_string(std::int64_t{m.rows} * m.columns),
             std::to_string(std::int64_t{m.rows} * m.columns));
    }
    if (n > kMostNodes)
      object(m.kind == MeetingKind::lattice ? "structure.rows" : "population.size",
             "makes " + std::to_string(n) + " players", "at most " + std::to_string(kMostNodes));
    const std::int64_t ends = std::int64_t{n} * std::max(m.degree, 2 * m.ties);
    if (structured_ && ends > kMostEnds)
      object(m.ties > 0 ? "structure.ties" : "structure.degree", "makes a graph of too many ties",
             "at most " + std::to_string(kMostEnds / n / (m.ties > 0 ? 2 : 1)) +
                 " with this many players");
    if (m.kind == MeetingKind::complete && n > kMostPlayers)
      object("population.size", "makes a complete graph of too many ties",
             "at most " + std::to_string(kMostPlayers) + ", or structure.kind = \"well-mixed\"");
    if (m.self && form().group)
      object("structure.self", "each node is in its own group anyway", "false");
  }

  void update() {
    const Update& u = s_.update.update;
    const bool moran =
        u.rule == UpdateRule::moran_birth_death || u.rule == UpdateRule::moran_death_birth;
    if (moran && u.schedule == Schedule::synchronous)
      object("update.schedule", "a Moran rule has one birth at a time", "random-sequential");
    if (u.rule == UpdateRule::reinforcement && u.mutation > 0.0)
      object("update.mutation", "learning has no mutation; see experiment", "0");
  }

  void questions() {
    const AnalysisSpec& a = s_.analysis;
    if (a.what.empty())
      object("analysis.what", "asks nothing", "a list of questions");
    finite_questions();
    if (asks(Question::tournament) && (!s_.repeated.enabled || form().group)) {
      object("analysis.what", "a tournament is of repeated play between two",
             "[repeated] with strategies, and a game of two");
    }
    if (asks(Question::adaptive))
      adaptive();
    const bool sampled = asks(Question::replicator) || asks(Question::adaptive);
    if (sampled && a.duration / a.step > kMostTableRows)
      object("analysis.step", "makes a table of too many rows",
             "at least " + text_of(a.duration / kMostTableRows));
  }

  /// Questions about a finite population that has no structure.
  void finite_questions() {
    const Update& u = s_.update.update;
    for (const Question q : {Question::fixation, Question::stationary, Question::rare_mutation}) {
      if (!asks(q))
        continue;
      const std::string name(core::name_of(q));
      if (structured_)
        object("analysis.what", name + " is exact for well-mixed populations only",
               "structure.kind = \"well-mixed\", or simulation");
      if (u.rule == UpdateRule::reinforcement)
        object("update.rule", name + " needs strategies that players have, not propensities",
               "another rule, or simulation");
      if (u.schedule == Schedule::synchronous)
        object("update.schedule", name + " is exact for one revision at a time",
               "random-sequential, or simulation");
      if (q != Question::stationary && s_.population.size > kMostPlayers)
        object("population.size", "is too large for the exact " + name,
               "at most " + std::to_string(kMostPlayers) + ", or simulation");
      if (q == Question::fixation && u.mutation > 0.0)
        object("update.mutation", "with mutation nothing is fixed for good", "0");
    }
    const bool returns = u.mutation > 0.0 || u.rule == UpdateRule::aspiration;
    if (asks(Question::stationary) && !returns)
      object("update.mutation",
             "without mutation a strategy that is gone stays gone, so there is no stationary "
             "distribution",
             "above 0, or rare-mutation instead of stationary");
  }

  void adaptive() {
    if (!s_.repeated.enabled || form().group)
      object("analysis.what", "adaptive dynamics are of memory-one strategies between two",
             "[repeated], and a game of two");
    else if (s_.repeated.horizon == HorizonKind::endless && s_.repeated.action_error <= 0.0)
      object("repeated.action_error",
             "without errors an endless game may depend on its first round",
             "above 0, or horizon = \"continuation\"");
  }

  void make_game() {
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

  void claimed(const Game& game) {
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

  void population() {
    const PopulationSpec& p = s_.population;
    named(p.shares, "population.shares");
    named(p.counts, "population.counts");
    if (!p.shares.empty() && !p.counts.empty())
      object("population.shares", "counts are given too", "one of the two");
    if (!p.shares.empty()) {
      double sum = 0.0;
      for (const auto& [name, share] : p.shares)
        sum += share;
      if (std::abs(sum - 1.0) > kTolerance)
        object("population.shares", "sum to " + text_of(sum), "shares that sum to 1");
    }
    if (!p.counts.empty()) {
      double sum = 0.0;
      bool whole = true;
      for (const auto& [name, count] : p.counts) {
        sum += count;
        whole = whole && count == std::floor(count);
      }
      if (!whole || sum != p.size)
        object("population.counts", whole ? "sum to " + text_of(sum) : "are not whole numbers",
               "whole numbers that sum to the size, " + std::to_string(p.size));
      if (structured_)
        object("population.counts", "on a structure each player's strategy is drawn by itself",
               "shares, and centre for a single player");
    }
    if (!p.centre.empty())
      known_name(p.centre, "population.centre");
    if (!structured_ && group_ > p.size)
      object("population.size", "is smaller than the group, " + std::to_string(group_),
             "at least " + std::to_string(group_));
    if (!structured_ && asks(Question::simulation) &&
        s_.update.update.rule == UpdateRule::reinforcement && group_ > 0 && p.size % group_ != 0)
      object("population.size", "is not a multiple of the group, " + std::to_string(group_),
             "groups that all players fit into");
  }

  void named(const PopulationSpec::Named& given, const std::string& path) {
    for (const auto& [name, value] : given)
      known_name(name, path + '.' + name);
  }

  void known_name(const std::string& name, const std::string& path) {
    if (std::find(names_.begin(), names_.end(), name) == names_.end())
      object(path, "is not a strategy of this game", "one of " + joined(names_));
  }

  /// Questions that the game itself must allow.
  void tables_of_game() {
    if (asks(Question::stationary)) {
      const double states =
          number_of_compositions(s_.population.size, static_cast<int>(names_.size()));
      if (states > kMostStates)
        object("population.size",
               "gives " + text_of(states) +
                   " states of the population, too many for the exact "
                   "chain",
               "a smaller population with at most " + std::to_string(kMostStates) +
                   " states, or simulation");
    }
    if (names_.size() > kMostStrategies)
      object("game.payoff", "are " + std::to_string(names_.size()) + " strategies",
             "at most " + std::to_string(kMostStrategies));
    if (asks(Question::payoffs) && group_ > 2 &&
        number_of_compositions(group_ - 1, static_cast<int>(names_.size())) > kMostTableRows)
      object("analysis.what", "payoffs would be a table of too many rows",
             "a smaller group or fewer strategies");
    if (asks(Question::equilibria) && names_.size() != 2)
      object("analysis.what", "equilibria are found for two strategies",
             "a game of two strategies, or rest-points");
    const bool any_size = group_ == 0;
    for (const Question q : s_.analysis.what) {
      if (any_size && q != Question::simulation)
        object("game.group", std::string(core::name_of(q)) + " needs groups of a known size",
               "the size of a group");
    }
  }

  void make_graph() {
    if (!structured_ && !asks(Question::simulation))
      return;
    attempt(structured_ ? "structure" : "update", [&] { Checked{s_}; });
  }

  /// What only the simulators' own checks can tell: fitness below 0, degrees, groups of graphs.
  struct Checked {
    explicit Checked(const Scenario& s) {
      if (s.structure.kind == MeetingKind::well_mixed) {
        check(s.update.update);
        return;
      }
      check(StructuredModel{graph_of(s.structure, s.population.size, s.run.seed, 0),
                            played_on_graph(s), s.update.update, s.update.learning});
    }
  };

  const Scenario& s_;
  bool structured_;
  bool claimed_wrongly_ = false;
  std::vector<std::string> names_;
  int group_ = 0;
  std::vector<Objection> out_;
};

}  // namespace

std::vector<Objection> objections(const Scenario& scenario) { return Objector(scenario)(); }

}  // namespace minga::theory
