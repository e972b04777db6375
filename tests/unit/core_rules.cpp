// Rules in force: the ladder of sanctions, expulsion, quorum, and how a group ends.
#include "support/catch.hpp"
#include "support/core_fixture.hpp"

#include <cmath>
#include <vector>

using namespace minga::test;
using namespace minga::core;

namespace {

/// Firms that never contribute under an officer who sees and sanctions everything.
Scenario defectors(std::vector<double> ladder) {
  Scenario s = laboratory(4, 6);
  s.model.decision_rule = DecisionRule::best_response;
  s.model.informal_visibility = 1.0;
  s.model.meeting_gain = 0.0;
  s.association[0].meeting_hours = 0.0;
  s.population.distance_km = 0.0;
  Regulation& rules = s.association[0].regulation;
  rules.adoption = Adoption::start;
  rules.enforcer = Enforcer::officer;
  rules.monitoring = 1.0;
  rules.enforcement = 1.0;
  rules.sanctions = std::move(ladder);
  return s;
}

std::vector<double> values_of(const BlockResult& result, EventKind kind, int firm) {
  std::vector<double> out;
  for (const Event& e : result.events) {
    if (e.kind == kind && e.firm == firm)
      out.push_back(e.value);
  }
  return out;
}

}  // namespace

TEST_CASE("fines climb the ladder by offence and stay at its last step") {
  const BlockResult result = run(defectors({1.0, 2.0, 4.0}), 1);
  for (int f = 0; f < 4; ++f)
    CHECK(values_of(result, EventKind::sanctioned, f) ==
          std::vector<double>{1.0, 2.0, 4.0, 4.0, 4.0, 4.0});
  CHECK(summary_of(result, "sanctions_total")[0] == 24.0);
  CHECK(summary_of(result, "wrongful_sanctions")[0] == 0.0);
  // fines go round among the four, so nobody is the poorer, and nothing else was paid
  CHECK_THAT(summary_of(result, "member_cost")[0], WithinAbs(0.0, 1e-9));
}

TEST_CASE("several actions failed in one period count as one offence") {
  Scenario s = defectors({1.0, 2.0});
  s.association[0].actions.push_back(s.association[0].actions[0]);
  const BlockResult result = run(s, 1);
  const std::vector<double> fines = values_of(result, EventKind::sanctioned, 0);
  REQUIRE(fines.size() == 12);
  CHECK(fines[0] == 1.0);
  CHECK(fines[1] == 1.0);
  CHECK(fines[2] == 2.0);
}

TEST_CASE("where the rule expels, a member is out with the offence that reaches the limit") {
  Scenario s = defectors({1.0});
  s.association[0].regulation.expel_after = 3;
  s.association[0].regulation.expel_by_vote = false;
  const BlockResult result = run(s, 1);
  CHECK(times_of(result.events, EventKind::expelled) == std::vector<int>{2, 2, 2, 2});
  CHECK(summary_of(result, "periods_survived")[0] == 2.0);
  CHECK(summary_of(result, "cause")[0] == static_cast<double>(Cause::too_few));
  CHECK(summary_of(result, "expulsions")[0] == 4.0);
}

TEST_CASE("an offence is forgiven after its time, one by one") {
  Scenario s = defectors({1.0, 2.0, 4.0});
  s.association[0].actions[0].every = 3;  // an offence in periods 0, 3, 6
  s.association[0].regulation.forget_offence = 2;
  s.time.periods = 9;
  const BlockResult result = run(s, 1);
  CHECK(values_of(result, EventKind::sanctioned, 1) == std::vector<double>{1.0, 1.0, 1.0});
  s.association[0].regulation.forget_offence = 20;
  CHECK(values_of(run(s, 1), EventKind::sanctioned, 1) == std::vector<double>{1.0, 2.0, 4.0});
}

