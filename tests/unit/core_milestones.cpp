// Milestones of a group: pilot, plan, routine, standing alone.
#include "support/catch.hpp"
#include "support/core_fixture.hpp"

#include <vector>

using namespace minga::test;
using namespace minga::core;

namespace {

/// Two actions in months, the first of them a pilot.
Scenario piloting(int periods) {
  Scenario s = monthly_laboratory(4, periods);
  s.association[0].actions[0].pilot = true;
  s.association[0].actions.push_back(linear_action(10.0, 2.0));
  s.model.pilot_months = 3.0;
  s.model.pilot_share = 0.25;
  return s;
}

/// What was due and made of an action in the period under review.
void note(World& w, int a, double made, double due) {
  w.groups.active(a, 0) = 1;
  w.groups.made(a, 0) = made;
  w.groups.due(a, 0) = due;
}

}  // namespace

TEST_CASE("a pilot is done after its months with its share of contributions, counted exactly") {
  for (const bool enough : {true, false}) {
    const Scenario s = piloting(20);
    World w = world_of(s);
    for (int t = 2; t <= 5; ++t) {  // begins in period 2; three months later is period 5
      note(w, 0, enough || t > 2 ? 1.0 : 0.9, 4.0);
      note(w, 1, 0.0, 4.0);  // no pilot, and does not count
      review_group(w, 0, t);
      CHECK(w.groups.time_pilot(0, 0) == (enough && t == 5 ? 5 : -1));
    }
    CHECK(times_of(w.events[0], EventKind::pilot_done).size() == (enough ? 1U : 0U));
  }
}

TEST_CASE("after a failed pilot the next starts anew, with nothing of the old one counted") {
  const Scenario s = piloting(30);
  World w = world_of(s);
  for (int t = 0; t <= 3; ++t) {
    note(w, 0, 0.0, 4.0);
    review_group(w, 0, t);
  }
  CHECK(w.groups.pilot_since(0, 0) == -1);
  w.groups.active(0, 0) = 0;  // a pause is no pilot
  review_group(w, 0, 4);
  CHECK(w.groups.pilot_since(0, 0) == -1);
  for (int t = 5; t <= 9; ++t) {
    note(w, 0, t < 7 ? 2.0 : 0.0, 4.0);  // half, then nothing: a quarter of all by period 8
    review_group(w, 0, t);
  }
  CHECK(times_of(w.events[0], EventKind::pilot_done) == std::vector<int>{8});
  CHECK(w.groups.time_pilot(0, 0) == 8);
}

TEST_CASE("a pilot in which nothing was due proves nothing, and the next starts anew") {
  for (const double share : {0.0, 0.25}) {
    Scenario s = piloting(30);
    s.model.pilot_share = share;
    World w = world_of(s);
    for (int t = 0; t <= 3; ++t) {
      note(w, 0, 0.0, 0.0);  // nobody had an offer
      review_group(w, 0, t);
    }
    CHECK(w.groups.time_pilot(0, 0) == -1);
    CHECK(w.groups.pilot_since(0, 0) == -1);
    for (int t = 4; t <= 7; ++t) {
      note(w, 0, t == 5 ? 1.0 : 0.0, t == 5 ? 1.0 : 0.0);
      review_group(w, 0, t);
    }
    CHECK(times_of(w.events[0], EventKind::pilot_done) == std::vector<int>{7});
  }
}

TEST_CASE("what is no pilot never makes one") {
  const Scenario s = piloting(20);
  World w = world_of(s);
  for (int t = 0; t < 10; ++t) {
    note(w, 1, 4.0, 4.0);
    review_group(w, 0, t);
  }
  CHECK(w.groups.time_pilot(0, 0) == -1);
}

TEST_CASE("a plan is agreed in phase three, in a valid meeting, once the work on it is done") {
  struct Case {
    int phase;
    bool meeting;
    double work;
    bool agreed;
  };
  for (const Case c :
       {Case{3, true, 6.0, true}, Case{4, true, 7.0, true}, Case{2, true, 9.0, false},
        Case{3, false, 9.0, false}, Case{3, true, 5.99, false}}) {
    CAPTURE(c.phase, c.meeting, c.work);
    Scenario s = monthly_laboratory(4, 20);
    s.model.plan_effort = 6.0;
    s.model.self_planning = 0.0;
    World w = world_of(s);
    w.groups.phase(0, 0) = c.phase;
    w.groups.meeting(0, 0) = c.meeting;
    w.groups.plan(0, 0) = c.work;
    review_group(w, 0, 7);
    CHECK(w.groups.time_plan(0, 0) == (c.agreed ? 7 : -1));
  }
}

