// A manager: when a group can employ one, who pays, what it is good for, and when it has to go.
#include "support/catch.hpp"
#include "support/core_fixture.hpp"

#include <vector>

using namespace minga::test;
using namespace minga::core;

namespace {

constexpr double kPay = 100.0;

/// Four firms, with a chartered fund or without any rules.
Scenario employers(bool chartered) {
  Scenario s = laboratory(4, 40);
  s.association[0].manager_cost = kPay;
  if (chartered) {
    s.association[0].regulation.adoption = Adoption::start;
    s.association[0].regulation.fund_fee = 5.0;
  }
  return s;
}

/// A group in phase three that met and whose members gain this much each.
void prosper(World& w, double benefit, double fund) {
  w.groups.phase(0, 0) = 3;
  w.groups.meeting(0, 0) = 1;
  w.groups.fund(0, 0) = fund;
  for (int f = 0; f < 4; ++f)
    w.firms.benefit(f, 0) = benefit;
}

}  // namespace

TEST_CASE("a manager is hired in a valid meeting of phase three who is worth the pay in reserve") {
  struct Case {
    bool chartered;
    int phase;
    bool meeting;
    double benefit, fund;
    bool hired;
  };
  for (const Case c :
       {Case{false, 3, true, 25.5, 0.0, true},   // together 102
        Case{false, 3, true, 25.0, 0.0, false},  // together the pay, not more
        Case{false, 2, true, 50.0, 0.0, false}, Case{false, 4, true, 50.0, 0.0, true},
        Case{false, 3, false, 50.0, 0.0, false},
        Case{true, 3, true, 50.0, 599.0, false},  // six periods of pay are 600
        Case{true, 3, true, 50.0, 600.0, true}, Case{true, 3, true, 24.0, 600.0, false}}) {
    CAPTURE(c.chartered, c.phase, c.meeting, c.benefit, c.fund);
    const Scenario s = employers(c.chartered);
    World w = world_of(s);
    prosper(w, c.benefit, c.fund);
    w.groups.phase(0, 0) = c.phase;
    w.groups.meeting(0, 0) = c.meeting;
    review_group(w, 0, 5);
    CHECK((w.groups.manager(0, 0) != 0) == c.hired);
    CHECK(w.groups.time_manager(0, 0) == (c.hired ? 5 : -1));
    CHECK(w.firms.cost(0, 0) == (c.hired ? kPay / 4 : 0.0));
    CHECK(w.groups.fund(0, 0) == (c.chartered && c.hired ? c.fund - kPay : c.fund));
  }
}

TEST_CASE("a manager stays while members do not lose and the chartered fund holds the pay") {
  struct Case {
    bool chartered;
    double benefit, fund;
    bool stays;
  };
  for (const Case c :
       {Case{false, 0.0, 0.0, true}, Case{false, -0.1, 0.0, false}, Case{true, 1.0, 100.0, true},
        Case{true, 50.0, 99.0, false}, Case{true, -0.1, 900.0, false}}) {
    CAPTURE(c.chartered, c.benefit, c.fund);
    const Scenario s = employers(c.chartered);
    World w = world_of(s);
    prosper(w, c.benefit, c.fund);
    w.groups.manager(0, 0) = 1;
    w.groups.meeting(0, 0) = 0;  // neither needs a meeting
    review_group(w, 0, 5);
    CHECK((w.groups.manager(0, 0) != 0) == c.stays);
    CHECK(w.firms.cost(0, 0) == (c.stays ? kPay / 4 : 0.0));
  }
}

TEST_CASE("only the first manager is a milestone") {
  const Scenario s = employers(false);
  World w = world_of(s);
  std::vector<int> employed;
  for (const double benefit : {50.0, -1.0, 50.0}) {
    prosper(w, benefit, 0.0);
    review_group(w, 0, static_cast<int>(employed.size()));
    employed.push_back(w.groups.manager(0, 0));
  }
  CHECK(employed == std::vector<int>{1, 0, 1});
  CHECK(times_of(w.events[0], EventKind::manager_hired) == std::vector<int>{0});
  CHECK(w.groups.time_manager(0, 0) == 0);
}

TEST_CASE("while funded the programme pays its part of the manager, and the group the rest") {
  Scenario s = employers(true);
  s.facilitator.days.fill(1.0);
  s.institution.funding_months = 24.0 * 14.0 / kDaysPerMonth;  // 24 periods
  s.institution.co_finance = 0.8;
  s.institution.co_finance_end = 0.2;
  s.institution.overhead = 0.25;
  for (const bool funded : {true, false}) {
    World w = world_of(s);
    prosper(w, 50.0, 610.0);
    w.groups.funded(0, 0) = funded;
    review_group(w, 0, 12);  // half of the way from .8 to .2: 50 of 100
    CHECK_THAT(w.groups.programme(0, 0), WithinAbs(funded ? 50.0 * 1.25 : 0.0, 1e-9));
    CHECK_THAT(w.groups.fund(0, 0), WithinAbs(funded ? 560.0 : 510.0, 1e-9));
    for (int f = 0; f < 4; ++f) {
      // a cost to each, paid with what the fund holds for it
      CHECK_THAT(w.firms.cost(f, 0), WithinAbs(funded ? 12.5 : 25.0, 1e-9));
      CHECK_THAT(w.firms.transfer(f, 0), WithinAbs(funded ? 12.5 : 25.0, 1e-9));
    }
  }
}

TEST_CASE("a manager fills part of the gap in skill") {
  Scenario s = employers(false);
  s.association[0].capability = 0.25;
  s.association[0].actions[0].skill = 0.8;
  s.model.manager_effect = 0.4;
  World w = world_of(s);
  form_expectations(w, 0, 0);
  CHECK_THAT(w.groups.competence(0, 0), WithinRel(1.0 - 0.8 * 0.75, 1e-12));
  w.groups.manager(0, 0) = 1;
  form_expectations(w, 0, 1);
  CHECK_THAT(w.groups.competence(0, 0), WithinRel(1.0 - 0.8 * 0.75 * 0.6, 1e-12));
}
