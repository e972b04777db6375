#include "minga/theory/reinforcement.hpp"

#include "minga/theory/require.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
#include <utility>

namespace minga::theory {
namespace {

int choose(const std::vector<double>& propensities, double draw) {
  double left = draw * std::accumulate(propensities.begin(), propensities.end(), 0.0);
  int last = 0;
  for (std::size_t s = 0; s < propensities.size(); ++s) {
    if (propensities[s] <= 0.0)
      continue;
    last = static_cast<int>(s);
    if (left < propensities[s])
      break;
    left -= propensities[s];
  }
  return last;
}

double payoff_of(const Game& game, int own, std::span<const int> others) {
  if (const auto* group = std::get_if<GroupGame>(&game))
    return group->payoff(own, others);
  const auto other = std::find_if(others.begin(), others.end(), [](int k) { return k > 0; });
  return std::get<MatrixGame>(game).payoff(own, other - others.begin());
}

/// Players in the order in which they are dealt into groups (Fisher-Yates).
void deal(std::vector<std::size_t>& order, const core::RandomField& field, std::uint32_t replicate,
          std::uint32_t round) {
  for (std::size_t k = order.size() - 1; k > 0; --k) {
    const double u = field.uniform({replicate, static_cast<std::uint32_t>(k), round},
                                   core::Purpose::theory_group);
    const auto with = static_cast<std::size_t>(u * static_cast<double>(k + 1));
    std::swap(order[k], order[std::min(with, k)]);
  }
}

/// Moves a chance by a stimulus; the others keep their proportions.
void move_chance(std::vector<double>& chances, std::size_t taken, double to) {
  const double from = chances[taken];
  const double rest = 1.0 - from;
  const double n = static_cast<double>(chances.size()) - 1.0;
  for (std::size_t s = 0; s < chances.size(); ++s) {
    if (s != taken)
      chances[s] = rest > 0.0 ? chances[s] * (1.0 - to) / rest : (1.0 - to) / n;
  }
  chances[taken] = to;
}

}  // namespace

void check(const Reinforcement& p) {
  require(p.initial > 0.0 && std::isfinite(p.initial), "initial", p.initial, "above 0");
  require_chance("forgetting", p.forgetting);
  require_chance("experiment", p.experiment);
  require_finite("aspiration", p.aspiration);
  require_chance("rate", p.rate);
}

void reinforce(const Reinforcement& p, std::vector<double>& propensities, int taken, double payoff,
               double smallest, double largest) {
  const auto own = static_cast<std::size_t>(taken);
  const auto m = static_cast<double>(propensities.size());
  if (p.rule == Learning::roth_erev) {
    const double gain = payoff - smallest;
    for (std::size_t s = 0; s < propensities.size(); ++s) {
      const double part =
          s == own ? 1.0 - (m > 1.0 ? p.experiment : 0.0) : p.experiment / (m - 1.0);
      propensities[s] = (1.0 - p.forgetting) * propensities[s] + part * gain;
    }
    return;
  }
  const double scale =
      std::max(std::fabs(largest - p.aspiration), std::fabs(smallest - p.aspiration));
  if (scale <= 0.0 || propensities.size() < 2)
    return;
  const double stimulus = (payoff - p.aspiration) / scale;
  const double chance = propensities[own];
  move_chance(propensities, own,
              chance + p.rate * stimulus * (stimulus >= 0.0 ? 1.0 - chance : chance));
}

LearningPath simulate_learning(const Game& game, int players, const Reinforcement& parameters,
                               int rounds, int every, const core::RandomField& field,
                               std::uint32_t replicate) {
  check(parameters);
  const Payoffs payoffs(game);
  const int group = payoffs.group();
  require(players >= group && players % group == 0, "players", players, "a multiple of the group");
  require(rounds >= 1, "rounds", rounds, "at least 1");
  require(every >= 1, "every", every, "at least 1");
  const auto n = static_cast<std::size_t>(players);
  const auto m = static_cast<std::size_t>(payoffs.size());
  const double first =
      parameters.rule == Learning::roth_erev ? parameters.initial : 1.0 / static_cast<double>(m);
  std::vector<std::vector<double>> propensities(n, std::vector<double>(m, first));
  std::vector<std::size_t> order(n);
  std::vector<int> taken(n), others(m);
  LearningPath path;
  for (int t = 0; t < rounds; ++t) {
    const auto round = static_cast<std::uint32_t>(t);
    std::iota(order.begin(), order.end(), std::size_t{0});
    deal(order, field, replicate, round);
    for (std::size_t i = 0; i < n; ++i) {
      const double u = field.uniform({replicate, static_cast<std::uint32_t>(i), round},
                                     core::Purpose::theory_act);
      taken[i] = choose(propensities[i], u);
    }
    for (std::size_t begin = 0; begin < n; begin += static_cast<std::size_t>(group)) {
      const std::span members(order.data() + begin, static_cast<std::size_t>(group));
      std::fill(others.begin(), others.end(), 0);
      for (const std::size_t i : members)
        ++others[static_cast<std::size_t>(taken[i])];
      for (const std::size_t i : members) {
        const auto own = static_cast<std::size_t>(taken[i]);
        --others[own];
        reinforce(parameters, propensities[i], taken[i], payoff_of(game, taken[i], others),
                  payoffs.smallest(), payoffs.largest());
        ++others[own];
      }
    }
    if ((t + 1) % every != 0)
      continue;
    std::vector<double> chance(m, 0.0), share(m, 0.0);
    for (std::size_t i = 0; i < n; ++i) {
      const double sum = std::accumulate(propensities[i].begin(), propensities[i].end(), 0.0);
      for (std::size_t s = 0; s < m; ++s)
        chance[s] += propensities[i][s] / sum / players;
      share[static_cast<std::size_t>(taken[i])] += 1.0 / players;
    }
    path.rounds.push_back(t + 1);
    path.chances.push_back(std::move(chance));
    path.taken.push_back(std::move(share));
  }
  return path;
}

}  // namespace minga::theory