TEST_CASE("a group plans for itself in its meetings as far as it is able to, in any phase") {
  Scenario s = monthly_laboratory(4, 20);
  s.model.plan_effort = 1.0;
  s.model.self_planning = 0.5 * 14.0 / kDaysPerMonth;  // a fortnight; half a day a month
  s.association[0].capability = 0.5;                   // a quarter of the plan each meeting
  World w = world_of(s);
  for (int t = 0; t < 8; ++t) {
    w.groups.phase(0, 0) = t < 3 ? 1 : 3;
    w.groups.meeting(0, 0) = t != 1 && t != 3;
    review_group(w, 0, t);
  }
  CHECK(times_of(w.events[0], EventKind::plan_agreed) == std::vector<int>{5});  // met 0, 2, 4, 5
}

TEST_CASE("routine is six months in a row of attendance and contributions") {
  Scenario s = monthly_laboratory(4, 40);
  s.model.routine_attendance = 0.5;
  s.model.routine_conduct = 0.3;
  World w = world_of(s);
  for (int t = 0; t < 20; ++t) {
    w.groups.attendance(0, 0) = t == 4 ? 0.49 : 0.5;
    w.groups.conduct_smooth(0, 0) = t == 8 ? 0.29 : 0.3;
    review_group(w, 0, t);
  }
  // broken in periods 4 and 8, so periods 9 to 14 are the first six
  CHECK(times_of(w.events[0], EventKind::routine_reached) == std::vector<int>{14});
}

TEST_CASE("half a year is counted in periods of the length that the scenario has") {
  Scenario s = laboratory(4, 40);  // fortnights: 6 months are 13.04 periods
  World w = world_of(s);
  w.groups.attendance(0, 0) = w.groups.conduct_smooth(0, 0) = 1.0;
  for (int t = 0; t < 20; ++t)
    review_group(w, 0, t);
  CHECK(times_of(w.events[0], EventKind::routine_reached) == std::vector<int>{12});
}

TEST_CASE("standing alone counts from when both facilitator and money are gone") {
  struct Case {
    double exit, funding;
    int alone;
  };
  for (const Case c : {Case{1.5, 4.5, 7}, Case{8.5, 4.5, 7}, Case{1.5, 1.5, 4}}) {
    CAPTURE(c.exit, c.funding);
    Scenario s = monthly_laboratory(4, 40);
    s.facilitator.days.fill(1.0);
    s.facilitator.exit_month = c.exit;
    s.institution.funding_months = c.funding;
    s.institution.shock_rate = 0.0;
    s.model.standing_months = 3.0;
    s.model.standing_share = 0.4;
    World w = world_of(s);
    for (int t = 0; t < 12; ++t) {
      open_period(w, 0, t);
      facilitate(w, 0, t);
      w.groups.conduct_smooth(0, 0) = 0.4;
      review_group(w, 0, t);
    }
    // free from period 5 (or 2) on; the third such period is two later
    CHECK(times_of(w.events[0], EventKind::standing_alone) == std::vector<int>{c.alone});
  }
}

TEST_CASE("a group that never had help stands alone after its months, if its members contribute") {
  Scenario s = monthly_laboratory(4, 40);
  s.model.standing_months = 3.0;
  s.model.standing_share = 0.4;
  World w = world_of(s);
  for (int t = 0; t < 10; ++t) {
    w.groups.conduct_smooth(0, 0) = t < 6 ? 0.39 : 0.4;
    review_group(w, 0, t);
  }
  CHECK(w.groups.time_alone(0, 0) == 6);
}

TEST_CASE("a run ends independent only where the group stood alone before the horizon") {
  for (const int periods : {2, 3, 8}) {
    Scenario s = monthly_laboratory(4, periods);
    s.association[0].actions[0].multiplier = 20.0;  // worth contributing for oneself
    s.model.decision_rule = DecisionRule::best_response;
    s.model.benefit_memory = 0.5;
    s.model.standing_months = 3.0;
    s.model.standing_share = 0.4;
    const BlockResult result = run(s, 1);
    CAPTURE(periods);
    CHECK(summary_of(result, "independent")[0] == (periods >= 3 ? 1.0 : 0.0));
  }
}
