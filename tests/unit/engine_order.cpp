// Which runs an ensemble hands over, in which order, and that threads and blocks leave no trace.
#include "engine_fake.hpp"
#include "engine_same.hpp"
#include "support/catch.hpp"

#include <algorithm>

namespace {

using namespace minga;
using minga::test::collect;
using minga::test::same_results;
using minga::test::scenario_of;

engine::Plan plan_of(std::size_t points, std::size_t replicates, std::size_t per_segment) {
  engine::Plan plan;
  plan.points = points;
  plan.replicates = replicates;
  plan.seed = 5;
  plan.runs_per_segment = per_segment;
  plan.threads = 2;
  plan.block = 4;
  return plan;
}

std::vector<core::Scenario> equal_points(std::size_t points) {
  return std::vector<core::Scenario>(points, scenario_of(3, 2, 4));
}

}  // namespace

TEST_CASE("segments are handed over in ascending order, the last one shorter") {
  const auto collected = collect(plan_of(3, 7, 4), equal_points(3));
  CHECK(collected.finished);
  CHECK(collected.segments == std::vector<std::size_t>{0, 1, 2, 3, 4, 5});
  for (std::size_t i = 0; i < 5; ++i)
    CHECK(collected.results.at(i).runs == 4);
  CHECK(collected.results.at(5).runs == 1);
}

TEST_CASE("segments are handed over in the order that is asked for, and no others") {
  const auto ascending = collect(plan_of(3, 7, 4), equal_points(3));
  const std::vector<std::size_t> order{4, 0, 5, 2};
  const auto collected = collect(plan_of(3, 7, 4), equal_points(3), minga::test::fake_simulate,
                                 {order.size(), [&order](std::size_t k) { return order.at(k); }});
  CHECK(collected.finished);
  CHECK(collected.segments == order);
  for (std::size_t k = 0; k < order.size(); ++k)
    CHECK(same_results({collected.results.at(k)}, {ascending.results.at(order[k])}));
}

