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