TEST_CASE("meetings without quorum in a row end the group, and a formal one stays on paper") {
  for (const bool formal : {false, true}) {
    Scenario s = laboratory(6, 20);
    s.participation.rate = 0.0;  // nobody can come
    s.model.quorum_failures_max = 5;
    s.association[0].formal = formal;
    const BlockResult result = run(s, 1);
    CHECK(summary_of(result, "periods_survived")[0] == 4.0);
    CHECK(summary_of(result, "cause")[0] == static_cast<double>(Cause::quorum));
    CHECK(summary_of(result, "state")[0] ==
          static_cast<double>(formal ? GroupState::dormant : GroupState::dissolved));
    CHECK(summary_of(result, "survived")[0] == 0.0);
  }
}

TEST_CASE("distrust below the floor ends a group after its periods") {
  Scenario s = laboratory(5, 20);
  s.model.decision_rule = DecisionRule::best_response;
  s.model.trust_floor = 0.05;
  s.model.trust_floor_periods = 7;
  const BlockResult result = run(s, 1);
  CHECK(summary_of(result, "periods_survived")[0] == 6.0);
  CHECK(summary_of(result, "cause")[0] == static_cast<double>(Cause::distrust));
}

TEST_CASE(
    "an action runs in its periods, in its phase, and never with fewer members than it needs") {
  Scenario s = laboratory(5, 12);
  s.association[0].actions[0].every = 4;
  Action later = linear_action(5.0, 2.0);
  later.phase = 2;
  Action large = linear_action(5.0, 0.0);
  large.form = GameForm::threshold;
  large.benefit = 50.0;
  large.threshold = 6.0;
  s.association[0].actions.push_back(later);
  s.association[0].actions.push_back(large);
  s.model.phase_one_months = 100.0;
  World w = world_of(s);
  for (int t = 0; t < 12; ++t) {
    step(w, 0, t);
    CAPTURE(t);
    CHECK(w.groups.active(0, 0) == (t % 4 == 0));
    CHECK(w.groups.active(1, 0) == 0);
    CHECK(w.groups.active(2, 0) == 0);
  }
}

TEST_CASE(
    "a meeting is valid from the quorum on, counted over members or over those who can come") {
  struct Case {
    QuorumBase base;
    double quorum;
    int able;
    bool valid;
  };
  // of eight members those who are able come, and all of them
  for (const Case c :
       {Case{QuorumBase::members, 0.5, 4, true}, Case{QuorumBase::members, 0.51, 4, false},
        Case{QuorumBase::members, 0.51, 5, true}, Case{QuorumBase::members, 1.0, 7, false},
        Case{QuorumBase::members, 1.0, 8, true}, Case{QuorumBase::confirmed, 1.0, 3, true},
        Case{QuorumBase::confirmed, 1.0, 1, false}}) {
    CAPTURE(static_cast<int>(c.base), c.quorum, c.able);
    Scenario s = laboratory(8, 1);
    Regulation& rules = s.association[0].regulation;
    rules.adoption = Adoption::start;
    rules.quorum = c.quorum;
    rules.quorum_base = c.base;
    World w = world_of(s);
    for (int f = 0; f < 8; ++f)
      w.firms.engagement(f, 0) = f < c.able ? 1.0 : 0.0;
    step_to_expectations(w, 0, 0);
    hold_meeting(w, 0, 0);
    CHECK((w.groups.meeting(0, 0) != 0) == c.valid);
    CHECK(w.groups.quorum_failures(0, 0) == (c.valid ? 0 : 1));
  }
}

TEST_CASE("without a quorum in the rules a quarter of the members make a meeting, but never one") {
  for (int able = 0; able <= 4; ++able) {
    Scenario s = laboratory(12, 1);
    World w = world_of(s);
    for (int f = 0; f < 12; ++f)
      w.firms.engagement(f, 0) = f < able ? 1.0 : 0.0;
    step_to_expectations(w, 0, 0);
    hold_meeting(w, 0, 0);
    CAPTURE(able);
    CHECK((w.groups.meeting(0, 0) != 0) == (able >= 3));
  }
}
