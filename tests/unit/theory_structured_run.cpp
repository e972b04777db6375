// Runs and their records.
#include "minga/theory/structured_run.hpp"
#include "support/catch.hpp"
#include "support/spatial_fixture.hpp"

#include <vector>

using namespace minga::test;
using namespace minga::theory;

TEST_CASE("a run records the shares of every generation and the states asked for") {
  const StructuredDraws d = draws(9);
  const auto m = szabo_toke(10, 1.5);
  const auto begin = mixed(100, 0.5, d);
  SpatialFermi watched(m, begin, d);
  const RunRecord record = run(watched, {20, {7, 0}, true});
  REQUIRE(record.times.size() == 21);
  REQUIRE(record.snapshots.size() == 2);
  CHECK(record.snapshots[0].time == 0);
  CHECK(record.snapshots[0].strategies == begin);
  SpatialFermi alone(m, begin, d);
  for (int t = 0; t < 7; ++t)
    alone.generation();
  const auto s = alone.strategies();
  CHECK(record.snapshots[1].strategies == std::vector<StrategyIndex>(s.begin(), s.end()));
  CHECK(record.shares[7][0] == static_cast<double>(alone.players()[0]) / 100);
  CHECK(record.mean_share(0, 2) == (record.shares[19][0] + record.shares[20][0]) / 2);
}

TEST_CASE("a run ends when absorbed, and its last share counts for what was not run") {
  const StructuredDraws d = draws(9);
  StructuredModel m = *szabo_toke(10, 3.0);
  const RunRecord record = run(m, mixed(100, 0.5, d), d, {1000, {}, true});
  CHECK(record.absorbed);
  CHECK(record.times.back() < 1000);
  CHECK(record.shares.back()[kDefect] == 1.0);
  CHECK(record.mean_share(kDefect, 500) == 1.0);
  const RunRecord on = run(m, mixed(100, 0.5, d), d, {1000, {}, false});
  CHECK(on.times.back() == 1000);
  CHECK_THROWS_AS(on.mean_share(0, 1002), std::invalid_argument);
}

TEST_CASE("the way a model is run is the caller's wish and no part of the result") {
  const StructuredDraws d = draws(10);
  const auto m = szolnoki_perc(9, 4.2);
  const auto begin = mixed(81, 0.5, d);
  StructuredPopulation general(m, begin, d);
  CHECK(run(general, {15, {}, true}).shares == run(*m, begin, d, {15, {}, true}).shares);
}

TEST_CASE("counted players are all there, at places that differ by replicate and lie evenly") {
  const std::vector<int> counts{20, 0, 80};
  std::vector<int> seen(100, 0);
  constexpr int kReplicates = 2000;
  std::vector<StrategyIndex> before;
  for (std::uint32_t r = 0; r < kReplicates; ++r) {
    StructuredDraws d = draws(12);
    d.replicate = r;
    const auto s = begin_with_counts(100, counts, d);
    CHECK(std::count(s.begin(), s.end(), 0) == 20);
    CHECK(std::count(s.begin(), s.end(), 2) == 80);
    CHECK(s == begin_with_counts(100, counts, d));
    CHECK(s != before);
    before = s;
    for (std::size_t i = 0; i < 100; ++i)
      seen[i] += s[i] == 0 ? 1 : 0;
  }
  // each place has a fifth of the 2000; 6 standard errors, 100 places: false failure 2e-7
  for (const int n : seen)
    CHECK(std::abs(n - 400) < 6 * std::sqrt(2000 * 0.16));
  CHECK_THROWS_WITH(begin_with_counts(5, std::vector<int>{2, 2}, draws(1)),
                    "sum of counts = 4 is not accepted: it must be 5");
}

TEST_CASE("first strategies are drawn by their shares, or all but one are the same") {
  const StructuredDraws d = draws(12);
  const auto s = begin_with_shares(100000, std::vector<double>{0.2, 0.0, 0.8}, d);
  const double first = static_cast<double>(std::count(s.begin(), s.end(), 0)) / 100000;
  // 5 standard errors
  CHECK(std::fabs(first - 0.2) < 5 * std::sqrt(0.16 / 100000));
  CHECK(std::count(s.begin(), s.end(), 1) == 0);
  CHECK(begin_with_one(3, 1, 1, 0) == std::vector<StrategyIndex>{0, 1, 0});
  CHECK_THROWS_WITH(begin_with_shares(5, std::vector<double>{0.5, 0.4}, d),
                    "sum of shares = 0.9 is not accepted: it must be 1");
  CHECK_THROWS_WITH(begin_with_one(3, 3, 1, 0), "node = 3 is not accepted: it must be 0 to 2");
}
