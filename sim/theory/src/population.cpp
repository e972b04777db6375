#include "minga/theory/population.hpp"

#include "minga/theory/require.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace minga::theory {
namespace {

bool has_births(UpdateRule rule) {
  return rule == UpdateRule::moran_birth_death || rule == UpdateRule::moran_death_birth;
}

/// Strategy of the player that a uniform draw picks among these counts.
int pick(const std::vector<int>& counts, int total, double draw) {
  int left = std::min(total - 1, static_cast<int>(draw * total));
  int s = 0;
  while (left >= counts[static_cast<std::size_t>(s)])
    left -= counts[static_cast<std::size_t>(s++)];
  return s;
}

}  // namespace

Population::Population(const Game& game, std::vector<int> counts, const Update& update)
    : payoffs_(game), update_(update), counts_(std::move(counts)), population_(0) {
  check(update);
  if (update.rule == UpdateRule::reinforcement)
    refuse("update rule", "reinforcement", "one of copying or choosing; see reinforcement.hpp");
  require(static_cast<int>(counts_.size()) == payoffs_.size(), "number of counts",
          static_cast<double>(counts_.size()), "the number of strategies");
  for (const int c : counts_)
    require(c >= 0, "count", c, "at least 0");
  population_ = std::accumulate(counts_.begin(), counts_.end(), 0);
  require(population_ >= std::max(2, payoffs_.group()), "population", population_,
          "at least 2 and at least the group");
  refresh();
}

void Population::refresh() {
  payoff_ = payoffs_.finite(counts_);
  if (!has_births(update_.rule))
    return;
  fitness_ = Eigen::VectorXd::Zero(payoff_.size());
  for (Eigen::Index s = 0; s < payoff_.size(); ++s) {
    if (counts_[static_cast<std::size_t>(s)] > 0)
      fitness_[s] = fitness_of(update_, payoff_[s]);
  }
}

int Population::fixed() const {
  for (std::size_t s = 0; s < counts_.size(); ++s) {
    if (counts_[s] == population_)
      return static_cast<int>(s);
  }
  return -1;
}

int Population::other_than(int strategy, double draw) const {
  const int others = payoffs_.size() - 1;
  if (others < 1)
    return strategy;
  const int k = std::min(others - 1, static_cast<int>(draw * others));
  return k < strategy ? k : k + 1;
}

int Population::parent(double draw, int dead) const {
  double total = 0.0;
  for (Eigen::Index s = 0; s < fitness_.size(); ++s)
    total += (counts_[static_cast<std::size_t>(s)] - (s == dead ? 1 : 0)) * fitness_[s];
  require(total > 0.0, "fitness of all together", total, "above 0");
  double left = draw * total;
  int last = -1;
  for (Eigen::Index s = 0; s < fitness_.size(); ++s) {
    const double weight =
        (counts_[static_cast<std::size_t>(s)] - (s == dead ? 1 : 0)) * fitness_[s];
    if (weight <= 0.0)
      continue;
    last = static_cast<int>(s);
    if (left < weight)
      return last;
    left -= weight;
  }
  return last;  // what rounding has left over
}

int Population::best(const Eigen::VectorXd& payoff, int own, double draw) const {
  constexpr double kRounding = 1e-12;
  const double slack =
      kRounding * std::max(std::fabs(payoffs_.largest()), std::fabs(payoffs_.smallest()));
  double highest = payoff[own];
  for (Eigen::Index s = 0; s < payoff.size(); ++s)
    highest = payoff[s] > highest ? payoff[s] : highest;  // NaN is never higher
  if (payoff[own] >= highest - slack)
    return own;
  std::vector<int> ties;
  for (Eigen::Index s = 0; s < payoff.size(); ++s) {
    if (payoff[s] >= highest - slack)
      ties.push_back(static_cast<int>(s));
  }
  const auto k = static_cast<std::size_t>(draw * static_cast<double>(ties.size()));
  return ties[std::min(k, ties.size() - 1)];
}

