// Punishment by peers: who punishes whom and at what cost, how many punishers are known, and what a
// firm foresees of it.
#include "engine_same.hpp"
#include "minga/core/beliefs.hpp"
#include "support/catch.hpp"
#include "support/core_fixture.hpp"

#include <algorithm>
#include <array>
#include <cmath>

using namespace minga::test;
using namespace minga::core;

namespace {

/// Six firms whose peers punish, and who see everything.
Scenario among_peers() {
  Scenario s = laboratory(6, 10);
  s.profiles[0].eta = {0.01, 0.0};
  s.model.informal_visibility = 1.0;
  s.model.detection_learning = 0.25;
  Regulation& rules = s.association[0].regulation;
  rules.adoption = Adoption::start;
  rules.enforcer = Enforcer::peers;
  rules.peer_cost = 2.0;
  rules.peer_fine = 3.0;
  rules.sanctions = {100.0};  // peers apply no ladder
  return s;
}

/// Everybody at the meeting, with these contributions and this anger.
void play(World& w, std::array<double, 6> level, std::array<double, 6> anger) {
  w.groups.active(0, 0) = 1;
  w.groups.meeting(0, 0) = 1;
  for (int f = 0; f < 6; ++f) {
    const auto i = static_cast<std::size_t>(f);
    w.firms.present(f, 0) = 1;
    w.firms.level(w.at_action(0, f), 0) = level[i];
    w.firms.coefficient(f, 0).anger = anger[i];
  }
}

constexpr double kHot = 1.0;   ///< far above the cost over the stake of .2: punishes for certain
constexpr double kCold = 0.0;  ///< far below it: does not

}  // namespace

TEST_CASE("angry contributors who are present pay to punish each defector that they see") {
  const Scenario s = among_peers();
  World w = world_of(s);
  // 0 and 1 punish 3 and 4; 2 does not care; 5 is angry, too, but was not there
  play(w, {1.0, 1.0, 1.0, 0.0, 0.0, 1.0}, {kHot, kHot, kCold, kHot, kCold, kHot});
  w.firms.present(5, 0) = 0;
  w.firms.level(w.at_action(0, 5), 0) = 0.0;
  monitor(w, 0, 0);
  const double cost[] = {2 * 2.0, 2 * 2.0, 0.0, 2 * 3.0, 2 * 3.0, 0.0};
  const int offences[] = {0, 0, 0, 1, 1, 0};
  for (int f = 0; f < 6; ++f) {
    CAPTURE(f);
    CHECK(w.firms.cost(f, 0) == cost[f]);
    CHECK(w.firms.transfer(f, 0) == 0.0);  // lost to all, not moved
    CHECK(w.firms.offences(f, 0) == offences[f]);
  }
  CHECK(w.groups.sanctions(0, 0) == 4);
}

TEST_CASE("a peer punishes by a logistic choice of anger over the cost in stakes") {
  Scenario s = among_peers();
  s.association[0].regulation.peer_cost = 4.0;
  const World w = world_of(s);
  Coefficients c = w.derived.mean[0];
  c.anger = 0.7;
  c.eta = 0.5;
  CHECK_THAT(punishing_chance(w, c, w.derived.actions[0]),
             WithinRel(1.0 / (1.0 + std::exp(-(0.7 - 4.0 / 10.0) / 0.5)), 1e-12));
}

TEST_CASE("the punishers known move toward those seen, whenever somebody is found defecting") {
  const Scenario s = among_peers();
  World w = world_of(s);
  const auto known_after = [&w](double known, std::array<double, 6> level,
                                std::array<double, 6> anger) {
    w.groups.peer_pressure(0, 0) = known;
    play(w, level, anger);
    monitor(w, 0, 0);
    return w.groups.peer_pressure(0, 0);
  };
  const std::array<double, 6> hot{kHot, kHot, kHot, kHot, kHot, kHot};
  CHECK(known_after(0.0, {1, 1, 1, 0, 0, 1}, hot) == 0.25 * 4.0);
  CHECK(known_after(1.0, {1, 1, 1, 0, 0, 1}, hot) == 1.0 + 0.25 * 3.0);
  CHECK(known_after(2.0, {1, 1, 1, 0, 0, 1}, {}) == 2.0 - 0.25 * 2.0);  // nobody minds
  CHECK(known_after(2.0, {0, 0, 0, 0, 0, 0}, hot) == 1.5);              // nobody may
  CHECK(known_after(2.0, {1, 1, 1, 1, 1, 1}, hot) == 2.0);              // no case, no news
}

