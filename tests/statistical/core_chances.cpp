// People come and go, politics strike and diagnoses err as often as the model says. Counts are
// binomial, so their standard errors are known; each comparison fails a correct program for one
// seed in a million (kFalseFailure), and seeds are fixed.
#include "support/catch.hpp"
#include "support/chances_fixture.hpp"

#include <cmath>

using namespace minga::test;
using namespace minga::core;

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
  guide(s, 1.0, {{Activity::social, 1.0}});
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
  guide(s, 2.0, {{Activity::diagnose, 1.0}});
  s.facilitator.neutrality = 1.0;
  s.model.trust_effect = 0.0;
  s.model.activity_scale = 1.0;
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
