// The decision rule against an independent, straightforward reading of docs/model/odd.md 7.2:
// belief over contributors, expected utility term by term, choice with noise and trembles.
#include "minga/core/choice.hpp"
#include "support/catch.hpp"
#include "support/core_fixture.hpp"

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include <cmath>
#include <numeric>
#include <random>
#include <vector>

using namespace minga::test;
using namespace minga::core;

namespace {

std::vector<double> belief_of(int others, double tau, double concentration, int room = 0) {
  std::vector<double> out(static_cast<std::size_t>(others) + 1);
  BetaBinomial(others + room, concentration).weights(tau, others, out.data());
  return out;
}

/// C(m,k) B(k + a, m - k + b) / B(a, b) (Skellam 1948), in long double.
long double beta_binomial(int k, int m, long double a, long double b) {
  using boost::math::lgamma;
  const auto beta = [](long double x, long double y) {
    return lgamma(x) + lgamma(y) - lgamma(x + y);
  };
  const long double choose = lgamma(m + 1.0L) - lgamma(k + 1.0L) - lgamma(m - k + 1.0L);
  return std::exp(choose + beta(k + a, m - k + b) - beta(a, b));
}

double sum(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

/// The game of the reading below, written out rather than taken from the tables: a linear good and
/// a threshold good with refund, both with a side gain.
struct Plain {
  bool threshold = false;
  double r = 0.0, cost = 0.0, benefit = 0.0, needed = 0.0, refund = 0.0, side_gain = 0.0,
         side_loss = 0.0;

  double common(double total, int n) const {
    return threshold ? (total >= needed ? benefit : 0.0) : r * cost * total / n;
  }
  double extra(double own, double total, int n) const {
    const double back = threshold && total < needed ? refund * cost * own : 0.0;
    return back - side_loss * (n - total) / n;
  }
  Action action() const {
    Action a = linear_action(cost, r);
    a.form = threshold ? GameForm::threshold : GameForm::linear;
    a.benefit = benefit;
    a.threshold = needed;
    a.refund = refund;
    a.side_gain = side_gain;
    a.side_loss = side_loss;
    return a;
  }
};

/// U(x) of docs/model/odd.md 7.2, by enumeration of how many of the others contribute.
double direct_utility(const Plain& g, const Stakes& s, const std::vector<double>& chance,
                      double x) {
  double material = 0.0;
  double others = 0.0;
  double induced = 0.0;
  for (int k = 0; k < s.n; ++k) {
    const double p = chance[static_cast<std::size_t>(k)];
    const double total = k + x;
    const double z = s.own_yield * g.common(total, s.n) + g.extra(x, total, s.n) - g.cost * x +
                     (1.0 - x) * s.side_gain;
    material += p * (z < 0.0 ? s.lambda * z : z);
    for (int j = 0; j < s.n - 1; ++j) {
      others +=
          p * (s.others_yield * g.common(total, s.n) + g.extra(j < k ? 1.0 : 0.0, total, s.n));
    }
    if (k < s.n - 1)
      induced += p * s.own_yield * (g.common(k + 2.0, s.n) - g.common(k + 1.0, s.n));
  }
  const double money = material + s.omega * others + s.inducement * induced * x -
                       (s.sanction + s.exclusion) * (1.0 - x);
  return money / s.scale - s.gamma * std::fabs(x - s.norm) + s.shared_vision * x;
}

/// A firm's stakes with every term on; `table` must outlive them.
Stakes stakes_over(const GameTable& table, const Plain& g, int n, int levels) {
  Stakes s;
  s.n = n;
  s.levels = levels;
  s.own0 = table.own(n, 0);
  s.plain0 = table.plain(n, 0);
  s.others0 = table.others(n, 0);
  s.others_plain0 = table.others_plain(n, 0);
  s.induced = table.induced(n);
  s.stride = table.stride();
  s.scale = s.cost = g.cost;
  return s;
}

std::vector<double> utilities_of(const Stakes& s, const std::vector<double>& belief) {
  std::vector<double> out(static_cast<std::size_t>(s.levels) + 1);
  utilities(s, belief.data(), out);
  return out;
}

std::vector<double> chances(const std::vector<double>& utility, double eta, double epsilon,
                            DecisionRule rule = DecisionRule::logit) {
  std::vector<double> out(utility.size());
  choice_probabilities(utility, eta, epsilon, rule, out);
  return out;
}

}  // namespace

TEST_CASE("the belief over contributors is beta-binomial for any number, mean and concentration") {
  for (const int m : {0, 1, 2, 3, 7, 19, 60}) {
    for (const double s : {0.05, 1.0, 8.0, 300.0}) {
      for (const double tau : {0.001, 0.1, 0.37, 0.5, 0.93, 0.9999}) {
        CAPTURE(m, s, tau);
        const auto got = belief_of(m, tau, s, 5);
        for (int k = 0; k <= m; ++k) {
          const auto exact = static_cast<double>(
              beta_binomial(k, m, static_cast<long double>(tau) * s, (1.0L - tau) * s));
          REQUIRE_THAT(got[static_cast<std::size_t>(k)], WithinRel(exact, 1e-11));
        }
      }
    }
  }
}

TEST_CASE("the belief sums to one and has the mean that the firm expects") {
  for (const int m : {1, 2, 5, 11, 40}) {
    for (const double s : {0.2, 8.0, 1000.0}) {
      for (double tau = 0.0; tau <= 1.0; tau += 0.0625) {
        CAPTURE(m, s, tau);
        const auto p = belief_of(m, tau, s);
        double mean = 0.0;
        double square = 0.0;
        for (int k = 0; k <= m; ++k) {
          mean += k * p[static_cast<std::size_t>(k)];
          square += k * k * p[static_cast<std::size_t>(k)];
        }
        REQUIRE_THAT(sum(p), WithinAbs(1.0, 1e-12));
        REQUIRE_THAT(mean, WithinAbs(m * tau, 1e-11));
        const double variance = m * tau * (1.0 - tau) * (s + m) / (s + 1.0);
        REQUIRE_THAT(square - mean * mean, WithinAbs(variance, 1e-9));
      }
    }
  }
}

TEST_CASE("certainty about the others puts all weight on all or on none") {
  const auto none = belief_of(6, 0.0, 8.0);
  const auto all = belief_of(6, 1.0, 8.0);
  CHECK_THAT(none.front(), WithinAbs(1.0, 1e-15));
  CHECK_THAT(all.back(), WithinAbs(1.0, 1e-15));
  CHECK_THAT(sum(none), WithinAbs(1.0, 1e-15));
  CHECK_THAT(sum(all), WithinAbs(1.0, 1e-15));
  CHECK(belief_of(0, 0.4, 8.0) == std::vector<double>{1.0});
}

TEST_CASE("a belief without doubt about the mean tends to the binomial") {
  for (const double tau : {0.2, 0.65}) {
    double before = 1.0;
    for (const double s : {10.0, 1e3, 1e5}) {
      const auto p = belief_of(9, tau, s);
      double distance = 0.0;
      for (int k = 0; k <= 9; ++k) {
        distance += std::fabs(p[static_cast<std::size_t>(k)] -
                              boost::math::pdf(boost::math::binomial(9, tau), k));
      }
      CHECK(distance < before);
      before = distance;
    }
    CHECK(before < 1e-4);
  }
}

TEST_CASE("the belief stays finite for the largest groups and concentrations that files allow") {
  for (const int m : {100, 999, 1999}) {
    for (const double s : {1e-3, 8.0, 1e6}) {
      for (const double tau : {0.0, 0.01, 0.5, 1.0}) {
        CAPTURE(m, s, tau);
        const auto p = belief_of(m, tau, s);
        REQUIRE_THAT(sum(p), WithinAbs(1.0, 1e-9));
      }
    }
  }
}

TEST_CASE("utility is what the model description says, for random stakes and both kinds of good") {
  std::mt19937_64 engine(4);
  std::uniform_real_distribution<double> unit(0.0, 1.0);
  for (int trial = 0; trial < 400; ++trial) {
    const int n = 2 + trial % 11;
    const int levels = trial % 3 == 0 ? 1 : (trial % 3 == 1 ? 4 : 20);
    Plain g;
    g.threshold = trial % 2 == 1;
    g.cost = 1.0 + 20.0 * unit(engine);
    g.r = 4.0 * unit(engine);
    g.benefit = 40.0 * unit(engine);
    g.needed = 0.5 + n * unit(engine);
    g.refund = g.threshold ? unit(engine) : 0.0;
    g.side_gain = 10.0 * unit(engine);
    g.side_loss = 10.0 * unit(engine);
    const GameTable table(g.action(), Distribution::equal, n + 2, levels);
    Stakes s = stakes_over(table, g, n, levels);
    s.own_yield = 2.0 * unit(engine);
    s.others_yield = 2.0 * unit(engine);
    s.side_gain = g.side_gain;
    s.sanction = 8.0 * unit(engine);
    s.exclusion = 8.0 * unit(engine) - 4.0;
    s.omega = 2.0 * unit(engine) - 1.0;
    s.gamma = 3.0 * unit(engine);
    s.norm = unit(engine);
    s.shared_vision = unit(engine);
    s.inducement = unit(engine);
    s.lambda = 1.0 + 2.0 * unit(engine);
    const auto belief = belief_of(n - 1, unit(engine), 8.0);
    const auto got = utilities_of(s, belief);
    for (int x = 0; x <= levels; ++x) {
      CAPTURE(trial, n, levels, x);
      const double exact = direct_utility(g, s, belief, static_cast<double>(x) / levels);
      REQUIRE_THAT(got[static_cast<std::size_t>(x)], WithinAbs(exact, 1e-9));
    }
  }
}

TEST_CASE("each term of the utility moves contributing by its own amount") {
  Plain g;
  g.cost = 10.0;
  g.r = 2.0;
  const int n = 4;
  const GameTable table(g.action(), Distribution::equal, n, 1);
  const auto belief = belief_of(n - 1, 0.5, 8.0);
  const auto gap = [&](auto change) {  // U(1) - U(0) with one thing changed
    Stakes s = stakes_over(table, g, n, 1);
    change(s);
    const auto u = utilities_of(s, belief);
    return u[1] - u[0];
  };
  const double base = gap([](Stakes&) {});
  CHECK_THAT(base, WithinRel(-0.5, 1e-12));  // r/n - 1
  CHECK_THAT(gap([](Stakes& s) { s.sanction = 3.0; }) - base, WithinRel(0.3, 1e-12));
  CHECK_THAT(gap([](Stakes& s) { s.exclusion = 3.0; }) - base, WithinRel(0.3, 1e-12));
  CHECK_THAT(gap([](Stakes& s) { s.side_gain = 3.0; }) - base, WithinRel(-0.3, 1e-12));
  CHECK_THAT(gap([](Stakes& s) { s.shared_vision = 0.4; }) - base, WithinRel(0.4, 1e-12));
  // a contribution of 10 brings 5 to each of the three others
  CHECK_THAT(gap([](Stakes& s) { s.omega = 0.2; }) - base, WithinRel(0.3, 1e-12));
  CHECK_THAT(gap([](Stakes& s) { s.omega = -0.2; }) - base, WithinRel(-0.3, 1e-12));
  // |1 - m| against |0 - m|
  const auto norm = [](double m) {
    return [m](Stakes& s) {
      s.gamma = 2.0;
      s.norm = m;
    };
  };
  CHECK_THAT(gap(norm(1.0)) - base, WithinRel(2.0, 1e-12));
  CHECK_THAT(gap(norm(0.0)) - base, WithinRel(-2.0, 1e-12));
  CHECK_THAT(gap(norm(0.5)) - base, WithinAbs(0.0, 1e-12));
  // one more of the others would bring 5, but not where all give already: Pr(k < 3)
  CHECK_THAT(gap([](Stakes& s) { s.inducement = 0.4; }) - base,
             WithinRel(0.4 * 0.5 * (1.0 - belief[3]), 1e-12));
}

TEST_CASE("losses weigh lambda times as much as gains, and only losses") {
  Plain g;
  g.cost = 10.0;
  g.r = 2.0;
  const int n = 4;
  const GameTable table(g.action(), Distribution::equal, n, 1);
  const auto belief = belief_of(n - 1, 0.5, 8.0);
  Stakes s = stakes_over(table, g, n, 1);
  const auto before = utilities_of(s, belief);
  s.lambda = 3.0;
  const auto after = utilities_of(s, belief);
  // alone a contributor loses 5; with one more it is even; nobody who keeps back can lose
  CHECK_THAT(after[1] - before[1], WithinRel(-2.0 * 0.5 * belief[0], 1e-12));
  CHECK(after[0] == before[0]);
}

TEST_CASE("the weight on others is omega over (n-1)^nu of the members of today") {
  Scenario s = laboratory(9, 1);
  s.model.group_size_exponent = 0.6;
  s.profiles[0].omega = {0.8, 0.0};
  World w = world_of(s);
  for (int n = 2; n <= 9; ++n) {
    w.groups.members(0, 0) = n;
    CAPTURE(n);
    CHECK_THAT(stakes_of(w, w.firms.coefficient(0, 0), 0, 0).omega,
               WithinRel(0.8 / std::pow(n - 1.0, 0.6), 1e-12));
  }
}

TEST_CASE("choice is a softmax with trembles, whatever is added to all utilities") {
  const std::vector<double> u{0.3, -0.4, 1.1, 0.0};
  for (const double eta : {0.05, 0.25, 2.0}) {
    for (const double epsilon : {0.0, 0.02, 0.5, 1.0}) {
      const auto p = chances(u, eta, epsilon);
      long double total = 0.0L;
      for (const double x : u)
        total += std::exp(static_cast<long double>(x) / eta);
      for (std::size_t x = 0; x < u.size(); ++x) {
        const auto soft =
            static_cast<double>(std::exp(static_cast<long double>(u[x]) / eta) / total);
        CHECK_THAT(p[x], WithinAbs((1.0 - epsilon) * soft + epsilon / 4.0, 1e-14));
      }
      CHECK_THAT(sum(p), WithinAbs(1.0, 1e-14));
      std::vector<double> moved = u;
      for (double& x : moved)
        x += 1000.0;
      const auto q = chances(moved, eta, epsilon);
      for (std::size_t x = 0; x < u.size(); ++x)
        CHECK_THAT(q[x], WithinAbs(p[x], 1e-11));
    }
  }
}

TEST_CASE("extreme utilities give certainty and no overflow") {
  const auto p = chances({-1e8, 1e8}, 0.01, 0.0);
  CHECK(p[1] == 1.0);
  CHECK(p[0] < 1e-300);
}

TEST_CASE("without noise choice tends to the best response, which takes the lowest of equals") {
  const std::vector<double> u{0.1, 0.7, 0.2, 0.7};
  const auto best = chances(u, 0.25, 0.04, DecisionRule::best_response);
  CHECK_THAT(best[1], WithinRel(0.97));
  for (const std::size_t x : {0U, 2U, 3U})
    CHECK_THAT(best[x], WithinRel(0.01));
  const std::vector<double> single{0.1, 0.7, 0.2, 0.699};
  const auto cold = chances(single, 1e-4, 0.04);
  const auto exact = chances(single, 0.25, 0.04, DecisionRule::best_response);
  for (std::size_t x = 0; x < single.size(); ++x)
    CHECK_THAT(cold[x], WithinAbs(exact[x], 1e-4));
  const auto hot = chances(single, 1e6, 0.0);
  for (const double p : hot)
    CHECK_THAT(p, WithinAbs(0.25, 1e-6));
}

// docs/validation.md, A10: with money alone and no noise, r < n all defect, r > n all contribute.
TEST_CASE("Homo economicus defects below r = n and contributes above it, whatever it expects") {
  for (const int n : {2, 4, 10}) {
    for (const int levels : {1, 20}) {
      for (const double r : {0.5, n - 0.01, n + 0.01, 3.0 * n}) {
        for (const double tau : {0.0, 0.3, 1.0}) {
          CAPTURE(n, levels, r, tau);
          Plain g;
          g.cost = 20.0;
          g.r = r;
          const GameTable table(g.action(), Distribution::equal, n, levels);
          const auto u = utilities_of(stakes_over(table, g, n, levels), belief_of(n - 1, tau, 8.0));
          const auto p = chances(u, 0.25, 0.0, DecisionRule::best_response);
          CHECK((r > n ? p.back() : p.front()) == 1.0);
        }
      }
    }
  }
}

TEST_CASE("the value of being able to choose lies between the best level and the noise's worth") {
  const std::vector<double> u{0.2, 0.9, -0.3};
  for (const double eta : {0.05, 0.25, 3.0}) {
    long double total = 0.0L;
    for (const double x : u)
      total += std::exp((static_cast<long double>(x) - 0.2L) / eta);
    CHECK_THAT(inclusive_value(u, eta),
               WithinAbs(static_cast<double>(eta * std::log(total)), 1e-12));
    CHECK(inclusive_value(u, eta) >= 0.7);
    CHECK(inclusive_value(u, eta) <= 0.7 + eta * std::log(3.0));
  }
  CHECK_THAT(inclusive_value(u, 1e-6), WithinAbs(0.7, 1e-9));
  CHECK_THAT(inclusive_value(std::vector<double>{5.0, 5.0}, 0.25),
             WithinRel(0.25 * std::log(2.0), 1e-12));
  // what is far worse than not contributing is worth nothing
  CHECK_THAT(inclusive_value(std::vector<double>{0.0, -50.0}, 0.25), WithinAbs(0.0, 1e-12));
}

TEST_CASE("an obligation is two neighbouring levels whose mean is the norm") {
  for (const int levels : {1, 2, 4, 20}) {
    for (int i = 0; i <= 1000; ++i) {
      const double m = i / 1000.0;
      const Obligation o = obligation(m, levels);
      CAPTURE(levels, m);
      REQUIRE_THAT((1.0 - o.chance_up) * o.low + o.chance_up * o.high, WithinAbs(m, 1e-12));
      REQUIRE(o.chance_up >= 0.0);
      REQUIRE(o.chance_up < 1.0);
      REQUIRE(o.high <= 1.0);
      REQUIRE(o.high - o.low <= 1.0 / levels + 1e-12);
      const double step = o.low * levels;
      REQUIRE_THAT(step, WithinAbs(std::round(step), 1e-12));
    }
  }
}

TEST_CASE("the norm is a line within [0, 1] or a jump, and a promise closes part of the rest") {
  CHECK_THAT(norm(NormForm::line, 0.05, 0.74, 0.5, 0.5, 0.0), WithinRel(0.42));
  CHECK(norm(NormForm::line, 0.5, 0.9, 0.5, 1.0, 0.0) == 1.0);
  CHECK_THAT(norm(NormForm::line, 0.05, 0.74, 0.5, 0.5, 0.3), WithinRel(0.42 + 0.58 * 0.3));
  CHECK(norm(NormForm::threshold, 0.9, 0.9, 0.5, 0.4999, 0.0) == 0.0);
  CHECK(norm(NormForm::threshold, 0.0, 0.0, 0.5, 0.5, 0.0) == 1.0);
  CHECK(norm(NormForm::threshold, 0.0, 0.0, 0.5, 0.1, 0.25) == 0.25);
  CHECK(norm(NormForm::line, 1.0, 0.0, 0.5, 0.0, 0.7) == 1.0);
}
