// Round-robin tournaments of repeated play after Axelrod (1980), simulated or exact, their ranking,
// and the ecological tournament in which strategies grow by their score. A finite population plays
// the same matrix with population.hpp and birth_death.hpp, an infinite one with replicator.hpp.
#pragma once

#include "minga/theory/repeated.hpp"
#include "minga/theory/sampling.hpp"

#include <Eigen/Core>

#include <string>
#include <vector>

namespace minga::theory {

struct TournamentRules {
  int turns = 200;        ///< rounds of a match
  bool self_play = true;  ///< whether each strategy also meets itself
  Errors errors{};
};

/// A strategy's place. Scores are of a match: 200 rounds of mutual cooperation at 3 give 600.
struct Standing {
  int strategy;  ///< index of the entry
  std::string name;
  double score;        ///< mean over the opponents of the mean over repetitions
  double per_turn;     ///< score over turns
  double cooperation;  ///< share of own moves
  int wins;            ///< opponents, itself not among them, over whom it scores more
};

struct Tournament {
  MatrixGame scores;              ///< of the row strategy in a match against the column strategy
  Eigen::MatrixXd cooperation;    ///< share of the row strategy's moves in it
  std::vector<Standing> ranking;  ///< by score, ties by order of entry
};

/// Each pair meets in `sampling.replicates` matches; draws are addressed by repetition and pair, so
/// a match does not depend on who else takes part, except by the order of entry.
Tournament play_tournament(const MatrixGame& stage, const std::vector<Automaton>& entries,
                           const TournamentRules& rules, const Sampling& sampling);
/// The same by expectation.
Tournament expected_tournament(const MatrixGame& stage, const std::vector<Automaton>& entries,
                               const TournamentRules& rules);

/// Ecological tournament: each generation the share of a strategy grows by its score over the mean
/// score (Axelrod 1984, ch. 2), which must not be negative. Shares from the start on.
std::vector<Eigen::VectorXd> ecological_tournament(const MatrixGame& scores,
                                                   const Eigen::VectorXd& start, int generations);

}  // namespace minga::theory
