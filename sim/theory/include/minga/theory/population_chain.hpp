// The exact Markov chain of a small well-mixed population with any number of strategies: states are
// the compositions of the population; and its limit for rare mutation, where states are populations
// of one strategy.
#pragma once

#include "minga/theory/revision.hpp"

#include <Eigen/Core>

#include <vector>

namespace minga::theory {

/// Number of compositions of a population, as a real number, for it grows fast.
double number_of_compositions(int population, int strategies);

struct PopulationChain {
  std::vector<std::vector<int>> states;  ///< counts of each strategy
  Eigen::MatrixXd chances;               ///< of a step, one player's revision
};
/// @throws std::invalid_argument  where there are more than `max_states` compositions
PopulationChain population_chain(const Game& game, int population, const Update& update,
                                 int max_states = 2500);

/// Long-run distribution over compositions and the mean share of each strategy; needs mutation, or
/// another rule that brings strategies back.
struct LongRun {
  Eigen::VectorXd distribution;  ///< of the states of the chain
  Eigen::VectorXd shares;        ///< of the strategies
};
LongRun long_run(const PopulationChain& chain);

/// The limit of rare mutation: each mutant is fixed or gone before the next (Fudenberg, Imhof 2006,
/// J. Econ. Theory 131:251).
struct RareMutation {
  Eigen::MatrixXd fixation;  ///< row resident, column mutant: chance of a single mutant; 1 diagonal
  Eigen::MatrixXd chances;   ///< of the chain: from all of the row to all of the column, a mutation
  Eigen::VectorXd shares;    ///< of time that all play the strategy; NaN if there are more classes
  std::vector<std::vector<int>> closed;  ///< classes of strategies that no mutant leads out of
};
RareMutation rare_mutation(const Game& game, int population, const Update& update);

}  // namespace minga::theory
