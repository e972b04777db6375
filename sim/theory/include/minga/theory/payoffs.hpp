// Expected payoffs in a well-mixed population: co-players drawn without replacement from a finite
// one (hypergeometric, nobody plays with itself), or with the shares of an infinite one
// (multinomial).
#pragma once

#include "minga/theory/game.hpp"

#include <Eigen/Core>

#include <span>
#include <string>
#include <variant>
#include <vector>

namespace minga::theory {

/// A game of either kind; both convert to it.
using Game = std::variant<MatrixGame, GroupGame>;

void check(const Game& game);
int size(const Game& game);      ///< strategies
int group_of(const Game& game);  ///< players who meet, 2 for a matrix
const std::vector<std::string>& names_of(const Game& game);

/// The game tabulated by who the co-players are, for fast and repeated evaluation.
class Payoffs {
 public:
  explicit Payoffs(const Game& game);

  int size() const { return size_; }
  int group() const { return group_; }
  double smallest() const { return table_.minCoeff(); }  ///< of all payoffs that there can be
  double largest() const { return table_.maxCoeff(); }
  double largest_difference() const { return largest() - smallest(); }

  /// What each strategy would pay a player who draws group - 1 co-players from `others`, the rest
  /// of a finite population by strategy. No less than group - 1 of them.
  Eigen::VectorXd against(std::span<const int> others) const;
  /// What the players of each strategy get in a finite population; NaN for a strategy nobody plays.
  Eigen::VectorXd finite(std::span<const int> counts) const;
  /// What each strategy pays in an infinite population with these shares: a polynomial, given for
  /// any shares, so that it has derivatives.
  Eigen::VectorXd infinite(const Eigen::VectorXd& shares) const;
  /// Derivatives of `infinite`: row strategy, column share.
  Eigen::MatrixXd slopes(const Eigen::VectorXd& shares) const;
  /// Average payoff of the population.
  double mean(const Eigen::VectorXd& shares) const { return shares.dot(infinite(shares)); }

 private:
  void list_others(std::vector<int>& made, int left);

  int size_ = 0;
  int group_ = 2;
  std::vector<std::vector<int>> others_;  ///< all compositions of the co-players
  std::vector<double> ways_;              ///< multinomial coefficient of each
  Eigen::MatrixXd table_;                 ///< payoff: row own strategy, column composition
};

/// As above, without keeping the table.
Eigen::VectorXd finite_payoffs(const Game& game, std::span<const int> counts);
Eigen::VectorXd infinite_payoffs(const Game& game, const Eigen::VectorXd& shares);

}  // namespace minga::theory
