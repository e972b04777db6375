// Intermediaries: how likely an offer is and to whom, what is left of it, and what they bring.
#include "support/catch.hpp"
#include "support/core_fixture.hpp"

#include <cmath>
#include <vector>

using namespace minga::test;
using namespace minga::core;

namespace {

/// Five members of a joint sale from which outsiders tempt.
Scenario courted() {
  Scenario s = laboratory(5, 6);
  s.model.meeting_gain = 0.0;
  s.market.counter_offers = 0.2;
  s.association[0].actions[0].side_gain = 4.0;
  s.association[0].actions[0].offer_rate = 0.0;  // intermediaries alone
  return s;
}

/// Whether the draw of a member says so, for a chance worked out by hand.
bool draws_below(const World& w, int f, int r, double chance) {
  return w.random.uniform(w.address(f, r, 0), Purpose::offer, 0) < chance;
}

}  // namespace

TEST_CASE("offers get likelier in proportion to what the group sold jointly, relative to margins") {
  constexpr int kRuns = 300;
  Scenario s = courted();
  s.market.intermediary_response = 3.0;
  s.association[0].actions[0].offer_rate = 0.1;
  World w = world_of(s, kRuns);
  for (const double sold : {0.0, 0.5, 2.0}) {
    const double bid = std::min(1.0, 0.2 * (1.0 + 3.0 * sold));
    const double chance = 1.0 - 0.9 * (1.0 - bid);
    int tempted = 0;
    for (int r = 0; r < kRuns; ++r) {
      w.groups.joint_share(0, r) = sold;
      for (int f = 0; f < 5; ++f) {
        const bool offered = tempt(w, f, 0, r, 0) > 0.0;
        CHECK(offered == draws_below(w, f, r, chance));
        tempted += offered;
      }
    }
    CHECK(tempted > 0);
  }
}

TEST_CASE(
    "what was sold jointly is the members' yield of tempting actions, smoothed over periods") {
  Scenario s = courted();
  s.association[0].actions.push_back(linear_action(10.0, 2.0));  // nobody tempts from this one
  World w = world_of(s);
  step_to_expectations(w, 0, 0);
  hold_meeting(w, 0, 0);
  for (int f = 0; f < 5; ++f) {
    w.firms.level(w.at_action(0, f), 0) = f < 3 ? 1.0 : 0.0;
    w.firms.level(w.at_action(1, f), 0) = 1.0;
  }
  act(w, 0, 0);
  const double margins = 5.0 * s.population.margin * w.derived.month;
  const double competence = w.groups.competence(0, 0);
  const double share = competence * 3.0 * 20.0 / margins;
  const double memory = w.model.benefit_memory;
  CHECK_THAT(w.groups.joint_share(0, 0), WithinRel(memory * share, 1e-12));
  act(w, 0, 1);  // the same again
  CHECK_THAT(w.groups.joint_share(0, 0), WithinRel(memory * share * (2.0 - memory), 1e-12));
  w.groups.active(0, 0) = 0;
  act(w, 0, 2);
  CHECK_THAT(w.groups.joint_share(0, 0),
             WithinRel(memory * share * (2.0 - memory) * (1.0 - memory), 1e-12));
}

TEST_CASE(
    "intermediaries prefer who takes part least and counts least on the others, in all no more") {
  constexpr int kRuns = 300;
  Scenario s = courted();
  s.market.intermediary_selectivity = 2.0;
  World w = world_of(s, kRuns);
  for (int r = 0; r < kRuns; ++r) {
    double sum = 0.0;
    std::vector<double> weight;
    for (int f = 0; f < 5; ++f) {
      w.firms.engagement(f, r) = f / 4.0;
      w.firms.private_odds(f, r) = f == 1 ? 0.25 : 1.0;  // expects a fifth, the others half
      const double attached = 0.5 * (f / 4.0 + (f == 1 ? 0.2 : 0.5));
      weight.push_back(std::exp(-2.0 * attached));
      sum += weight.back();
    }
    double mean = 0.0;
    for (int f = 0; f < 5; ++f) {
      const double chance = 0.2 * 5.0 * weight[static_cast<std::size_t>(f)] / sum;
      CHECK((tempt(w, f, 0, r, 0) > 0.0) == draws_below(w, f, r, chance));
      mean += chance / 5.0;
    }
    CHECK_THAT(mean, WithinAbs(0.2, 1e-12));
    CHECK(weight[1] > weight[0]);  // comes a little more often, but counts on others far less
    CHECK(weight[0] > weight[2]);
  }
}

TEST_CASE("an intermediary keeps its share of the deal it brings, a buyer's own offer is whole") {
  constexpr int kRuns = 300;
  Scenario s = courted();
  s.market.intermediary_share = 0.25;
  s.association[0].actions[0].offer_rate = 0.3;
  World w = world_of(s, kRuns);
  int whole = 0;
  int part = 0;
  for (int r = 0; r < kRuns; ++r) {
    for (int f = 0; f < 5; ++f) {
      const double got = tempt(w, f, 0, r, 0);
      const double due = draws_below(w, f, r, 0.3)               ? 4.0
                         : draws_below(w, f, r, 1.0 - 0.7 * 0.8) ? 3.0
                                                                 : 0.0;
      CHECK(got == due);
      whole += due == 4.0;
      part += due == 3.0;
    }
  }
  CHECK(whole > 0);
  CHECK(part > 0);
  // and the mean deal that is foreseen is that of both
  CHECK_THAT(w.derived.actions[0].offer_value, WithinAbs((0.3 + 0.14 * 0.75) / 0.44, 1e-12));
}

TEST_CASE("information opens the market that links do not, less the share that is kept") {
  Scenario s = courted();
  s.association[0].actions[0].market_exposure = 1.0;
  s.association[0].capability = 1.0;
  s.model.market_access = 0.4;
  const auto competence = [&s](double access) {
    World w = world_of(s);
    w.groups.access(0, 0) = access;
    open_period(w, 0, 0);
    form_expectations(w, 0, 0);
    return w.groups.competence(0, 0);
  };
  CHECK_THAT(competence(0.0), WithinAbs(0.4, 1e-12));
  s.market.intermediary_information = 0.5;
  CHECK_THAT(competence(0.0), WithinAbs(0.4 + 0.6 * 0.5, 1e-12));
  CHECK_THAT(competence(0.2), WithinAbs(0.4 + 0.6 * (0.2 + 0.8 * 0.5), 1e-12));
  s.market.intermediary_share = 0.3;
  CHECK_THAT(competence(0.2), WithinAbs(0.4 + 0.6 * (0.2 + 0.8 * 0.5 * 0.7), 1e-12));
  CHECK_THAT(competence(1.0), WithinAbs(1.0, 1e-12));
}
