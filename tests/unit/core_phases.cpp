// From one phase to the next: what each step needs, one step at a time, and never back.
#include "support/catch.hpp"
#include "support/core_fixture.hpp"

#include <vector>

using namespace minga::test;
using namespace minga::core;

namespace {

/// Phase after one review of a group in this phase, after `prepare` has set its state.
template <class Prepare>
int phase_after(const Scenario& s, int phase, int t, Prepare prepare) {
  World w = world_of(s);
  w.groups.phase(0, 0) = phase;
  prepare(w.groups);
  review_group(w, 0, t);
  return w.groups.phase(0, 0);
}

}  // namespace

TEST_CASE("promotion ends with a base group, and not before its shortest time") {
  Scenario s = monthly_laboratory(5, 40);
  s.model.phase_one_months = 2.5;
  s.model.phase_one_attendance = 0.35;
  const auto attended = [](double share) {
    return [share](Groups& g) { g.attendance(0, 0) = share; };
  };
  CHECK(phase_after(s, 1, 3, attended(0.35)) == 2);
  CHECK(phase_after(s, 1, 3, attended(0.34)) == 1);
  CHECK(phase_after(s, 1, 2, attended(0.9)) == 1);
}

TEST_CASE("the second phase ends with a pilot, and with rules where rules are meant to be") {
  for (const Adoption adoption : {Adoption::never, Adoption::start, Adoption::vote}) {
    Scenario s = monthly_laboratory(5, 40);
    s.association[0].regulation.adoption = adoption;
    CAPTURE(static_cast<int>(adoption));
    const bool ruled_or_none = adoption != Adoption::vote;  // under a vote it is a draft as yet
    CHECK(phase_after(s, 2, 9, [](Groups& g) { g.time_pilot(0, 0) = 4; }) ==
          (ruled_or_none ? 3 : 2));
    CHECK(phase_after(s, 2, 9, [](Groups&) {}) == 2);
    CHECK(phase_after(s, 2, 9, [](Groups& g) {
            g.time_pilot(0, 0) = 4;
            g.regulated(0, 0) = 1;
          }) == 3);
  }
}

TEST_CASE("the third phase ends with both a plan and a routine") {
  const Scenario s = monthly_laboratory(5, 40);
  CHECK(phase_after(s, 3, 9, [](Groups& g) { g.time_plan(0, 0) = 4; }) == 3);
  CHECK(phase_after(s, 3, 9, [](Groups& g) { g.time_routine(0, 0) = 4; }) == 3);
  CHECK(phase_after(s, 3, 9, [](Groups& g) { g.time_plan(0, 0) = g.time_routine(0, 0) = 4; }) == 4);
}

TEST_CASE("a group goes one phase a period, stays in the last, and does not go back") {
  const Scenario s = monthly_laboratory(5, 40);
  World w = world_of(s);
  Groups& g = w.groups;
  g.time_pilot(0, 0) = g.time_plan(0, 0) = g.time_routine(0, 0) = 0;
  g.attendance(0, 0) = 1.0;
  std::vector<int> phases;
  for (int t = 10; t < 16; ++t) {
    review_group(w, 0, t);
    phases.push_back(g.phase(0, 0));
    g.attendance(0, 0) = g.conduct_smooth(0, 0) = 0.0;
  }
  CHECK(phases == std::vector<int>{2, 3, 4, 4, 4, 4});
  CHECK(g.phase_reached(0, 0) == 4);
  CHECK(times_of(w.events[0], EventKind::phase_changed) == std::vector<int>{10, 11, 12});
}
