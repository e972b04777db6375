#include "minga/theory/population_chain.hpp"

#include "minga/theory/birth_death.hpp"
#include "minga/theory/markov.hpp"
#include "minga/theory/require.hpp"

#include <limits>
#include <map>
#include <string>

namespace minga::theory {
namespace {

void list_compositions(std::vector<int>& made, int left, int strategies,
                       std::vector<std::vector<int>>& all) {
  if (static_cast<int>(made.size()) == strategies - 1) {
    made.push_back(left);
    all.push_back(made);
    made.pop_back();
    return;
  }
  for (int k = 0; k <= left; ++k) {
    made.push_back(k);
    list_compositions(made, left - k, strategies, all);
    made.pop_back();
  }
}

}  // namespace

double number_of_compositions(int population, int strategies) {
  require(population >= 1, "population", population, "at least 1");
  require(strategies >= 1, "number of strategies", strategies, "at least 1");
  double n = 1.0;
  for (int i = 1; i < strategies; ++i)
    n *= static_cast<double>(population + i) / i;
  return n;
}

PopulationChain population_chain(const Game& game, int population, const Update& update,
                                 int max_states) {
  const Revision revision(game, population, update);
  if (update.schedule != Schedule::random_sequential)
    refuse("schedule", "synchronous",
           "random sequential: the exact chain is of one revision a step");
  const int m = revision.size();
  const double many = number_of_compositions(population, m);
  require(many <= max_states, "number of compositions of the population", many,
          "at most " + std::to_string(max_states) +
              ": take a smaller population, fewer strategies, or rare mutation");
  PopulationChain chain;
  std::vector<int> made;
  list_compositions(made, population, m, chain.states);
  std::map<std::vector<int>, Eigen::Index> index;
  for (const auto& state : chain.states)
    index.emplace(state, static_cast<Eigen::Index>(index.size()));
  const auto n = static_cast<Eigen::Index>(chain.states.size());
  chain.chances = Eigen::MatrixXd::Zero(n, n);
  for (const auto& state : chain.states) {
    const Eigen::Index from = index.at(state);
    const Eigen::MatrixXd p = revision.step(state);
    std::vector<int> to = state;
    for (int i = 0; i < m; ++i) {
      for (int j = 0; j < m; ++j) {
        if (i == j || p(i, j) <= 0.0)
          continue;
        --to[static_cast<std::size_t>(i)];
        ++to[static_cast<std::size_t>(j)];
        chain.chances(from, index.at(to)) += p(i, j);
        ++to[static_cast<std::size_t>(i)];
        --to[static_cast<std::size_t>(j)];
      }
    }
    chain.chances(from, from) = p(0, 0);
  }
  return chain;
}

LongRun long_run(const PopulationChain& chain) {
  LongRun result;
  result.distribution = stationary(chain.chances);
  const auto m = static_cast<Eigen::Index>(chain.states.front().size());
  result.shares = Eigen::VectorXd::Zero(m);
  for (std::size_t s = 0; s < chain.states.size(); ++s) {
    for (Eigen::Index i = 0; i < m; ++i)
      result.shares[i] += result.distribution[static_cast<Eigen::Index>(s)] *
                          chain.states[s][static_cast<std::size_t>(i)];
  }
  result.shares /= result.shares.sum();
  return result;
}

RareMutation rare_mutation(const Game& game, int population, const Update& update) {
  const int m = size(game);
  require(m >= 2, "number of strategies", m, "at least 2");
  Update without = update;
  without.mutation = 0.0;
  RareMutation result;
  result.fixation = Eigen::MatrixXd::Identity(m, m);
  result.chances = Eigen::MatrixXd::Zero(m, m);
  for (int resident = 0; resident < m; ++resident) {
    for (int mutant = 0; mutant < m; ++mutant) {
      if (mutant == resident)
        continue;
      const auto chain = birth_death(game, population, without, mutant, resident);
      result.fixation(resident, mutant) = fixation_probabilities(chain)[1];
      result.chances(resident, mutant) = result.fixation(resident, mutant) / (m - 1);
    }
    result.chances(resident, resident) = 1.0 - result.chances.row(resident).sum();
  }
  result.closed = closed_classes(result.chances);
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  result.shares = result.closed.size() == 1 ? stationary(result.chances)
                                            : Eigen::VectorXd::Constant(m, kNone).eval();
  return result;
}

}  // namespace minga::theory
