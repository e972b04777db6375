// Faults of whole files: all at once, of syntax, in presets, and files that are not there.
#include "support/catch.hpp"
#include "support/io_fixture.hpp"

#include <algorithm>

using namespace minga;
using test::kSmallScenario;

TEST_CASE("all faults of a file are reported at once") {
  const std::string text = R"(nonsense = 1
[scenario]
title = 5
[population]
firms = "x"
shares = { saint = 2 }
[[association]]
regulation = "nothing"
[[association.action]]
form = "round"
cost = -3
[facilitator]
strategy = "nobody"
)";
  const auto faults = test::faults_of(text);
  INFO(test::all_of(faults));
  std::vector<std::string> keys;
  for (const auto& fault : faults) {
    keys.push_back(fault.key);
  }
  for (const char* key :
       {"nonsense", "scenario.title", "scenario.name", "population.firms",
        "population.shares.saint", "association[0].regulation", "association[0].action[0].form",
        "association[0].action[0].cost", "facilitator.strategy"}) {
    CHECK(std::count(keys.begin(), keys.end(), key) == 1);
  }
}

TEST_CASE("of syntax errors the first is reported with its line") {
  const auto check = [](const std::string& text, int line, const char* message) {
    const auto faults = test::faults_of(text);
    INFO(text << '\n' << test::all_of(faults));
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].line == line);
    CHECK_THAT(faults[0].message, test::ContainsSubstring(message));
  };
  check("[scenario]\nname = \n", 2, "TOML syntax");
  check("[scenario]\nname = \"a\"\nname = \"b\"\n", 3, "duplicate key");
  check("[time]\n[scenario]\n[time]\n", 3, "duplicate key");
  check("[scenario\n", 1, "TOML syntax");
  check(std::string("name\0", 5), 1, "not text");
  check("\xff\xfe", 1, "TOML syntax");
}

TEST_CASE("a fault in a preset names the preset's file, once") {
  const test::TemporaryFolder data;
  const test::DataFolder guard(data.path());
  data.write("presets/profiles/saint.toml", "lambda = 2.25\neta = 0.2\n");
  data.write("presets/profiles/opportunist.toml", "lambda = 2.25\neta = 0.2\n");
  data.write("presets/facilitators/none.toml", "");
  const auto file = data.write("presets/regulations/none.toml", "quorum = 0.5\nmajrity = 0.5\n");
  const auto faults = test::faults_of(kSmallScenario);
  INFO(test::all_of(faults));
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].file == file.string());
  CHECK(faults[0].line == 2);
  CHECK(faults[0].key == "majrity");
  CHECK_THAT(faults[0].accepted, test::ContainsSubstring("majority"));
}

TEST_CASE("a name that is neither a file nor shipped is bad input") {
  CHECK_THROWS_AS(io::load_scenario("no-such-scenario"), io::InputError);
  CHECK_THROWS_AS(io::load_scenario(""), io::InputError);
  CHECK_THROWS_AS(io::load_scenario(std::string(5000, 'x')), io::InputError);
  CHECK_THROWS_WITH(io::load_scenario("/"), test::ContainsSubstring("is a folder"));
  CHECK_THROWS_AS(io::load_scenario("/"), io::InputError);
  CHECK_THROWS_AS(io::load_scenario("/dev/zero"), io::InputError);
  try {
    io::load_scenario("otavallo");
  } catch (const io::InputError& error) {
    CHECK_THAT(error.what(), test::ContainsSubstring("perhaps otavalo"));
  }
}