TEST_CASE("the spread order has every segment once, and any beginning of it lies evenly") {
  for (const std::size_t n : {1U, 2U, 3U, 7U, 64U, 100U, 1001U}) {
    const engine::Spread spread(n);
    std::vector<bool> seen(n, false);
    for (std::size_t k = 0; k < n; ++k) {
      REQUIRE(spread(k) < n);
      REQUIRE_FALSE(seen[spread(k)]);
      seen[spread(k)] = true;
      // no gap of those not seen is longer than three times the mean gap
      std::size_t longest = 0;
      std::size_t gap = 0;
      for (std::size_t i = 0; i < n; ++i) {
        gap = seen[i] ? 0 : gap + 1;
        longest = std::max(longest, gap);
      }
      CAPTURE(n, k);
      CHECK(static_cast<double>(longest) <=
            3.0 * static_cast<double>(n) / static_cast<double>(k + 1));
    }
  }
  // beyond 32 bits
  const engine::Spread large(40'000'000'000);
  CHECK(large(39'999'999'999) < 40'000'000'000);
  CHECK(large(3) != large(4));
}

TEST_CASE("the size of a segment changes no run") {
  const auto joined = [](std::size_t per_segment) {
    std::vector<std::vector<double>> all(core::summary_variables().size());
    for (const core::BlockResult& result :
         collect(plan_of(5, 13, per_segment), equal_points(5)).results) {
      for (std::size_t v = 0; v < all.size(); ++v)
        all[v].insert(all[v].end(), result.summary[v].begin(), result.summary[v].end());
    }
    return all;
  };
  const auto reference = joined(1);
  for (const std::size_t per_segment : {2U, 7U, 13U, 64U, 65U, 1000U})
    CHECK(joined(per_segment) == reference);
}

TEST_CASE("a segment that spans two points holds the runs of both in order") {
  engine::Plan plan = plan_of(2, 3, 6);
  plan.common_random_numbers = false;
  const auto collected = collect(plan, equal_points(2));
  REQUIRE(collected.results.size() == 1);
  const auto& first_variable = collected.results[0].summary.at(0);
  // seed + 7 * stream + 1000 * replicate, with stream = point + 1
  CHECK(first_variable == std::vector<double>{12, 1012, 2012, 19, 1019, 2019});
}

TEST_CASE("with common random numbers every point has the same stream") {
  const auto collected = collect(plan_of(2, 2, 4), equal_points(2));
  CHECK(collected.results.at(0).summary.at(0) == std::vector<double>{5, 1005, 5, 1005});
}

TEST_CASE("events count runs from the first of their segment") {
  const auto collected = collect(plan_of(1, 9, 6), equal_points(1));
  std::vector<int> runs;
  for (const auto& event : collected.results.at(0).events)
    runs.push_back(event.run);
  CHECK(runs == std::vector<int>{1, 2, 2, 4, 5, 5});
  runs.clear();
  for (const auto& event : collected.results.at(1).events)
    runs.push_back(event.run);
  CHECK(runs == std::vector<int>{1, 2, 2});
}

TEST_CASE("any number of threads and any block size give the same results") {
  engine::Plan plan = plan_of(5, 13, 9);
  plan.threads = 1;
  plan.block = 1;
  const auto reference = collect(plan, equal_points(5));
  for (const int threads : {0, 1, 2, 8}) {
    for (const int block : {1, 2, 3, 5, 16, 1000}) {
      plan.threads = threads;
      plan.block = block;
      INFO("threads " << threads << ", block " << block);
      CHECK(same_results(collect(plan, equal_points(5)).results, reference.results));
    }
  }
}

TEST_CASE("the cut into segments moves no run") {
  const auto whole = collect(plan_of(3, 10, 30), equal_points(3));
  for (const std::size_t per_segment : {1, 4, 7, 100}) {
    const auto cut = collect(plan_of(3, 10, per_segment), equal_points(3));
    std::vector<double> joined;
    for (const auto& result : cut.results) {
      joined.insert(joined.end(), result.summary[1].begin(), result.summary[1].end());
    }
    CHECK(joined == whole.results.at(0).summary.at(1));
  }
}

TEST_CASE("points with fewer periods, firms or profiles are padded with missing values") {
  const std::vector<core::Scenario> points{scenario_of(2, 1, 1), scenario_of(3, 2, 2)};
  const auto collected = collect(plan_of(2, 1, 2), points);
  const core::BlockResult& result = collected.results.at(0);
  CHECK(result.periods == 3);
  CHECK(result.firms == 2);
  CHECK(result.profiles == 2);
  const auto missing = [](auto value) { return value != value; };
  CHECK_FALSE(missing(result.trajectory[0][1]));
  CHECK(missing(result.trajectory[0][2]));
  CHECK_FALSE(missing(result.trajectory[0][5]));
  CHECK_FALSE(missing(result.firm[0][0]));
  CHECK(missing(result.firm[0][1]));  // second firm of the first period of the smaller point
  CHECK(missing(result.by_profile[0][1]));
  CHECK_FALSE(missing(result.by_profile[0][3]));
}

TEST_CASE("groups that are not recorded stay empty") {
  core::Scenario scenario = scenario_of(3, 2, 2);
  scenario.record = {true, false, false, false};
  const auto simulate = [](const core::Scenario& input, const core::BlockRequest& request) {
    core::BlockResult result = test::fake_simulate(input, request);
    result.trajectory.clear();
    result.firm.clear();
    result.firm_constant.clear();
    result.events.clear();
    return result;
  };
  const auto collected = collect(plan_of(1, 8, 8), {scenario}, simulate);
  CHECK_FALSE(collected.results.at(0).summary.empty());
  CHECK(collected.results.at(0).trajectory.empty());
  CHECK(collected.results.at(0).firm.empty());
}

TEST_CASE("an empty plan or a missing callback is refused") {
  CHECK_THROWS_AS(collect(plan_of(0, 1, 1), equal_points(1)), std::invalid_argument);
  CHECK_THROWS_AS(collect(plan_of(1, 0, 1), equal_points(1)), std::invalid_argument);
  CHECK_THROWS_AS(collect(plan_of(1, 1, 0), equal_points(1)), std::invalid_argument);
  engine::Callbacks callbacks;
  CHECK_THROWS_AS(engine::run_ensemble(plan_of(1, 1, 1), callbacks, false), std::invalid_argument);
}
