// What must hold for every valid scenario, tried on random ones: nothing throws, and results keep
// their promises.
#include "minga/io/scenario.hpp"
#include "support/catch.hpp"
#include "support/core_fixture.hpp"
#include "support/inspector.hpp"
#include "support/random_scenario.hpp"

#include <string>

using namespace minga::test;
using namespace minga::core;

namespace {

constexpr int kScenarios = 400;
constexpr int kReplicates = 3;

}  // namespace

TEST_CASE("every valid scenario runs, and its results keep what they promise") {
  int survived = 0;
  int failed = 0;
  for (std::uint64_t seed = 1; seed <= kScenarios; ++seed) {
    const Scenario s = random_scenario(seed);
    CAPTURE(seed);
    BlockResult result;
    REQUIRE_NOTHROW(result = run(s, kReplicates, seed));
    for (std::size_t r = 0; r < kReplicates; ++r) {
      const std::string faults = Inspector(s, result, r).faults();
      CAPTURE(r);
      if (faults != "")
        CHECK(faults.substr(0, 300) == "");
      (summary_of(result, "survived")[r] == 1.0 ? survived : failed) += 1;
    }
  }
  // the scenarios are not all of one kind
  CHECK(survived > kScenarios / 4);
  CHECK(failed > kScenarios / 4);
}

TEST_CASE("the random scenarios are valid by the parameter table") {
  for (std::uint64_t seed = 1; seed <= kScenarios; seed += 8) {
    CAPTURE(seed);
    Scenario s = random_scenario(seed);
    CHECK_NOTHROW(minga::io::load_scenario_text(minga::io::resolved_text(s), "random.toml"));
  }
}

TEST_CASE(
    "a meeting that costs nothing is attended for what it offers, and engagement is a share") {
  Scenario s = laboratory(5, 10);
  s.association[0].meeting_hours = 0.0;
  s.association[0].capability = 0.0;
  s.population.distance_km = 0.0;
  s.population.expected_gain = 0.0;
  s.model.meeting_gain = 0.0;
  s.model.attention = 1.0;
  s.model.quorum_failures_max = 1000;
  s.participation.mode = ParticipationMode::endogenous;
  s.participation.initial = 1.0;
  s.model.engagement_rate = 0.0;
  s.association[0].actions[0].every = 3;
  s.association[0].actions[0].multiplier = 10.0;  // giving pays oneself
  constexpr int kRuns = 40;
  const BlockResult result = run(s, kRuns);
  for (const float e : path_of(result, "engagement"))
    REQUIRE(is_share(static_cast<double>(e)));
  double first = 0.0;
  double second = 0.0;
  for (std::size_t r = 0; r < kRuns; ++r) {
    first += path_of(result, "attendance")[r * 10] / kRuns;
    second += path_of(result, "attendance")[r * 10 + 1] / kRuns;
  }
  CHECK_THAT(first, WithinAbs(1.0, 1e-6));  // a contribution can be made, and pays
  // nothing to win: as much worth as it costs, so half of them; 200 draws, five standard errors
  CHECK_THAT(second, WithinAbs(0.5, 0.18));
  s.model.engagement_rate = 0.5;
  const BlockResult moving = run(s, kRuns);
  for (const float e : path_of(moving, "engagement"))
    REQUIRE(is_share(static_cast<double>(e)));
}
