// Questions that have no answer leave the others alone, and say why by name.
#include "minga/io/theory.hpp"
#include "minga/theory/study.hpp"
#include "support/catch.hpp"
#include "support/io_fixture.hpp"

#include <cmath>

using namespace minga;

namespace {

/// At this intensity no single mutant of either is ever fixed, to the last bit of a double.
const std::string kHunt = R"(kind = "theory"
[scenario]
name = "hunt"
[game]
form = "stag-hunt"
stag = 4
alone = 0
hare_alone = 3
hare_together = 2
[population]
size = 50
[update]
rule = "fermi"
intensity = 1000
[analysis]
what = ["rare-mutation", "classification"]
)";

const std::string kGradual = R"(kind = "theory"
[scenario]
name = "gradual"
[game]
form = "continuous-snowdrift"
benefit = 6
benefit_quadratic = -1.4
cost = 4.56
cost_quadratic = -1.6
[analysis]
what = ["trait"]
)";

std::vector<theory::ResultTable> answers(const std::string& text,
                                         const std::vector<io::Override>& set = {}) {
  return theory::Study(io::load_theory_text(text, "test.toml", set).value).answers();
}

const theory::ResultTable* find(const std::vector<theory::ResultTable>& tables,
                                const std::string& name) {
  for (const theory::ResultTable& t : tables) {
    if (t.name == name)
      return &t;
  }
  return nullptr;
}

std::string faults(const std::string& text, const std::vector<io::Override>& set) {
  try {
    io::load_theory_text(text, "test.toml", set);
  } catch (const io::InputError& error) {
    return test::all_of(error.faults());
  }
  return {};
}

}  // namespace

TEST_CASE("rare mutation with two closed classes says so, and the rest is answered") {
  const auto tables = answers(kHunt);
  CHECK(find(tables, "strategies") != nullptr);
  CHECK(find(tables, "rare-mutation") == nullptr);
  const auto* fixation = find(tables, "rare-mutation-fixation");
  REQUIRE(fixation != nullptr);
  CHECK(fixation->columns[2].numbers[0] == 0.0);  // stag: a hare is never fixed
  REQUIRE(tables.back().name == theory::kUnanswered);
  CHECK(tables.back().columns[0].texts == std::vector<std::string>{"rare-mutation"});
  CHECK_THAT(tables.back().columns[1].texts[0], test::ContainsSubstring("{stag}; {hare}"));
}

TEST_CASE("one closed class is answered, and nothing is left unanswered") {
  const auto tables = answers(kHunt, {{"update.intensity", "0.1"}});
  CHECK(find(tables, theory::kUnanswered) == nullptr);
  const auto* shares = find(tables, "rare-mutation");
  REQUIRE(shares != nullptr);
  CHECK(std::abs(shares->columns[1].numbers[0] + shares->columns[1].numbers[1] - 1.0) < 1e-12);
}

TEST_CASE("every question without an answer is named, each in a row") {
  const auto tables =
      answers(kGradual, {{"game.benefit_quadratic", "-0.8"},
                         {"game.benefit", "4.56"},
                         {"game.investments", "16"},
                         {"analysis.what", R"(["trait", "rest-points", "payoffs"])"}});
  REQUIRE(tables.size() == 2);
  CHECK(tables[0].name == "payoffs");
  const theory::ResultTable& none = tables[1];
  CHECK(none.columns[0].texts == std::vector<std::string>{"trait", "rest-points"});
  CHECK_THAT(none.columns[1].texts[0], test::ContainsSubstring("no direction at any investment"));
  CHECK_THAT(none.columns[1].texts[1], test::ContainsSubstring("at most"));
}

TEST_CASE("the trait's tables tell where it comes to rest") {
  const auto tables = answers(kGradual, {{"analysis.trait", "0.1"}, {"analysis.duration", "20"}});
  const auto* singular = find(tables, "singular-traits");
  REQUIRE(singular != nullptr);
  REQUIRE(singular->rows() == 1);
  CHECK(singular->columns[1].texts[0] == "branching");
  const auto* path = find(tables, "trait");
  REQUIRE(path != nullptr);
  CHECK(path->columns[1].numbers.front() == 0.1);
  CHECK(std::abs(path->columns[1].numbers.back() - 0.6) < 1e-6);
  const auto* ends = find(tables, "trait-ends");
  REQUIRE(ends != nullptr);
  CHECK(ends->columns[2].numbers == std::vector<double>{0.0, 0.0});
}

TEST_CASE("a trait without a game of investment, or beyond it, is refused by name") {
  CHECK_THAT(faults(kHunt, {{"analysis.what", R"(["trait"])"}}),
             test::ContainsSubstring("continuous-snowdrift"));
  CHECK_THAT(faults(kGradual, {{"analysis.trait", "1.5"}}),
             test::ContainsSubstring("analysis.trait = 1.5"));
  CHECK(faults(kGradual, {{"analysis.trait", "1.5"}, {"game.most", "2"}}).empty());
  CHECK_THAT(faults(kGradual, {{"analysis.chances", "[1, 0, 1, 0]"}}),
             test::ContainsSubstring("is not used by what is asked"));
  const std::string again = kGradual + "[repeated]\nstrategies = [\"grim\", \"tit-for-tat\"]\n";
  CHECK_THAT(faults(again, {}), test::ContainsSubstring("the trait is of play once"));
  CHECK_THAT(faults(again, {{"analysis.what", R"(["payoffs"])"}, {"game.investments", "3"}}),
             test::ContainsSubstring("between all and nothing"));
  CHECK(faults(again, {{"analysis.what", R"(["payoffs"])"}}).empty());
}
