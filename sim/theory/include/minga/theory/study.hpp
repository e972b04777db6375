// Answers a scenario: exact results as tables, and replicates of the simulator. Knows no files and
// no threads; replicates are independent, so a caller may run them on several.
#pragma once

#include "minga/theory/continuous_games.hpp"
#include "minga/theory/graph_game.hpp"
#include "minga/theory/payoffs.hpp"
#include "minga/theory/scenario.hpp"
#include "minga/theory/structured.hpp"
#include "minga/theory/structured_run.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace minga::theory {

/// A column of a table of results: texts or numbers, one for each row. Missing numbers are NaN.
struct ResultColumn {
  std::string name;
  std::string unit;  ///< "1" for pure numbers, "payoff" for the game's own unit
  core::Text meaning;
  bool is_text = false;
  std::vector<std::string> texts = {};
  std::vector<double> numbers = {};

  std::size_t rows() const { return is_text ? texts.size() : numbers.size(); }
};
struct ResultTable {
  std::string name;
  core::Text title;
  std::string source;  ///< of the formula or method
  std::vector<ResultColumn> columns;

  std::size_t rows() const { return columns.empty() ? 0 : columns.front().rows(); }
};

/// The table that names questions without an answer, and says why.
inline constexpr const char* kUnanswered = "unanswered";

/// One replicate of the simulator.
struct SimulatedRun {
  bool absorbed = false;  ///< nothing could change any more, so it ended early
  int fixed = -1;         ///< the strategy that all play at the end, -1 if there are several
  double time = 0.0;      ///< generations run
  std::vector<double> mean_shares;          ///< of each strategy over generations after `skip`
  std::vector<int> times;                   ///< recorded generations
  std::vector<std::vector<double>> shares;  ///< [time][strategy]
  std::vector<Snapshot> snapshots;
};

class Study {
 public:
  /// @throws std::invalid_argument  where objections() finds something, or the game refuses it
  explicit Study(Scenario scenario);

  const Scenario& scenario() const { return scenario_; }
  const Game& game() const { return game_; }
  const std::vector<std::string>& strategies() const { return names_of(game_); }
  bool simulates() const { return scenario_.analysis.asks(Question::simulation); }

  /// Tables of one exact question; not of `simulation`.
  /// @throws std::invalid_argument  where the solver refuses the numbers
  std::vector<ResultTable> answer(Question question) const;
  /// Tables of all exact questions, and where some have no answer a last table, `unanswered`, that
  /// names each and says why.
  std::vector<ResultTable> answers() const;
  /// Replicate of the simulator. Draws depend on seed and replicate only.
  SimulatedRun simulate(std::uint32_t replicate) const;
  /// Means over replicates with standard errors.
  std::vector<ResultTable> summary(const std::vector<SimulatedRun>& runs) const;

 private:
  SimulatedRun simulate_mixed(std::uint32_t replicate) const;
  SimulatedRun simulate_learners(std::uint32_t replicate) const;
  SimulatedRun simulate_structured(std::uint32_t replicate) const;

  Scenario scenario_;
  Game game_;
  std::shared_ptr<const StructuredModel> model_;  ///< where all replicates share a graph
};

/// The game of investments that a scenario is about, where its form is continuous.
ContinuousGame continuous_game(const GameSpec& spec);
/// The one-shot game of a scenario. @throws std::invalid_argument
Game stage_game(const GameSpec& spec, bool structured);
/// The game that is played: the one-shot game, or that between strategies of its repetition.
Game played_game(const Scenario& scenario);
/// The same on a graph. @throws std::invalid_argument
GraphGame played_on_graph(const Scenario& scenario);
Graph graph_of(const MeetingSpec& structure, int nodes, const core::RandomField& random,
               std::uint32_t replicate);
/// Strategy of repeated play by its name: an own one, or one that is shipped.
Automaton automaton_of(const Scenario& scenario, const std::string& name);
std::vector<Automaton> automata_of(const Scenario& scenario);
Horizon horizon_of(const RepeatedSpec& repeated);
/// Shares and counts of each strategy at the start, in the game's order.
std::vector<double> start_shares(const Scenario& scenario, const std::vector<std::string>& names);
std::vector<int> start_counts(const Scenario& scenario, const std::vector<std::string>& names);

}  // namespace minga::theory
