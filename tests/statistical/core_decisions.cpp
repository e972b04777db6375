// Firms decide as often as the decision rule says, about contributing and about coming. Counts are
// binomial, so their standard errors are known; each comparison fails a correct program for one
// seed in a million (kFalseFailure), and seeds are fixed.
#include "support/catch.hpp"
#include "support/chances_fixture.hpp"

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/binomial.hpp>

#include <cmath>
#include <numeric>
#include <vector>

using namespace minga::test;
using namespace minga::core;

namespace {

/// Pr(k of m others contribute) by the beta-binomial, from the definition.
double believed(int k, int m, double tau, double s) {
  return boost::math::binomial_coefficient<double>(static_cast<unsigned>(m),
                                                   static_cast<unsigned>(k)) *
         boost::math::beta(k + tau * s, m - k + (1.0 - tau) * s) /
         boost::math::beta(tau * s, (1.0 - tau) * s);
}

/// Chance of each level of a linear good for a firm with these coefficients (docs/model/odd.md,
/// 7.2), with the two obligations that its norm may put.
std::vector<double> exact_choice(const Scenario& s, double tau, double competence,
                                 double feared = 0.0) {
  const Profile& p = s.profiles[0];
  const Action& a = s.association[0].actions[0];
  const int n = s.population.firms;
  const int levels = s.model.levels;
  const double asked = (p.norm_intercept.mean + p.norm_slope.mean * tau) * levels;
  std::vector<double> chance(static_cast<std::size_t>(levels) + 1, 0.0);
  for (int target = 0; target <= levels; ++target) {
    const double weight = std::max(0.0, 1.0 - std::fabs(asked - target));
    std::vector<double> odds;
    for (int i = 0; i <= levels; ++i) {
      const double x = static_cast<double>(i) / levels;
      double u = -p.gamma.mean * std::fabs(x - static_cast<double>(target) / levels) -
                 feared * (1.0 - x) / a.cost;
      for (int k = 0; k < n; ++k) {
        const double each = competence * a.multiplier * a.cost * (k + x) / n;
        const double z = each - a.cost * x;
        const double others = p.omega.mean * each;  // nu = 1: (n-1) each / (n-1)
        u += believed(k, n - 1, tau, s.model.belief_concentration) *
             ((z < 0.0 ? p.lambda.mean : 1.0) * z + others) / a.cost;
      }
      odds.push_back(std::exp(u / p.eta.mean));
    }
    const double sum = std::accumulate(odds.begin(), odds.end(), 0.0);
    for (std::size_t i = 0; i < odds.size(); ++i) {
      chance[i] +=
          weight * ((1.0 - p.epsilon.mean) * odds[i] / sum + p.epsilon.mean / (levels + 1.0));
    }
  }
  return chance;
}

}  // namespace

TEST_CASE("in a one-shot game a firm contributes with exactly the chance of the decision rule") {
  for (const int levels : {1, 4}) {
    Scenario s = laboratory(6, 1);
    s.model.levels = levels;
    s.model.expectation_rate = 0.0;
    Profile& p = s.profiles[0];
    p.omega = {0.25, 0.0};
    p.gamma = {0.4, 0.0};
    p.norm_intercept = {0.2, 0.0};
    p.norm_slope = {0.6, 0.0};
    p.lambda = {1.7, 0.0};
    p.eta = {0.5, 0.0};
    p.epsilon = {0.05, 0.0};
    constexpr int kRuns = 20000;
    World w = world_of(s, kRuns, kSeed);
    std::vector<double> counts(static_cast<std::size_t>(levels) + 1, 0.0);
    double tau = 0.0;
    double competence = 0.0;
    for (int r = 0; r < kRuns; ++r) {
      w.groups.expectation(0, r) = 0.45;
      step_to_expectations(w, r, 0);
      tau = expected_share(w, 0, r, 0);
      competence = w.groups.competence(0, r);
      hold_meeting(w, r, 0);
      for (int f = 0; f < 6; ++f)
        ++counts[static_cast<std::size_t>(std::lround(w.firms.level(f, r) * levels))];
    }
    CAPTURE(levels, tau);
    const auto exact = exact_choice(s, tau, competence);
    std::vector<double> expected;
    for (const double x : exact) {
      CHECK(x > 0.01);
      expected.push_back(x * 6.0 * kRuns);
    }
    CHECK(chi_square(counts, expected) < chi_square_limit(levels));
  }
}

