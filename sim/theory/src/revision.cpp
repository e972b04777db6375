#include "minga/theory/revision.hpp"

#include "minga/core/math.hpp"
#include "minga/theory/require.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace minga::theory {

Revision::Revision(const Game& game, int population, const Update& update)
    : payoffs_(game), population_(population), update_(update) {
  check(update);
  require(population >= std::max(2, payoffs_.group()), "population", population,
          "at least 2 and at least the group");
  if (update.rule == UpdateRule::reinforcement)
    refuse("update rule", "reinforcement",
           "one that acts on counts of strategies; simulate reinforcement instead");
}

/// Strategy of a newborn: parents by fitness. The dead may be the parent, or (dead >= 0) not.
Eigen::VectorXd Revision::birth(std::span<const int> counts, const Eigen::VectorXd& payoff,
                                int dead) const {
  Eigen::VectorXd weight = Eigen::VectorXd::Zero(size());
  for (int s = 0; s < size(); ++s) {
    const int parents = counts[static_cast<std::size_t>(s)] - (s == dead ? 1 : 0);
    if (parents > 0)
      weight[s] = parents * fitness_of(update_, payoff[s]);
  }
  require(weight.sum() > 0.0, "fitness of all together", weight.sum(), "above 0");
  weight /= weight.sum();
  if (size() > 1) {
    const double each = update_.mutation / (size() - 1);
    weight = (weight * (1.0 - update_.mutation)).array() + each * (1.0 - weight.array());
  }
  return weight;
}

/// The best of the payoffs that there are; who has one of the best keeps it, else ties are even.
Eigen::VectorXd Revision::best_of(const Eigen::VectorXd& payoff, int own) const {
  constexpr double kRounding = 1e-12;
  double best = payoff[own];
  for (int s = 0; s < size(); ++s) {
    if (!std::isnan(payoff[s]))
      best = std::max(best, payoff[s]);
  }
  const double slack =
      kRounding * std::max(std::fabs(payoffs_.largest()), std::fabs(payoffs_.smallest()));
  Eigen::VectorXd chance = Eigen::VectorXd::Zero(size());
  if (payoff[own] >= best - slack) {
    chance[own] = 1.0;
    return chance;
  }
  for (int s = 0; s < size(); ++s)
    chance[s] = payoff[s] >= best - slack ? 1.0 : 0.0;  // false for NaN
  return chance / chance.sum();
}

Eigen::VectorXd Revision::imitation(std::span<const int> counts, const Eigen::VectorXd& payoff,
                                    int own) const {
  Eigen::VectorXd chance = Eigen::VectorXd::Zero(size());
  for (int s = 0; s < size(); ++s) {
    if (s == own || counts[static_cast<std::size_t>(s)] == 0)
      continue;
    const double meets =
        static_cast<double>(counts[static_cast<std::size_t>(s)]) / (population_ - 1);
    const double copies =
        update_.rule == UpdateRule::fermi
            ? fermi_chance(update_.intensity, payoff[own], payoff[s])
            : proportional_chance(payoff[own], payoff[s], payoffs_.largest_difference());
    chance[s] = meets * copies;
  }
  chance[own] = std::max(0.0, 1.0 - chance.sum());
  return chance;
}

Eigen::MatrixXd Revision::rule_chances(std::span<const int> counts) const {
  Eigen::MatrixXd q = Eigen::MatrixXd::Identity(size(), size());
  const Eigen::VectorXd payoff = payoffs_.finite(counts);
  std::vector<int> others(counts.begin(), counts.end());
  for (int own = 0; own < size(); ++own) {
    if (counts[static_cast<std::size_t>(own)] == 0)
      continue;
    switch (update_.rule) {
      case UpdateRule::moran_birth_death:
        q.row(own) = birth(counts, payoff, -1);
        break;
      case UpdateRule::moran_death_birth:
        q.row(own) = birth(counts, payoff, own);
        break;
      case UpdateRule::imitate_best:
        q.row(own) = best_of(payoff, own);
        break;
      case UpdateRule::best_response:
        --others[static_cast<std::size_t>(own)];
        q.row(own) = best_of(payoffs_.against(others), own);
        ++others[static_cast<std::size_t>(own)];
        break;
      case UpdateRule::aspiration: {
        if (size() < 2)
          break;
        const double leaves = fermi_chance(update_.intensity, payoff[own], update_.aspiration);
        q.row(own).setConstant(leaves / (size() - 1));
        q(own, own) = 1.0 - leaves;
        break;
      }
      default:
        q.row(own) = imitation(counts, payoff, own);
    }
  }
  return q;
}

Eigen::MatrixXd Revision::chances(std::span<const int> counts) const {
  require(static_cast<int>(counts.size()) == size(), "number of counts",
          static_cast<double>(counts.size()), "the number of strategies");
  require(std::accumulate(counts.begin(), counts.end(), 0) == population_, "sum of counts",
          std::accumulate(counts.begin(), counts.end(), 0), "the population");
  Eigen::MatrixXd q = rule_chances(counts);
  const bool births = update_.rule == UpdateRule::moran_birth_death ||
                      update_.rule == UpdateRule::moran_death_birth;
  if (births || update_.mutation == 0.0 || size() < 2)
    return q;
  for (int own = 0; own < size(); ++own) {
    if (counts[static_cast<std::size_t>(own)] == 0)
      continue;
    q.row(own) *= 1.0 - update_.mutation;
    for (int s = 0; s < size(); ++s)
      q(own, s) += s == own ? 0.0 : update_.mutation / (size() - 1);
  }
  return q;
}

Eigen::MatrixXd Revision::step(std::span<const int> counts) const {
  Eigen::MatrixXd p = chances(counts);
  double changes = 0.0;
  for (int i = 0; i < size(); ++i) {
    p.row(i) *= static_cast<double>(counts[static_cast<std::size_t>(i)]) / population_;
    p(i, i) = 0.0;
    changes += p.row(i).sum();
  }
  p.diagonal().setConstant(std::max(0.0, 1.0 - changes));
  return p;
}

}  // namespace minga::theory
