// Shared vision: members who persuade, workshops of a credible facilitator, and forgetting.
#include "support/catch.hpp"
#include "support/core_fixture.hpp"

#include <cmath>

using namespace minga::test;
using namespace minga::core;

namespace {

Scenario with_vision() {
  Scenario s = laboratory(5, 10);
  s.association[0].vision = 0.2;
  s.model.persuasion_rate = 0.5;
  s.model.vision_decay = 0.1;
  return s;
}

}  // namespace

TEST_CASE("present persuaders pull the vision up by the share of members that they are") {
  const Scenario s = with_vision();
  World w = world_of(s);
  const double persuasion[] = {0.9, 0.3, 1.0, 0.0, 1.0};
  for (int f = 0; f < 5; ++f) {
    w.firms.coefficient(f, 0).persuasion = persuasion[f];
    w.firms.present(f, 0) = f != 2;  // the third stays at home
  }
  w.firms.status(4, 0) = static_cast<std::int8_t>(FirmStatus::left);
  w.groups.members(0, 0) = 4;
  learn(w, 0, 0);
  const double raised = 0.2 + 0.5 * (0.9 + 0.3) / 4.0 * (1.0 - 0.2);
  CHECK_THAT(w.groups.vision(0, 0), WithinRel(raised * (1.0 - 0.1), 1e-12));
}

TEST_CASE("without persuaders a vision fades by its share each period") {
  const Scenario s = with_vision();
  World w = world_of(s);
  for (int f = 0; f < 5; ++f)
    w.firms.coefficient(f, 0).persuasion = 1.0;  // but nobody comes
  for (int t = 0; t < 4; ++t)
    learn(w, 0, t);
  CHECK_THAT(w.groups.vision(0, 0), WithinRel(0.2 * std::pow(0.9, 4), 1e-12));
}

TEST_CASE("a workshop builds vision by the facilitator's credibility and by who comes to it") {
  Scenario s = with_vision();
  guide(s, 3.0, {{Activity::planning, 1.0}});
  s.model.activity_scale = 2.0;
  s.model.vision_effect = 0.3;
  World w = world_of(s);
  w.groups.attendance(0, 0) = 0.6;
  w.groups.credibility(0, 0) = 0.7;
  facilitate(w, 0, 0);
  const double workshop = (1.0 - std::exp(-1.5)) * 0.6;
  CHECK_THAT(w.groups.vision(0, 0), WithinRel(0.2 + 0.3 * 0.7 * workshop * 0.8, 1e-12));
  CHECK_THAT(w.groups.plan(0, 0), WithinRel(workshop, 1e-12));
  CHECK(w.groups.conflict(0, 0) == 0.0);  // nothing of the plan is imposed
}
