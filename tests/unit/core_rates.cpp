// What parameters say of a fortnight, turned into periods of other lengths: shares compound,
// amounts add up, spans are counted in periods; and what a time does to a group left alone does not
// depend on the length of the periods that it is counted in.
#include "rates.hpp"
#include "support/catch.hpp"
#include "support/core_fixture.hpp"

#include <cmath>
#include <cstring>
#include <functional>
#include <string>
#include <vector>

using namespace minga::test;
using namespace minga::core;

namespace {

TimeGrid of_days(double days) { return {.period_days = days, .periods = 10, .known_end = false}; }

bool same_bits(double a, double b) { return std::memcmp(&a, &b, sizeof a) == 0; }

/// Twelve weeks in periods of this length. Nothing happens in them: no action is reached, coming to
/// a meeting costs and yields nothing.
Scenario twelve_weeks(double days) {
  Scenario s = laboratory(5, static_cast<int>(84.0 / days));
  s.time.period_days = days;
  s.association[0].actions[0].phase = 4;
  s.association[0].meeting_hours = 0.0;
  s.population.distance_km = 0.0;
  s.model.meeting_gain = 0.0;
  s.model.phase_one_months = 1000.0;
  Profile other = plain_profile("other");
  other.norm_intercept = {0.7, 0.0};
  other.gamma = {2.0, 0.0};
  s.profiles[0].pessimism = other.pessimism = {0.4, 0.0};
  s.profiles[0].persuasion = other.persuasion = {1.0, 0.0};
  s.profiles.push_back(other);
  s.population.shares = {0.5, 0.5};
  return s;
}

/// What a group is like after its twelve weeks, from this state at their start.
double after(const Scenario& s, const std::function<void(World&)>& start,
             const std::function<double(const World&)>& end) {
  World w = world_of(s);
  start(w);
  for (int t = 0; t < s.time.periods; ++t)
    step(w, 0, t);
  REQUIRE(w.alive(0));
  return end(w);
}

struct Course {
  const char* name;
  std::function<void(Scenario&)> settings;
  std::function<void(World&)> start;
  std::function<double(const World&)> end;
  double expected;  ///< after six fortnights
};

/// What is left of a deviation after six fortnights at this rate.
double left(double rate) { return std::pow(1.0 - rate, 6.0); }

/// A facilitator with so many days that each of his activities has its whole effect.
void wholly(Scenario& s, Activity activity) {
  guide(s, 100.0, {{activity, 1.0}});
  s.institution.shock_rate = 0.0;
  s.facilitator.credibility = s.institution.credibility = 1.0;
}

std::vector<Course> courses() {
  return {
      {"reputation_drift", [](Scenario& s) { s.model.reputation_drift = 0.15; },
       [](World& w) {
         w.firms.reputation(0, 0) = 0.9;
         w.firms.reputation(1, 0) = 0.1;
       },
       [](const World& w) { return w.firms.reputation(0, 0) - w.groups.prior(0, 0); },
       0.4 * left(0.15)},
      {"private_memory", [](Scenario& s) { s.model.private_memory = 0.2; },
       [](World& w) { w.firms.private_offset(0, 0) = 1.1; },
       [](const World& w) { return w.firms.private_offset(0, 0); }, -0.4 + 1.5 * left(0.2)},
      {"expectation_rate", [](Scenario& s) { s.model.expectation_rate = 0.3; },
       [](World& w) { w.groups.attendance(0, 0) = 0.2; },
       [](const World& w) { return w.groups.attendance(0, 0); }, 1.0 - 0.8 * left(0.3)},
      {"benefit_memory", [](Scenario& s) { s.model.benefit_memory = 0.1; },
       [](World& w) { w.firms.benefit(0, 0) = 7.0; },
       [](const World& w) { return w.firms.benefit(0, 0); }, 7.0 * left(0.1)},
      {"promise_fade", [](Scenario& s) { s.model.promise_fade = 0.05; },
       [](World& w) { w.groups.promise(0, 0) = 0.8; },
       [](const World& w) { return w.groups.promise(0, 0); }, 0.8 * left(0.05)},
      {"engagement_rate",
       [](Scenario& s) {
         s.participation.mode = ParticipationMode::endogenous;
         s.participation.initial = 0.9;
         s.model.engagement_rate = 0.1;
         s.model.engagement_gain = s.model.engagement_pull = s.model.engagement_fatigue = 0.0;
         s.model.engagement_income = s.model.engagement_bias = s.model.engagement_spread = 0.0;
         s.model.quorum_failures_max = 1000;
       },
       [](World&) {}, [](const World& w) { return w.firms.engagement(0, 0); },
       0.5 + 0.4 * left(0.1)},
      {"capability_decay", [](Scenario& s) { s.model.capability_decay = 0.04; },
       [](World& w) { w.groups.capability(0, 0) = 0.6; },
       [](const World& w) { return w.groups.capability(0, 0); }, 0.6 * left(0.04)},
      {"access_decay",
       [](Scenario& s) {
         s.model.access_decay = 0.08;
         s.association[0].capability = 0.0;
       },
       [](World& w) { w.groups.access(0, 0) = 0.5; },
       [](const World& w) { return w.groups.access(0, 0); }, 0.5 * left(0.08)},
      {"vision_decay",
       [](Scenario& s) {
         s.model.vision_decay = 0.07;
         s.model.persuasion_rate = 0.0;
       },
       [](World& w) { w.groups.vision(0, 0) = 0.5; },
       [](const World& w) { return w.groups.vision(0, 0); }, 0.5 * left(0.07)},
      {"persuasion_rate",
       [](Scenario& s) {
         s.model.vision_decay = 0.0;
         s.model.persuasion_rate = 0.06;
       },
       [](World& w) { w.groups.vision(0, 0) = 0.2; },
       [](const World& w) { return w.groups.vision(0, 0); }, 1.0 - 0.8 * left(0.06)},
      {"conflict_decay", [](Scenario& s) { s.model.conflict_decay = 0.15; },
       [](World& w) { w.groups.conflict(0, 0) = 0.9; },
       [](const World& w) { return w.groups.conflict(0, 0); }, 0.9 * left(0.15)},
      {"training_effect",
       [](Scenario& s) {
         wholly(s, Activity::train_leaders);
         s.model.training_effect = 0.05;
         s.model.capability_decay = 0.0;
       },
       [](World& w) { w.groups.capability(0, 0) = 0.3; },
       [](const World& w) { return w.groups.capability(0, 0); }, 1.0 - 0.7 * left(0.05)},
      {"link_effect",
       [](Scenario& s) {
         wholly(s, Activity::link);
         s.model.link_effect = 0.2;
         s.model.access_decay = 0.0;
       },
       [](World&) {}, [](const World& w) { return w.groups.access(0, 0); }, 1.0 - left(0.2)},
      {"vision_effect",
       [](Scenario& s) {
         wholly(s, Activity::planning);
         s.model.vision_effect = 0.12;
         s.model.vision_decay = s.model.persuasion_rate = 0.0;
       },
       [](World& w) { w.groups.vision(0, 0) = 0.1; },
       [](const World& w) { return w.groups.vision(0, 0); }, 1.0 - 0.9 * left(0.12)},
      {"mediation_effect",
       [](Scenario& s) {
         wholly(s, Activity::mediate);
         s.model.mediation_effect = 0.25;
         s.model.conflict_decay = 0.0;
       },
       [](World& w) { w.groups.conflict(0, 0) = 0.9; },
       [](const World& w) { return w.groups.conflict(0, 0); }, 0.9 * left(0.25)},
      {"trust_effect",
       [](Scenario& s) {
         wholly(s, Activity::social);
         s.model.trust_effect = 0.3;
         s.model.reputation_drift = 0.0;
       },
       [](World&) {},
       // log odds between the profiles, in units of the difference of their intentions
       [](const World& w) {
         const double difference = w.groups.intention(1, 0) - w.groups.intention(0, 0);
         return std::log(w.firms.reputation(1, 0) / w.firms.reputation(0, 0)) / difference;
       },
       6.0 * 0.3},
      {"planning",
       [](Scenario& s) {
         wholly(s, Activity::planning);
         s.model.self_planning = 0.0;
       },
       [](World&) {}, [](const World& w) { return w.groups.plan(0, 0); }, 6.0},
      {"self_planning",
       [](Scenario& s) {
         s.model.self_planning = 0.05;
         s.model.capability_decay = 0.0;
         s.association[0].capability = 0.4;
       },
       [](World&) {}, [](const World& w) { return w.groups.plan(0, 0); }, 6.0 * 0.05 * 0.4},
      {"drafting_rate",
       [](Scenario& s) {
         wholly(s, Activity::draft_regulation);
         s.model.drafting_rate = 0.1;
         s.model.self_drafting = 0.0;
       },
       [](World&) {}, [](const World& w) { return w.groups.draft(0, 0); }, 0.6},
      {"self_drafting", [](Scenario& s) { s.model.self_drafting = 0.02; }, [](World&) {},
       [](const World& w) { return w.groups.draft(0, 0); }, 0.12},
      {"days and money of a facilitator",
       [](Scenario& s) {
         guide(s, 1.5, {{Activity::visit, 1.0}});
         s.institution.shock_rate = s.institution.overhead = 0.0;
         s.discount_rate = 0.0;
         s.institution.day_cost = 80.0;
       },
       [](World&) {},
       [](const World& w) {
         return w.groups.days_total(0, 0) * 1000.0 + w.groups.cost_total(0, 0);
       },
       9.0 * 1000.0 + 720.0},
      {"costs of the group",
       [](Scenario& s) {
         Association& group = s.association[0];
         group.formal = true;
         group.formal_cost = 3.0;
         group.regulation.adoption = Adoption::start;
         group.regulation.monitoring_cost = 2.0;
         s.discount_rate = 0.0;
       },
       [](World&) {}, [](const World& w) { return w.firms.cost_total(0, 0); }, 6.0 * 5.0 / 5.0},
  };
}

}  // namespace

