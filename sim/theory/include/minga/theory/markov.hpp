// Finite Markov chains: the stationary distribution, where a chain spends its time in the long run
// from a given start, and for how long play goes on.
#pragma once

#include <Eigen/Core>

#include <vector>

namespace minga::theory {

/// How long a repeated game lasts. Payoffs are means per round, so that all are comparable.
struct Horizon {
  enum class Kind { rounds, discounted, endless };
  Kind kind = Kind::endless;
  int count = 0;          ///< rounds, where they are fixed
  double discount = 1.0;  ///< w, the chance of one more round or the weight of the next, below 1

  static Horizon rounds(int count);        ///< exactly so many
  static Horizon discounted(double w);     ///< (1 - w) sum of w^t, rounds from t = 0
  static Horizon endless() { return {}; }  ///< limit of the mean of ever more rounds
};
void check(const Horizon& horizon);

/// Refuses what is not a square matrix of chances whose rows sum to 1.
void check_chances(const Eigen::MatrixXd& chances);

/// Stationary distribution of a chain with one closed class, `chances(i, j)` from i to j. Without
/// subtractions, so that the smallest chances count (Grassmann, Taksar, Heyman 1985, Oper. Res.
/// 33:1107).
/// @throws std::invalid_argument  where there is more than one closed class
Eigen::VectorXd stationary(const Eigen::MatrixXd& chances);

/// The classes of states that are never left, each sorted.
std::vector<std::vector<int>> closed_classes(const Eigen::MatrixXd& chances);

/// Share of rounds in each state, from one start, over a horizon. The endless one is the limit of
/// means, which there is for every chain; it may depend on the start.
Eigen::VectorXd occupancy(const Eigen::MatrixXd& chances, int start, const Horizon& horizon);

}  // namespace minga::theory
