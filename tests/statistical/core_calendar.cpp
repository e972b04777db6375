// What happens in a time by chance does not depend on the length of the periods that it is counted
// in: turnover, exit, entry, offers and demand over twelve weeks in periods of 7, 14 and 28 days.
// Each comparison fails a correct program for one seed in a million (kFalseFailure), and seeds are
// fixed.
#include "support/catch.hpp"
#include "support/chances_fixture.hpp"

#include <cmath>
#include <cstdint>
#include <vector>

using namespace minga::test;
using namespace minga::core;

namespace {

constexpr double kLengths[] = {7.0, 14.0, 28.0};

/// Twelve weeks in periods of this length, without games.
Scenario twelve_weeks(double days, int firms) {
  Scenario s = laboratory(firms, static_cast<int>(84.0 / days));
  s.time.period_days = days;
  s.association[0].actions[0].phase = 4;
  s.model.phase_one_months = 1000.0;
  s.record = {true, false, false, true};
  return s;
}

/// Another seed for each length, so that the lengths are independent.
std::uint64_t seed_of(double days) { return kSeed + static_cast<std::uint64_t>(days); }

}  // namespace

TEST_CASE("representatives change as often in a time, whatever the periods") {
  constexpr int kRuns = 3000;
  // counted by firms whose representative changed at least once, as hazards are
  const double chance = 1.0 - std::exp(-1.5 * 84.0 / 365.2425);
  for (const double days : kLengths) {
    CAPTURE(days);
    Scenario s = twelve_weeks(days, 10);
    s.model.turnover_rate = 1.5;
    const BlockResult result = run(s, kRuns, seed_of(days));
    std::vector<char> changed(10 * kRuns, 0);
    for (const Event& e : result.events) {
      if (e.kind == EventKind::representative_changed)
        changed[static_cast<std::size_t>(e.run * 10 + e.firm)] = 1;
    }
    double count = 0.0;
    for (const char c : changed)
      count += c;
    CHECK(distance(count, 10.0 * kRuns, chance) < standard_errors());
  }
}

TEST_CASE("as many members leave in a time, whatever the periods") {
  constexpr int kRuns = 3000;
  for (const double days : kLengths) {
    CAPTURE(days);
    Scenario s = twelve_weeks(days, 10);
    s.model.exit_rate = 0.05;
    s.participation.rate = 0.0;  // no meeting that could end the group by vote
    s.model.quorum_failures_max = 1000;
    s.profiles[0].patience = {0.9, 0.0};
    s.population.outside_option = 50.0;  // whoever considers it leaves
    s.association[0].min_members = 0;
    const BlockResult result = run(s, kRuns, seed_of(days));
    double stayed = 0.0;
    for (const double n : summary_of(result, "members_final"))
      stayed += n;
    CHECK(distance(stayed, 10.0 * kRuns, std::pow(0.95, 6.0)) < standard_errors());
  }
}

TEST_CASE("an outsider applies as soon in a time, whatever the periods") {
  constexpr int kRuns = 20000;
  for (const double days : kLengths) {
    CAPTURE(days);
    Scenario s = twelve_weeks(days, 3);
    s.population.entrants = 1;
    s.population.expected_gain = 1.0;
    s.model.entry_rate = 0.1;
    s.model.closure = 0.0;  // everybody is admitted
    const BlockResult result = run(s, kRuns, seed_of(days));
    CHECK(distance(count_events(result, EventKind::joined), kRuns, 1.0 - std::pow(0.9, 6.0)) <
          standard_errors());
  }
}

TEST_CASE("as many members get no offer from outside in a time, whatever the periods") {
  constexpr int kRuns = 3000;
  for (const double days : kLengths) {
    CAPTURE(days);
    Scenario s = twelve_weeks(days, 10);
    s.market.counter_offers = 0.1;
    Action& deal = s.association[0].actions[0];
    deal.form = GameForm::side_deal;
    deal.phase = 1;
    deal.cost = deal.multiplier = deal.offer_rate = 0.0;
    deal.side_gain = 5.0;
    World w = world_of(s, kRuns, seed_of(days));
    double spared = 0.0;
    for (int r = 0; r < kRuns; ++r) {
      std::vector<char> tempted(10, 0);
      for (int t = 0; t < s.time.periods; ++t) {
        step(w, r, t);
        for (int f = 0; f < 10; ++f)
          tempted[static_cast<std::size_t>(f)] |= w.firms.temptation(f, r) > 0.0;
      }
      for (const char c : tempted)
        spared += c == 0;
    }
    CHECK(distance(spared, 10.0 * kRuns, std::pow(0.9, 6.0)) < standard_errors());
  }
}

TEST_CASE(
    "demand keeps its spread, and as much of a deviation after a time, whatever the periods") {
  constexpr int kRuns = 20000;
  constexpr double kSpread = 0.3;
  const double kept = std::pow(0.9, 4.0);  // eight weeks
  for (const double days : kLengths) {
    CAPTURE(days);
    Scenario s = twelve_weeks(days, 2);
    s.market.demand_sd = kSpread;
    s.market.demand_persistence = 0.9;
    World w = world_of(s, kRuns, seed_of(days));
    const int span = static_cast<int>(56.0 / days);
    double product = 0.0;
    double square = 0.0;
    for (int r = 0; r < kRuns; ++r) {
      open_period(w, r, 0);
      const double first = w.groups.demand(0, r);
      for (int t = 1; t <= span; ++t)
        open_period(w, r, t);
      product += first * w.groups.demand(0, r) / (kSpread * kSpread);
      square += w.groups.demand(0, r) * w.groups.demand(0, r) / (kSpread * kSpread);
    }
    // of two standard normal variables with correlation c, the variance of the product is 1 + c^2,
    // and that of a square is 2
    CHECK(std::fabs(product / kRuns - kept) / std::sqrt((1.0 + kept * kept) / kRuns) <
          standard_errors());
    CHECK(std::fabs(square / kRuns - 1.0) / std::sqrt(2.0 / kRuns) < standard_errors());
  }
}