TEST_CASE("a share of a fortnight becomes the share of a period that leaves as much over") {
  for (const double x : {1e-9, 0.004, 0.1, 0.5, 0.93}) {
    for (const double days : {1.0, 7.0, 14.0, 28.0, 30.436875, 366.0}) {
      CAPTURE(x, days);
      CHECK_THAT(1.0 - per_period(x, of_days(days)),
                 WithinAbs(std::pow(1.0 - x, days / 14.0), 1e-14));
    }
  }
  // nothing stays nothing and all stays all, in any time
  for (const double days : {1.0, 14.0, 28.0}) {
    CHECK(per_period(0.0, of_days(days)) == 0.0);
    CHECK(per_period(1.0, of_days(days)) == 1.0);
  }
}

TEST_CASE("two periods of a week move as much as one of a fortnight") {
  for (const double x : {0.01, 0.3, 0.8}) {
    const double week = per_period(x, of_days(7.0));
    CHECK_THAT(1.0 - (1.0 - week) * (1.0 - week), WithinRel(x, 1e-12));
  }
}

TEST_CASE("a number of fortnights becomes the nearest number of periods, at least one") {
  struct Case {
    int fortnights;
    double days;
    int periods;
  };
  for (const Case c : {Case{13, 7.0, 26}, Case{13, 14.0, 13}, Case{13, 28.0, 7}, Case{12, 28.0, 6},
                       Case{26, 30.436875, 12}, Case{1, 28.0, 1}, Case{13, 366.0, 1}}) {
    CAPTURE(c.fortnights, c.days);
    CHECK(in_periods(c.fortnights, of_days(c.days)) == c.periods);
  }
}

