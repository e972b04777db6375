// What a place's past and a price of entry do to a group: earlier failures tilt what strangers are
// believed to be, and money asked on joining sorts them. Each comparison fails a correct program
// for one seed in a million (kFalseFailure); seeds are fixed.
#include "minga/core/math.hpp"
#include "support/catch.hpp"
#include "support/chances_fixture.hpp"

#include <cmath>

using namespace minga::test;
using namespace minga::core;

namespace {

/// Firms that see a future, and firms that do not, in equal parts; alike in all else.
Scenario two_kinds(int firms) {
  Scenario s = laboratory(firms, 10);
  s.profiles = {plain_profile("patient"), plain_profile("hasty")};
  s.profiles[0].patience = {0.97, 0.0};
  s.profiles[0].omega = {1.0, 0.0};
  s.population.shares = {0.5, 0.5};
  return s;
}

}  // namespace

TEST_CASE("earlier failures shift the odds between profiles by their difference in intentions") {
  Scenario s = two_kinds(6);
  s.model.failure_effect = 1.7;
  for (const double failures : {0.0, 1.0, 2.5}) {
    CAPTURE(failures);
    s.population.earlier_failures = failures;
    const World w = world_of(s);
    const double apart = w.groups.intention(0, 0) - w.groups.intention(1, 0);
    REQUIRE(apart > 0.1);
    const double odds = std::log(w.groups.prior(1, 0) / w.groups.prior(0, 0));
    CHECK_THAT(odds, WithinAbs(1.7 * failures * apart, 1e-9));
    for (int f = 0; f < 6; ++f)
      CHECK(w.firms.reputation(w.at_profile(f, 1), 0) == w.groups.prior(1, 0));
  }
}

TEST_CASE("money asked on joining lets firms pass with the chance of their profile, and shows it") {
  constexpr int kRuns = 500;
  constexpr int kFirms = 20;
  Scenario s = two_kinds(kFirms);
  guide(s, 1.0, {{Activity::call_select, 1.0}});
  s.institution.shock_rate = 0.0;
  s.population.expected_gain = 0.05;
  for (const double asked : {20.0, 80.0, 200.0}) {
    CAPTURE(asked);
    s.facilitator.co_investment = asked;
    World w = world_of(s, kRuns, kSeed);
    double passed[2];
    for (int p = 0; p < 2; ++p) {
      const double month = std::pow(p == 0 ? 0.97 : 0.0, w.derived.month);
      double future = 0.0;
      const double periods = s.model.horizon_months / w.derived.month;
      if (month > 0.0)
        future = month * (1.0 - std::pow(month, periods)) / (1.0 - month);
      const double gain = 0.05 * s.population.margin * w.derived.month * future;
      passed[p] =
          1.0 / (1.0 + std::exp(-(gain - asked) / (s.population.margin * s.model.exit_noise)));
    }
    REQUIRE(passed[0] > passed[1]);
    // who refuses is replaced, so members are strangers who would accept; nearly all places fill
    const double share = passed[0] / (passed[0] + passed[1]);
    double patient = 0.0;
    double members = 0.0;
    for (int r = 0; r < kRuns; ++r) {
      for (int f = 0; f < kFirms; ++f) {
        if (!w.member(f, r))
          continue;
        members += 1.0;
        patient += w.firms.profile(f, r) == 0;
        if (r == 0)
          CHECK_THAT(w.firms.reputation(w.at_profile(f, 0), r), WithinAbs(share, 1e-9));
      }
    }
    CHECK(distance(patient, members, share) < standard_errors());
  }
}
