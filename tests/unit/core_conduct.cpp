// Conduct to expect of each profile, with the rules and without, and what members and the public
// make of it, against a computation that follows docs/model/odd.md 7.6.
#include "support/beliefs_fixture.hpp"
#include "support/catch.hpp"

#include <cmath>

using namespace minga::test;
using namespace minga::core;

namespace {

/// What is public before a period's expectations are formed.
struct Public {
  double expectation, attendance, benefit, detection, promise, vision;
};

Public public_state(const World& w, int r) {
  return {w.groups.expectation(0, r),
          w.groups.attendance(0, r),
          w.mean_over_members(w.firms.benefit, r),
          w.mean_over_members(w.firms.detection, r),
          w.groups.promise(0, r),
          w.groups.vision(0, r)};
}

/// Conduct of a profile in the group's linear good, from docs/model/odd.md 7.2 term by term: mean
/// level over what its norm may ask and over what it may choose.
double direct_conduct(const Scenario& s, const World& w, const Profile& p, const Public& known,
                      bool ruled) {
  const Action& a = s.association[0].actions[0];
  const Regulation& rules = s.association[0].regulation;
  const int n = w.groups.members(0, 0);
  const int levels = s.model.levels;
  const double share = known.expectation * known.attendance;
  Shares chance(static_cast<std::size_t>(n));
  BetaBinomial(n, s.model.belief_concentration).weights(share, n - 1, chance.data());
  const double months = s.time.period_days / kDaysPerMonth;
  const double patience = std::pow(p.patience.mean, months);
  double future = 0.0;
  for (int j = 1; j <= static_cast<int>(s.model.horizon_months / months); ++j)
    future += std::pow(patience, j);
  // the last, broken period of the horizon
  const double whole = s.model.horizon_months / months;
  future = patience * (1.0 - std::pow(patience, whole)) / (1.0 - patience);
  const double caught = known.detection * chance_seen(s, p.stealth.mean) * rules.enforcement;
  const double feared =
      ruled ? caught * (rules.sanctions[0] +
                        known.benefit * future * s.model.expulsion_weight / rules.expel_after)
            : 0.0;
  const double promise = ruled ? s.model.promise_weight * known.promise : 0.0;
  const double line = p.norm_intercept.mean + p.norm_slope.mean * share;
  const double asked = line + (1.0 - line) * promise;
  double mean = 0.0;
  for (int obligation = 0; obligation <= levels; ++obligation) {
    // the norm falls on the two levels next to it, in proportion to nearness
    const double weight = std::max(0.0, 1.0 - std::fabs(asked * levels - obligation));
    const double target = static_cast<double>(obligation) / levels;
    double sum = 0.0;
    double level = 0.0;
    for (int i = 0; i <= levels; ++i) {
      const double x = static_cast<double>(i) / levels;
      double utility = 0.0;
      for (int k = 0; k < n; ++k) {
        const double c = chance[static_cast<std::size_t>(k)];
        const double each = w.groups.competence(0, 0) * a.multiplier * a.cost * (k + x) / n;
        const double z = each - a.cost * x;
        utility += c * (z < 0.0 ? p.lambda.mean * z : z);
        utility +=
            c * p.omega.mean / std::pow(n - 1.0, s.model.group_size_exponent) * (n - 1) * each;
        if (k < n - 1) {
          utility += c * x * p.inducement.mean * s.model.conduct_response * patience *
                     w.groups.competence(0, 0) * a.multiplier * a.cost / n;
        }
      }
      utility -= feared * (1.0 - x);
      utility =
          utility / a.cost - p.gamma.mean * std::fabs(x - target) + p.kappa.mean * known.vision * x;
      const double chosen = std::exp(utility / p.eta.mean);
      sum += chosen;
      level += chosen * x;
    }
    mean += weight * ((1.0 - p.epsilon.mean) * level / sum + p.epsilon.mean * 0.5);
  }
  return mean;
}

}  // namespace

TEST_CASE("conduct under the rules and without them is each profile's own choice at its means") {
  const Scenario s = watched_group();
  World w = world_of(s, 1, 3);
  for (int t = 0; t < 8; ++t) {
    const Public known = public_state(w, 0);
    step_to_expectations(w, 0, t);
    for (int p = 0; p < 3; ++p) {
      CAPTURE(t, p);
      const Profile& profile = s.profiles[static_cast<std::size_t>(p)];
      CHECK_THAT(w.groups.conduct(p, 0),
                 WithinAbs(direct_conduct(s, w, profile, known, true), 1e-10));
      CHECK_THAT(w.groups.intention(p, 0),
                 WithinAbs(direct_conduct(s, w, profile, known, false), 1e-10));
    }
    hold_meeting(w, 0, t);
    act(w, 0, t);
    monitor(w, 0, t);
    finish_period(w, 0, t);
  }
}

TEST_CASE(
    "a firm's expected conduct and trust are its reputation's means, and the public's follows") {
  const Scenario s = watched_group();
  World w = world_of(s, 1, 3);
  for (int t = 0; t < 6; ++t) {
    const double before = w.groups.expectation(0, 0);
    step_to_monitoring(w, 0, t);
    double mean = 0.0;
    for (int f = 0; f < 8; ++f) {
      const Shares belief = reputation_of(w, f, 0);
      double conduct = 0.0;
      double intention = 0.0;
      for (int p = 0; p < 3; ++p) {
        conduct += belief[static_cast<std::size_t>(p)] * w.groups.conduct(p, 0);
        intention += belief[static_cast<std::size_t>(p)] * w.groups.intention(p, 0);
      }
      CHECK_THAT(w.firms.conduct(f, 0), WithinRel(conduct, 1e-12));
      CHECK_THAT(w.firms.intention(f, 0), WithinRel(intention, 1e-12));
      mean += conduct / 8.0;
    }
    const double rate = s.model.expectation_rate;
    CHECK_THAT(w.groups.expectation(0, 0), WithinRel(before + rate * (mean - before), 1e-12));
    // each firm leaves itself out of the mean, and shifts the rest by its own log odds
    const double all = w.groups.expectation(0, 0);
    for (int f = 0; f < 8; ++f) {
      const double others = (8.0 * all - w.firms.conduct(f, 0)) / 7.0;
      const double odds = others / (1.0 - others) * std::exp(w.firms.private_offset(f, 0));
      CHECK_THAT(expected_share(w, f, 0, 0),
                 WithinRel(odds / (1.0 + odds) * w.groups.attendance(0, 0), 1e-10));
    }
    finish_period(w, 0, t);
  }
}
