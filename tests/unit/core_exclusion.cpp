// What holds the impatient and the patient to their word: the threat of exclusion, the worth of the
// future, and a known end.
#include "support/catch.hpp"
#include "support/core_fixture.hpp"

#include <cmath>

using namespace minga::test;
using namespace minga::core;

namespace {

/// A group of calculating firms under an officer whose fine is nothing: what he can do is expel.
Scenario under_expulsion(bool expels, double patience, bool known_end = false) {
  Scenario s = laboratory(6, 40);
  s.time.known_end = known_end;
  s.profiles[0].patience = {patience, 0.0};
  s.profiles[0].eta = {0.5, 0.0};
  Regulation& rules = s.association[0].regulation;
  rules.adoption = Adoption::start;
  rules.enforcer = Enforcer::officer;
  rules.monitoring = 0.9;
  rules.enforcement = 1.0;
  rules.sanctions = {0.0};
  rules.expel_after = expels ? 2 : 0;
  return s;
}

/// Contributions in the period t of many groups whose members have this smoothed net benefit.
double contributions(const Scenario& s, double benefit, int t = 0) {
  World w = world_of(s, 200, 6);
  double made = 0.0;
  for (int r = 0; r < 200; ++r) {
    for (int f = 0; f < w.derived.firms; ++f)
      w.firms.benefit(f, r) = benefit;
    step_to_expectations(w, r, t);
    hold_meeting(w, r, t);
    for (int f = 0; f < w.derived.firms; ++f)
      made += w.firms.level(f, r);
  }
  return made;
}

}  // namespace

TEST_CASE("the future weighs the discounted sum of the periods left, and nothing at a known end") {
  Scenario s = laboratory(4, 30);
  s.model.horizon_months = 12.0;
  const World field(s, {.seed = 1, .stream = 0, .first_replicate = 0, .count = 1});
  Scenario ending = s;
  ending.time.known_end = true;
  const World end(ending, {.seed = 1, .stream = 0, .first_replicate = 0, .count = 1});
  const double periods = 12.0 / field.derived.month;
  for (const double delta : {0.5, 0.9, 0.99}) {
    for (const int t : {0, 10, 29}) {
      CHECK_THAT(horizon_weight(field, delta, t),
                 WithinRel(delta * (1.0 - std::pow(delta, periods)) / (1.0 - delta), 1e-12));
      double sum = 0.0;  // the periods after t, if the end is nearer than the horizon
      for (int j = 1; j <= 29 - t; ++j)
        sum += std::pow(delta, j);
      if (29 - t < periods)
        CHECK_THAT(horizon_weight(end, delta, t), WithinAbs(sum, 1e-12));
    }
    CHECK(horizon_weight(end, delta, 29) == 0.0);
    CHECK(horizon_weight(end, delta, 28) > 0.0);
  }
  CHECK(horizon_weight(field, 0.0, 0) == 0.0);
  CHECK_THAT(horizon_weight(end, 1.0, 25), WithinRel(4.0));
}

TEST_CASE(
    "more to lose makes firms comply only where exclusion is possible and the future counts") {
  struct Case {
    bool expels;
    double patience;
    bool moves;
  };
  for (const Case c : {Case{true, 0.97, true}, Case{false, 0.97, false}, Case{true, 0.0, false},
                       Case{false, 0.0, false}}) {
    CAPTURE(c.expels, c.patience);
    const Scenario s = under_expulsion(c.expels, c.patience);
    const double low = contributions(s, 0.1);
    const double middle = contributions(s, 0.4);
    const double high = contributions(s, 1.0);
    if (c.moves) {
      CHECK(middle > low);
      CHECK(high > middle);
    } else {
      // the same random numbers, so not one firm may change its mind
      CHECK(middle == low);
      CHECK(high == low);
    }
  }
}

TEST_CASE("a known end takes the threat of exclusion away in the last period") {
  const Scenario s = under_expulsion(true, 0.97, true);
  CHECK(contributions(s, 5.0, 38) > contributions(s, 5.0, 39));
  CHECK(contributions(s, 5.0, 0) > contributions(s, 5.0, 38));
  // in the last period the benefit of membership moves nobody
  CHECK(contributions(s, 50.0, 39) == contributions(s, 0.0, 39));
  const Scenario open = under_expulsion(true, 0.97, false);
  CHECK(contributions(open, 5.0, 39) > contributions(s, 5.0, 39));
}

TEST_CASE("a rule that only expels is foreseen, though it fines nobody") {
  Scenario s = under_expulsion(true, 0.97);
  const double with_empty_fine = contributions(s, 5.0);
  s.association[0].regulation.sanctions.clear();
  CHECK(contributions(s, 5.0) == with_empty_fine);
}

TEST_CASE("expulsion comes the nearer the more offences are counted") {
  const Scenario s = under_expulsion(true, 0.97);
  const World w = world_of(s);
  CHECK_THAT(expulsion_chance(w, 0), WithinRel(0.5 * s.model.expulsion_weight));
  CHECK_THAT(expulsion_chance(w, 1), WithinRel(s.model.expulsion_weight));
  CHECK_THAT(expulsion_chance(w, 7), WithinRel(s.model.expulsion_weight));
}
