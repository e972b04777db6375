// Collects what makes no sense in a scenario. Each function looks at one part of it; what they have
// in common is here.
#pragma once

#include "minga/theory/study.hpp"

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace minga::theory {

inline constexpr int kMostStates = 2500;    // of the dense chain of all compositions
inline constexpr int kMostPlayers = 4096;   // of an exact birth-death chain
inline constexpr double kTolerance = 1e-9;  // shares are written with a few decimals
inline constexpr int kMostNodes = 1'000'000;
inline constexpr std::int64_t kMostEnds = 40'000'000;  // ends of ties of a graph
inline constexpr double kMostRecords = 5e6;            // generations recorded in all replicates
inline constexpr double kMostStatesRecorded = 2e8;     // strategies of players in all snapshots
inline constexpr int kMostTableRows = 20'000;          // of a table of trajectories

/// A number as people write it.
std::string text_of(double x);
/// Names with commas between them.
std::string joined(const std::vector<std::string>& names);

/// Players of a group of a public good: those given, or on a lattice, ring or random regular graph
/// a node and its neighbours; 0 where nodes differ.
int players_of_a_good(const Scenario& s);

/// Multipliers between which a linear public good of so many players is a dilemma between
/// contributing and not, fines from outside included; loners and punishers are not looked at.
struct DilemmaRange {
  double above;  ///< 1 - s: all contributing pays more than nobody
  double below;  ///< n (1 - s), where the own contribution does not pay; with others_only no limit
};
DilemmaRange dilemma_range(const GameSpec& good, int group);

/// What cautions() says of the game alone.
std::vector<Objection> cautions_of_game(const Scenario& scenario);

class Objector {
 public:
  explicit Objector(const Scenario& s)
      : s_(s), structured_(s.structure.kind != MeetingKind::well_mixed) {}

  std::vector<Objection> operator()();

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
      object_to(path, error.what());
    }
  }
  /// What a maker said, "benefit = 0.5 is not accepted: it must be above the cost".
  void object_to(const std::string& path, const std::string& said);
  const FormEntry& form() const { return entry_of(s_.game.form); }
  bool asks(Question q) const { return s_.analysis.asks(q); }

  // objections_of_play.cpp
  void dilemma();
  void own_strategies();
  void own_strategy(const std::string& name, const OwnStrategy& own);
  void repeated();
  void known_strategy(const std::string& name, const std::string& path);
  void make_game();
  void claimed(const Game& game);

  // objections_of_population.cpp
  void population();
  void named(const PopulationSpec::Named& given, const std::string& path);
  void known_name(const std::string& name, const std::string& path);
  void structure();
  void update();
  /// What only the simulators' own checks can tell: fitness below 0, degrees, groups of graphs.
  void make_graph();

  // objections_of_questions.cpp
  void questions();
  /// Questions about a finite population that has no structure.
  void finite_questions();
  void adaptive();
  void trait();
  void run();
  /// What replicates leave must fit in memory.
  void recorded();
  /// Questions that the game itself must allow.
  void tables_of_game();

  const Scenario& s_;
  bool structured_;
  bool claimed_wrongly_ = false;
  std::vector<std::string> names_;
  int group_ = 0;
  std::vector<Objection> out_;
};

}  // namespace minga::theory
