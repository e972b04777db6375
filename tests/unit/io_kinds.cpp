// What is typical of each kind of association is data, and each kind has a scenario to start from.
#include "minga/core/names.hpp"
#include "minga/core/structure.hpp"
#include "minga/io/catalogue.hpp"
#include "minga/io/kinds.hpp"
#include "minga/io/scenario.hpp"
#include "support/catch.hpp"
#include "support/io_fixture.hpp"

#include <filesystem>
#include <fstream>

using namespace minga;

namespace {

/// A folder of data with one file on the kind "cluster".
void write_facts(const test::TemporaryFolder& data, const std::string& text) {
  const auto folder = data.path() / "presets" / "kinds";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "cluster.toml") << text;
}

}  // namespace

TEST_CASE("every kind of association has facts with sources, in both languages") {
  for (std::size_t k = 0; k < core::names<core::AssociationKind>().size(); ++k) {
    const auto kind = static_cast<core::AssociationKind>(k);
    INFO(core::name_of(kind));
    const auto facts = io::facts_of(kind);
    REQUIRE(facts.has_value());
    for (const core::Text* text : {&facts->title, &facts->promoter, &facts->benefits}) {
      CHECK_FALSE(text->es.empty());
      CHECK_FALSE(text->en.empty());
    }
    CHECK_FALSE(facts->source.empty());
    CHECK_FALSE(facts->members_source.empty());
    CHECK_FALSE(facts->support_source.empty());
  }
}

TEST_CASE("the scenario to start from is of its kind and typical of it") {
  for (const std::string_view name : core::names<core::AssociationKind>()) {
    INFO(name);
    const auto scenario = io::load_scenario(std::string(name)).value;
    const auto kind = scenario.association.at(0).kind;
    CHECK(core::name_of(kind) == name);
    const auto facts = io::facts_of(kind);
    CHECK(io::is_typical(core::usual_members(scenario, 0), facts->members));
    CHECK(io::is_typical(scenario.institution.funding_months, facts->support_months));
    CHECK_FALSE(scenario.description.es.empty());
    CHECK_FALSE(scenario.description.en.empty());
  }
}

TEST_CASE("a number is typical within the range, bounds included, and wherever none is given") {
  CHECK(io::is_typical(5.0, {5.0, 10.0}));
  CHECK(io::is_typical(10.0, {5.0, 10.0}));
  CHECK_FALSE(io::is_typical(4.0, {5.0, 10.0}));
  CHECK_FALSE(io::is_typical(11.0, {5.0, 10.0}));
  CHECK_FALSE(io::is_typical(9.0, {10.0}));
  CHECK(io::is_typical(1000.0, {10.0}));
  CHECK(io::is_typical(0.0, {}));
}

TEST_CASE("facts come from the data folder: none where it has none, a fault where it is wrong") {
  const test::TemporaryFolder data;
  const test::DataFolder guard(data.path());
  CHECK_FALSE(io::facts_of(core::AssociationKind::cluster).has_value());
  write_facts(data, "members = [30, 300]\n");
  CHECK(io::facts_of(core::AssociationKind::cluster)->members == std::vector<double>{30.0, 300.0});
  for (const char* wrong : {"members = [30, 20]\n", "support_months = [1, 2, 3]\n", "size = 3\n"}) {
    INFO(wrong);
    write_facts(data, wrong);
    CHECK_THROWS_AS(io::facts_of(core::AssociationKind::cluster), io::InputError);
  }
}

TEST_CASE("a name alone shows the scenario to start from, the folder before it the facts") {
  CHECK_THAT(io::show("cluster"), test::ContainsSubstring("[programme]"));
  CHECK_THAT(io::show("kinds/cluster"), test::ContainsSubstring("support_months"));
}