TEST_CASE("a firm foresees the fines of as many peers as are known, and no ladder") {
  // contributing 10 returns 20/6 to oneself: who gives loses 6.67, so three at 2.2 do not deter
  Scenario s = among_peers();
  s.model.decision_rule = DecisionRule::best_response;
  s.model.detection_prior = 1.0;
  s.profiles[0].epsilon = {0.0, 0.0};
  const double loss = 10.0 - 20.0 / 6.0;
  for (const double margin : {-0.01, 0.01}) {
    World w = world_of(s);
    w.groups.peer_pressure(0, 0) = loss / 3.0 + margin;
    CHECK(w.fine_for(w.derived.actions[0], 0, 0) == w.fine_for(w.derived.actions[0], 5, 0));
    step_to_expectations(w, 0, 0);
    hold_meeting(w, 0, 0);
    CAPTURE(margin);
    for (int f = 0; f < 6; ++f)
      CHECK(w.firms.level(w.at_action(0, f), 0) == (margin > 0.0 ? 1.0 : 0.0));
    CHECK(w.groups.conduct(0, 0) == (margin > 0.0 ? 1.0 : 0.0));
    CHECK(w.groups.intention(0, 0) == 0.0);  // nobody would without
  }
}

namespace {

/// Six firms with 20 levels, to be seen by all; the three of the second half play among themselves.
Scenario by_tokens() {
  Scenario s = among_peers();
  s.model.levels = 20;
  s.structure.kind = StructureKind::partners;
  s.structure.group_size = 3;
  return s;
}

void deal(World& w) {
  step_to_expectations(w, 0, 0);
  for (int f = 0; f < 6; ++f)
    w.firms.circle(f, 0) = f / 3;
}

constexpr std::array<double, 6> kAllHot{kHot, kHot, kHot, kHot, kHot, kHot};

}  // namespace

TEST_CASE("who gave more punishes who gave less, in proportion to the gap, and both pay for it") {
  const Scenario s = by_tokens();
  World w = world_of(s);
  deal(w);
  play(w, {0.2, 0.5, 0.9, 0.0, 0.0, 0.0}, kAllHot);
  monitor(w, 0, 0);
  // 1 punishes 0 by .3; 2 punishes 0 by .7 and 1 by .4; in the other circle nobody gave more
  const double dealt[] = {0.0, 0.3, 1.1, 0.0, 0.0, 0.0};
  const double met[] = {1.0, 0.4, 0.0, 0.0, 0.0, 0.0};
  for (int f = 0; f < 6; ++f) {
    CAPTURE(f);
    CHECK_THAT(w.firms.cost(f, 0), WithinAbs(2.0 * dealt[f] + 3.0 * met[f], 1e-12));
  }
  CHECK(w.groups.sanctions(0, 0) == 3);
}

TEST_CASE("punishing grows more certain with the gap for the angry, and less for the calm") {
  const Scenario s = by_tokens();
  const World w = world_of(s);
  Coefficients c = w.derived.mean[0];
  c.eta = 0.5;
  for (const double anger : {0.7, 0.05}) {
    c.anger = anger;
    CHECK_THAT(punishing_chance(w, c, w.derived.actions[0], 0.4),
               WithinRel(1.0 / (1.0 + std::exp(-0.4 * (anger - 2.0 / 10.0) / 0.5)), 1e-12));
  }
}

TEST_CASE("giving less than others is an offence only where it is no contribution") {
  const Scenario s = by_tokens();
  World w = world_of(s);
  deal(w);
  play(w, {0.4, 0.8, 1.0, 1.0, 1.0, 1.0}, kAllHot);
  monitor(w, 0, 0);
  CHECK(w.firms.offences(0, 0) == 1);
  CHECK(w.firms.offences(1, 0) == 0);  // punished, too
  CHECK_THAT(w.firms.cost(1, 0), WithinAbs(3.0 * 0.2 + 2.0 * 0.4, 1e-12));
}

