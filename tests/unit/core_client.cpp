// The client of a vertical network: what it gains by squeezing and loses by it, what its suppliers
// make of it, what it spends on them, and where its money is booked.
#include "minga/core/client.hpp"
#include "support/catch.hpp"
#include "support/core_fixture.hpp"

#include <cmath>
#include <vector>

using namespace minga::test;
using namespace minga::core;

namespace {

/// A client that weighs no noise, with suppliers who could sell half elsewhere.
Client plain_client() {
  Client c;
  c.buys = "good";
  c.surplus = 1.0;
  c.squeeze = 0.2;
  c.outside_sales = 0.5;
  c.patience = 0.9;
  c.trust = 0.6;
  c.trust_strength = 4.0;
  c.forgetting = 0.25;
  c.expected_delivery = 1.0;
  return c;
}

/// Six suppliers who serve every order, whatever it pays; everybody decides without noise.
Scenario supplied(const Client& client, int periods = 12) {
  Scenario s = monthly_laboratory(6, periods);
  s.model.decision_rule = DecisionRule::best_response;
  s.model.meeting_gain = 0.0;
  s.profiles[0].omega = {50.0, 0.0};
  Association& group = s.association[0];
  group.kind = AssociationKind::vertical_network;
  group.capability = 1.0;
  group.regulation.adoption = Adoption::start;  // equal shares
  group.actions[0].skill = 0.0;
  group.client = client;
  return s;
}

double squeezes(const Scenario& s) {
  const BlockResult result = run(s, 1);
  return static_cast<double>(times_of(result.events, EventKind::client_squeezed).size());
}

}  // namespace

TEST_CASE("suppliers' belief is that of a beta prior and the orders seen, of which old ones fade") {
  const Client c = plain_client();
  CHECK_THAT(belief_of(c, {}), WithinAbs(0.6, 1e-15));
  Record seen = after_order(c, {}, true);
  CHECK_THAT(belief_of(c, seen), WithinAbs((2.4 + 1.0) / 5.0, 1e-15));
  seen = after_order(c, seen, false);
  CHECK_THAT(belief_of(c, seen), WithinAbs((2.4 + 0.75) / (4.0 + 0.75 + 1.0), 1e-15));
  // who forgets at once knows the last order only
  Client short_memory = c;
  short_memory.forgetting = 1.0;
  seen = after_order(short_memory, seen, true);
  CHECK(seen.kept == 1.0);
  CHECK(seen.broken == 0.0);
}

TEST_CASE("squeezing gains the share kept back, less the deliveries that move to other outlets") {
  for (const double patience : {0.0, 0.5, 0.95}) {
    for (const double forgetting : {0.0, 0.25, 1.0}) {
      for (const int orders : {0, 1, 7}) {
        CAPTURE(patience, forgetting, orders);
        Client c = plain_client();
        c.forgetting = forgetting;
        double shadow = 0.0;  // order by order
        for (int j = 1; j <= orders; ++j)
          shadow += std::pow(patience, j) * std::pow(1.0 - forgetting, j - 1);
        CHECK_THAT(shadow_of_orders(c, patience, orders), WithinAbs(shadow, 1e-12));
        const Record seen{2.0, 1.0};
        // one order of all that are remembered lies between the two impressions
        const double drop = 1.0 / (4.0 + (1.0 - forgetting) * 3.0 + 1.0);
        CHECK_THAT(gain_from_squeezing(c, seen, 0.8, shadow),
                   WithinAbs(0.2 - 1.0 * 0.8 * 0.5 * drop * shadow, 1e-12));
      }
    }
  }
}

TEST_CASE(
    "a client without a future squeezes every order, and so does one with captive suppliers") {
  Client hasty = plain_client();
  hasty.patience = 0.0;
  hasty.outside_sales = 1.0;
  hasty.surplus = 1000.0;
  CHECK(squeezes(supplied(hasty)) == 12.0);
  Client monopsonist = plain_client();
  monopsonist.patience = 0.999;
  monopsonist.outside_sales = 0.0;
  monopsonist.surplus = 1000.0;
  CHECK(squeezes(supplied(monopsonist)) == 12.0);
}

TEST_CASE("a patient client whose suppliers can leave it honours, until a known end is near") {
  Client patient = plain_client();
  patient.patience = 0.98;
  patient.surplus = 10.0;
  CHECK(squeezes(supplied(patient)) == 0.0);
  Scenario ends = supplied(patient);
  ends.time.known_end = true;
  const BlockResult result = run(ends, 1);
  // after the last order there is nothing to lose; before it the next one's loss is
  // 10 x 1 x .5 x .98 / (4 + kept + 1), above .2 whatever was kept (at most 4 of the past)
  CHECK(times_of(result.events, EventKind::client_squeezed) == std::vector<int>{11});
}

TEST_CASE("suppliers expect of a bought action the price that they believe they will be paid") {
  const Scenario s = supplied(plain_client());
  World w = world_of(s);
  step_to_expectations(w, 0, 0);
  const Stakes before = stakes_of(w, w.firms.coefficient(0, 0), 0, 0, 6);
  CHECK_THAT(before.own_yield, WithinAbs(w.groups.competence(0, 0) * (1.0 - 0.2 * 0.4), 1e-12));
  CHECK(before.others_yield == before.own_yield);
  w.groups.client.broken(0, 0) = 4.0;
  const Stakes after = stakes_of(w, w.firms.coefficient(0, 0), 0, 0, 6);
  CHECK_THAT(after.own_yield, WithinAbs(w.groups.competence(0, 0) * (1.0 - 0.2 * 0.7), 1e-12));
}