TEST_CASE(
    "what a firm fears is detection as it perceives it times the fine and the future at stake") {
  for (const bool expels : {false, true}) {
    Scenario s = watched();
    s.model.expectation_rate = 0.0;
    s.profiles[0].eta = {0.6, 0.0};
    s.profiles[0].patience = {0.9, 0.0};
    Regulation& rules = s.association[0].regulation;
    rules.sanctions = {2.0, 9.0};
    rules.expel_after = expels ? 2 : 0;
    rules.exit_penalty = 3.0;
    constexpr int kRuns = 20000;
    World w = world_of(s, kRuns, kSeed);
    double made = 0.0;
    double tau = 0.0;
    double competence = 0.0;
    constexpr double kPerceived = 0.7;
    constexpr double kBenefit = 1.3;
    for (int r = 0; r < kRuns; ++r) {
      w.groups.expectation(0, r) = 0.45;
      for (int f = 0; f < 10; ++f) {
        w.firms.detection(f, r) = kPerceived;
        w.firms.benefit(f, r) = kBenefit;
      }
      step_to_expectations(w, r, 0);
      tau = expected_share(w, 0, r, 0);
      competence = w.groups.competence(0, r);
      hold_meeting(w, r, 0);
      for (int f = 0; f < 10; ++f)
        made += w.firms.level(f, r);
    }
    const double caught = kPerceived * chance_seen(s, 0.4) * rules.enforcement;
    const double months = 14.0 / kDaysPerMonth;
    const double delta = std::pow(0.9, months);
    const double future =
        kBenefit * delta * (1.0 - std::pow(delta, s.model.horizon_months / months)) / (1.0 - delta);
    const double excluded = expels ? s.model.expulsion_weight / 2.0 : 0.0;
    const double feared = caught * (2.0 + (future + rules.exit_penalty) * excluded);
    const double chance = exact_choice(s, tau, competence, feared)[1];
    CAPTURE(expels, tau, feared, chance);
    CHECK(chance > 0.05);
    CHECK(chance < 0.95);
    CHECK(distance(made, 10.0 * kRuns, chance) < standard_errors());
  }
}

TEST_CASE("a member comes to a meeting by a logistic choice of its gain over its cost") {
  Scenario s = laboratory(10, 3);
  s.association[0].actions[0].every = 2;  // none in the period looked at
  s.association[0].capability = 0.0;
  s.association[0].regulation.adoption = Adoption::start;
  s.association[0].regulation.absence_fine = 1.5;
  s.population.distance_km = 12.0;
  s.model.attention = 0.3;
  s.model.meeting_gain = 0.02;
  Profile& p = s.profiles[0];
  p.kappa = {0.4, 0.0};
  p.stealth = {0.6, 0.0};
  p.eta = {0.5, 0.0};
  p.epsilon = {0.1, 0.0};
  constexpr int kRuns = 5000;
  World w = world_of(s, kRuns, kSeed);
  double came = 0.0;
  for (int r = 0; r < kRuns; ++r) {
    step_to_expectations(w, r, 1);
    hold_meeting(w, r, 1);
    for (int f = 0; f < 10; ++f)
      came += w.firms.present(f, r);
  }
  const Model& m = s.model;
  const double hours = s.association[0].meeting_hours + m.travel_hours_km * 12.0;
  const double load = 1.0 + 9.0 * m.size_load;
  const double cost = (hours * 300.0 / m.hours_month + m.travel_cost_km * 12.0) * load;
  const double gain = m.meeting_gain * 300.0 + 1.5;  // everybody is expected
  const double utility = (gain - cost) / cost + 0.3 + 0.4 * s.association[0].vision + m.cover * 0.6;
  const double chance = 0.9 / (1.0 + std::exp(-utility / 0.5)) + 0.05;
  CAPTURE(chance);
  CHECK(chance < 0.9);
  CHECK(distance(came, 10.0 * kRuns, chance) < standard_errors());
}
