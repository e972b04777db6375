// Designs: levels, points, faults and the resolved text.
#include "minga/io/catalogue.hpp"
#include "minga/io/theory.hpp"
#include "support/catch.hpp"
#include "support/io_fixture.hpp"

#include <chrono>

using namespace minga;

namespace {

const std::string kDesign = R"(name = "trial"
scenario = "small.toml"
replicates = 7
seed = 11
[set]
"population.firms" = 9
[[factor]]
name = "regulation"
title = { es = "Reglamento", en = "Regulation" }
path = "association[0].regulation"
levels = ["none", "otavalo-2008"]
[[factor]]
name = "cost"
path = "association[0].action[0].cost"
levels = [10, 20.5, 30]
[[factor]]
name = "participation"
levels = [
  { label = "half", set = { "participation.mode" = "fixed", "participation.rate" = 0.5 } },
  { label = "free", set = { "participation.mode" = "endogenous" } },
]
)";

class Design {
 public:
  io::LoadedDesign load(const std::string& text, const std::vector<io::Override>& overrides = {}) {
    folder_.write("small.toml", test::kSmallScenario);
    return io::load_design(folder_.write("design.toml", text).string(), overrides);
  }
  std::vector<io::Diagnostic> faults_of(const std::string& text,
                                        const std::vector<io::Override>& overrides = {}) {
    try {
      load(text, overrides);
    } catch (const io::InputError& error) {
      return error.faults();
    }
    return {};
  }

