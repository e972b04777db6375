// A well-mixed finite population, player by player and step by step: the plain simulator of every
// update rule, with mutation, beside the exact chains. The fast one for fixation is in
// fixation_estimate.hpp, reinforcement learning in reinforcement.hpp.
#pragma once

#include "minga/theory/payoffs.hpp"
#include "minga/theory/sampling.hpp"
#include "minga/theory/update.hpp"

#include <array>
#include <vector>

namespace minga::theory {

/// Strategies counted, revised step by step. Payoffs are expectations over all others
/// (payoffs.hpp). A generation is N revisions of random players, or one revision of all at once.
class Population {
 public:
  /// All rules but reinforcement.
  Population(const Game& game, std::vector<int> counts, const Update& update);

  const std::vector<int>& counts() const { return counts_; }
  int population() const { return population_; }
  /// Strategy that all play, -1 if there are several.
  int fixed() const;
  /// One revision of a random player: who, whom, whether, mutation.
  void step(const std::array<double, 4>& draws);
  /// One generation; draws are addressed by (replicate, step or player, generation).
  void generation(const core::RandomField& field, std::uint32_t replicate, std::uint32_t index);

 private:
  int revised(int own, const std::array<double, 4>& draws);
  int by_rule(int own, const std::array<double, 4>& draws);
  int other_than(int strategy, double draw) const;
  int parent(double draw, int dead) const;
  int best(const Eigen::VectorXd& payoff, int own, double draw) const;
  void move(int from, int to);
  void refresh();

  Payoffs payoffs_;
  Update update_;
  std::vector<int> counts_;
  int population_;
  Eigen::VectorXd payoff_;   ///< of each strategy at present counts
  Eigen::VectorXd fitness_;  ///< where the rule has births
};

/// Counts of strategies over generations, the start included.
struct PopulationPath {
  std::vector<int> generations;
  std::vector<std::vector<int>> counts;
};
PopulationPath simulate_population(const Game& game, const std::vector<int>& start,
                                   const Update& update, int generations, int every,
                                   const core::RandomField& field, std::uint32_t replicate = 0);

/// Share of each strategy over the generations from `skip` to `generations`, after each of them:
/// mean over replicates, which are independent.
std::vector<Estimate> simulate_shares(const Game& game, const std::vector<int>& start,
                                      const Update& update, int generations, int skip,
                                      const Sampling& sampling);

}  // namespace minga::theory
