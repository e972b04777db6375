// Runs whose facilitator decides outside of the model: where he decides what the strategy would,
// the results are those of simulate(), bit for bit; what he changes acts where he aims it.
#include "engine_same.hpp"
#include "minga/core/play.hpp"
#include "support/catch.hpp"
#include "support/core_fixture.hpp"
#include "support/otavalo.hpp"
#include "support/random_scenario.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

using namespace minga::test;
using namespace minga::core;

namespace {

BlockResult played(const Scenario& s, const Play::Request& request, const Decider& decide = {}) {
  Play play(s, request);
  while (!play.over())
    play.step(decide);
  return play.result();
}

using Plans = std::map<std::pair<int, int>, Decision>;  ///< by association and period

/// Somebody who does nothing worth: days for whatever, no phases, no taper.
Scenario with_another_plan(Scenario s) {
  Facilitator& f = s.facilitator;
  f.rules.clear();
  f.days = {0.5, 3.0, 0.25, 4.0};
  f.taper_months = 0.0;
  f.exit_month = 60.0;
  for (auto& weights : f.weights) {
    weights = {};
    weights[static_cast<std::size_t>(Activity::do_for_them)] = 1.0;
  }
  return s;
}

Scenario guided(double days) {
  Scenario s = laboratory(6, 30);
  guide(s, days, {{Activity::visit, 1.0}});
  s.institution.shock_rate = 0.0;
  s.profiles.push_back(plain_profile("other"));
  s.population.shares = {0.5, 0.5};
  return s;
}

}  // namespace

TEST_CASE("period by period without a decider is the run of simulate, for scenarios of any kind") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    Scenario s = random_scenario(seed);
    s.record = {true, true, true, true};
    const BlockResult whole = run(s, 1, seed, 0, 3);
    REQUIRE(same_results(played(s, {.seed = seed, .replicate = 3}), whole));
  }
}

TEST_CASE("a shipped strategy's own decisions, given from outside, are its run bit for bit") {
  for (const char* const name : {"none", "trust-first", "activism", "adaptive", "directive",
                                 "dependent", "empowering", "abrupt-exit", "member-owner"}) {
    CAPTURE(name);
    const Scenario s = shipped_otavalo("graduated-sanctions", name);
    const Play::Request request{.seed = 11, .replicate = 2};
    Plans plans;
    const BlockResult own = played(s, request, [&](const Sight& sight, Decision& d) {
      plans[{sight.association, sight.period}] = d;
    });
    REQUIRE(same_results(own, run(s, 1, 11, 0, 2)));
    if (std::string(name) == "none")
      continue;  // another plan would bring outside money
    const BlockResult given =
        played(with_another_plan(s), request, [&](const Sight& sight, Decision& d) {
          d = plans.at({sight.association, sight.period});
        });
    REQUIRE(same_bits(given.summary, own.summary));
    REQUIRE(same_bits(given.trajectory, own.trajectory));
    REQUIRE(same_bits(given.firm, own.firm));
    REQUIRE(same_events(given.events, own.events));
  }
}

TEST_CASE("other luck keeps the firms and changes what happens to them") {
  const Scenario s = shipped_otavalo("otavalo-2008", "trust-first");
  const BlockResult one = played(s, {.seed = 5});
  const BlockResult two = played(s, {.seed = 5, .luck = 1});
  CHECK(same_bits(one.firm_constant, two.firm_constant));
  CHECK_FALSE(same_bits(one.trajectory, two.trajectory));
  CHECK(same_results(played(s, {.seed = 5, .luck = 1}), two));
}

TEST_CASE(
    "a visit that is aimed at a firm shows that firm, and moves what is believed of it alone") {
  Scenario s = guided(2.0);
  s.model.trust_effect = 0.0;
  s.model.reputation_drift = 0.0;
  s.association[0].actions[0].phase = 4;  // nothing else to learn from
  Play aimed(s, {.seed = 3});
  Play idle(s, {.seed = 3});
  const auto visit = [](const Sight&, Decision& d) {
    d.days = {};
    d.errands = {{4, Activity::visit, 1.0}};
  };
  aimed.step(visit);
  idle.step([](const Sight&, Decision& d) { d.days = {}; });
  const Sight sight = aimed.sight();
  REQUIRE(sight.findings.size() == 1);
  CHECK(sight.findings[0].firm == 4);
  CHECK(sight.findings[0].aimed);
  CHECK(sight.findings[0].accuracy > 0.0);
  CHECK(idle.sight().findings.empty());
}

