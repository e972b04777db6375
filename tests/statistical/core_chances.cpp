// What happens in a period happens as often as the model says. Counts are binomial, so their
// standard errors are known; each comparison fails a correct program for one seed in a million
// (kFalseFailure), and seeds are fixed.
#include "minga/core/beliefs.hpp"
#include "support/catch.hpp"
#include "support/core_fixture.hpp"

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/binomial.hpp>

#include <cmath>
#include <numeric>
#include <vector>

using namespace minga::test;
using namespace minga::core;

namespace {

constexpr std::uint64_t kSeed = 17;

/// Distance of a count from n p in standard errors.
double distance(double count, double n, double p) {
  return std::fabs(count - n * p) / std::sqrt(n * p * (1.0 - p));
}

double count_events(const BlockResult& result, EventKind kind) {
  double n = 0.0;
  for (const Event& e : result.events)
    n += e.kind == kind;
  return n;
}

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

/// Calculating firms under an officer who sees some of what they fail to do.
Scenario watched() {
  Scenario s = laboratory(10, 1);
  s.profiles[0].stealth = {0.4, 0.0};
  s.profiles[0].eta = {3.0, 0.0};  // so that some contribute and some do not
  Regulation& rules = s.association[0].regulation;
  rules.adoption = Adoption::start;
  rules.enforcer = Enforcer::officer;
  rules.monitoring = 0.3;
  rules.transparency = 0.5;
  rules.enforcement = 0.8;
  rules.false_positive = 0.07;
  rules.sanctions = {1.0};
  s.association[0].actions[0].hidden = 0.2;
  return s;
}

/// How often acts of one kind were seen as defections, over many groups.
struct Sightings {
  double acts = 0.0, seen = 0.0;
};

Sightings sightings(const Scenario& s, bool of_defectors, int runs = 4000) {
  World w = world_of(s, runs, kSeed);
  Sightings x;
  for (int r = 0; r < runs; ++r) {
    step_to_monitoring(w, r, 0);
    for (int f = 0; f < w.derived.firms; ++f) {
      if (!w.member(f, r) || w.firms.present(f, r) == 0)
        continue;
      if ((w.firms.level(f, r) < 0.5) != of_defectors)
        continue;
      ++x.acts;
      x.seen += w.firms.seen(f, r) == static_cast<std::int8_t>(SeenAct::defection);
    }
  }
  return x;
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
      open_period(w, r, 0);
      facilitate(w, r, 0);
      form_expectations(w, r, 0);
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
      open_period(w, r, 0);
      facilitate(w, r, 0);
      form_expectations(w, r, 0);
      tau = expected_share(w, 0, r, 0);
      competence = w.groups.competence(0, r);
      hold_meeting(w, r, 0);
      for (int f = 0; f < 10; ++f)
        made += w.firms.level(f, r);
    }
    const double unseen = (1.0 - s.model.informal_visibility) * (1.0 - rules.monitoring) *
                          (1.0 - s.model.transparency_effect * rules.transparency);
    const double caught = kPerceived * (1.0 - unseen) * 0.8 * 0.6 * rules.enforcement;
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
  Profile& p = s.profiles[0];
  p.kappa = {0.4, 0.0};
  p.stealth = {0.6, 0.0};
  p.eta = {0.5, 0.0};
  p.epsilon = {0.1, 0.0};
  constexpr int kRuns = 5000;
  World w = world_of(s, kRuns, kSeed);
  double came = 0.0;
  for (int r = 0; r < kRuns; ++r) {
    open_period(w, r, 1);
    facilitate(w, r, 1);
    form_expectations(w, r, 1);
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

TEST_CASE("a defection is seen as often as visibility says, by each of what makes it visible") {
  const auto exact = [](const Scenario& s) {
    const Regulation& rules = s.association[0].regulation;
    const double unseen = (1.0 - s.model.informal_visibility) * (1.0 - rules.monitoring) *
                          (1.0 - s.model.transparency_effect * rules.transparency);
    return (1.0 - unseen) * (1.0 - s.association[0].actions[0].hidden) *
           (1.0 - s.profiles[0].stealth.mean);
  };
  for (int variant = 0; variant < 5; ++variant) {
    CAPTURE(variant);
    Scenario s = watched();
    if (variant == 1)
      s.association[0].regulation.monitoring = 0.9;
    if (variant == 2)
      s.association[0].regulation.transparency = 1.0;
    if (variant == 3)
      s.profiles[0].stealth = {0.0, 0.0};
    if (variant == 4)
      s.association[0].actions[0].hidden = 0.7;
    const Sightings x = sightings(s, true);
    CHECK(x.acts > 5000);
    CHECK(distance(x.seen, x.acts, exact(s)) < standard_errors());
  }
}

TEST_CASE("without rules only what members see by themselves is seen") {
  Scenario s = watched();
  s.association[0].regulation.adoption = Adoption::never;
  const Sightings x = sightings(s, true);
  CHECK(distance(x.seen, x.acts, 0.35 * 0.8 * 0.6) < standard_errors());
  CHECK(sightings(s, false).seen == 0.0);
}

TEST_CASE("contributors are accused as often as the regulation errs") {
  const Sightings x = sightings(watched(), false);
  CHECK(x.acts > 5000);
  CHECK(distance(x.seen, x.acts, 0.07) < standard_errors());
}

TEST_CASE("a seen defection is sanctioned as often as the rules are enforced") {
  Scenario s = watched();
  s.association[0].regulation.false_positive = 0.0;
  constexpr int kRuns = 4000;
  const double seen = sightings(s, true, kRuns).seen;
  const BlockResult result = run(s, kRuns, 17);
  const double sanctions = count_events(result, EventKind::sanctioned);
  CHECK(distance(sanctions, seen, 0.8) < standard_errors());
  CHECK(count_events(result, EventKind::wrongly_sanctioned) == 0.0);
}

TEST_CASE("representatives change at the yearly rate stated") {
  Scenario s = laboratory(10, 26);
  s.model.turnover_rate = 1.5;
  constexpr int kRuns = 400;
  const BlockResult result = run(s, kRuns);
  const double years = 14.0 / 365.2425;
  const double n = 10.0 * 26.0 * kRuns;
  CHECK(distance(count_events(result, EventKind::representative_changed), n,
                 1.0 - std::exp(-1.5 * years)) < standard_errors());
}

TEST_CASE("politics end the funding at the yearly rate stated, and only once a group") {
  Scenario s = laboratory(3, 52);
  s.facilitator.days = {1.0, 1.0, 1.0, 1.0};
  for (auto& phase : s.facilitator.weights)
    phase[static_cast<std::size_t>(Activity::social)] = 1.0;
  s.institution.shock_rate = 0.5;
  s.institution.funding_months = 1000.0;
  constexpr int kRuns = 3000;
  const BlockResult result = run(s, kRuns);
  const double ended = count_events(result, EventKind::funding_ended);
  const double years = 52.0 * 14.0 / 365.2425;
  CHECK(ended <= kRuns);
  CHECK(distance(ended, kRuns, 1.0 - std::exp(-0.5 * years)) < standard_errors());
  for (const Event& e : result.events) {
    if (e.kind == EventKind::funding_ended)
      REQUIRE(e.value == 1.0);
  }
}

TEST_CASE(
    "a member leaves by a logistic choice on what membership is worth, when it considers it") {
  Scenario s = laboratory(10, 1);
  s.model.exit_rate = 0.4;
  s.model.exit_noise = 0.2;
  s.profiles[0].patience = {0.95, 0.0};
  constexpr int kRuns = 3000;
  for (const double benefit : {-2.0, 0.0, 3.0}) {
    CAPTURE(benefit);
    World w = world_of(s, kRuns, kSeed);
    double left = 0.0;
    double worth = 0.0;
    for (int r = 0; r < kRuns; ++r) {
      for (int f = 0; f < 10; ++f)
        w.firms.benefit(f, r) = benefit;
      worth = benefit * w.firms.horizon(0, r);
      change_members(w, r, 0);
      left += 10.0 - w.groups.members(0, r);
    }
    const double chance = 0.4 / (1.0 + std::exp(worth / (300.0 * 0.2)));
    CHECK(distance(left, 10.0 * kRuns, chance) < standard_errors());
  }
}

TEST_CASE("with fixed participation a firm can take part as often as stated") {
  Scenario s = laboratory(10, 20);
  s.participation.rate = 0.3;
  s.model.quorum_failures_max = 1000;
  constexpr int kRuns = 300;
  World w = world_of(s, kRuns, kSeed);
  double available = 0.0;
  for (int r = 0; r < kRuns; ++r) {
    for (int t = 0; t < 20; ++t) {
      REQUIRE(w.alive(r));
      step(w, r, t);
      for (int f = 0; f < 10; ++f)
        available += w.firms.available(f, r);
    }
  }
  CHECK(distance(available, 10.0 * 20.0 * kRuns, 0.3) < standard_errors());
}

TEST_CASE("a diagnosis shows the true profile as often as its accuracy and error rate say") {
  Scenario s = laboratory(6, 1);
  s.profiles = {plain_profile("a"), plain_profile("b"), plain_profile("c")};
  s.population.shares = {0.2, 0.3, 0.5};
  s.facilitator.days = {2.0, 2.0, 2.0, 2.0};
  s.facilitator.neutrality = 1.0;
  for (auto& phase : s.facilitator.weights)
    phase[static_cast<std::size_t>(Activity::diagnose)] = 1.0;
  s.model.trust_effect = 0.0;
  s.institution.shock_rate = 0.0;
  constexpr int kRuns = 20000;
  World w = world_of(s, kRuns, kSeed);
  const double accuracy = s.model.diagnosis_accuracy * (1.0 - std::exp(-2.0));
  double right = 0.0;
  double moved = 0.0;
  for (int r = 0; r < kRuns; ++r) {
    open_period(w, r, 0);
    facilitate(w, r, 0);
    for (int f = 0; f < 6; ++f) {
      const int truth = w.firms.profile(f, r);
      const double now = w.firms.reputation(w.at_profile(f, truth), r);
      const double before = s.population.shares[static_cast<std::size_t>(truth)];
      if (std::fabs(now - before) < 1e-9)
        continue;
      ++moved;
      // Bayes on the known error rate: the odds between the signalled profile and the rest rise by
      // (accuracy + error) / error, those within the rest stay
      const double error = (1.0 - accuracy) / 3.0;
      double rise = 0.0;
      double fall = 1e9;
      for (int p = 0; p < 3; ++p) {
        const double ratio = w.firms.reputation(w.at_profile(f, p), r) /
                             s.population.shares[static_cast<std::size_t>(p)];
        rise = std::max(rise, ratio);
        fall = std::min(fall, ratio);
      }
      REQUIRE_THAT(rise / fall, WithinRel((accuracy + error) / error, 1e-9));
      right += now > before;
    }
  }
  CHECK(moved == kRuns);  // one firm a period
  CHECK(distance(right, moved, accuracy + (1.0 - accuracy) / 3.0) < standard_errors());
}
