// Days of a facilitator: when there are any, what rules over indicators take first, and how the
// rest is shared; and what the days cost.
#include "support/catch.hpp"
#include "support/core_fixture.hpp"

#include <cmath>
#include <vector>

using namespace minga::test;
using namespace minga::core;

namespace {

/// Periods are months, so that months of work are whole; days are stated per fortnight.
constexpr double kFortnights = kDaysPerMonth / 14.0;

/// A facilitator with these days a period and rules, who else visits (3/4) and plans (1/4).
Scenario guided(double days, std::vector<FacilitatorRule> rules) {
  Scenario s = monthly_laboratory(5, 40);
  guide(s, days / kFortnights, {{Activity::visit, 0.75}, {Activity::planning, 0.25}});
  for (FacilitatorRule& rule : rules)
    rule.days /= kFortnights;
  s.facilitator.rules = std::move(rules);
  s.institution.shock_rate = 0.0;
  return s;
}

FacilitatorRule when(Indicator what, Comparison side, double value, int periods, Activity activity,
                     double days) {
  return {what, side, value, periods, activity, days};
}

double days_on(const World& w, Activity a) { return w.groups.days(static_cast<int>(a), 0); }

void see(World& w, Indicator what, double value) {
  w.groups.indicator(static_cast<int>(what), 0) = value;
}

}  // namespace

TEST_CASE("a rule takes its days first, and the weights share what is left") {
  Scenario s =
      guided(2.0, {when(Indicator::attendance, Comparison::below, 0.5, 1, Activity::mediate, 0.5)});
  s.model.activity_scale = 2.0 / kFortnights;
  s.institution.day_cost = 60.0;
  s.institution.overhead = 0.5;
  World w = world_of(s);
  see(w, Indicator::attendance, 0.4);
  facilitate(w, 0, 0);
  CHECK_THAT(days_on(w, Activity::mediate), WithinAbs(0.5, 1e-12));
  CHECK_THAT(days_on(w, Activity::visit), WithinAbs(1.125, 1e-12));
  CHECK_THAT(days_on(w, Activity::planning), WithinAbs(0.375, 1e-12));
  CHECK_THAT(days_on(w, Activity::social), WithinAbs(0.0, 1e-12));
  CHECK_THAT(w.effect(Activity::mediate, 0), WithinRel(1.0 - std::exp(-0.25), 1e-12));
  CHECK(w.effect(Activity::social, 0) == 0.0);
  CHECK_THAT(w.groups.programme(0, 0), WithinRel(2.0 * 60.0 * 1.5, 1e-12));
  // the rule does not hold: all days by the weights
  see(w, Indicator::attendance, 0.5);
  facilitate(w, 0, 1);
  CHECK_THAT(days_on(w, Activity::mediate), WithinAbs(0.0, 1e-12));
  CHECK_THAT(days_on(w, Activity::visit), WithinAbs(1.5, 1e-12));
  CHECK_THAT(days_on(w, Activity::planning), WithinAbs(0.5, 1e-12));
  CHECK_THAT(w.groups.days_total(0, 0), WithinAbs(4.0, 1e-12));
}

TEST_CASE("a rule fires once its condition has held for its periods in a row, and while it holds") {
  const Scenario s = guided(
      1.0, {when(Indicator::compliance, Comparison::below, 0.5, 3, Activity::mediate, 0.25)});
  World w = world_of(s);
  std::vector<int> fired;
  int t = 0;
  for (const double seen : {0.4, 0.4, 0.6, 0.4, 0.4, 0.4, 0.1, 0.5, 0.4, 0.4, 0.4}) {
    see(w, Indicator::compliance, seen);
    facilitate(w, 0, t);
    if (days_on(w, Activity::mediate) > 0.0)
      fired.push_back(t);
    ++t;
  }
  CHECK(fired == std::vector<int>{5, 6, 10});
}

