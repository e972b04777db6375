#include "minga/theory/stability.hpp"

#include "minga/theory/birth_death.hpp"
#include "minga/theory/require.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace minga::theory {
namespace {

void check_strategy(int size, int strategy) {
  require(strategy >= 0 && strategy < size, "strategy", strategy, "the index of a strategy");
}

struct Abcd {
  double a, b, c, d;
};
Abcd of(const MatrixGame& game) {
  check(game);
  require(game.size() == 2, "number of strategies", game.size(), "2");
  const auto& m = game.payoff;
  return {m(0, 0), m(0, 1), m(1, 0), m(1, 1)};
}

void check_dilemma(double t, double r, double p) {
  require(t > r, "temptation", t, "above the reward");
  require(r > p, "reward", r, "above the punishment");
}

}  // namespace

bool is_nash(const MatrixGame& game, int s) {
  check(game);
  check_strategy(game.size(), s);
  return game.payoff(s, s) >= game.payoff.col(s).maxCoeff();
}

bool is_strict_nash(const MatrixGame& game, int s) {
  check(game);
  check_strategy(game.size(), s);
  for (int j = 0; j < game.size(); ++j) {
    if (j != s && game.payoff(j, s) >= game.payoff(s, s))
      return false;
  }
  return true;
}

bool is_ess(const MatrixGame& game, int s) {
  if (!is_nash(game, s))
    return false;
  for (int j = 0; j < game.size(); ++j) {
    if (j != s && game.payoff(j, s) == game.payoff(s, s) && game.payoff(s, j) <= game.payoff(j, j))
      return false;
  }
  return true;
}

bool is_risk_dominant(const MatrixGame& game) {
  const Abcd m = of(game);
  return m.a + m.b > m.c + m.d;
}

bool one_third_law(const MatrixGame& game) {
  const Abcd m = of(game);
  return m.a + 2.0 * m.b > m.c + 2.0 * m.d;
}

bool favoured_at_weak_selection(const MatrixGame& game, int n) {
  const Abcd m = of(game);
  require(n >= 2, "population", n, "at least 2");
  return m.a * (n - 2.0) + m.b * (2.0 * n - 1.0) > m.c * (n + 1.0) + m.d * (2.0 * n - 4.0);
}

bool selection_opposes_invasion(const Game& game, int population, int resident, int mutant) {
  const Payoffs payoffs(game);
  check_strategy(payoffs.size(), resident);
  check_strategy(payoffs.size(), mutant);
  require(population >= std::max(2, payoffs.group()), "population", population,
          "at least 2 and at least the group");
  std::vector<int> counts(static_cast<std::size_t>(payoffs.size()), 0);
  counts[static_cast<std::size_t>(resident)] += population - 1;
  counts[static_cast<std::size_t>(mutant)] += 1;
  const Eigen::VectorXd payoff = payoffs.finite(counts);
  return payoff[mutant] < payoff[resident];
}

bool is_ess_in_population(const Game& game, int population, const Update& update, int strategy) {
  for (int mutant = 0; mutant < size(game); ++mutant) {
    if (mutant == strategy)
      continue;
    if (!selection_opposes_invasion(game, population, strategy, mutant) ||
        fixation(game, population, update, mutant, strategy).probability >= 1.0 / population)
      return false;
  }
  return true;
}

double critical_discount_tit_for_tat(double t, double r, double p, double s) {
  check_dilemma(t, r, p);
  require(p > s, "punishment", p, "above the sucker's payoff");
  return std::max((t - r) / (t - p), (t - r) / (r - s));
}

double critical_discount_grim(double t, double r, double p) {
  check_dilemma(t, r, p);
  return (t - r) / (t - p);
}

double critical_discount_group(int n, double r) {
  require(n >= 2, "group", n, "at least 2 players");
  require(r > 0.0, "multiplier", r, "above 0");
  if (r >= n)
    return 0.0;
  return r > 1.0 ? (n - r) / (r * (n - 1.0)) : std::numeric_limits<double>::infinity();
}

double critical_discount_group(const GroupGame& game) {
  check(game);
  require(game.size() == 2, "number of strategies", game.size(), "2");
  const std::array<int, 2> all{game.group - 1, 0};
  const std::array<int, 2> none{0, game.group - 1};
  const double r = game.payoff(0, all);
  const double t = game.payoff(1, all);
  const double p = game.payoff(1, none);
  if (t <= r)
    return 0.0;
  return r > p ? (t - r) / (t - p) : std::numeric_limits<double>::infinity();
}

double critical_sanction(int n, double r) {
  require(n >= 2, "group", n, "at least 2 players");
  require_finite("multiplier", r);
  return std::max(0.0, 1.0 - r / n);
}

}  // namespace minga::theory
