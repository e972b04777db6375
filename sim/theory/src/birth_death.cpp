#include "minga/theory/birth_death.hpp"

#include "minga/theory/require.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace minga::theory {
namespace {

constexpr double kNever = std::numeric_limits<double>::quiet_NaN();

/// First passages of the chain from i to i + 1 with 0 absorbing: chance, its complement, and the
/// expected steps until i + 1 or 0. Each follows from the one below.
struct Passages {
  std::vector<double> chance, complement, steps;
};

Passages passages(const BirthDeath& c) {
  const std::size_t n = c.up.size();
  Passages p{std::vector<double>(n, 0.0), std::vector<double>(n, 1.0), std::vector<double>(n, 0.0)};
  for (std::size_t i = 1; i + 1 < n; ++i) {
    const double leaves = c.up[i] + c.down[i] * p.complement[i - 1];
    if (leaves <= 0.0) {  // stuck here for ever
      p.steps[i] = std::numeric_limits<double>::infinity();
      continue;
    }
    p.chance[i] = c.up[i] / leaves;
    p.complement[i] = c.down[i] * p.complement[i - 1] / leaves;
    const double below = c.down[i] > 0.0 ? c.down[i] * p.steps[i - 1] : 0.0;
    p.steps[i] = (1.0 + below) / leaves;
  }
  return p;
}

BirthDeath mirrored(const BirthDeath& c) {
  return {{c.down.rbegin(), c.down.rend()}, {c.up.rbegin(), c.up.rend()}};
}

/// Steps to N of the chain conditioned on ending there (Doob's transform by fixation chances).
std::vector<double> steps_to_all(const BirthDeath& c) {
  const std::size_t n = c.up.size();
  const Passages p = passages(c);
  BirthDeath h{std::vector<double>(n, 0.0), std::vector<double>(n, 0.0)};
  std::vector<double> result(n, kNever);
  result[n - 1] = 0.0;
  std::vector<double> steps(n, 0.0);
  std::size_t lowest = n - 1;  // least number from which N is reached at all
  for (std::size_t i = n - 1; i-- > 1 && p.chance[i] > 0.0;)
    lowest = i;
  for (std::size_t i = lowest; i + 1 < n; ++i) {
    const double up = c.up[i] / p.chance[i];
    const double down = i > lowest ? c.down[i] * p.chance[i - 1] : 0.0;
    steps[i] = (1.0 + down * (i > lowest ? steps[i - 1] : 0.0)) / up;
  }
  for (std::size_t i = n - 1; i-- > lowest;)
    result[i] = steps[i] + result[i + 1];
  return result;
}

}  // namespace

void check(const BirthDeath& c) {
  require(c.up.size() == c.down.size(), "number of chances down",
          static_cast<double>(c.down.size()), "the number of chances up");
  require(c.up.size() >= 2, "number of states", static_cast<double>(c.up.size()), "at least 2");
  for (std::size_t i = 0; i < c.up.size(); ++i) {
    require_chance("chance up", c.up[i]);
    require_chance("chance down", c.down[i]);
    require(c.up[i] + c.down[i] <= 1.0 + 1e-12, "chance of a step", c.up[i] + c.down[i],
            "at most 1");
  }
  require(c.down.front() == 0.0, "chance down at 0", c.down.front(), "0");
  require(c.up.back() == 0.0, "chance up at N", c.up.back(), "0");
}

BirthDeath birth_death(const Game& game, int population, const Update& update, int first,
                       int second) {
  const Revision revision(game, population, update);
  const auto known = [&](int s) { return s >= 0 && s < revision.size(); };
  require(known(first), "first strategy", first, "a strategy of the game");
  require(known(second) && second != first, "second strategy", second,
          "another strategy of the game");
  require(revision.size() == 2 || update.mutation == 0.0, "mutation", update.mutation,
          "0 where the game has more than two strategies");
  require(revision.size() == 2 || update.rule != UpdateRule::aspiration, "number of strategies",
          revision.size(), "2 under aspiration, which takes up absent strategies");
  require(revision.size() == 2 || update.rule != UpdateRule::best_response, "number of strategies",
          revision.size(), "2 under best response, which takes up absent strategies");
  const auto n = static_cast<std::size_t>(population);
  BirthDeath chain{std::vector<double>(n + 1, 0.0), std::vector<double>(n + 1, 0.0)};
  std::vector<int> counts(static_cast<std::size_t>(revision.size()), 0);
  for (int i = 0; i <= population; ++i) {
    counts[static_cast<std::size_t>(first)] = i;
    counts[static_cast<std::size_t>(second)] = population - i;
    const Eigen::MatrixXd p = revision.step(counts);
    chain.up[static_cast<std::size_t>(i)] = p(second, first);
    chain.down[static_cast<std::size_t>(i)] = p(first, second);
  }
  return chain;
}

std::vector<double> fixation_probabilities(const BirthDeath& chain) {
  check(chain);
  const Passages p = passages(chain);
  std::vector<double> phi(chain.up.size(), 0.0);
  phi.back() = 1.0;
  for (std::size_t i = phi.size() - 1; i-- > 1;)
    phi[i] = p.chance[i] * phi[i + 1];
  return phi;
}

FixationTimes fixation_times(const BirthDeath& chain) {
  check(chain);
  const std::size_t n = chain.up.size();
  FixationTimes times;
  const Passages p = passages(chain);
  times.any.assign(n, 0.0);
  for (std::size_t i = n - 1; i-- > 1;)
    times.any[i] = p.steps[i] + (p.chance[i] > 0.0 ? p.chance[i] * times.any[i + 1] : 0.0);
  times.at_all = steps_to_all(chain);
  times.at_none = steps_to_all(mirrored(chain));
  std::reverse(times.at_none.begin(), times.at_none.end());
  return times;
}

std::vector<double> stationary(const BirthDeath& chain) {
  check(chain);
  const std::size_t n = chain.up.size();
  std::vector<double> log_weight(n, 0.0);
  for (std::size_t i = 1; i < n; ++i) {
    require(chain.up[i - 1] > 0.0 && chain.down[i] > 0.0, "chance of a step",
            std::min(chain.up[i - 1], chain.down[i]),
            "above 0 everywhere for a stationary distribution that is the only one");
    log_weight[i] = log_weight[i - 1] + std::log(chain.up[i - 1]) - std::log(chain.down[i]);
  }
  const double largest = *std::max_element(log_weight.begin(), log_weight.end());
  std::vector<double> x(n);
  std::transform(log_weight.begin(), log_weight.end(), x.begin(),
                 [&](double w) { return std::exp(w - largest); });
  const double sum = std::accumulate(x.begin(), x.end(), 0.0);
  for (double& share : x)
    share /= sum;
  return x;
}

Fixation fixation(const Game& game, int population, const Update& update, int mutant,
                  int resident) {
  require(update.mutation == 0.0, "mutation", update.mutation, "0 for fixation");
  const BirthDeath chain = birth_death(game, population, update, mutant, resident);
  const FixationTimes times = fixation_times(chain);
  return {fixation_probabilities(chain)[1], times.any[1], times.at_all[1]};
}

}  // namespace minga::theory