TEST_CASE("rules are served in their order until the days are used up") {
  const FacilitatorRule calm =
      when(Indicator::conflict, Comparison::above, 1.0, 1, Activity::mediate, 1.5);
  const FacilitatorRule call =
      when(Indicator::attendance, Comparison::below, 0.5, 1, Activity::call_select, 1.5);
  const auto first_two = [](std::vector<FacilitatorRule> rules) {
    const Scenario s = guided(2.0, std::move(rules));
    World w = world_of(s);
    see(w, Indicator::conflict, 2.0);
    see(w, Indicator::attendance, 0.1);
    facilitate(w, 0, 0);
    CHECK_THAT(days_on(w, Activity::visit), WithinAbs(0.0, 1e-12));
    CHECK_THAT(days_on(w, Activity::planning), WithinAbs(0.0, 1e-12));
    const auto rounded = [](double days) { return std::round(days * 1e9) * 1e-9; };
    return std::pair{rounded(days_on(w, Activity::mediate)),
                     rounded(days_on(w, Activity::call_select))};
  };
  CHECK(first_two({calm, call}) == std::pair{1.5, 0.5});
  CHECK(first_two({call, calm}) == std::pair{0.5, 1.5});
}

TEST_CASE("a rule's days add to the days that the weights give the same activity") {
  const Scenario s =
      guided(2.0, {when(Indicator::sales, Comparison::below, 0.1, 1, Activity::visit, 1.0)});
  World w = world_of(s);
  see(w, Indicator::sales, 0.0);
  facilitate(w, 0, 0);
  CHECK_THAT(days_on(w, Activity::visit), WithinAbs(1.75, 1e-12));
}

TEST_CASE("the month is known today, what members do only from the period before") {
  const Scenario s =
      guided(1.0, {when(Indicator::month, Comparison::above, 2.5, 1, Activity::link, 0.5),
                   when(Indicator::attendance, Comparison::below, 0.5, 1, Activity::mediate, 0.5)});
  World w = world_of(s);
  std::vector<int> linked;
  std::vector<int> mediated;
  for (int t = 0; t < 6; ++t) {
    for (int f = 0; f < 5; ++f)
      w.firms.engagement(f, 0) = t == 2 ? 0.0 : 1.0;  // nobody comes to the third meeting
    step(w, 0, t);
    if (days_on(w, Activity::link) > 0.0)
      linked.push_back(t);
    if (days_on(w, Activity::mediate) > 0.0)
      mediated.push_back(t);
  }
  CHECK(linked == std::vector<int>{3, 4, 5});
  CHECK(mediated == std::vector<int>{3});
}

TEST_CASE("days are those of the phase, within the months of work, and fade before the exit") {
  Scenario s = guided(0.0, {});
  s.facilitator.days = {4.0 / kFortnights, 3.0 / kFortnights, 2.0 / kFortnights, 1.0 / kFortnights};
  s.facilitator.start_month = 1.5;
  s.facilitator.exit_month = 10.25;
  s.facilitator.taper_months = 4.0;
  World w = world_of(s);
  std::vector<double> days;
  for (int t = 0; t < 12; ++t) {
    w.groups.phase(0, 0) = t < 5 ? 1 : 2;
    facilitate(w, 0, t);
    days.push_back(days_on(w, Activity::visit) + days_on(w, Activity::planning));
  }
  // of the phase's days, a quarter for each of the last four months; the exit is after a quarter
  // of the last one
  const std::vector<double> expected{0.0, 0.0,    4.0,    4.0,    4.0,    3.0,
                                     3.0, 2.4375, 1.6875, 0.9375, 0.1875, 0.0};
  for (std::size_t t = 0; t < days.size(); ++t) {
    CAPTURE(t);
    CHECK_THAT(days[t], WithinAbs(expected[t], 1e-12));
  }
  CHECK(times_of(w.events[0], EventKind::facilitator_exit) == std::vector<int>{11});
}

