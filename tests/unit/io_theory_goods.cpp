// Public goods and thresholds as a theory file asks for them: what counts as a dilemma, and what is
// told of it, follow the whole game.
#include "minga/io/theory.hpp"
#include "minga/theory/study.hpp"
#include "support/catch.hpp"
#include "support/io_fixture.hpp"

#include <cmath>

using namespace minga;

namespace {

const std::string kGood = R"(kind = "theory"
[scenario]
name = "good"
[game]
form = "public-good"
group = 5
multiplier = 3
[analysis]
what = ["classification"]
)";

io::LoadedTheory load(const std::string& text, const std::vector<io::Override>& set = {}) {
  return io::load_theory_text(text, "test.toml", set);
}

std::string faults(const std::string& text, const std::vector<io::Override>& set = {}) {
  try {
    load(text, set);
  } catch (const io::InputError& error) {
    return test::all_of(error.faults());
  }
  return {};
}

/// What a row of the table of properties says and its value; empty and NaN without it.
std::pair<std::string, double> property(const std::string& text,
                                        const std::vector<io::Override>& set,
                                        const std::string& name) {
  const theory::Study study(load(text, set).value);
  for (const theory::ResultTable& t : study.answer(theory::Question::classification)) {
    for (std::size_t i = 0; t.name == "properties" && i < t.rows(); ++i) {
      if (t.columns[0].texts[i] == name)
        return {t.columns[1].texts[i], t.columns[2].numbers[i]};
    }
  }
  return {"", std::nan("")};
}

const std::string kGrim = "least chance of another round for grim";
const std::string kSanction = "least expected sanction for each unit withheld";

/// Least chance of another round at which no other pays more against grim than grim, from the
/// repeated game itself.
double grim_is_nash_from(const std::vector<io::Override>& set) {
  const std::string repeated =
      kGood +
      "[repeated]\nstrategies = [\"grim\", \"never-contribute\"]\nhorizon = "
      "\"continuation\"\ncontinuation = 0.5\n";
  double low = 0.0;
  double high = 0.999;
  for (int i = 0; i < 20; ++i) {
    const double w = 0.5 * (low + high);
    std::vector<io::Override> at = set;
    at.push_back({"repeated.continuation", std::to_string(w)});
    const auto tables =
        theory::Study(load(repeated, at).value).answer(theory::Question::classification);
    const auto& columns = tables.front().columns;
    REQUIRE(columns[3].name == "nash");
    (columns[3].numbers[0] > 0.0 ? high : low) = w;
  }
  return high;
}

}  // namespace

TEST_CASE("a good that goes to the others alone is a dilemma at any multiplier above 1") {
  const std::vector<io::Override> others{{"game.others_only", "true"}};
  const auto with = [&](const char* multiplier) {
    auto set = others;
    set.push_back({"game.multiplier", multiplier});
    return set;
  };
  CHECK(load(kGood, with("6")).warnings.empty());
  CHECK_FALSE(load(kGood, with("0.9")).warnings.empty());
  auto claimed = with("6");
  claimed.push_back({"game.dilemma", "true"});
  CHECK(faults(kGood, claimed).empty());
  claimed[1].value = "1";
  CHECK_THAT(faults(kGood, claimed), test::ContainsSubstring("no more than nobody"));
}

TEST_CASE("thresholds of a public good are those of the repeated game, fines and shares included") {
  struct Case {
    std::vector<io::Override> set;
    double grim;      // by hand: (T - R)/(T - P)
    double sanction;  // by hand: 1 - own return
  };
  const Case cases[] = {
      {{}, 1.0 / 6.0, 0.4},
      {{{"game.cost", "2"}}, 1.0 / 6.0, 0.4},
      {{{"game.others_only", "true"}}, 1.0 / 3.0, 1.0},
      {{{"game.others_only", "true"}, {"game.cost", "2"}}, 1.0 / 3.0, 1.0},
      {{{"game.sanction.detection", "0.5"}, {"game.sanction.fine", "0.4"}}, 1.0 / 12.0, 0.4},
  };
  for (const Case& c : cases) {
    CAPTURE(c.grim, c.sanction);
    CHECK(property(kGood, c.set, kGrim).second == test::Approx(c.grim).epsilon(1e-12));
    CHECK(grim_is_nash_from(c.set) == test::Approx(c.grim).margin(1e-4));
    CHECK(property(kGood, c.set, kSanction).second == test::Approx(c.sanction).epsilon(1e-12));
  }
}

TEST_CASE("thresholds between two ways to play are not told where there are more") {
  for (const std::string key : {"game.loner", "game.peers.fine", "game.pool.fine"}) {
    CAPTURE(key);
    CHECK(property(kGood, {{key, "0.5"}}, kGrim).first.empty());
    CHECK(property(kGood, {{key, "0.5"}}, kSanction).first.empty());
  }
}

TEST_CASE("a least chance of another round that none below 1 reaches is never") {
  const std::string dilemma = test::replaced(
      test::replaced(kGood, "public-good", "prisoners-dilemma"), "group = 5\nmultiplier = 3", "");
  const std::string tit_for_tat = "least chance of another round for tit for tat";
  CHECK(property(dilemma, {}, tit_for_tat).second == test::Approx(2.0 / 3.0));
  const auto [says, value] = property(dilemma, {{"game.temptation", "9"}}, tit_for_tat);
  CHECK(says == "never");
  CHECK(std::isnan(value));
  CHECK(property(dilemma, {{"game.temptation", "9"}}, kGrim).second == test::Approx(0.75));
  CHECK(property(kGood, {{"game.multiplier", "0.9"}}, kGrim).first == "never");
}

TEST_CASE("on a structure any public good may leave the group out, whatever the degrees") {
  const std::string good = R"(kind = "theory"
[scenario]
name = "network"
[game]
form = "public-good"
multiplier = 3
[population]
size = 20
[structure]
kind = "scale-free"
ties = 2
[update]
rule = "imitate-best"
[analysis]
what = ["simulation"]
generations = 2
)";
  const std::vector<std::vector<io::Override>> remedies{{{"game.loner", "0.5"}},
                                                        {{"game.others_only", "true"}},
                                                        {{"game.sanction.fine", "0.4"}},
                                                        {{"game.peers.fine", "0.5"}},
                                                        {{"game.pool.fine", "0.5"}}};
  for (const auto& set : remedies) {
    CAPTURE(set.front().path);
    CHECK(faults(good, set).empty());
    const theory::Study study(load(good, set).value);
    CHECK(study.simulate(0).shares.size() > 1);
  }
  const std::string told = faults(good, {{"game.group", "5"}});
  CHECK_THAT(told, test::ContainsSubstring("leave it out"));
  CHECK_THAT(told, !test::ContainsSubstring("or 0"));
}