TEST_CASE("what peers do is known by level, from what those who punished would have done to it") {
  Scenario s = by_tokens();
  s.model.detection_learning = 1.0;
  World w = world_of(s);
  deal(w);
  for (int x = 0; x < 20; ++x)
    w.groups.peer_pressure(x, 0) = 7.0;
  // cases: 0 met 1 and 2, 1 met 2; 2 gave most and met nobody; the others gave all
  play(w, {0.2, 0.5, 0.9, 1.0, 1.0, 1.0}, kAllHot);
  monitor(w, 0, 0);
  for (int x = 0; x < 20; ++x) {
    CAPTURE(x);
    const double level = x / 20.0;
    const double by_one = std::max(0.0, 0.5 - level);
    const double by_two = std::max(0.0, 0.9 - level);
    // each case tells of levels from its own on
    const double of_0 = by_one + by_two;
    const double known = x < 4 ? 7.0 : x < 10 ? of_0 : x < 18 ? (of_0 + by_two) / 2.0 : 0.0;
    CHECK_THAT(w.groups.peer_pressure(x, 0), WithinAbs(known, 1e-12));
  }
}

TEST_CASE("where all give the same, nobody unlearns what less would have met") {
  Scenario s = by_tokens();
  World w = world_of(s);
  deal(w);
  for (int x = 0; x < 20; ++x)
    w.groups.peer_pressure(x, 0) = 1.0;
  play(w, {0.5, 0.5, 0.5, 0.5, 0.5, 0.5}, kAllHot);
  monitor(w, 0, 0);
  for (int x = 0; x < 20; ++x)
    CHECK(w.groups.peer_pressure(x, 0) == (x < 10 ? 1.0 : 0.75));
}

TEST_CASE("a firm gives as much as saves it from punishment that costs more, and not more") {
  // in a circle of three, a contribution of 10 returns 6.67: who gives a step loses 3.33 of it
  Scenario s = by_tokens();
  s.model.decision_rule = DecisionRule::best_response;
  s.model.detection_prior = 1.0;
  s.profiles[0].epsilon = {0.0, 0.0};
  for (const double last : {0.0, 0.3, 0.8}) {
    World w = world_of(s);
    // two full punishers, up to what they give themselves: 6 a unit against 3.33
    for (int x = 0; x < 20; ++x)
      w.groups.peer_pressure(x, 0) = 2.0 * std::max(0.0, last - x / 20.0);
    step_to_expectations(w, 0, 0);
    hold_meeting(w, 0, 0);
    CAPTURE(last);
    for (int f = 0; f < 6; ++f)
      CHECK_THAT(w.firms.level(w.at_action(0, f), 0), WithinAbs(last, 1e-12));
    CHECK_THAT(w.groups.conduct(0, 0), WithinAbs(last, 1e-12));
  }
}

TEST_CASE("at adoption one who gives more expects less punishment, and who gives all none") {
  Scenario s = by_tokens();
  s.profiles[0].anger = {0.3, 0.0};
  s.profiles[0].eta = {0.25, 0.0};
  s.association[0].regulation.adoption = Adoption::vote;
  World w = world_of(s);
  step_to_expectations(w, 0, 0);
  w.groups.conduct(0, 0) = 0.6;
  w.groups.attendance(0, 0) = 0.5;
  adopt_regulation(w, 0, 0);
  for (int x = 0; x < 20; ++x) {
    const double gap = 1.0 - x / 20.0;
    const double chance = 1.0 / (1.0 + std::exp(-gap * (0.3 - 0.2) / 0.25));
    CHECK_THAT(w.groups.peer_pressure(x, 0), WithinRel(gap * 0.6 * chance * 0.5 * 2.0, 1e-12));
    CHECK(w.peers_take(w.derived.actions[0], x, 0) == 3.0 * w.groups.peer_pressure(x, 0));
  }
  CHECK(w.peers_take(w.derived.actions[0], 20, 0) == 0.0);
}

TEST_CASE("at adoption members count on the punishers that strangers among them would be") {
  Scenario s = among_peers();
  Profile angry = plain_profile("angry");
  angry.anger = {0.3, 0.0};
  s.profiles = {plain_profile("plain"), angry};
  s.population.shares = {0.25, 0.75};
  s.association[0].regulation.adoption = Adoption::vote;
  World w = world_of(s);
  step_to_expectations(w, 0, 0);
  w.groups.conduct(0, 0) = 0.4;
  w.groups.conduct(1, 0) = 0.9;
  w.groups.attendance(0, 0) = 0.8;
  adopt_regulation(w, 0, 0);
  const auto punishes = [](double anger) {
    return 1.0 / (1.0 + std::exp(-(anger - 2.0 / 10.0) / 0.25));
  };
  const double chance = 0.25 * 0.4 * punishes(0.0) + 0.75 * 0.9 * punishes(0.3);
  CHECK_THAT(w.groups.peer_pressure(0, 0), WithinRel(chance * 0.8 * 5.0, 1e-12));
}

