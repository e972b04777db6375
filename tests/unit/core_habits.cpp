// The rival rule of reinforcement: habits follow outcomes by the equations of docs/model/odd.md.
#include "support/catch.hpp"
#include "support/core_fixture.hpp"

using namespace minga::test;
using namespace minga::core;
using Catch::Matchers::WithinAbs;

namespace {

Scenario habits(double multiplier) {
  Scenario s = laboratory(4, 400);
  s.association[0].actions = {linear_action(10.0, multiplier)};
  s.model.decision_rule = DecisionRule::reinforcement;
  s.model.reinforcement_rate = 0.25;
  s.model.aspiration_rate = 0.5;
  return s;
}

/// A world in which one firm gave `level` to the only action and got `reward` for it.
World after(double habit, double aspiration, double level, double reward) {
  static const Scenario s = habits(2.0);
  World w(s, BlockRequest{});
  w.groups.active(0, 0) = 1;
  for (int f = 0; f < 4; ++f) {
    w.firms.seated(f, 0) = 1;
    w.firms.present(f, 0) = 1;
    w.firms.habit(f, 0) = habit;
    w.firms.aspiration(f, 0) = aspiration;
    w.firms.level(f, 0) = level;
    w.firms.reward(f, 0) = reward;
  }
  w.firms.present(3, 0) = 0;
  reinforce(w, 0);
  return w;
}

double last_contributions(const Scenario& s) {
  const BlockResult result = run(s, 40, 9);
  double made = 0.0;
  for (const double share : summary_of(result, "cooperation_final"))
    made += share / 40.0;
  return made;
}

}  // namespace

TEST_CASE("success makes what was done likelier, failure what was not done") {
  // outcome 0.4 of a stake of 10 above an aspiration of 0.2: s = 0.25 * 0.2
  CHECK_THAT(after(0.6, 0.2, 1.0, 4.0).firms.habit(0, 0), WithinAbs(0.6 + 0.05 * 0.4, 1e-15));
  CHECK_THAT(after(0.6, 0.2, 0.0, 4.0).firms.habit(0, 0), WithinAbs(0.6 - 0.05 * 0.6, 1e-15));
  // 0.3 below it
  CHECK_THAT(after(0.6, 0.2, 1.0, -1.0).firms.habit(0, 0), WithinAbs(0.6 - 0.075 * 0.6, 1e-15));
  CHECK_THAT(after(0.6, 0.2, 0.0, -1.0).firms.habit(0, 0), WithinAbs(0.6 + 0.075 * 0.4, 1e-15));
}

TEST_CASE("no outcome moves a habit by more than the rate") {
  CHECK_THAT(after(0.6, 0.0, 1.0, 1e6).firms.habit(0, 0), WithinAbs(0.6 + 0.25 * 0.4, 1e-15));
  CHECK_THAT(after(0.6, 0.0, 1.0, -1e6).firms.habit(0, 0), WithinAbs(0.6 - 0.25 * 0.6, 1e-15));
}

TEST_CASE("aspirations follow outcomes, within one stake") {
  CHECK_THAT(after(0.6, 0.2, 1.0, 4.0).firms.aspiration(0, 0), WithinAbs(0.3, 1e-15));
  CHECK_THAT(after(0.6, 0.2, 1.0, 1e6).firms.aspiration(0, 0), WithinAbs(0.6, 1e-15));
}

TEST_CASE("who was not there learns nothing, and nobody without a habit") {
  CHECK(after(0.6, 0.2, 1.0, 4.0).firms.habit(3, 0) == 0.6);
  CHECK(after(-1.0, 0.2, 1.0, 4.0).firms.habit(0, 0) == -1.0);
}

TEST_CASE("the first time a firm thinks, then it has a habit") {
  const Scenario s = habits(2.0);
  World w(s, BlockRequest{});
  CHECK(habitual_level(w, 0, 0, 0, 0.3, 0.29) == 1.0);
  CHECK(w.firms.habit(0, 0) == 0.3);
  CHECK(habitual_level(w, 0, 0, 0, 0.9, 0.31) == 0.0);  // what it would think now does not matter
}

TEST_CASE("what pays by itself becomes a habit of most, what pays only the others of few") {
  Scenario good = habits(8.0);  // each contribution returns twice its cost to who makes it
  Scenario poor = habits(0.4);  // a tenth of it
  for (Scenario* s : {&good, &poor})
    s->profiles[0].epsilon = {0.2, 0.0};  // so that both are tried at first
  // not of all: where all others give, who does not give succeeds as well, and keeps to it
  CHECK(last_contributions(good) > 0.75);
  CHECK(last_contributions(poor) < 0.1);
}