TEST_CASE("in periods of a fortnight every constant is as it was given, to the last bit") {
  Model m;
  m.reputation_drift = 1.0 / 3.0;
  m.self_drafting = 1.0 / 7.0;
  m.activity_scale = 1.0 / 11.0;
  Model same = per_period(m, of_days(14.0));
  CHECK(same.trust_floor_periods == m.trust_floor_periods);
  CHECK(same.drained_periods == m.drained_periods);
  CHECK(std::memcmp(&same, &m, sizeof m) == 0);
  CHECK(same_bits(per_period(1.0 / 3.0, of_days(14.0)), 1.0 / 3.0));
  CHECK(fortnights(of_days(14.0)) == 1.0);
}

TEST_CASE("what a time does to a group does not depend on the periods that it is counted in") {
  for (const Course& course : courses()) {
    for (const double days : {7.0, 14.0, 28.0}) {
      CAPTURE(course.name, days);
      Scenario s = twelve_weeks(days);
      course.settings(s);
      CHECK_THAT(after(s, course.start, course.end), WithinRel(course.expected, 1e-9));
    }
  }
}

TEST_CASE("a chance of an outside offer grows with the period, that of the action does not") {
  for (const double days : {7.0, 14.0, 28.0}) {
    Scenario s = laboratory(4, 2);
    s.time.period_days = days;
    s.market.counter_offers = 0.2;
    s.association[0].actions[0].side_gain = 5.0;
    s.association[0].actions[0].offer_rate = 0.3;
    const World w = world_of(s);
    CHECK_THAT(w.derived.actions[0].offer_chance,
               WithinRel(1.0 - 0.7 * std::pow(0.8, days / 14.0), 1e-12));
  }
}

TEST_CASE("what is bound to a meeting, an act seen or a case is the same in any period") {
  const Model given;
  for (const double days : {7.0, 28.0}) {
    const Model m = per_period(given, of_days(days));
    CHECK(m.private_learning == given.private_learning);
    CHECK(m.detection_learning == given.detection_learning);
    CHECK(m.conflict_defection == given.conflict_defection);
    CHECK(m.lateness_rate == given.lateness_rate);
    CHECK(m.quorum_failures_max == given.quorum_failures_max);
    CHECK(m.meeting_gain == given.meeting_gain);
    CHECK(m.turnover_rate == given.turnover_rate);  // a year's, and turned where it is used
  }
}
