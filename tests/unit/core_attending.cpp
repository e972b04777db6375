// What coming to a meeting is worth to a firm: being able to contribute, against what it fears if
// it stays away. Chances are read off the draws: who comes has drawn less than the chance.
#include "support/catch.hpp"
#include "support/core_fixture.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

using namespace minga::test;
using namespace minga::core;

namespace {

constexpr int kFirms = 4;
constexpr double kMeeting = 10.0;  ///< what a meeting costs

/// Four equals to whom coming means contributing to a linear good or not, and its price.
Scenario four_equals(double multiplier) {
  Scenario s = laboratory(kFirms, 2);
  s.association[0].actions[0].multiplier = multiplier;
  s.association[0].meeting_hours = kMeeting * s.model.hours_month / s.population.margin;
  s.population.distance_km = 0.0;
  s.population.expected_gain = 0.0;
  s.association[0].capability = 0.0;
  s.model.attention = s.model.meeting_gain = s.model.cover = s.model.size_load = 0.0;
  s.model.detection_prior = 0.7;
  s.profiles[0].eta = {0.4, 0.0};
  s.profiles[0].epsilon = {0.1, 0.0};
  return s;
}

struct Bracket {
  double low = 0.0, high = 1.0;  ///< the chance of coming lies between
  int came = 0;
};

/// @param pressure  peers known to punish
Bracket attendance(const Scenario& s, double pressure = 0.0) {
  constexpr int kRuns = 2000;
  World w = world_of(s, kRuns, 5);
  Bracket b;
  for (int r = 0; r < kRuns; ++r) {
    step_to_expectations(w, r, 0);
    w.groups.peer_pressure(0, r) = pressure;
    hold_meeting(w, r, 0);
    for (int f = 0; f < kFirms; ++f) {
      const double u = w.random.uniforms(w.address(f, r, 0), Purpose::participate)[1];
      if (w.firms.present(f, r) != 0) {
        b.low = std::max(b.low, u);
        ++b.came;
      } else {
        b.high = std::min(b.high, u);
      }
    }
  }
  CHECK(b.high - b.low < 0.005);
  return b;
}

double logistic_of(double x) { return 1.0 / (1.0 + std::exp(-x)); }

/// Chance of coming where it is worth this much, by the rule.
double chance_at(double value) {
  return 0.9 * logistic_of((value - kMeeting) / kMeeting / 0.4) + 0.05;
}

/// What being able to contribute is worth where contributing is worth `gap` stakes more than not:
/// the mean over its own noisy choice, or not contributing if that is more.
double choice_worth(double gap) {
  const double contributes = 0.9 * logistic_of(gap / 0.4) + 0.05;
  return 10.0 * std::max(0.0, contributes * gap);
}

void check(const Bracket& b, double value) {
  CAPTURE(value, b.low, b.high);
  CHECK(b.low <= chance_at(value));
  CHECK(chance_at(value) <= b.high);
}

Scenario under(Enforcer enforcer, double multiplier, double enforcement, double fine) {
  Scenario s = four_equals(multiplier);
  Regulation& rules = s.association[0].regulation;
  rules.adoption = Adoption::start;
  rules.enforcer = enforcer;
  rules.monitoring = 0.5;
  rules.enforcement = enforcement;
  rules.sanctions = {fine, 1000.0};
  rules.peer_fine = fine;
  return s;
}

}  // namespace

TEST_CASE("coming is worth the mean over one's own choice, and never less than not contributing") {
  // a contribution of 10 returns 10 m / 4 to oneself
  for (const double multiplier : {0.0, 2.0, 3.9, 4.0, 4.4, 6.0, 12.0})
    check(attendance(four_equals(multiplier)), choice_worth(multiplier / 4.0 - 1.0));
}

TEST_CASE("coming is not worth more for having many ways to contribute that are all the same") {
  // with 4 of 4 returned every level is worth the same
  for (const int levels : {1, 4, 20}) {
    Scenario s = four_equals(4.0);
    s.model.levels = levels;
    check(attendance(s), 0.0);
  }
}

TEST_CASE("who stays away fears the sanction on absence in place of that on a seen defection") {
  for (const Enforcer enforcer : {Enforcer::officer, Enforcer::assembly}) {
    for (const double multiplier : {2.0, 6.0}) {
      for (const double enforcement : {0.0, 0.5, 1.0}) {
        CAPTURE(static_cast<int>(enforcer), multiplier, enforcement);
        const Scenario s = under(enforcer, multiplier, enforcement, 6.0);
        const double present = 0.7 * chance_seen(s, 0.0) * enforcement * 6.0;
        const double absent = 0.7 * enforcement * 6.0;
        const double gap = multiplier / 4.0 - 1.0 + present / 10.0;
        check(attendance(s), choice_worth(gap) - present + absent);
      }
    }
  }
}

TEST_CASE("the fear of staying away counts exclusion as the fear of defecting does") {
  Scenario s = under(Enforcer::officer, 2.0, 0.8, 3.0);
  s.association[0].regulation.expel_after = 2;
  s.association[0].regulation.exit_penalty = 5.0;
  s.profiles[0].patience = {0.0, 0.0};  // no future but the penalty
  const double lost = 3.0 + 5.0 * s.model.expulsion_weight / 2.0;
  const double present = 0.7 * chance_seen(s, 0.0) * 0.8 * lost;
  const double absent = 0.7 * 0.8 * lost;
  check(attendance(s), choice_worth(2.0 / 4.0 - 1.0 + present / 10.0) - present + absent);
}

TEST_CASE("a fine for absence adds to what coming is worth") {
  Scenario s = under(Enforcer::nobody, 2.0, 1.0, 50.0);
  s.association[0].regulation.absence_fine = 4.0;
  check(attendance(s), 4.0);
}

TEST_CASE("higher fines by peers, who do not punish absence, bring nobody to the meeting") {
  const int without = attendance(under(Enforcer::peers, 2.0, 1.0, 0.0), 2.0).came;
  for (const double fine : {1.0, 3.0, 8.0, 40.0}) {
    CAPTURE(fine);
    const Scenario s = under(Enforcer::peers, 2.0, 1.0, fine);
    const Bracket b = attendance(s, 2.0);
    const double present = 0.7 * chance_seen(s, 0.0) * 2.0 * fine;
    check(b, choice_worth(2.0 / 4.0 - 1.0 + present / 10.0) - present);
    CHECK(b.came < without);
  }
}

TEST_CASE("an officer who judges the absent brings members to the meeting") {
  int last = attendance(under(Enforcer::officer, 2.0, 1.0, 0.0)).came;
  for (const double fine : {4.0, 10.0, 30.0}) {
    const int came = attendance(under(Enforcer::officer, 2.0, 1.0, fine)).came;
    CHECK(came > last);
    last = came;
  }
}

TEST_CASE("payments into the fund, which need no presence, do not make coming worth more") {
  Scenario s = four_equals(2.0);
  s.association[0].actions[0].every = 1000;
  s.association[0].actions[0].phase = 4;
  Regulation& rules = s.association[0].regulation;
  rules.adoption = Adoption::start;
  rules.enforcer = Enforcer::officer;
  rules.enforcement = 1.0;
  rules.sanctions = {20.0};
  rules.fund_fee = 5.0;
  rules.fund_every = 1;
  check(attendance(s), 0.0);
}
