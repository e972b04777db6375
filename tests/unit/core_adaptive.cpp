// The rival rule of belief: members expect what they last saw, whoever did it.
#include "minga/core/beliefs.hpp"
#include "support/catch.hpp"
#include "support/core_fixture.hpp"

#include <cmath>

using namespace minga::test;
using namespace minga::core;

namespace {

Scenario adaptive() {
  Scenario s = laboratory(5, 10);
  s.model.belief_rule = BeliefRule::adaptive;
  s.model.expectation_rate = 0.3;
  return s;
}

/// Public expectation after a period in which the first were seen defecting and the next seemed to
/// contribute.
double after(World& w, double before, int defecting, int contributing) {
  step_to_expectations(w, 0, 0);
  w.groups.expectation(0, 0) = before;
  for (int f = 0; f < 5; ++f) {
    w.firms.level(f, 0) = 0.0;
    w.firms.seen(f, 0) =
        static_cast<std::int8_t>(f < defecting                  ? SeenAct::defection
                                 : f < defecting + contributing ? SeenAct::contribution
                                                                : SeenAct::nothing);
  }
  learn(w, 0, 0);
  return w.groups.expectation(0, 0);
}

}  // namespace

TEST_CASE("adaptive expectations move toward the share of those looked at that seemed to give") {
  struct Case {
    int defecting, contributing;
    double share;
  };
  for (const Case c : {Case{5, 0, 0.0}, Case{0, 5, 1.0}, Case{2, 3, 0.6}, Case{1, 2, 2.0 / 3.0},
                       Case{1, 0, 0.0}}) {
    CAPTURE(c.defecting, c.contributing);
    const Scenario s = adaptive();
    World w = world_of(s);
    CHECK_THAT(after(w, 0.5, c.defecting, c.contributing),
               WithinAbs(0.5 + 0.3 * (c.share - 0.5), 1e-12));
  }
}

TEST_CASE("adaptive expectations stay where nobody was looked at") {
  const Scenario s = adaptive();
  World w = world_of(s);
  CHECK(after(w, 0.5, 0, 0) == 0.5);
}

TEST_CASE("a group in which everybody is seen defecting comes to expect nothing") {
  Scenario s = adaptive();
  s.time.periods = 40;
  s.model.informal_visibility = 1.0;
  s.model.decision_rule = DecisionRule::best_response;  // 2 of 5 returned: nobody gives
  World w = world_of(s);
  double last = w.groups.expectation(0, 0) = 0.8;
  for (int t = 0; t < 40; ++t) {
    step(w, 0, t);
    const double now = w.groups.expectation(0, 0);
    CHECK_THAT(now, WithinRel(0.7 * last, 1e-12));
    last = now;
  }
  CHECK(last < 1e-6);
}