TEST_CASE(
    "what the client keeps back is its gain and the suppliers' loss, and no welfare is made") {
  Client c = plain_client();
  c.patience = 0.0;
  Client fair = c;
  fair.squeeze = 0.0;
  const BlockResult squeezed = run(supplied(c), 1);
  const BlockResult paid = run(supplied(fair), 1);
  // six suppliers, each gives 10 that yield 20 to the group: 120 an order
  double orders = 0.0;
  for (int t = 0; t < 12; ++t)
    orders += std::pow(1.05, -t / 12.0) * 120.0;
  CHECK_THAT(summary_of(paid, "member_gain")[0], WithinRel(orders, 1e-9));
  CHECK_THAT(summary_of(squeezed, "member_gain")[0], WithinRel(0.8 * orders, 1e-9));
  CHECK_THAT(summary_of(paid, "client_gain")[0], WithinRel(orders, 1e-9));
  CHECK_THAT(summary_of(squeezed, "client_gain")[0], WithinRel(1.2 * orders, 1e-9));
  for (const BlockResult* x : {&squeezed, &paid}) {
    CHECK_THAT(summary_of(*x, "outsider_effect")[0],
               WithinRel(summary_of(*x, "client_gain")[0], 1e-12));
  }
  CHECK_THAT(summary_of(squeezed, "welfare")[0], WithinRel(summary_of(paid, "welfare")[0], 1e-9));
  CHECK_THAT(summary_of(squeezed, "price_paid")[0], WithinRel(0.8, 1e-9));
  CHECK(summary_of(paid, "price_paid")[0] == 1.0);
}

TEST_CASE("the price is recorded in periods with an order, and is missing without one") {
  Scenario s = supplied(plain_client());
  s.association[0].actions[0].every = 4;
  const BlockResult result = run(s, 1);
  const auto& price = path_of(result, "price_paid");
  for (std::size_t t = 0; t < 12; ++t) {
    CAPTURE(t);
    CHECK(std::isnan(price[t]) == (t % 4 != 0));
  }
  s.association[0].client.reset();
  const BlockResult without = run(s, 1);
  CHECK(std::isnan(path_of(without, "price_paid")[0]));
  CHECK(std::isnan(summary_of(without, "client_gain")[0]));
  CHECK(std::isnan(summary_of(without, "price_paid")[0]));
  CHECK(summary_of(without, "outsider_effect")[0] == 0.0);
}

TEST_CASE("what suppliers could sell elsewhere at the agreed price is what they have outside") {
  Scenario s = supplied(plain_client());
  s.model.benefit_memory = 0.25;
  s.population.outside_option = 0.01;
  s.association[0].actions[0].every = 2;
  World w = world_of(s);
  const double before = w.firms.outside(2, 0);
  REQUIRE(before > 0.0);
  step(w, 0, 0);
  // of an order each keeps 20 less its contribution of 10; half of that could be had elsewhere
  const double memory = w.model.benefit_memory;
  CHECK_THAT(w.firms.outside(2, 0), WithinAbs(before + 0.5 * memory * 10.0, 1e-12));
  step(w, 0, 1);  // no order
  CHECK_THAT(w.firms.outside(2, 0),
             WithinAbs(before + 0.5 * memory * (1.0 - memory) * 10.0, 1e-12));
}

TEST_CASE("an order that nobody serves lowers what the client counts on, and pays nobody") {
  Scenario s = supplied(plain_client());
  s.participation.rate = 0.0;
  World w = world_of(s);
  step_to_monitoring(w, 0, 0);
  CHECK(w.groups.client.delivery(0, 0) == 1.0 - w.model.expectation_rate);
  CHECK(w.groups.outsider(0, 0) == 0.0);
  CHECK(std::isnan(w.groups.client.price(0, 0)));
}

TEST_CASE("a client develops its suppliers as long as that repays, and books what it pays itself") {
  Client c = plain_client();
  c.development_effect = 0.1;
  for (const bool cheap : {true, false}) {
    for (const bool funded : {false, true}) {
      CAPTURE(cheap, funded);
      c.development_co_finance = 0.25;
      Scenario s = supplied(c);
      s.association[0].capability = 0.5;
      s.association[0].actions[0].skill = 0.8;
      s.model.capability_learning = s.model.capability_decay = 0.0;
      s.institution.shock_rate = 0.0;
      if (funded)
        guide(s, 1.0, {{Activity::link, 1.0}});
      s.institution.overhead = 0.5;
      s.institution.day_cost = 0.0;
      // what a period's teaching brings, by hand
      const double taught = (1.0 - std::pow(0.9, s.time.period_days / 14.0)) * 0.5;
      double later = 0.0;
      for (int j = 1; j <= 36; ++j)
        later += std::pow(0.9, j);
      const double served = 1.0 - 0.8 * 0.5;
      const double worth = 1.0 * (0.8 * taught / served) * (120.0 * served) * later;
      const double own = funded ? 0.75 : 1.0;
      const double spent = worth / own * (cheap ? 0.999 : 1.001);
      s.association[0].client->development = spent / (s.time.period_days / 14.0);
      World w = world_of(s);
      w.groups.attendance(0, 0) = 1.0;
      step_to_monitoring(w, 0, 0);
      // only the client's own doing is looked at
      const double gained = w.groups.client.gain(0, 0);
      const double programme = w.groups.programme(0, 0);
      w.groups.competence(0, 0) = served;
      follow_client(w, 0, 0);
      CHECK_THAT(w.groups.capability(0, 0), WithinAbs(cheap ? 0.5 + taught : 0.5, 1e-12));
      CHECK_THAT(w.groups.client.gain(0, 0) - gained, WithinAbs(cheap ? -own * spent : 0.0, 1e-9));
      CHECK_THAT(w.groups.programme(0, 0) - programme,
                 WithinAbs(cheap ? (1.0 - own) * spent * 1.5 : 0.0, 1e-9));
    }
  }
}
