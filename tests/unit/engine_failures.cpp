// Runs that throw: recorded with their reason, without touching their neighbours.
#include "engine_fake.hpp"
#include "engine_same.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <new>

namespace {

using namespace minga;
using minga::test::collect;
using minga::test::scenario_of;

engine::Plan plan_of(int block) {
  engine::Plan plan;
  plan.points = 2;
  plan.replicates = 12;
  plan.seed = 1;
  plan.runs_per_segment = 8;
  plan.threads = 2;
  plan.block = block;
  return plan;
}

const std::vector<core::Scenario> kPoints(2, scenario_of(3, 2, 2));

}  // namespace

TEST_CASE("a run that throws is recorded as failed with its reason, and the ensemble goes on") {
  const auto simulate = test::failing_simulate({{2, "no firms"}, {9, "no market"}});
  const auto collected = collect(plan_of(4), kPoints, simulate);
  CHECK(collected.finished);
  REQUIRE(collected.results.size() == 3);
  std::vector<std::string> reasons;
  for (const auto& result : collected.results) {
    reasons.insert(reasons.end(), result.failed.begin(), result.failed.end());
  }
  for (std::size_t run = 0; run < reasons.size(); ++run) {
    const std::string expected = run % 12 == 2 ? "no firms" : run % 12 == 9 ? "no market" : "";
    INFO("run " << run);
    CHECK(reasons[run] == expected);
  }
}

TEST_CASE("a failed run has missing values, its neighbours theirs") {
  const auto healthy = collect(plan_of(4), kPoints);
  const auto collected = collect(plan_of(4), kPoints, test::failing_simulate({{2, "reason"}}));
  const auto& values = collected.results.at(0).summary.at(1);
  const auto& expected = healthy.results.at(0).summary.at(1);
  for (std::size_t run = 0; run < 8; ++run) {
    if (run == 2) {
      CHECK(std::isnan(values[run]));
    } else {
      CHECK(values[run] == expected[run]);
    }
  }
  CHECK(std::isnan(collected.results[0].trajectory.at(0).at(2 * 3)));
  CHECK_FALSE(std::isnan(collected.results[0].trajectory.at(0).at(3 * 3)));
}

TEST_CASE("failed runs do not depend on the block size") {
  const auto simulate = test::failing_simulate({{0, "first"}, {5, "middle"}, {11, ""}});
  const auto reference = collect(plan_of(1), kPoints, simulate);
  CHECK(reference.results.at(1).failed.at(3) == "unknown reason");
  for (const int block : {2, 5, 12}) {
    CHECK(
        test::same_results(collect(plan_of(block), kPoints, simulate).results, reference.results));
  }
}

TEST_CASE("something thrown that is no exception is a failed run as well") {
  const auto simulate = [](const core::Scenario&, const core::BlockRequest&) -> core::BlockResult {
    throw 7;
  };
  const auto collected = collect(plan_of(4), kPoints, simulate);
  CHECK(collected.results.at(0).failed.at(0) == "unknown reason");
}

TEST_CASE("lack of memory ends the ensemble: no run is to blame") {
  const auto simulate = [](const core::Scenario&, const core::BlockRequest&) -> core::BlockResult {
    throw std::bad_alloc();
  };
  CHECK_THROWS_AS(collect(plan_of(4), kPoints, simulate), std::bad_alloc);
}

TEST_CASE("results of another size than announced are a bug that is not passed over") {
  const auto simulate = [](const core::Scenario& scenario, const core::BlockRequest& request) {
    core::BlockResult result = test::fake_simulate(scenario, request);
    result.summary[0].pop_back();
    return result;
  };
  CHECK_THROWS_AS(collect(plan_of(4), kPoints, simulate), std::logic_error);
}
