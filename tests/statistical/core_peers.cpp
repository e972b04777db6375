// Peers decide about each action by itself: punishment in one action says nothing about another.
#include "support/catch.hpp"
#include "support/core_fixture.hpp"

using namespace minga;

TEST_CASE("a member's punishing in one action is independent of its punishing in another") {
  // firm 0 always contributes, firm 1 never does; both actions are seen; chance to punish 1/2
  core::Scenario s = test::laboratory(2, 1);
  core::Profile giver = test::plain_profile("giver");
  giver.omega = {100.0, 0.0};
  core::Profile taker = test::plain_profile("taker");
  taker.omega = {-100.0, 0.0};
  s.profiles = {giver, taker};
  s.population.shares = {0.5, 0.5};
  s.population.firm.resize(2);
  s.population.firm[0].profile = "giver";
  s.population.firm[1].profile = "taker";
  core::Association& group = s.association[0];
  group.actions.push_back(group.actions[0]);
  group.regulation.adoption = core::Adoption::start;
  group.regulation.enforcer = core::Enforcer::peers;
  group.regulation.enforcement = 1.0;
  group.regulation.monitoring = 1.0;
  group.regulation.peer_fine = 1.0;
  group.regulation.peer_cost = 0.0;  // anger 0 at no cost: a logistic of 0
  const int n = 20000;
  const core::BlockResult result = test::run(s, n, 5);
  double counts[3] = {};
  for (const float sanctions : test::path_of(result, "sanctions"))
    ++counts[static_cast<int>(sanctions)];
  const double expected[3] = {0.25 * n, 0.5 * n, 0.25 * n};
  CHECK(test::chi_square(counts, expected) < test::chi_square_limit(2.0));
}
