// A firm's own news: what the yields say of the others, less what it had expected of them.
#include "support/catch.hpp"
#include "support/core_fixture.hpp"

#include <cmath>
#include <vector>

using namespace minga::test;
using namespace minga::core;

namespace {

/// Five members with nothing to remember but news.
Scenario listening() {
  Scenario s = laboratory(5, 1000);
  s.model.private_learning = 0.4;
  s.model.private_memory = 0.0;
  s.model.expectation_rate = 0.0;
  s.model.reputation_drift = s.model.evidence_weight = s.model.yield_evidence = 0.0;
  return s;
}

void meet(World& w, int t) {
  if (t > 0)
    clear_flows(w, 0);
  open_period(w, 0, t);
  facilitate(w, 0, t);
  form_expectations(w, 0, t);
  hold_meeting(w, 0, t);
  REQUIRE(w.groups.meeting(0, 0) != 0);
}

void give(World& w, int a, std::vector<double> levels) {
  for (std::size_t f = 0; f < levels.size(); ++f)
    w.firms.level(w.at_action(a, static_cast<int>(f)), 0) = levels[f];
}

void expect_of_others(World& w, int a, std::vector<double> tau) {
  for (std::size_t f = 0; f < tau.size(); ++f)
    w.firms.tau(w.at_action(a, static_cast<int>(f)), 0) = tau[f];
}

double offset(const World& w, int f) { return w.firms.private_offset(f, 0); }

}  // namespace

TEST_CASE("news is what the others gave less what the firm expected, its own gift left out") {
  Scenario s = listening();
  s.model.levels = 2;
  World w = world_of(s);
  meet(w, 0);
  give(w, 0, {1.0, 1.0, 0.5, 0.0, 0.0});
  expect_of_others(w, 0, {0.5, 0.9, 0.1, 0.625, 0.0});
  act(w, 0, 0);
  learn(w, 0, 0);
  // 2.5 in all, so 1.5, 1.5, 2, 2.5 and 2.5 of four others
  const double share[] = {1.5 / 4, 1.5 / 4, 2.0 / 4, 2.5 / 4, 2.5 / 4};
  const double tau[] = {0.5, 0.9, 0.1, 0.625, 0.0};
  for (int f = 0; f < 5; ++f) {
    CAPTURE(f);
    CHECK_THAT(offset(w, f), WithinAbs(0.4 * (share[f] - tau[f]), 1e-12));
    CHECK_THAT(w.firms.private_odds(f, 0), WithinRel(std::exp(offset(w, f)), 1e-12));
  }
}

TEST_CASE("a good yield is read as contributions, up to all that was due, a bad one down to none") {
  for (const double noise : {0.0, 0.2, 1.5, 9.0}) {
    const Scenario s = listening();
    World w = world_of(s);
    meet(w, 0);
    give(w, 0, {1.0, 1.0, 1.0, 0.0, 0.0});
    expect_of_others(w, 0, {0.5, 0.5, 0.5, 0.5, 0.5});
    act(w, 0, 0);
    w.groups.noise(0, 0) = noise;
    learn(w, 0, 0);
    CAPTURE(noise);
    // who gave reads 3 noise - 1, the others 3 noise, between none and four
    const double giver = std::min(4.0, std::max(0.0, 3.0 * noise - 1.0)) / 4.0;
    const double other = std::min(4.0, 3.0 * noise) / 4.0;
    CHECK_THAT(offset(w, 0), WithinAbs(0.4 * (giver - 0.5), 1e-12));
    CHECK_THAT(offset(w, 4), WithinAbs(0.4 * (other - 0.5), 1e-12));
  }
}

TEST_CASE("news of several actions weigh by what was due from the others") {
  Scenario s = listening();
  Action deal = linear_action(0.0, 0.0);
  deal.form = GameForm::side_deal;
  deal.side_gain = 5.0;
  deal.offer_rate = 0.5;
  s.association[0].actions.push_back(deal);
  World w = world_of(s);
  meet(w, 0);
  give(w, 0, {1.0, 1.0, 0.0, 0.0, 0.0});
  give(w, 1, {-1.0, 1.0, 0.0, -1.0, -1.0});  // only two had an offer
  expect_of_others(w, 0, {0.3, 0.3, 0.3, 0.3, 0.3});
  expect_of_others(w, 1, {0.8, 0.8, 0.8, 0.8, 0.8});
  act(w, 0, 0);
  learn(w, 0, 0);
  // first action: four others; second: two others for who had no offer, one for who had one
  CHECK_THAT(offset(w, 0), WithinAbs(0.4 * ((1.0 - 1.2) + (1.0 - 1.6)) / 6.0, 1e-12));
  CHECK_THAT(offset(w, 1), WithinAbs(0.4 * ((1.0 - 1.2) + (0.0 - 0.8)) / 5.0, 1e-12));
  CHECK_THAT(offset(w, 2), WithinAbs(0.4 * ((2.0 - 1.2) + (1.0 - 0.8)) / 5.0, 1e-12));
}

TEST_CASE("where nothing is due from others there is no news, and only memory fades") {
  Scenario s = listening();
  s.association[0].actions[0].every = 2;
  s.model.private_memory = 0.1;
  s.profiles[0].pessimism = {0.5, 0.0};
  World w = world_of(s);
  meet(w, 1);
  act(w, 0, 1);
  w.firms.private_offset(2, 0) = 0.7;
  learn(w, 0, 1);
  CHECK_THAT(offset(w, 2), WithinAbs(0.7 - 0.1 * (0.7 + 0.5), 1e-12));
  CHECK_THAT(offset(w, 3), WithinAbs(-0.5, 1e-12));
}

TEST_CASE("what a firm expects of the others settles at what they give") {
  Scenario s = listening();
  s.population.firms = 6;
  s.model.belief_rule = BeliefRule::adaptive;
  World w = world_of(s);
  for (int t = 0; t < 400; ++t) {
    meet(w, t);
    w.groups.expectation(0, 0) = 0.9;  // whatever the public holds
    give(w, 0, {1.0, 1.0, 0.0, 0.0, 0.0, 0.0});
    act(w, 0, t);
    monitor(w, 0, t);
    finish_period(w, 0, t);
  }
  for (int f = 0; f < 6; ++f) {
    CAPTURE(f);
    CHECK_THAT(expected_share(w, f, 0, 0), WithinAbs(f < 2 ? 1.0 / 5.0 : 2.0 / 5.0, 1e-9));
  }
}
