// Expected utility against an independent, straightforward reading of docs/model/odd.md 7.2, term
// by term.
#include "minga/core/choice.hpp"
#include "support/catch.hpp"
#include "support/choice_fixture.hpp"
#include "support/core_fixture.hpp"

#include <cmath>
#include <random>
#include <vector>

using namespace minga::test;
using namespace minga::core;

namespace {

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
                       (s.sanction + s.exclusion + s.side_harm) * (1.0 - x);
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

}  // namespace

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
    CAPTURE(n);
    CHECK_THAT(stakes_of(w, w.firms.coefficient(0, 0), 0, 0, n).omega,
               WithinRel(0.8 / std::pow(n - 1.0, 0.6), 1e-12));
  }
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
