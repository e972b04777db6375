// What is recorded of who leaves, is expelled, joins, or sees the group end; and of what members
// expect of each other.
#include "recorder.hpp"
#include "support/catch.hpp"
#include "support/core_fixture.hpp"

#include <cmath>
#include <vector>

using namespace minga::test;
using namespace minga::core;

namespace {

constexpr int kFirms = 6;  ///< five at the start, one that joins

/// Groups of five that are stepped by hand and recorded.
struct Recorded {
  explicit Recorded(const Scenario& s)
      : society(s, {.seed = 1, .stream = 0, .first_replicate = 0, .count = 1}),
        world(society.world(0)),
        recorder(society, result) {}
  Society society;
  World& world;
  BlockResult result;
  Recorder recorder;

  double firm(const char* name, int t, int f) const {
    return firms_of(result, name)[static_cast<std::size_t>(t * kFirms + f)];
  }
  double path(const char* name, int t) const {
    return path_of(result, name)[static_cast<std::size_t>(t)];
  }
};

Scenario five() {
  Scenario s = laboratory(5, 4);
  s.population.entrants = 1;
  s.model.quorum_failures_max = 1000;
  return s;
}

/// Up to what is seen: everybody comes but the last, and all but the second contribute.
void play(World& w, int t) {
  step_to_expectations(w, 0, t);
  hold_meeting(w, 0, t);
  for (int f = 0; f < kFirms; ++f) {
    if (!w.member(f, 0))
      continue;
    w.firms.present(f, 0) = f != 4;
    w.firms.level(f, 0) = f == 1 ? 0.0 : 1.0;
  }
  act(w, 0, t);
  monitor(w, 0, t);
  learn(w, 0, t);
}

void go(World& w, int f, FirmStatus how) {
  w.firms.status(f, 0) = static_cast<std::int8_t>(how);
  --w.groups.members(0, 0);
}

}  // namespace

TEST_CASE(
    "what leavers and the expelled did in their last period is on record, and nothing after") {
  const Scenario s = five();
  Recorded x(s);
  World& w = x.world;
  for (int t = 0; t < 3; ++t) {
    play(w, t);
    if (t == 1) {
      go(w, 0, FirmStatus::left);
      go(w, 1, FirmStatus::expelled);
    }
    review_group(w, 0, t);
    settle(w, 0, t);
    x.recorder.period(0, t);
  }
  for (int t = 0; t < 3; ++t) {
    for (int f = 0; f < 5; ++f) {
      CAPTURE(t, f);
      const bool gone = t == 2 && f < 2;
      CHECK(std::isnan(x.firm("attended", t, f)) == gone);
      CHECK(std::isnan(x.firm("contributed", t, f)) == gone);
      // trust and engagement are those of members at the end of the period
      CHECK(std::isnan(x.firm("trust", t, f)) == (t >= 1 && f < 2));
      CHECK(std::isnan(x.firm("engagement", t, f)) == (t >= 1 && f < 2));
      if (gone)
        continue;
      CHECK(x.firm("attended", t, f) == (f == 4 ? 0.0 : 1.0));
      CHECK(x.firm("contributed", t, f) == (f == 1 || f == 4 ? 0.0 : 1.0));
    }
  }
  CHECK(x.firm("status", 0, 0) == 1.0);
  CHECK(x.firm("status", 1, 0) == 2.0);
  CHECK(x.firm("status", 1, 1) == 3.0);
  CHECK(x.firm("status", 2, 1) == 3.0);
  CHECK(x.path("members", 1) == 3.0);
}

TEST_CASE(
    "who joins is on record as a member at once, and as taking part from the next period on") {
  const Scenario s = five();
  Recorded x(s);
  World& w = x.world;
  for (int t = 0; t < 3; ++t) {
    play(w, t);
    if (t == 1)
      REQUIRE(admit_firm(w, 5, 0, t));
    review_group(w, 0, t);
    settle(w, 0, t);
    x.recorder.period(0, t);
  }
  for (int t = 0; t < 3; ++t) {
    CAPTURE(t);
    CHECK(std::isnan(x.firm("attended", t, 5)) == (t < 2));
    CHECK(std::isnan(x.firm("contributed", t, 5)) == (t < 2));
    CHECK(std::isnan(x.firm("trust", t, 5)) == (t < 1));
    CHECK(x.firm("status", t, 5) == (t < 1 ? 0.0 : 1.0));
    CHECK(x.path("members", t) == (t < 1 ? 5.0 : 6.0));
  }
  CHECK(x.firm("contributed", 2, 5) == 1.0);
}

