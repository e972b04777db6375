// The resolved text is a scenario that loads back to the same value.
#include "minga/io/catalogue.hpp"
#include "minga/io/digest.hpp"
#include "minga/io/theory.hpp"
#include "support/catch.hpp"
#include "support/io_fixture.hpp"

#include <filesystem>

using namespace minga;

namespace {

void check_same(const auto& loaded, const auto& again) {
  CHECK(again.text == loaded.text);
  CHECK(again.sha256 == loaded.sha256);
  CHECK(loaded.sha256 == io::sha256_hex(loaded.text));
}

}  // namespace

TEST_CASE("every shipped scenario loads, and its resolved text loads back to the same") {
  const auto entries = io::list("scenarios");
  CHECK_FALSE(entries.empty());
  for (const io::Entry& entry : entries) {
    INFO(entry.name);
    if (io::is_theory(entry.name)) {
      const auto loaded = io::load_theory(entry.name);
      check_same(loaded, io::load_theory_text(loaded.text, "resolved"));
      CHECK_FALSE(loaded.value.source.empty());
      CHECK(loaded.value.name == entry.name);
    } else {
      const auto loaded = io::load_scenario(entry.name);
      check_same(loaded, io::load_scenario_text(loaded.text, "resolved"));
    }
    CHECK_FALSE(entry.title_es.empty());
    CHECK_FALSE(entry.title_en.empty());
    CHECK(entry.path.is_absolute());
  }
}

TEST_CASE("resolved text needs no preset") {
  const auto loaded = io::load_scenario("otavalo");
  const test::TemporaryFolder empty;
  const test::DataFolder guard(empty.path());
  CHECK(io::load_scenario_text(loaded.text, "resolved").text == loaded.text);
}

TEST_CASE("every shipped preset loads and says what it is in both languages") {
  for (const char* kind : {"profiles", "regulations", "facilitators", "actions"}) {
    const auto entries = io::list(kind);
    CHECK_FALSE(entries.empty());
    for (const io::Entry& entry : entries) {
      INFO(kind << "/" << entry.name);
      CHECK_NOTHROW(io::show(std::string(kind) + "/" + entry.name));
      CHECK_FALSE(entry.title_es.empty());
      CHECK_FALSE(entry.title_en.empty());
    }
  }
}

TEST_CASE("numbers keep every bit through the resolved text") {
  for (const char* value : {"0.1", "1e-300", "3.0000000000000004", "123456789012.0", "0", "1e11"}) {
    const auto loaded = test::load(test::kSmallScenario, {{"association[0].formal_cost", value}});
    const double exact = std::stod(value);
    CHECK(loaded.value.association[0].formal_cost == exact);
    CHECK(test::load(loaded.text).value.association[0].formal_cost == exact);
  }
}

TEST_CASE("the seed is in the text only where one was given") {
  const auto without = test::load(test::kSmallScenario);
  CHECK_FALSE(without.value.run.seed_given);
  CHECK(without.text.find("seed") == std::string::npos);
  const auto with = test::load(test::kSmallScenario, {{"run.seed", "9223372036854775807"}});
  CHECK(with.value.run.seed_given);
  CHECK(with.value.run.seed == 9223372036854775807U);
  CHECK(test::load(with.text).value.run.seed == with.value.run.seed);
  core::Scenario chosen = without.value;
  chosen.run.seed = 42;
  chosen.run.seed_given = true;
  CHECK(test::load(io::resolved_text(chosen)).value.run.seed == 42);
}

TEST_CASE("profiles come in the order of the shares, also those that only single firms have") {
  std::string text = test::replaced(
      test::kSmallScenario, "{ saint = 0.5, opportunist = 0.5 }",
      "{ solid-citizen = 0.25, win-at-all-costs = 0, opportunist = 0.25, saint = 0.5 }");
  text = test::replaced(text, "[[association]]",
                        "[[population.firm]]\nprofile = \"win-at-all-costs\"\n[[association]]");
  const auto loaded = test::load(text);
  std::vector<std::string> names;
  for (const core::Profile& p : loaded.value.profiles) {
    names.push_back(p.name);
  }
  CHECK(names ==
        std::vector<std::string>{"solid-citizen", "win-at-all-costs", "opportunist", "saint"});
  CHECK(loaded.value.population.shares == std::vector<double>{0.25, 0.0, 0.25, 0.5});
  CHECK(test::load(loaded.text).text == loaded.text);
}

TEST_CASE("a preset is extended key by key, and a coefficient part by part") {
  std::string text = test::replaced(test::kSmallScenario, "regulation = \"none\"",
                                    "regulation = { preset = \"otavalo-2008\", absence_fine = 5 }");
  text += "[profiles.saint]\npreset = \"saint\"\nomega = { mean = 3 }\nkappa = 0.25\n";
  const auto plain = test::load(test::replaced(test::kSmallScenario, "regulation = \"none\"",
                                               "regulation = \"otavalo-2008\""));
  const auto loaded = test::load(text);
  const auto& changed = loaded.value.association[0].regulation;
  const auto& preset = plain.value.association[0].regulation;
  CHECK(changed.absence_fine == 5.0);
  CHECK(changed.quorum == preset.quorum);
  CHECK(changed.name == "otavalo-2008");
  CHECK(loaded.value.profiles[0].omega.mean == 3.0);
  CHECK(loaded.value.profiles[0].omega.sd == plain.value.profiles[0].omega.sd);
  CHECK(loaded.value.profiles[0].kappa.mean == 0.25);
  CHECK(loaded.value.profiles[0].kappa.sd == 0.0);
}

TEST_CASE("show and its JSON contain every parameter of a scenario") {
  const std::string text = io::show("otavalo");
  CHECK_THAT(text, test::ContainsSubstring("commitment = "));
  CHECK_THAT(text, test::ContainsSubstring("[model]"));
  // Comments apart it is the scenario itself.
  CHECK(io::load_scenario_text(text, "shown").text == io::load_scenario("otavalo").text);
  const std::string json = io::show_json("otavalo");
  CHECK_THAT(json, test::ContainsSubstring("association[0].regulation.quorum"));
  CHECK_THAT(io::show("none"), test::ContainsSubstring("# facilitator none"));
  CHECK_THAT(io::show("regulations/none"), test::ContainsSubstring("# regulation none"));
  CHECK_THROWS_AS(io::show("regulations/trust-first"), io::InputError);
  CHECK_THROWS_AS(io::show("nothing-like-this"), io::InputError);
  CHECK_THROWS_AS(io::list("things"), io::InputError);
}
