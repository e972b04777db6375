// Who could come and stayed away from what was due: who is sanctioned for it, by whom, and what
// that says about a member.
#include "minga/core/beliefs.hpp"
#include "support/catch.hpp"
#include "support/core_fixture.hpp"

#include <vector>

using namespace minga::test;
using namespace minga::core;

namespace {

/// Five members: a contributor, a defector that nobody sees, one who stayed away, one who could not
/// come, and another contributor.
Scenario five(Enforcer enforcer, double enforcement = 1.0) {
  Scenario s = laboratory(5, 5);
  s.profiles.push_back(plain_profile("other"));
  s.population.shares = {0.5, 0.5};
  s.profiles[0].omega = {1.0, 0.0};  // so that acts would tell the profiles apart
  s.model.informal_visibility = 0.0;
  s.model.reputation_drift = 0.0;
  Regulation& rules = s.association[0].regulation;
  rules.adoption = Adoption::start;
  rules.enforcer = enforcer;
  rules.enforcement = enforcement;
  rules.sanctions = {4.0, 7.0};
  rules.peer_fine = 3.0;
  return s;
}

constexpr int kAway = 2;
constexpr int kUnable = 3;

void meet(World& w, int r, int t, bool valid = true) {
  step_to_expectations(w, r, t);
  hold_meeting(w, r, t);
  w.groups.meeting(0, r) = valid;
  for (int f = 0; f < 5; ++f) {
    w.firms.available(f, r) = f != kUnable;
    w.firms.present(f, r) = f != kUnable && f != kAway;
    w.firms.level(f, r) = f == 0 || f == 4 ? 1.0 : 0.0;
    w.firms.cost(f, r) = w.firms.transfer(f, r) = 0.0;
  }
}

int offences(const World& w) {
  int sum = 0;
  for (int f = 0; f < 5; ++f)
    sum += w.firms.offences(f, 0);
  return sum;
}

}  // namespace

TEST_CASE("officer and assembly sanction who could have come and did not, and nobody else") {
  for (const Enforcer enforcer : {Enforcer::officer, Enforcer::assembly}) {
    const Scenario s = five(enforcer);
    World w = world_of(s);
    meet(w, 0, 0);
    w.firms.offences(kAway, 0) = 1;  // on the ladder's second step
    act(w, 0, 0);
    monitor(w, 0, 0);
    CHECK(w.groups.sanctions(0, 0) == 1);
    CHECK(w.groups.wrongful(0, 0) == 0);
    CHECK(w.firms.offences(kAway, 0) == 2);
    CHECK(offences(w) == 2);
    CHECK(w.firms.transfer(kAway, 0) == -7.0);
    CHECK(w.firms.transfer(kUnable, 0) == 7.0 / 4.0);  // has its part of the fine
    REQUIRE(times_of(w.events[0], EventKind::sanctioned).size() == 1);
    CHECK(w.events[0].back().firm == kAway);
  }
}

TEST_CASE(
    "absence is not sanctioned by peers, by nobody, before the rules, or without enforcement") {
  for (const int variant : {0, 1, 2, 3}) {
    CAPTURE(variant);
    Scenario s = five(variant == 0   ? Enforcer::peers
                      : variant == 1 ? Enforcer::nobody
                                     : Enforcer::officer,
                      variant == 3 ? 0.0 : 1.0);
    s.profiles[0].anger = s.profiles[1].anger = {100.0, 0.0};
    if (variant == 2)
      s.association[0].regulation.adoption = Adoption::vote;
    World w = world_of(s);
    meet(w, 0, 0);
    act(w, 0, 0);
    for (int f = 0; f < 5; ++f)
      w.firms.cost(f, 0) = 0.0;
    monitor(w, 0, 0);
    CHECK(w.groups.sanctions(0, 0) == 0);
    CHECK(offences(w) == 0);
    CHECK(w.firms.cost(kAway, 0) == 0.0);
    CHECK(w.firms.transfer(kAway, 0) == 0.0);
  }
}

TEST_CASE("without a valid meeting nothing was due, and nobody is sanctioned for its absence") {
  for (const Enforcer enforcer : {Enforcer::officer, Enforcer::assembly}) {
    const Scenario s = five(enforcer);
    World w = world_of(s);
    meet(w, 0, 0, false);
    act(w, 0, 0);
    monitor(w, 0, 0);
    CHECK(w.groups.sanctions(0, 0) == 0);
  }
  // an assembly that did not meet judges nobody
  const Scenario s = five(Enforcer::assembly);
  World w = world_of(s);
  meet(w, 0, 0);
  act(w, 0, 0);
  w.groups.meeting(0, 0) = 0;
  monitor(w, 0, 0);
  CHECK(w.groups.sanctions(0, 0) == 0);
}

TEST_CASE("who is away from two actions pays for both, and has committed one offence") {
  Scenario s = five(Enforcer::officer);
  s.association[0].actions.push_back(linear_action(10.0, 2.0));
  World w = world_of(s);
  meet(w, 0, 0);
  for (int f = 0; f < 5; ++f)
    w.firms.level(w.at_action(1, f), 0) = 1.0;
  act(w, 0, 0);
  monitor(w, 0, 0);
  CHECK(w.firms.transfer(kAway, 0) == -8.0);
  CHECK(w.firms.offences(kAway, 0) == 1);
}

TEST_CASE("staying away says nothing of intentions: reputations of the absent do not move") {
  const Scenario s = five(Enforcer::officer);
  World w = world_of(s);
  meet(w, 0, 0);
  for (int f = 0; f < 5; ++f) {
    w.firms.reputation(w.at_profile(f, 0), 0) = 0.3;
    w.firms.reputation(w.at_profile(f, 1), 0) = 0.7;
  }
  act(w, 0, 0);
  monitor(w, 0, 0);
  learn(w, 0, 0);
  CHECK(w.firms.seen(kAway, 0) == static_cast<std::int8_t>(SeenAct::nothing));
  for (const int f : {kAway, kUnable}) {
    CHECK(w.firms.reputation(w.at_profile(f, 0), 0) == 0.3);
    CHECK(w.firms.reputation(w.at_profile(f, 1), 0) == 0.7);
  }
  CHECK(w.firms.reputation(w.at_profile(0, 0), 0) != 0.3);  // of those present they do
  // and nobody learns from an absence how well defections are seen
  CHECK(w.firms.detection(kAway, 0) == s.model.detection_prior);
  CHECK(w.firms.detection(1, 0) == s.model.detection_prior);  // announced is nil here
}

TEST_CASE("the absent are sanctioned where the draw of enforcement says so") {
  constexpr int kRuns = 400;
  const Scenario s = five(Enforcer::officer, 0.37);
  World w = world_of(s, kRuns);
  int sanctioned = 0;
  for (int r = 0; r < kRuns; ++r) {
    meet(w, r, 0);
    act(w, r, 0);
    monitor(w, r, 0);
    const bool expected = w.random.uniform(w.address(kAway, r, 0), Purpose::enforced) < 0.37;
    CHECK(w.groups.sanctions(0, r) == (expected ? 1 : 0));
    sanctioned += w.groups.sanctions(0, r);
  }
  CHECK(sanctioned > 100);
  CHECK(sanctioned < 200);
}