TEST_CASE("before its first month a facilitator skips no phases, asks no money and takes nothing") {
  Scenario s = guided(1.0, {});
  s.facilitator.start_month = 3.0;
  s.facilitator.keeps_phases = false;
  s.facilitator.co_investment = 20.0;
  s.facilitator.capture = 0.5;
  s.population.entrants = 2;
  s.population.expected_gain = 10.0;  // whoever is asked accepts
  s.profiles[0].patience = {0.99, 0.0};
  s.model.conflict_inequality = 0.5;
  s.model.conflict_decay = s.model.conflict_defection = s.model.conflict_imposition = 0.0;
  Action later = linear_action(10.0, 20.0);
  later.phase = 3;
  s.association[0].actions.push_back(later);
  World w = world_of(s);
  CHECK(w.groups.fund(0, 0) == 0.0);
  CHECK(w.firms.reputation(0, 0) == w.groups.prior(0, 0));
  for (int t = 0; t < 5; ++t) {
    CAPTURE(t);
    const bool there = t >= 3;
    const double conflict = w.groups.conflict(0, 0);
    if (t == 2 || t == 3)
      REQUIRE(admit_firm(w, 3 + t, 0, t - 1));  // before the period begins
    CHECK(w.groups.fund(0, 0) == 0.0);
    clear_flows(w, 0);
    step_to_expectations(w, 0, t);
    CHECK((w.groups.facilitated(0, 0) != 0) == there);
    CHECK((w.groups.active(1, 0) != 0) == there);
    CHECK((days_on(w, Activity::visit) > 0.0) == there);
    hold_meeting(w, 0, t);
    for (int f = 0; f < 5; ++f)
      w.firms.level(f, 0) = 1.0;
    act(w, 0, t);
    monitor(w, 0, t);
    double taken = 0.0;
    for (int f = 0; f < w.derived.firms; ++f)
      taken += std::fabs(w.firms.transfer(f, 0));
    CHECK((taken > 0.0) == there);
    learn(w, 0, t);
    CHECK_THAT(w.groups.conflict(0, 0) - conflict,
               WithinAbs(there ? 0.25 * kFortnights : 0.0, 1e-12));
    settle(w, 0, t);
  }
  CHECK(times_of(w.events[0], EventKind::facilitator_exit).empty());
}

TEST_CASE("a facilitator who is there asks newcomers for money, one who is not does not") {
  for (const double start : {0.0, 1.0, 2.0}) {
    CAPTURE(start);
    Scenario s = guided(1.0, {});
    s.facilitator.start_month = start;
    s.facilitator.co_investment = 20.0;
    s.population.entrants = 1;
    s.population.expected_gain = 10.0;
    s.profiles[0].patience = {0.99, 0.0};
    World w = world_of(s);
    CHECK(w.groups.fund(0, 0) == (start <= 0.0 ? 100.0 : 0.0));
    facilitate(w, 0, 0);
    facilitate(w, 0, 1);
    const double before = w.groups.fund(0, 0);
    REQUIRE(admit_firm(w, 5, 0, 1));
    CHECK(w.groups.fund(0, 0) - before == (start <= 1.0 ? 20.0 : 0.0));
  }
}

TEST_CASE("a rule counts periods in a row while he is there, also those without days of work") {
  Scenario s = guided(
      0.0, {when(Indicator::compliance, Comparison::below, 0.5, 3, Activity::mediate, 0.25)});
  s.facilitator.days = {0.0, 1.0 / kFortnights, 1.0 / kFortnights, 1.0 / kFortnights};
  s.facilitator.start_month = 2.0;
  const auto first_fired = [&](int phase_two_from) {
    World w = world_of(s);
    for (int t = 0; t < 12; ++t) {
      w.groups.phase(0, 0) = t < phase_two_from ? 1 : 2;
      see(w, Indicator::compliance, 0.4);
      facilitate(w, 0, t);
      if (days_on(w, Activity::mediate) > 0.0)
        return t;
    }
    return -1;
  };
  CHECK(first_fired(0) == 4);  // there from month 2: periods 2, 3 and 4
  CHECK(first_fired(3) == 4);
  CHECK(first_fired(6) == 6);  // at once, on the first day of work
}
