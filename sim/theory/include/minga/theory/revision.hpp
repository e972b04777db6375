// One revision of strategy in a well-mixed finite population, exactly: the chances that a player of
// one strategy has another afterwards. Chains, solvers and the fast simulator build on it.
#pragma once

#include "minga/theory/payoffs.hpp"
#include "minga/theory/update.hpp"

#include <Eigen/Core>

#include <span>

namespace minga::theory {

/// All rules but reinforcement, which keeps propensities that no count of strategies holds.
/// Players see all others; a model is one of them, drawn evenly. Mutation takes one of the other
/// strategies, evenly: instead of a revision, or of a newborn where the rule has births.
class Revision {
 public:
  Revision(const Game& game, int population, const Update& update);

  int size() const { return payoffs_.size(); }
  int population() const { return population_; }
  const Payoffs& payoffs() const { return payoffs_; }

  /// Row own strategy, column strategy after the player's revision. A row of a strategy that nobody
  /// plays keeps it.
  Eigen::MatrixXd chances(std::span<const int> counts) const;
  /// Chance that one step, a random player's revision, turns a player of `row` into one of
  /// `column`; the diagonal is the chance that the counts stay.
  Eigen::MatrixXd step(std::span<const int> counts) const;

 private:
  Eigen::MatrixXd rule_chances(std::span<const int> counts) const;
  Eigen::VectorXd birth(std::span<const int> counts, const Eigen::VectorXd& payoff, int dead) const;
  Eigen::VectorXd imitation(std::span<const int> counts, const Eigen::VectorXd& payoff,
                            int own) const;
  Eigen::VectorXd best_of(const Eigen::VectorXd& payoff, int own) const;

  Payoffs payoffs_;
  int population_;
  Update update_;
};

}  // namespace minga::theory
