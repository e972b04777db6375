// --set: any parameter by its path, presets by name, wholes before parts.
#include "support/catch.hpp"
#include "support/io_fixture.hpp"

using namespace minga;
using test::kSmallScenario;

namespace {

core::Scenario with(const std::vector<io::Override>& overrides) {
  return test::load(kSmallScenario, overrides).value;
}

io::Diagnostic only_fault(const std::vector<io::Override>& overrides) {
  const auto faults = test::faults_of(kSmallScenario, overrides);
  INFO(test::all_of(faults));
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].file == "--set");
  CHECK(faults[0].line == 0);
  return faults[0];
}

}  // namespace

TEST_CASE("an override reaches every depth of a scenario") {
  CHECK(with({{"participation.rate", "0.3"}}).participation.rate == 0.3);
  CHECK(with({{"association[0].regulation", "strict-expulsion"}}).association[0].regulation.name ==
        "strict-expulsion");
  CHECK(with({{"facilitator.strategy", "trust-first"}}).facilitator.name == "trust-first");
  CHECK(with({{"facilitator", "trust-first"}}).facilitator.name == "trust-first");
  CHECK(with({{"association[0].action[0].cost", "12"}}).association[0].actions[0].cost == 12.0);
  CHECK(with({{"profiles.saint.omega.mean", "0.75"}}).profiles[0].omega.mean == 0.75);
  CHECK(with({{"population.shares.saint", "0.2"}, {"population.shares.opportunist", "0.8"}})
            .population.shares == std::vector<double>{0.2, 0.8});
  CHECK(with({{"facilitator.weights.phase1.visit", "1"}}).facilitator.weights[0][3] == 1.0);
  CHECK(with({{"record.groups", "[\"events\"]"}}).record.events);
  CHECK_FALSE(with({{"record.groups", "[\"events\"]"}}).record.summary);
  CHECK(with({{"scenario.title.es", "Una prueba"}}).title.es == "Una prueba");
}

TEST_CASE("an override inside a named preset extends the preset") {
  const auto changed = with({{"association[0].regulation", "otavalo-2008"},
                             {"association[0].regulation.absence_fine", "5"}});
  CHECK(changed.association[0].regulation.name == "otavalo-2008");
  CHECK(changed.association[0].regulation.absence_fine == 5.0);
}

TEST_CASE("a whole is set before its parts, whatever the order of the overrides") {
  const auto changed = with({{"association[0].regulation.absence_fine", "5"},
                             {"facilitator.imposed", "0.125"},
                             {"association[0].regulation", "otavalo-2008"},
                             {"facilitator.strategy", "activism"}});
  CHECK(changed.association[0].regulation.absence_fine == 5.0);
  CHECK(changed.facilitator.name == "activism");
  CHECK(changed.facilitator.imposed == 0.125);
}

TEST_CASE("another strategy drops the changes that were made to the one before") {
  std::string text = test::replaced(kSmallScenario, "strategy = \"none\"",
                                    "strategy = \"trust-first\"\nneutrality = 0.125");
  CHECK(test::load(text).value.facilitator.neutrality == 0.125);
  CHECK(test::load(text, {{"facilitator.strategy", "activism"}}).value.facilitator.neutrality !=
        0.125);
}

TEST_CASE("of two overrides of one parameter the later counts") {
  CHECK(with({{"participation.rate", "0.3"}, {"participation.rate", "0.4"}}).participation.rate ==
        0.4);
}

TEST_CASE("a faulty override is reported as one, with its path and value") {
  CHECK_THAT(only_fault({{"population.frims", "3"}}).accepted, test::ContainsSubstring("firms"));
  CHECK(only_fault({{"population.firms", "3.5"}}).value == "3.5");
  CHECK_THAT(only_fault({{"population.firms", "many"}}).message,
             test::ContainsSubstring("is a text"));
  CHECK_THAT(only_fault({{"association[3].regulation", "none"}}).accepted,
             test::ContainsSubstring("the index 0"));
  CHECK_THAT(only_fault({{"association.regulation", "none"}}).message,
             test::ContainsSubstring("index is missing"));
  CHECK_THAT(only_fault({{"population[0]", "1"}}).message, test::ContainsSubstring("no list"));
  CHECK_THAT(only_fault({{"..", "1"}}).message, test::ContainsSubstring("is not a path"));
  CHECK_THAT(only_fault({{"", "1"}}).message, test::ContainsSubstring("is not a path"));
  CHECK_THAT(only_fault({{"population.firms", "[1,"}}).message,
             test::ContainsSubstring("not a TOML value"));
  CHECK_THAT(only_fault({{"population.firms", "5\n[market]\ndemand_sd = 3"}}).message,
             test::ContainsSubstring("not a TOML value"));
  CHECK_THAT(only_fault({{"market.demand_sd.mean", "3"}}).message,
             test::ContainsSubstring("is a table"));
  CHECK_THAT(only_fault({{"facilitator.strategy", "trust-frist"}}).accepted,
             test::ContainsSubstring("perhaps trust-first"));
}