 private:
  test::TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("a factorial design has every combination, the last factor fastest") {
  const auto design = Design().load(kDesign);
  REQUIRE(design.points.size() == 12);
  CHECK(design.replicates == 7);
  CHECK(design.seed == 11);
  CHECK(design.common_random_numbers);
  for (std::size_t i = 0; i < design.points.size(); ++i) {
    CHECK(design.level_of(i, 2) == i % 2);
    CHECK(design.level_of(i, 1) == i / 2 % 3);
    CHECK(design.level_of(i, 0) == i / 6);
    const core::Scenario& s = design.points[i];
    CHECK(s.population.firms == 9);
    CHECK(s.run.replicates == 7);
    CHECK(s.run.seed == 11);
    CHECK(s.association[0].regulation.name == (i < 6 ? "none" : "otavalo-2008"));
    CHECK(s.association[0].actions[0].cost == design.factors[1].levels[i / 2 % 3].number);
    CHECK((s.participation.mode == core::ParticipationMode::fixed) == (i % 2 == 0));
  }
  CHECK_FALSE(design.factors[0].numeric);
  CHECK(design.factors[1].numeric);
  CHECK_FALSE(design.factors[2].numeric);
  CHECK(design.factors[2].levels[1].label == "free");
  CHECK(design.base.population.firms == 9);
}

TEST_CASE("the resolved text of a design loads back to the same points, without other files") {
  const auto design = Design().load(kDesign, {{"facilitator.imposed", "0.5"}});
  const test::TemporaryFolder empty;
  const test::DataFolder guard(empty.path());
  CHECK(io::is_design_text(design.text));
  const auto again = io::load_design_text(design.text, "resolved");
  CHECK(again.text == design.text);
  CHECK(again.sha256 == design.sha256);
  REQUIRE(again.points.size() == design.points.size());
  for (std::size_t i = 0; i < design.points.size(); ++i) {
    CHECK(io::resolved_text(again.points[i]) == io::resolved_text(design.points[i]));
  }
}

TEST_CASE("shipped levels are all presets of the path's kind") {
  const auto design = Design().load(
      test::replaced(kDesign, "levels = [\"none\", \"otavalo-2008\"]", "levels = \"shipped\""));
  const auto presets = io::list("regulations");
  REQUIRE(design.factors[0].levels.size() == presets.size());
  for (std::size_t i = 0; i < presets.size(); ++i) {
    CHECK(design.factors[0].levels[i].label == presets[i].name);
  }
  CHECK(presets.front().name == "none");
}

TEST_CASE("overrides reach the scenario of a design, and the design's own numbers") {
  const auto design = Design().load(
      kDesign, {{"market.seasonality", "0.5"}, {"run.seed", "99"}, {"replicates", "3"}});
  CHECK(design.points.front().market.seasonality == 0.5);
  CHECK(design.seed == 99);
  CHECK(design.replicates == 3);
  CHECK(design.points.back().run.replicates == 3);
}

TEST_CASE("without a seed anywhere a design says so") {
  const auto design = Design().load(test::replaced(kDesign, "seed = 11\n", ""));
  CHECK_FALSE(design.base.run.seed_given);
  CHECK(design.text.find("\nseed = ") == std::string::npos);
}

TEST_CASE("every shipped design loads, the main experiment quickly") {
  for (const io::Entry& entry : io::list("designs")) {
    INFO(entry.name);
    CHECK(io::is_design(entry.name));
    const auto start = std::chrono::steady_clock::now();
    const bool of_theory = io::is_theory_design(entry.name);
    const std::size_t points = of_theory ? io::load_theory_design(entry.name).points.size()
                                         : io::load_design(entry.name).points.size();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    CHECK(points > 0);
    // A tenth of this on the machine it was written on; instrumented builds are slower.
    CHECK(took.count() < 3.0);
  }
  CHECK(io::is_design("otavalo-interventions"));
  CHECK_FALSE(io::is_design("otavalo"));
}

TEST_CASE("faults of a design name its file, line and key") {
  struct Broken {
    const char* from;
    const char* to;
    const char* key;
    const char* message;
  };
  const std::vector<Broken> all{
      {"name = \"trial\"", "nam = \"trial\"", "nam", "not a known key"},
      {"seed = 11", "method = \"grid\"", "method", "not a known name"},
      {"replicates = 7", "replicates = 0", "replicates", "out of range"},
      {"small.toml", "smal.toml", "scenario", "no file"},
      {"levels = [10, 20.5, 30]", "levels = 10", "factor[1].levels", "not a list of levels"},
      {"levels = [10, 20.5, 30]", "levels = [10, 10]", "factor[1].levels[1]", "called 10 too"},
      {"levels = [10, 20.5, 30]", "levels = [10, { value = 3 }]", "factor[1].levels[1].label",
       "is missing"},
      {"levels = [10, 20.5, 30]", "levels = [10, -3]", "association[0].action[0].cost",
       "out of range"},
      {"action[0].cost\"\nlevels = [10, 20.5, 30]", "action[0].cots\"\nlevels = [10]",
       "association[0].action[0].cots", "not a known key"},
      {"action[0].cost\"\nlevels = [10, 20.5, 30]", "regulation\"\nlevels = [\"handshake\"]",
       "association[0].regulation", "the factor regulation sets it too"},
      {"\"population.firms\" = 9", "\"association[0].regulation\" = \"none\"",
       "association[0].regulation", "is set by the factor regulation"},
      {"action[0].cost\"\nlevels = [10, 20.5, 30]", "action[0].cost\"\nlevels = \"shipped\"",
       "factor[1].levels", "no presets"},
  };
  Design files;
  for (const Broken& broken : all) {
    INFO(broken.to);
    const auto faults = files.faults_of(test::replaced(kDesign, broken.from, broken.to));
    INFO(test::all_of(faults));
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].key == broken.key);
    CHECK_THAT(faults[0].message, test::ContainsSubstring(broken.message));
    CHECK_THAT(faults[0].file, test::ContainsSubstring("design.toml"));
    CHECK(faults[0].line > 0);
  }
}

TEST_CASE("a combination that only some points have says where it arises") {
  const auto faults = Design().faults_of(
      test::replaced(kDesign, "\"population.firms\" = 9", "\"population.firms\" = 2"));
  REQUIRE_FALSE(faults.empty());
  std::string text = test::replaced(kDesign, "association[0].action[0].cost", "population.firms");
  text = test::replaced(text, "[10, 20.5, 30]", "[10, 2]");
  text = test::replaced(text, "[set]\n\"population.firms\" = 9\n", "");
  const auto some = Design().faults_of(text);
  INFO(test::all_of(some));
  REQUIRE(some.size() == 1);
  CHECK(some[0].key == "association[0].min_members");
  CHECK_THAT(some[0].message, test::ContainsSubstring("where regulation = none, cost = 2"));
}

TEST_CASE("a scenario is not a design and a design is not a scenario") {
  CHECK_THROWS_AS(io::load_design("otavalo"), io::InputError);
  CHECK_THROWS_AS(io::load_scenario("otavalo-interventions"), io::InputError);
}