TEST_CASE("under peers nobody is accused, however much an officer would err") {
  Scenario s = among_peers();
  s.profiles = {plain_profile("plain"), plain_profile("angry")};
  s.profiles[0].omega = {0.6, 0.0};
  s.profiles[1].anger = {0.3, 0.1};
  s.population.shares = {0.5, 0.5};
  s.model.informal_visibility = 0.5;
  const BlockResult never = run(s, 20);
  s.association[0].regulation.false_positive = 0.9;
  const BlockResult often = run(s, 20);
  CHECK(same_results(never, often));
  double moved = 0.0;
  for (const float trust : path_of(never, "trust"))
    moved = std::max(moved, std::fabs(double{trust} - path_of(never, "trust")[0]));
  CHECK(moved > 0.001);  // acts are judged
  // under an officer it matters
  s.association[0].regulation.enforcer = Enforcer::officer;
  const BlockResult officer = run(s, 20);
  s.association[0].regulation.false_positive = 0.0;
  CHECK_FALSE(same_results(officer, run(s, 20)));
}

TEST_CASE("peers punish at work, not arrears in the fund, and nobody foresees that they would") {
  Scenario s = among_peers();
  Regulation& rules = s.association[0].regulation;
  rules.fund_fee = 5.0;
  rules.fund_every = 1;
  rules.late_fee = 4.0;
  rules.enforcement = 1.0;
  World w = world_of(s);
  REQUIRE(w.derived.actions[1].fund);
  w.groups.peer_pressure(0, 0) = 3.0;
  play(w, {1.0, 1.0, 1.0, 1.0, 1.0, 1.0}, {kHot, kHot, kHot, kHot, kHot, kHot});
  w.groups.active(1, 0) = 1;
  for (int f = 0; f < 6; ++f)
    w.firms.level(w.at_action(1, f), 0) = f < 2 ? 0.0 : 1.0;
  monitor(w, 0, 0);
  for (int f = 0; f < 6; ++f) {
    CAPTURE(f);
    CHECK(w.firms.cost(f, 0) == 0.0);
    CHECK(w.firms.transfer(f, 0) == 0.0);
    CHECK(w.firms.offences(f, 0) == 0);
  }
  CHECK(w.groups.sanctions(0, 0) == 0);
  CHECK(w.groups.peer_pressure(0, 0) == 3.0);
  CHECK(w.firms.seen(w.at_action(1, 0), 0) == static_cast<std::int8_t>(SeenAct::defection));
  CHECK(w.fine_for(w.derived.actions[1], 0, 0) == 0.0);
  CHECK(w.announced_detection(w.derived.actions[1], 0.0, 0) == 0.0);
  CHECK(w.fine_for(w.derived.actions[0], 0, 0) == 9.0);
  CHECK(w.announced_detection(w.derived.actions[0], 0.0, 0) == 1.0);
}

TEST_CASE("a defector meets the punishers of its own circle only, and members know it") {
  Scenario s = among_peers();
  s.structure.kind = StructureKind::partners;
  s.structure.group_size = 3;
  World w = world_of(s);
  step_to_expectations(w, 0, 0);
  for (int f = 0; f < 6; ++f)
    w.firms.circle(f, 0) = f / 3;
  const std::array<double, 6> hot{kHot, kHot, kHot, kHot, kHot, kHot};
  // 0 meets 1 and 2 with both angry; 3 and 4 meet 5; 5 punishes each of them
  play(w, {0, 1, 1, 0, 0, 1}, hot);
  w.groups.peer_pressure(0, 0) = 0.0;
  monitor(w, 0, 0);
  CHECK(w.groups.sanctions(0, 0) == 4);
  CHECK_THAT(w.groups.peer_pressure(0, 0), WithinRel(0.25 * 4.0 / 3.0, 1e-12));
}
