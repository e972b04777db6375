#include "minga/theory/equilibria.hpp"

#include "minga/theory/require.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace minga::theory {
namespace {

constexpr double kNarrow = 1e-15;  ///< width of an interval that is taken for a point
using Coefficients = std::vector<double>;

/// De Casteljau's subdivision at the middle: the same polynomial on both halves.
std::array<Coefficients, 2> halves(Coefficients c) {
  Coefficients left, right;
  while (!c.empty()) {
    left.push_back(c.front());
    right.push_back(c.back());
    for (std::size_t i = 0; i + 1 < c.size(); ++i)
      c[i] = 0.5 * (c[i] + c[i + 1]);
    c.pop_back();
  }
  std::reverse(right.begin(), right.end());
  return {left, right};
}

int sign_changes(const Coefficients& c) {
  int changes = 0;
  double last = 0.0;
  for (const double x : c) {
    if (x == 0.0)
      continue;
    changes += last * x < 0.0 ? 1 : 0;
    last = x > 0.0 ? 1.0 : -1.0;
  }
  return changes;
}

/// Roots in the open interval; no more than sign changes (Descartes' rule for Bernstein's basis).
void isolate(const Coefficients& c, double low, double high, std::vector<double>& roots) {
  if (sign_changes(c) == 0)
    return;
  const double middle = 0.5 * (low + high);
  if (high - low < kNarrow) {
    roots.push_back(middle);
    return;
  }
  const auto [left, right] = halves(c);
  isolate(left, low, middle, roots);
  if (right.front() == 0.0)
    roots.push_back(middle);
  isolate(right, middle, high, roots);
}

}  // namespace

std::vector<NashPair> nash_equilibria(const MatrixGame& game) {
  check(game);
  require(game.size() == 2, "number of strategies", game.size(), "2");
  const double against_first = game.payoff(0, 0) - game.payoff(1, 0);
  const double against_second = game.payoff(0, 1) - game.payoff(1, 1);
  std::vector<NashPair> all;
  if (against_first >= 0.0)
    all.push_back({1.0, 1.0, false});
  if (against_first <= 0.0 && against_second >= 0.0) {
    all.push_back({1.0, 0.0, false});
    all.push_back({0.0, 1.0, false});
  }
  if (against_second <= 0.0)
    all.push_back({0.0, 0.0, false});
  if (against_first * against_second < 0.0) {
    const double x = against_second / (against_second - against_first);
    all.push_back({x, x, true});
  }
  return all;
}

std::vector<double> gains(const GroupGame& game) {
  check(game);
  require(game.size() == 2, "number of strategies", game.size(), "2");
  std::vector<double> all;
  for (int k = 0; k < game.group; ++k) {
    const std::array<int, 2> others{k, game.group - 1 - k};
    all.push_back(game.payoff(0, others) - game.payoff(1, others));
  }
  return all;
}

double expected_gain(const std::vector<double>& gains, double x) {
  require(!gains.empty(), "number of gains", 0.0, "at least 1");
  Coefficients c = gains;
  for (std::size_t left = c.size(); left > 1; --left) {
    for (std::size_t i = 0; i + 1 < left; ++i)
      c[i] = (1.0 - x) * c[i] + x * c[i + 1];
  }
  return c[0];
}

std::vector<double> bernstein_roots(const std::vector<double>& coefficients) {
  std::vector<double> roots;
  isolate(coefficients, 0.0, 1.0, roots);
  // a root that is many-fold, or at an edge within rounding, comes as several close together
  constexpr double kSame = 1e-9;
  const auto same = [](double a, double b) { return b - a < kSame; };
  roots.erase(std::unique(roots.begin(), roots.end(), same), roots.end());
  return roots;
}

std::vector<SymmetricEquilibrium> symmetric_equilibria(const GroupGame& game) {
  const auto g = gains(game);
  require(std::any_of(g.begin(), g.end(), [](double x) { return x != 0.0; }),
          "largest gain from the first strategy", 0.0,
          "different from 0 for some number of others");
  std::vector<double> points = bernstein_roots(g);
  points.insert(points.begin(), 0.0);
  points.push_back(1.0);
  std::vector<SymmetricEquilibrium> all;
  for (std::size_t i = 0; i < points.size(); ++i) {
    // the sign of the gain between neighbouring equilibria tells where shares move
    const double x = points[i];
    const bool from_below = i == 0 || expected_gain(g, 0.5 * (points[i - 1] + x)) > 0.0;
    const bool from_above =
        i + 1 == points.size() || expected_gain(g, 0.5 * (x + points[i + 1])) < 0.0;
    const bool stable = from_below && from_above;
    const double gain = expected_gain(g, x);
    if ((i == 0 && gain > 0.0) || (i + 1 == points.size() && gain < 0.0))
      continue;  // an end that one would leave
    all.push_back({x, stable});
  }
  return all;
}

Volunteers volunteers_equilibrium(int group, double benefit, double cost) {
  require(group >= 2, "group", group, "at least 2 players");
  require(cost > 0.0, "cost", cost, "above 0");
  require(benefit > cost, "benefit", benefit, "above the cost");
  const double defects = std::pow(cost / benefit, 1.0 / (group - 1.0));
  return {defects, 1.0 - std::pow(defects, group)};
}

}  // namespace minga::theory
