// Reputations of a whole group over periods against a direct computation of what its members learn.
#include "minga/core/beliefs.hpp"
#include "support/beliefs_fixture.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <vector>

using namespace minga::test;
using namespace minga::core;

TEST_CASE(
    "a period's reputations are the prior ones, Bayes on each act, the yield's hint and drift") {
  const Scenario s = watched_group();
  int seen_defections = 0;
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    World w = world_of(s, 1, seed);
    for (int t = 0; t < 6; ++t) {
      CAPTURE(seed, t);
      step_to_monitoring(w, 0, t);
      std::vector<Shares> expected;
      std::vector<std::size_t> good;
      // each act under the regime in force, by enumeration
      for (int f = 0; f < 8; ++f) {
        Shares belief = reputation_of(w, f, 0);
        const auto act = static_cast<SeenAct>(w.firms.seen(f, 0));
        if (act == SeenAct::nothing) {  // was not there
          expected.push_back(belief);
          continue;
        }
        seen_defections += act == SeenAct::defection;
        double sum = 0.0;
        for (int p = 0; p < 3; ++p) {
          const double stealth = s.profiles[static_cast<std::size_t>(p)].stealth.mean;
          belief[static_cast<std::size_t>(p)] *=
              std::pow(enumerated(act, w.groups.conduct(p, 0), chance_seen(s, stealth), 0.1), 0.8);
          sum += belief[static_cast<std::size_t>(p)];
        }
        for (double& b : belief)
          b /= sum;
        if (act == SeenAct::contribution)
          good.push_back(static_cast<std::size_t>(f));
        expected.push_back(belief);
      }
      // what the yield says about those who seemed to contribute
      Shares genuine;
      for (int p = 0; p < 3; ++p) {
        const double c = w.groups.conduct(p, 0);
        const double v = chance_seen(s, s.profiles[static_cast<std::size_t>(p)].stealth.mean);
        genuine.push_back(c / (c + (1.0 - c) * (1.0 - v)));
      }
      double mean = 0.0;
      const double noise = 0.3 * static_cast<double>(good.size());
      double variance = noise * noise + 0.25;
      for (const std::size_t f : good) {
        double q = 0.0;
        for (std::size_t p = 0; p < 3; ++p)
          q += expected[f][p] * genuine[p];
        mean += q;
        variance += q * (1.0 - q);
      }
      const double signal = w.groups.made(0, 0) * w.groups.noise(0, 0);
      for (const std::size_t f : good) {
        double own = 0.0;
        for (std::size_t p = 0; p < 3; ++p)
          own += expected[f][p] * genuine[p];
        double sum = 0.0;
        for (std::size_t p = 0; p < 3; ++p) {
          const double surprise = signal - (mean - own + genuine[p]);
          expected[f][p] *=
              std::pow(std::exp(-surprise * surprise / (2.0 * variance)), s.model.yield_evidence);
          sum += expected[f][p];
        }
        for (double& b : expected[f])
          b /= sum;
      }
      learn(w, 0, t);
      for (int f = 0; f < 8; ++f) {
        const Shares got = reputation_of(w, f, 0);
        for (std::size_t p = 0; p < 3; ++p) {
          const double b = expected[static_cast<std::size_t>(f)][p];
          const double drifted =
              b + s.model.reputation_drift * (w.groups.prior(static_cast<int>(p), 0) - b);
          CHECK_THAT(got[p], WithinAbs(drifted, 1e-11));
        }
        CHECK_THAT(total(got), WithinAbs(1.0, 1e-12));
      }
      change_members(w, 0, t);
      review_group(w, 0, t);
      settle(w, 0, t);
    }
  }
  CHECK(seen_defections > 20);  // the case is not empty
}

TEST_CASE("a new representative starts nearer to a stranger by the share lost with the old one") {
  Scenario s = watched_group();
  s.model.turnover_rate = 1e9;  // everybody, every period
  s.model.turnover_loss = 0.6;
  World w = world_of(s, 1, 2);
  step_to_monitoring(w, 0, 0);
  learn(w, 0, 0);
  std::vector<Shares> before;
  for (int f = 0; f < 8; ++f)
    before.push_back(reputation_of(w, f, 0));
  change_members(w, 0, 0);
  for (int f = 0; f < 8; ++f) {
    const Shares after = reputation_of(w, f, 0);
    for (std::size_t p = 0; p < 3; ++p) {
      const double prior = w.groups.prior(static_cast<int>(p), 0);
      CHECK_THAT(after[p],
                 WithinAbs(0.4 * before[static_cast<std::size_t>(f)][p] + 0.6 * prior, 1e-13));
    }
    CHECK(w.firms.private_offset(f, 0) == -w.firms.coefficient(f, 0).pessimism);
  }
}

TEST_CASE(
    "earlier failures move the prior from profiles that contribute freely to those that do not") {
  Scenario s = watched_group();
  const World fresh = world_of(s);
  s.population.earlier_failures = 1.0;
  const World burnt = world_of(s);
  for (int p = 0; p < 3; ++p)
    CHECK_THAT(fresh.groups.prior(p, 0),
               WithinAbs(s.population.shares[static_cast<std::size_t>(p)], 1e-15));
  CHECK(burnt.groups.prior(0, 0) < fresh.groups.prior(0, 0));
  CHECK(burnt.groups.prior(2, 0) > fresh.groups.prior(2, 0));
  const double moved = std::log(burnt.groups.prior(2, 0) / burnt.groups.prior(0, 0)) -
                       std::log(fresh.groups.prior(2, 0) / fresh.groups.prior(0, 0));
  CHECK(moved > 0.5);
}
