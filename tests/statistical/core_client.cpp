// How often a client squeezes is its logit chance, and rises with its suppliers' dependence. Each
// comparison fails a correct program for one seed in a million (kFalseFailure); seeds are fixed.
#include "minga/core/math.hpp"
#include "support/catch.hpp"
#include "support/chances_fixture.hpp"

#include <cmath>

using namespace minga::test;
using namespace minga::core;

namespace {

constexpr int kRuns = 20000;

Scenario supplied(double outside_sales, double patience) {
  Scenario s = monthly_laboratory(4, 40);
  s.profiles[0].omega = {50.0, 0.0};
  Association& group = s.association[0];
  group.kind = AssociationKind::vertical_network;
  group.capability = 1.0;
  group.regulation.adoption = Adoption::start;
  Client c;
  c.buys = group.actions[0].name;
  c.surplus = 2.0;
  c.squeeze = 0.2;
  c.outside_sales = outside_sales;
  c.patience = patience;
  c.eta = 0.1;
  c.trust = 0.5;
  c.trust_strength = 4.0;
  c.forgetting = 0.2;
  c.expected_delivery = 1.0;
  group.client = c;
  s.model.horizon_months = 24.0;
  return s;
}

/// First orders squeezed, of kRuns.
double squeezed(const Scenario& s) {
  World w = world_of(s, kRuns, kSeed);
  double count = 0.0;
  for (int r = 0; r < kRuns; ++r) {
    step_to_monitoring(w, r, 0);
    REQUIRE(w.groups.made(0, r) == 4.0);
    count += w.groups.client.price(0, r) < 1.0;
  }
  return count;
}

}  // namespace

TEST_CASE("a first order is squeezed with the logit chance of its gain over what is lost by it") {
  for (const double patience : {0.0, 0.9}) {
    double last = kRuns + 1.0;
    for (const double outside_sales : {0.0, 0.4, 0.8}) {
      CAPTURE(patience, outside_sales);
      double shadow = 0.0;
      for (int j = 1; j <= 24; ++j)
        shadow += std::pow(patience, j) * std::pow(0.8, j - 1);
      const double gain = 0.2 - 2.0 * outside_sales * shadow / 5.0;
      const double chance = 1.0 / (1.0 + std::exp(-gain / 0.1));
      const double count = squeezed(supplied(outside_sales, patience));
      CHECK(distance(count, kRuns, chance) < standard_errors());
      // the more suppliers can sell elsewhere, the less they are squeezed; without a future alike
      CHECK((patience > 0.0 ? count < last : chance > 0.88));
      last = count;
    }
  }
}
