// Months from periods: where a period is a month, whole months are whole.
#include "support/catch.hpp"
#include "support/core_fixture.hpp"

#include <cmath>
#include <vector>

using namespace minga::test;
using namespace minga::core;

namespace {

TimeGrid of_months(double days) { return {.period_days = days, .periods = 1, .known_end = false}; }

}  // namespace

TEST_CASE("periods of a mean month are months, whichever way the month's length is written") {
  for (const double days : {365.2425 / 12.0, 30.436875}) {
    for (int t = 0; t <= 1200; ++t)
      CHECK_THAT(month_of(of_months(days), t), WithinAbs(t, 1e-9));
    CHECK_THAT(period_months(of_months(days)), WithinRel(1.0, 1e-15));
  }
  CHECK_THAT(month_of(of_months(14.0), 26), WithinRel(26.0 * 14.0 / (365.2425 / 12.0), 1e-9));
}

TEST_CASE("a month is reached in its period, and not one later") {
  const TimeGrid month = of_months(365.2425 / 12.0);
  for (int t = 0; t <= 1200; ++t)
    CHECK(month_of(month, t) >= t);
}

TEST_CASE("whole months are whole to the last bit") {
  const TimeGrid month = of_months(365.2425 / 12.0);
  int broken = 0;
  for (int t = 0; t <= 1200; ++t)
    broken += month_of(month, t) != t;
  CHECK(broken == 0);
}

TEST_CASE("a rule that waits until a month is past fires in the one after it") {
  Scenario s = monthly_laboratory(4, 40);
  guide(s, 1.0, {{Activity::visit, 1.0}});
  s.institution.shock_rate = 0.0;
  s.facilitator.exit_month = s.institution.funding_months = 100.0;
  s.facilitator.rules = {{Indicator::month, Comparison::above, 15.0, 1, Activity::mediate, 0.5}};
  World w = world_of(s);
  int fired = -1;
  for (int t = 0; t < 40 && fired < 0; ++t) {
    facilitate(w, 0, t);
    if (w.groups.days(static_cast<int>(Activity::mediate), 0) > 0.0)
      fired = t;
  }
  CHECK(fired == 16);
}

TEST_CASE("in monthly periods money and facilitator go in the period of their month") {
  for (const double last : {3.0, 15.0, 29.0}) {
    CAPTURE(last);
    Scenario s = monthly_laboratory(4, 40);
    guide(s, 1.0, {{Activity::visit, 1.0}});
    s.institution.shock_rate = 0.0;
    s.facilitator.exit_month = last;
    s.institution.funding_months = last + 1.0;
    World w = world_of(s);
    for (int t = 0; t < 40; ++t) {
      open_period(w, 0, t);
      facilitate(w, 0, t);
    }
    const int t = static_cast<int>(last);
    CHECK(times_of(w.events[0], EventKind::facilitator_exit) == std::vector<int>{t});
    CHECK(times_of(w.events[0], EventKind::funding_ended) == std::vector<int>{t + 1});
  }
}