TEST_CASE("members of a group that has ended have left, from the period of its end on") {
  const Scenario s = five();
  Recorded x(s);
  World& w = x.world;
  for (int t = 0; t < 3; ++t) {
    if (w.alive(0)) {
      play(w, t);
      if (t == 0)
        go(w, 1, FirmStatus::expelled);
      review_group(w, 0, t);
      if (t == 1)
        end_group(w, 0, t, Cause::vote);
      settle(w, 0, t);
    }
    x.recorder.period(0, t);
  }
  for (int t = 0; t < 3; ++t) {
    CAPTURE(t);
    CHECK(x.firm("status", t, 0) == (t < 1 ? 1.0 : 2.0));
    CHECK(x.firm("status", t, 1) == 3.0);
    CHECK(x.firm("status", t, 5) == 0.0);
    // the last period was played, then there is nothing
    CHECK(std::isnan(x.firm("attended", t, 0)) == (t > 1));
    CHECK(std::isnan(x.path("belief", t)) == (t > 1));
    CHECK(std::isnan(x.firm("belief", t, 0)) == (t > 1));
    CHECK((x.firm("payoff", t, 0) == 0.0) == (t > 1));
    CHECK(x.path("members", t) == (t == 0 ? 4.0 : 0.0));
  }
}

TEST_CASE("recorded belief is the mean of what members expect over actions that took place") {
  Scenario s = five();
  s.profiles[0].pessimism = {0.5, 0.6};
  s.association[0].actions.push_back(linear_action(5.0, 3.0));
  s.association[0].actions.push_back(linear_action(5.0, 3.0));
  s.association[0].actions[2].phase = 4;  // not under way
  Action deal = linear_action(0.0, 0.0);
  deal.form = GameForm::side_deal;
  deal.side_gain = 5.0;
  deal.offer_rate = 0.5;
  s.association[0].actions.push_back(deal);
  Recorded x(s);
  World& w = x.world;
  for (int t = 0; t < 4; ++t) {
    step_to_expectations(w, 0, t);
    hold_meeting(w, 0, t);
    // each expects of the others what it says; in a side deal only who has an offer decides
    double sum = 0.0;
    double count = 0.0;
    double own[5] = {};
    double decided[5] = {};
    for (const int a : {0, 1, 3}) {
      for (int f = 0; f < 5; ++f) {
        if (w.firms.level(w.at_action(a, f), 0) < 0.0)
          continue;
        own[f] += expected_share(w, f, 0, a);
        decided[f] += 1.0;
        sum += expected_share(w, f, 0, a);
        ++count;
      }
    }
    CHECK(count < 15.0);
    CHECK(count >= 10.0);
    act(w, 0, t);
    monitor(w, 0, t);
    finish_period(w, 0, t);
    x.recorder.period(0, t);
    CAPTURE(t);
    CHECK_THAT(x.path("belief", t), WithinRel(sum / count, 1e-6));
    for (int f = 0; f < 5; ++f)
      CHECK_THAT(x.firm("belief", t, f), WithinRel(own[f] / decided[f], 1e-6));
    CHECK(x.firm("belief", t, 0) != x.firm("belief", t, 1));
    CHECK(std::isnan(x.firm("belief", t, 5)));  // no member
  }
}

TEST_CASE("without a valid meeting members decided nothing, and no belief is recorded") {
  Scenario s = five();
  s.participation.rate = 0.0;
  Recorded x(s);
  step(x.world, 0, 0);
  x.recorder.period(0, 0);
  CHECK(std::isnan(x.path("belief", 0)));
  CHECK(std::isnan(x.firm("belief", 0, 0)));
  CHECK(x.path("attendance", 0) == 0.0);
}

TEST_CASE(
    "recorded belief is that of who decided: a firm that joins at the end of a period did not") {
  const Scenario s = five();
  Recorded x(s);
  World& w = x.world;
  play(w, 0);
  double sum = 0.0;
  for (int f = 0; f < 5; ++f)
    sum += w.firms.tau(f, 0);
  REQUIRE(admit_firm(w, 5, 0, 0));
  x.recorder.period(0, 0);
  CHECK_THAT(x.path("belief", 0), WithinRel(sum / 5.0, 1e-6));
}

TEST_CASE("recorded belief is that of who decided: a firm that leaves at the end of a period did") {
  const Scenario s = five();
  Recorded x(s);
  World& w = x.world;
  play(w, 0);
  w.firms.tau(0, 0) = 0.9;
  double sum = 0.0;
  for (int f = 0; f < 5; ++f)
    sum += w.firms.tau(f, 0);
  go(w, 0, FirmStatus::left);
  x.recorder.period(0, 0);
  CHECK_THAT(x.path("belief", 0), WithinRel(sum / 5.0, 1e-6));
}
