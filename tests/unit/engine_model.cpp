// The ensemble with the real model: neither threads nor blocks nor segments leave a trace.
#include "engine_same.hpp"
#include "minga/engine/ensemble.hpp"
#include "minga/io/scenario.hpp"
#include "support/catch.hpp"

#include <string>
#include <vector>

namespace {

using namespace minga;

std::vector<core::Scenario> points() {
  const std::string file = std::string(MINGA_TEST_SOURCE_DIR) + "/scenarios/cases/otavalo.toml";
  std::vector<core::Scenario> result;
  for (const char* regulation : {"none", "strict-expulsion"}) {
    const std::vector<io::Override> overrides{{"association[0].regulation", regulation},
                                              {"time.periods", "40"}};
    result.push_back(io::load_scenario(file, overrides).value);
    result.back().record = {true, true, true, true};
  }
  return result;
}

std::vector<core::BlockResult> run(const std::vector<core::Scenario>& scenarios, int threads,
                                   int block, bool common = true) {
  engine::Plan plan;
  plan.points = scenarios.size();
  plan.replicates = 13;
  plan.seed = 9;
  plan.common_random_numbers = common;
  plan.runs_per_segment = 10;
  plan.threads = threads;
  plan.block = block;
  std::vector<core::BlockResult> results;
  engine::Callbacks callbacks;
  callbacks.scenario = [&](std::size_t point) -> const core::Scenario& { return scenarios[point]; };
  callbacks.commit = [&](std::size_t, core::BlockResult&& runs) {
    results.push_back(std::move(runs));
  };
  REQUIRE(engine::run_ensemble(plan, callbacks, false));
  return results;
}

}  // namespace

TEST_CASE("the model gives the same bits for any number of threads and any block size") {
  const auto scenarios = points();
  const auto reference = run(scenarios, 1, 1);
  for (const int threads : {1, 2, 8}) {
    for (const int block : {2, 5, 16}) {
      INFO("threads " << threads << ", block " << block);
      CHECK(test::same_results(run(scenarios, threads, block), reference));
    }
  }
}

TEST_CASE("no run of the model fails on a shipped scenario") {
  for (const auto& result : run(points(), 2, 16)) {
    for (const std::string& reason : result.failed) {
      CHECK(reason.empty());
    }
  }
}

TEST_CASE("equal points are equal with common random numbers, and differ with their own") {
  auto scenarios = points();
  scenarios[1] = scenarios[0];
  const auto welfare_of = [&](bool common) {
    std::vector<double> welfare;
    for (const auto& result : run(scenarios, 2, 16, common)) {
      welfare.insert(welfare.end(), result.summary[8].begin(), result.summary[8].end());
    }
    return welfare;
  };
  REQUIRE(core::summary_variables()[8].name == "welfare");
  const auto common = welfare_of(true);
  const auto own = welfare_of(false);
  for (std::size_t run = 0; run < 13; ++run) {
    CHECK(common[run] == common[run + 13]);
    CHECK(own[run] != own[run + 13]);
  }
}