TEST_CASE("aimed days convene and cost as days that are not aimed do") {
  const Scenario s = guided(2.0);
  Play aimed(s, {.seed = 3});
  Play plain(s, {.seed = 3});
  aimed.step([](const Sight&, Decision& d) {
    d.days = {};
    d.errands = {{1, Activity::visit, 0.5}, {2, Activity::visit, 1.5}};
  });
  plain.step([](const Sight&, Decision& d) {
    d.days = {};
    d.days[static_cast<std::size_t>(Activity::visit)] = 2.0;
  });
  CHECK(aimed.truth().days == plain.truth().days);
  CHECK(aimed.truth().credibility == plain.truth().credibility);
  CHECK(aimed.sight().present == plain.sight().present);
}

TEST_CASE("a phase that is held back does not come, and comes when it is let") {
  Scenario s = guided(1.0);
  s.model.phase_one_months = 1.0;
  s.model.phase_one_attendance = 0.0;
  Play play(s, {.seed = 3});
  for (int t = 0; t < 10; ++t)
    play.step([](const Sight&, Decision& d) { d.next_phase = false; });
  CHECK(play.sight().phase == 1);
  for (const Condition& c : play.sight().conditions)
    CHECK(c.met);
  play.step();
  CHECK(play.sight().phase == 2);
}

TEST_CASE("an action waits until it is launched, and then runs whatever the phase") {
  Scenario s = guided(1.0);
  s.association[0].actions[0].phase = 3;
  Play play(s, {.seed = 3});
  const auto told = [](Launch launch) {
    return [launch](const Sight&, Decision& d) { d.launch = {launch}; };
  };
  play.step(told(Launch::by_phase));
  CHECK_FALSE(play.sight().actions[0].active);
  play.step(told(Launch::launched));
  CHECK(play.sight().actions[0].active);
  play.step(told(Launch::held));
  CHECK_FALSE(play.sight().actions[0].active);
}

TEST_CASE("a group that is closed has ended with what it had in its fund returned") {
  Play play(shipped_otavalo("graduated-sanctions", "trust-first"), {.seed = 4});
  for (int t = 0; t < 20; ++t)
    play.step();
  play.step([](const Sight&, Decision& d) { d.close = true; });
  CHECK(play.sight().state == GroupState::dissolved);
  CHECK(play.sight().fund == 0.0);
}

TEST_CASE("who has left works no more, and the exit is noted") {
  Play play(shipped_otavalo("otavalo-2008", "trust-first"), {.seed = 4});
  for (int t = 0; t < 10; ++t)
    play.step();
  const double days = play.truth().days;
  play.step([](const Sight&, Decision& d) { d.there = false; });
  CHECK(play.truth().days == days);
  const auto events = play.sight().events;
  CHECK(std::any_of(events.begin(), events.end(),
                    [](const Event& e) { return e.kind == EventKind::facilitator_exit; }));
}

TEST_CASE(
    "sanctions on a member follow what is recommended, as far as the facilitator is believed") {
  Scenario s = shipped_otavalo("graduated-sanctions", "trust-first");
  s.participation.mode = ParticipationMode::fixed;
  s.participation.rate = 1.0;
  const auto sanctions = [&](Advice advice) {
    int count = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      Play play(s, {.seed = seed});
      while (!play.over()) {
        play.step([&](const Sight& sight, Decision& d) {
          for (int f = 0; f < static_cast<int>(sight.firms.size()); ++f)
            d.advice.push_back({f, advice});
        });
        for (const Event& e : play.sight().events)
          count += e.kind == EventKind::sanctioned;
      }
    }
    return count;
  };
  const int enforced = sanctions(Advice::enforce);
  const int waived = sanctions(Advice::waive);
  CHECK(enforced > waived);
  CHECK(waived > 0);
}

TEST_CASE("decisions that make no sense are refused") {
  Play play(guided(1.0), {.seed = 3});
  const auto days = [](const Sight&, Decision& d) { d.days[0] = -1.0; };
  const auto nobody = [](const Sight&, Decision& d) { d.errands = {{99, Activity::visit, 1.0}}; };
  const auto other = [](const Sight&, Decision& d) { d.errands = {{0, Activity::link, 1.0}}; };
  CHECK_THROWS_AS(play.step(days), std::invalid_argument);
  CHECK_THROWS_AS(play.step(nobody), std::invalid_argument);
  CHECK_THROWS_AS(play.step(other), std::invalid_argument);
}

TEST_CASE("a sight never holds what sanctions were wrong") {
  Scenario s = shipped_otavalo("graduated-sanctions", "trust-first");
  s.association[0].regulation.false_positive = 0.5;
  Play play(s, {.seed = 4});
  int wrong = 0;
  while (!play.over()) {
    play.step();
    for (const Event& e : play.sight().events)
      REQUIRE(e.kind != EventKind::wrongly_sanctioned);
    for (const Event& e : play.truth().events)
      wrong += e.kind == EventKind::wrongly_sanctioned;
  }
  CHECK(wrong > 0);
}
