// One run of a plan alone is that run of the ensemble.
#include "engine_fake.hpp"
#include "engine_same.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <stdexcept>

namespace {

using namespace minga;
using minga::test::collect;
using minga::test::scenario_of;

engine::Plan plan_of(bool common) {
  engine::Plan plan;
  plan.points = 2;
  plan.replicates = 5;
  plan.seed = 6;
  plan.runs_per_segment = 4;
  plan.common_random_numbers = common;
  return plan;
}

const std::vector<core::Scenario> kPoints(2, scenario_of(3, 2, 2));

}  // namespace

TEST_CASE(
    "a run alone has the values that it has in the ensemble, whatever shares random numbers") {
  for (const bool common : {true, false}) {
    const engine::Plan plan = plan_of(common);
    const auto collected = collect(plan, kPoints);
    for (std::size_t run = 0; run < plan.runs(); ++run) {
      CAPTURE(common, run);
      const core::BlockResult alone =
          engine::run_alone(plan, kPoints[run / 5], run, test::fake_simulate);
      const core::BlockResult& segment = collected.results.at(run / 4);
      REQUIRE(alone.runs == 1);
      REQUIRE(alone.summary.at(1).at(0) == segment.summary.at(1).at(run % 4));
      REQUIRE(alone.trajectory.at(0).at(2) == segment.trajectory.at(0).at(run % 4 * 3 + 2));
    }
  }
}

TEST_CASE("a run alone that throws is recorded as failed") {
  const core::BlockResult alone =
      engine::run_alone(plan_of(true), kPoints[0], 2, test::failing_simulate({{2, "no firms"}}));
  CHECK(alone.failed.at(0) == "no firms");
  CHECK(std::isnan(alone.summary.at(1).at(0)));
}

TEST_CASE("a run that the plan does not have is refused") {
  CHECK_THROWS_AS(engine::run_alone(plan_of(true), kPoints[0], 10, test::fake_simulate),
                  std::invalid_argument);
}