int Population::by_rule(int own, const std::array<double, 4>& draws) {
  switch (update_.rule) {
    case UpdateRule::moran_birth_death:
      return parent(draws[1], -1);
    case UpdateRule::moran_death_birth:
      return parent(draws[1], own);
    case UpdateRule::imitate_best:
      return best(payoff_, own, draws[1]);
    case UpdateRule::best_response: {
      --counts_[static_cast<std::size_t>(own)];
      const Eigen::VectorXd foreseen = payoffs_.against(counts_);
      ++counts_[static_cast<std::size_t>(own)];
      return best(foreseen, own, draws[1]);
    }
    case UpdateRule::aspiration:
      return draws[2] < fermi_chance(update_.intensity, payoff_[own], update_.aspiration)
                 ? other_than(own, draws[1])
                 : own;
    default:
      break;
  }
  --counts_[static_cast<std::size_t>(own)];
  const int model = pick(counts_, population_ - 1, draws[1]);
  ++counts_[static_cast<std::size_t>(own)];
  if (model == own)
    return own;
  const double copies =
      update_.rule == UpdateRule::fermi
          ? fermi_chance(update_.intensity, payoff_[own], payoff_[model])
          : proportional_chance(payoff_[own], payoff_[model], payoffs_.largest_difference());
  return draws[2] < copies ? model : own;
}

int Population::revised(int own, const std::array<double, 4>& draws) {
  const bool mutates = draws[3] < update_.mutation;
  if (mutates && !has_births(update_.rule))
    return other_than(own, draws[3] / update_.mutation);  // uniform again, given that it is below
  const int then = by_rule(own, draws);
  return mutates ? other_than(then, draws[3] / update_.mutation) : then;
}

void Population::move(int from, int to) {
  --counts_[static_cast<std::size_t>(from)];
  ++counts_[static_cast<std::size_t>(to)];
}

void Population::step(const std::array<double, 4>& draws) {
  const int own = pick(counts_, population_, draws[0]);
  const int then = revised(own, draws);
  if (then == own)
    return;
  move(own, then);
  refresh();
}

void Population::generation(const core::RandomField& field, std::uint32_t replicate,
                            std::uint32_t index) {
  const auto draws = [&](int unit) {
    return field.uniforms({replicate, static_cast<std::uint32_t>(unit), index},
                          core::Purpose::theory_step);
  };
  if (update_.schedule == Schedule::random_sequential) {
    for (int k = 0; k < population_; ++k)
      step(draws(k));
    return;
  }
  std::vector<int> next(counts_.size(), 0);
  int player = 0;
  for (std::size_t own = 0; own < counts_.size(); ++own) {
    for (int k = 0; k < counts_[own]; ++k)
      ++next[static_cast<std::size_t>(revised(static_cast<int>(own), draws(player++)))];
  }
  counts_ = next;
  refresh();
}

PopulationPath simulate_population(const Game& game, const std::vector<int>& start,
                                   const Update& update, int generations, int every,
                                   const core::RandomField& field, std::uint32_t replicate) {
  require(generations >= 0, "generations", generations, "at least 0");
  require(every >= 1, "every", every, "at least 1");
  Population population(game, start, update);
  PopulationPath path{{0}, {start}};
  for (int g = 1; g <= generations; ++g) {
    population.generation(field, replicate, static_cast<std::uint32_t>(g));
    if (g % every == 0) {
      path.generations.push_back(g);
      path.counts.push_back(population.counts());
    }
  }
  return path;
}

std::vector<Estimate> simulate_shares(const Game& game, const std::vector<int>& start,
                                      const Update& update, int generations, int skip,
                                      const Sampling& sampling) {
  check(sampling);
  require(skip >= 0 && skip < generations, "skip", skip, "at least 0 and below the generations");
  const Population fresh(game, start, update);
  const auto field = sampling.field();
  std::vector<Mean> means(start.size());
  for (int r = 0; r < sampling.replicates; ++r) {
    Population population = fresh;
    std::vector<double> sum(start.size(), 0.0);
    for (int g = 1; g <= generations; ++g) {
      population.generation(field, sampling.first + static_cast<std::uint32_t>(r),
                            static_cast<std::uint32_t>(g));
      for (std::size_t s = 0; g > skip && s < sum.size(); ++s)
        sum[s] += population.counts()[s];
    }
    for (std::size_t s = 0; s < sum.size(); ++s)
      means[s].add(sum[s] / population.population() / (generations - skip));
  }
  std::vector<Estimate> shares;
  for (const Mean& mean : means)
    shares.push_back(mean.estimate());
  return shares;
}

}  // namespace minga::theory
