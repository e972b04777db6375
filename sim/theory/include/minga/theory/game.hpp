// One-shot games between strategies: symmetric two-player games as a payoff matrix, and games of a
// group, where what a player gets depends on how many of the others play what. Who meets whom and
// who copies whom are others' business (population.hpp, structured.hpp, update.hpp).
#pragma once

#include <Eigen/Core>

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace minga::theory {

/// Symmetric two-player game: `payoff(i, j)` is what strategy i gets against strategy j.
struct MatrixGame {
  std::vector<std::string> strategies;  ///< names, one per row
  Eigen::MatrixXd payoff;               ///< square, any unit

  int size() const { return static_cast<int>(payoff.rows()); }
};

/// Symmetric game of a group of `group` players.
struct GroupGame {
  std::vector<std::string> strategies;
  int group = 0;  ///< players, the focal one included
  /// What a player of strategy `own` gets when `others[s]` of the other players play s; `others`
  /// sums to group - 1.
  std::function<double(int own, std::span<const int> others)> payoff;

  int size() const { return static_cast<int>(strategies.size()); }
};

/// Refuses with std::invalid_argument a matrix that is not square or not finite, names that are
/// not one per strategy, a group of fewer than two, a missing payoff.
void check(const MatrixGame& game);
void check(const GroupGame& game);

}  // namespace minga::theory
