// Theory scenarios: the table is complete, numbers arrive where they belong, and nonsense is
// refused by its name.
#include "minga/io/table.hpp"
#include "minga/io/theory.hpp"
#include "support/catch.hpp"
#include "support/io_fixture.hpp"

#include <sstream>

using namespace minga;

namespace {

const std::string kDonation = R"(kind = "theory"
[scenario]
name = "test"
[game]
form = "donation"
benefit = 3
cost = 1
[population]
size = 20
[update]
rule = "fermi"
intensity = 0.1
[analysis]
what = ["fixation"]
)";

const std::string kLattice = R"(kind = "theory"
[scenario]
name = "lattice"
[game]
form = "matrix"
strategies = ["c", "d"]
payoff = [[1, 0], [1.9, 0]]
[population]
shares = { c = 0.9, d = 0.1 }
[structure]
kind = "lattice"
rows = 5
columns = 7
neighbourhood = "moore"
self = true
[update]
rule = "imitate-best"
schedule = "synchronous"
[analysis]
what = ["simulation"]
generations = 3
)";

io::LoadedTheory load(const std::string& text, const std::vector<io::Override>& set = {}) {
  return io::load_theory_text(text, "test.toml", set);
}

/// All faults, one a line; empty where it loads.
std::string faults(const std::string& text, const std::vector<io::Override>& set = {}) {
  try {
    load(text, set);
  } catch (const io::InputError& error) {
    return test::all_of(error.faults());
  }
  return {};
}

std::string changed(std::string text, const std::string& from, const std::string& to) {
  return test::replaced(std::move(text), from, to);
}

}  // namespace

TEST_CASE("a theory scenario's numbers arrive, and its resolved text loads back to the same") {
  for (const std::string& text : {kDonation, kLattice}) {
    const auto loaded = load(text);
    CHECK(load(loaded.text).text == loaded.text);
  }
  const auto donation = load(kDonation).value;
  CHECK(donation.game.benefit == 3.0);
  CHECK(donation.population.size == 20);
  CHECK(donation.update.update.intensity == 0.1);
  const auto lattice = load(kLattice).value;
  CHECK(lattice.population.size == 35);
  CHECK(lattice.structure.self);
  CHECK(lattice.game.payoff[1][0] == 1.9);
}

TEST_CASE("noise is another way to write the intensity, and only one of them is taken") {
  const auto loaded = load(changed(kDonation, "intensity = 0.1", "noise = 0.5"));
  CHECK(loaded.value.update.update.intensity == 2.0);
  CHECK_THAT(faults(changed(kDonation, "intensity = 0.1", "intensity = 0.1\nnoise = 0.5")),
             test::ContainsSubstring("update.noise"));
}

TEST_CASE("what a form, rule or structure does not use is refused by name") {
  CHECK_THAT(faults(kDonation, {{"game.reward", "3"}}),
             test::ContainsSubstring("game.reward = 3: is not used with form = donation"));
  CHECK_THAT(faults(kDonation, {{"update.aspiration", "1"}}),
             test::ContainsSubstring("is not used with rule = fermi"));
  CHECK_THAT(faults(kDonation, {{"structure.degree", "4"}}),
             test::ContainsSubstring("is not used with kind = well-mixed"));
  CHECK_THAT(faults(kDonation, {{"analysis.turns", "4"}}),
             test::ContainsSubstring("is not used by what is asked"));
  CHECK_THAT(faults(changed(kDonation, "benefit = 3\n", "")),
             test::ContainsSubstring("game.benefit"));
  CHECK_THAT(faults(kDonation, {{"game.benefi", "3"}}), test::ContainsSubstring("perhaps benefit"));
}

TEST_CASE("learners of a well-mixed population have no schedule, and those of a graph do") {
  const std::string learning =
      changed(changed(kDonation, "rule = \"fermi\"\nintensity = 0.1", "rule = \"reinforcement\""),
              "[\"fixation\"]", "[\"simulation\"]\ngenerations = 2");
  CHECK(load(load(learning).text).text == load(learning).text);
  for (const char* schedule : {"synchronous", "random-sequential"}) {
    const std::string found = faults(learning, {{"update.schedule", schedule}});
    CHECK_THAT(found, test::ContainsSubstring("update.schedule"));
    CHECK_THAT(found, test::ContainsSubstring("in a well-mixed population"));
    CHECK(faults(learning, {{"update.schedule", schedule},
                            {"structure.kind", "ring"},
                            {"structure.degree", "4"}})
              .empty());
  }
}

TEST_CASE("all faults of a theory scenario are told at once") {
  const std::string all = faults(
      kDonation, {{"population.size", "1"}, {"update.mutation", "2"}, {"analysis.what", "[1]"}});
  CHECK_THAT(all, test::ContainsSubstring("population.size = 1"));
  CHECK_THAT(all, test::ContainsSubstring("update.mutation = 2"));
  CHECK_THAT(all, test::ContainsSubstring("analysis.what[0]"));
}

TEST_CASE("nonsense is refused with its reason") {
  struct Case {
    std::string text;
    std::vector<io::Override> set;
    const char* path;
    const char* reason;
  };
  const std::string group = changed(changed(kDonation, "\"donation\"", "\"public-good\""),
                                    "benefit = 3\ncost = 1", "group = 5\nmultiplier = 3");
  const std::string repeated = changed(changed(kDonation, "benefit = 3\ncost = 1\n", ""),
                                       "\"donation\"", "\"prisoners-dilemma\"") +
                               "[repeated]\nstrategies = [\"tit-for-tat\", \"always-defect\"]\n";
  const Case cases[] = {
      {group, {{"population.size", "4"}}, "population.size = 4", "smaller than the group"},
      {group,
       {{"game.dilemma", "true"}, {"game.multiplier", "6"}},
       "game.multiplier = 6",
       "contributing pays for itself"},
      {kLattice,
       {{"game.dilemma", "true"}, {"game.payoff", "[[1, 0], [0.5, 0]]"}},
       "game.dilemma",
       "nobody is tempted"},
      {kDonation, {{"game.benefit", "0.5"}}, "game.benefit = 0.5", "above the cost"},
      {kDonation,
       {{"analysis.what", "[\"stationary\"]"}},
       "update.mutation",
       "there is no stationary distribution"},
      {kLattice, {{"game.payoff", "[[1, 0], [1.9]]"}}, "game", "payoff columns = 1"},
      {kLattice,
       {{"analysis.what", "[\"simulation\", \"fixation\"]"}},
       "analysis.what",
       "exact for well-mixed populations only"},
      {kLattice, {{"population.size", "36"}}, "population.size = 36", "is not rows times columns"},
      {kLattice, {{"population.shares.c", "0.8"}}, "population.shares", "sum to 0.9"},
      {kLattice,
       {{"population.shares.e", "0.0"}},
       "population.shares.e",
       "is not a strategy of this game"},
      {kLattice, {{"update.rule", "moran-death-birth"}}, "update.schedule", "one birth at a time"},
      {repeated,
       {{"repeated.strategies", "[\"tit-for-tat\", \"tit-for-tit\"]"}},
       "repeated.strategies[1]",
       "is not a known strategy"},
      {repeated, {{"repeated.horizon", "rounds"}}, "repeated.rounds", ""},
      {repeated,
       {{"analysis.what", "[\"adaptive\"]"}},
       "repeated.action_error",
       "may depend on its first round"},
      {changed(
           changed(kDonation, "\"fermi\"\nintensity = 0.1", "\"moran-birth-death\"\nweight = 0.5"),
           "[\"fixation\"]", "[\"simulation\"]\ngenerations = 2"),
       {{"update.weight", "0.6"}},
       "update",
       "must not be negative"},
      {kDonation,
       {{"analysis.what", "[\"tournament\"]"}},
       "analysis.what",
       "is of repeated play between two"},
  };
  for (const Case& c : cases) {
    INFO(c.path << ": " << c.reason);
    CHECK(faults(c.text).empty());
    const std::string found = faults(c.text, c.set);
    CHECK_THAT(found, test::ContainsSubstring(c.path));
    CHECK_THAT(found, test::ContainsSubstring(c.reason));
  }
}

TEST_CASE("what is probably not meant is answered, with a warning by name") {
  struct Case {
    std::string text;
    std::vector<io::Override> set;
    const char* path;
    const char* reason;
  };
  const std::string good = changed(changed(kDonation, "\"donation\"", "\"public-good\""),
                                   "benefit = 3\ncost = 1", "group = 5\nmultiplier = 3");
  const std::string rest = changed(kDonation, "[\"fixation\"]", "[\"rest-points\"]");
  const std::string hawks = changed(changed(kDonation, "\"donation\"", "\"hawk-dove\""),
                                    "benefit = 3\ncost = 1", "value = 2\ncost = 3");
  const std::string again = "[repeated]\nstrategies = [\"tit-for-tat\", \"always-defect\"]\n";
  const std::string dilemma = changed(changed(kDonation, "benefit = 3\ncost = 1\n", ""),
                                      "\"donation\"", "\"prisoners-dilemma\"");
  const std::string matrix = changed(changed(kDonation, "\"donation\"", "\"matrix\""),
                                     "benefit = 3\ncost = 1", "payoff = [[3, 0], [5, 1]]");
  const std::string gradual = changed(
      changed(kDonation, "\"donation\"", "\"continuous-snowdrift\""), "benefit = 3\ncost = 1",
      "benefit = 6\nbenefit_quadratic = -1.4\ncost = 4.56\ncost_quadratic = -1.6");
  const Case cases[] = {
      {hawks, {{"game.value", "3.5"}}, "game.value", "this is a prisoner's dilemma"},
      {hawks, {{"game.value", "3"}}, "game.value", "never does better than a hawk"},
      {dilemma + again, {{"game.reward", "2.4"}}, "game.reward", "2R = 4.8 is less than T + S = 5"},
      {dilemma,
       {{"game.reward", "2.4"}, {"repeated", R"({strategies = ["grim", "tit-for-tat"]})"}},
       "game.reward",
       "taking turns at defecting"},
      {matrix + again, {{"game.payoff", "[[3, 0], [7, 1]]"}}, "game.payoff", "taking turns"},
      {gradual,
       {{"game.benefit_quadratic", "-2"}},
       "game.benefit_quadratic",
       "the benefit falls again, from 1.5 on"},
      {gradual,
       {{"game.cost_quadratic", "-3"}},
       "game.cost_quadratic",
       "the cost falls again, from 0.76 on"},
      {good, {{"game.multiplier", "6"}}, "game.multiplier", "this is no dilemma"},
      {good, {{"game.multiplier", "0.5"}}, "game.multiplier", "there is no good"},
      {good, {{"game.loner", "2.5"}}, "game.loner", "no less than all contributing"},
      {kDonation, {{"update.intensity", "0"}}, "update.intensity", "neutral drift"},
      {kDonation, {{"update.intensity", "0.0001"}}, "update.intensity", "hardly matter"},
      {kLattice, {{"population.shares", "{ c = 1 }"}}, "population.shares", "all begin alike"},
      {kLattice, {{"update.mutation", "1"}}, "update.mutation", "nobody copies"},
      {kLattice, {{"analysis.every", "4"}}, "analysis.every", "only the start and the end"},
      {changed(rest, "[update]\nrule = \"fermi\"\nintensity = 0.1\n", ""),
       {{"update.mutation", "0.1"}},
       "update.mutation",
       "knows no mutation"},
  };
  for (const Case& c : cases) {
    INFO(c.path << ": " << c.reason);
    const std::string before = test::all_of(load(c.text).warnings);
    CHECK_THAT(before, !test::ContainsSubstring(c.reason));
    const std::string found = test::all_of(load(c.text, c.set).warnings);
    CHECK_THAT(found, test::ContainsSubstring(c.path));
    CHECK_THAT(found, test::ContainsSubstring(c.reason));
  }
}

TEST_CASE("taking turns is no warning where it pays the same, or where nothing is repeated") {
  const std::string once = changed(changed(kDonation, "benefit = 3\ncost = 1\n", ""),
                                   "\"donation\"", "\"prisoners-dilemma\"");
  CHECK(load(once, {{"game.reward", "2.4"}}).warnings.empty());
  const std::string again = "[repeated]\nstrategies = [\"tit-for-tat\", \"always-defect\"]\n";
  CHECK(load(once + again, {{"game.reward", "2.5"}}).warnings.empty());
  // of a snowdrift 2R = T + S on paper, whatever rounding makes of it
  const std::string snow = changed(changed(kDonation, "\"donation\"", "\"snowdrift\""),
                                   "benefit = 3\ncost = 1", "benefit = 0.3\ncost = 0.1");
  CHECK(load(snow + again).warnings.empty());
}

TEST_CASE("a group may be larger than a population that nothing is asked of") {
  const std::string large = changed(changed(changed(kDonation, "\"donation\"", "\"public-good\""),
                                            "benefit = 3\ncost = 1", "group = 150\nmultiplier = 3"),
                                    "[population]\nsize = 20\n", "");
  const std::string asked = changed(changed(large, "[\"fixation\"]", "[\"classification\"]"),
                                    "[update]\nrule = \"fermi\"\nintensity = 0.1\n", "");
  const auto loaded = load(asked);
  CHECK(loaded.warnings.empty());
  const auto tables = theory::Study(loaded.value).answers();
  REQUIRE(tables.size() == 2);
  CHECK(tables[0].columns[1].numbers == std::vector<double>{2.0, 0.0});
  // where it is asked of, nothing has changed
  for (const char* question : {"fixation", "rare-mutation", "transitions"}) {
    INFO(question);
    const io::Override what{"analysis.what", std::string("[\"") + question + "\"]"};
    CHECK_THAT(faults(large, {what}), test::ContainsSubstring("smaller than the group, 150"));
    CHECK(faults(large, {what, {"population.size", "150"}}).empty());
  }
}

TEST_CASE("what changes nothing of what is asked is named, unless it is the default") {
  const std::string rest = changed(kDonation, "[\"fixation\"]", "[\"rest-points\"]");
  const std::string told = test::all_of(load(rest).warnings);
  for (const char* path : {"update.intensity", "population.size"})
    CHECK_THAT(told, test::ContainsSubstring(path));
  CHECK_THAT(told, test::ContainsSubstring("changes nothing of what is asked"));
  CHECK(load(kDonation).warnings.empty());
  CHECK(load(kLattice).warnings.empty());
}

TEST_CASE("a dilemma that a lattice does not make is refused, too") {
  const std::string good = changed(changed(changed(kLattice, "\"matrix\"", "\"public-good\""),
                                           "strategies = [\"c\", \"d\"]\n", ""),
                                   "payoff = [[1, 0], [1.9, 0]]", "multiplier = 6\ndilemma = true");
  const std::string alike =
      changed(changed(good, "shares = { c = 0.9, d = 0.1 }\n", ""), "self = true\n", "");
  CHECK(faults(alike).empty());  // nine play together
  CHECK_THAT(faults(alike, {{"structure.neighbourhood", "von-neumann"}}),
             test::ContainsSubstring("below the group, 5"));
}

TEST_CASE("counts are placed on a structure, but not beside a centre") {
  const std::string counted =
      changed(kLattice, "shares = { c = 0.9, d = 0.1 }", "counts = { c = 30, d = 5 }");
  CHECK(faults(counted).empty());
  CHECK_THAT(faults(counted, {{"population.centre", "d"}}),
             test::ContainsSubstring("one of the two"));
  CHECK_THAT(faults(counted, {{"population.counts.d", "6"}}), test::ContainsSubstring("sum to 36"));
  const theory::Study study(load(counted).value);
  for (const std::uint32_t replicate : {0U, 1U, 2U})
    CHECK(study.simulate(replicate).shares.front()[1] == 5.0 / 35.0);
}

TEST_CASE("a design over a theory scenario has points of both, and its text loads back") {
  std::string design = R"(name = "d"
replicates = 3
seed = 5
[[factor]]
name = "b"
path = "game.benefit"
levels = [2, 4]
[[factor]]
name = "rule"
path = "update.rule"
levels = ["fermi", "imitate-best"]
[base]
)";
  std::istringstream lines(changed(kDonation, "intensity = 0.1\n", ""));
  for (std::string line; std::getline(lines, line);)
    design += (line.starts_with('[') ? "[base." + line.substr(1) : line) + '\n';
  const auto loaded = io::load_theory_design_text(design, "d");
  REQUIRE(loaded.points.size() == 4);
  CHECK(loaded.points[1].game.benefit == 2.0);
  CHECK(loaded.points[1].update.update.rule == theory::UpdateRule::imitate_best);
  CHECK(loaded.points[2].game.benefit == 4.0);
  CHECK(loaded.points[3].run.seed == 5);
  CHECK(loaded.replicates == 3);
  CHECK(io::load_theory_design_text(loaded.text, "again").text == loaded.text);
}

TEST_CASE("too many states are refused before they are made") {
  const std::string three =
      changed(changed(kLattice, "[[1, 0], [1.9, 0]]", "[[1, 2, 0], [0, 1, 2], [2, 0, 1]]"),
              "[\"c\", \"d\"]", "[\"c\", \"d\", \"e\"]");
  std::string mixed = three.substr(0, three.find("[structure]"));
  mixed += "[update]\nrule = \"fermi\"\nmutation = 0.01\n[analysis]\nwhat = [\"stationary\"]\n";
  CHECK(faults(mixed, {{"population.size", "60"}}).empty());
  CHECK_THAT(faults(mixed, {{"population.size", "100"}}),
             test::ContainsSubstring("too many for the exact chain"));
}

TEST_CASE("own strategies are data, and say exactly one thing") {
  const std::string text = R"(kind = "theory"
[scenario]
name = "own"
[game]
form = "prisoners-dilemma"
[strategies.mine]
states = [[1, 0, 1, 0, 1], [0, 0, 1, 0, 1]]
[strategies.soft]
reactive = [1, 0.25]
[repeated]
strategies = ["mine", "soft", "tit-for-tat", "always-defect"]
horizon = "rounds"
rounds = 10
[analysis]
what = ["payoffs"]
)";
  const auto loaded = load(text);
  CHECK(load(loaded.text).text == loaded.text);
  const theory::Study study(loaded.value);
  const auto& payoff = std::get<theory::MatrixGame>(study.game()).payoff;
  // Its states are tit for tat's: 9 rounds of 1 and one of 0 against a defector.
  CHECK(payoff(0, 3) == test::Approx(0.9).epsilon(1e-12));
  CHECK(payoff(0, 3) == payoff(2, 3));
  CHECK(payoff(0, 0) == 3.0);
  CHECK_THAT(faults(text, {{"strategies.soft.memory_one", "[1, 0, 0, 1]"}}),
             test::ContainsSubstring("says more than one thing"));
  CHECK_THAT(faults(text, {{"strategies.mine.states", "[[1, 0, 7, 0, 1]]"}}),
             test::ContainsSubstring("strategies.mine"));
  CHECK_THAT(faults(text, {{"strategies.soft.reactive", "[1, 2]"}}),
             test::ContainsSubstring("strategies.soft.reactive[1]"));
}

TEST_CASE("zero-determinant strategies are built from the game, and constants are warned of") {
  const std::string text = R"(kind = "theory"
[scenario]
name = "own"
[game]
form = "prisoners-dilemma"
temptation = 4
[strategies.mine]
zero_determinant = { chi = 3, kappa = 1, phi = 0.05 }
[repeated]
strategies = ["mine", "random", "always-cooperate", "zd-generous-2"]
[analysis]
what = ["payoffs"]
)";
  const auto loaded = load(text);
  CHECK(load(loaded.text).text == loaded.text);
  CHECK_THAT(test::all_of(loaded.warnings), test::ContainsSubstring("repeated.strategies[3]"));
  CHECK_THAT(test::all_of(load(text, {{"game.temptation", "5"}}).warnings),
             !test::ContainsSubstring("zd-generous-2"));
  const theory::Study study(loaded.value);
  const auto& payoff = std::get<theory::MatrixGame>(study.game()).payoff;
  for (const Eigen::Index other : {1, 2, 3})
    CHECK(payoff(0, other) - 1.0 == test::Approx(3.0 * (payoff(other, 0) - 1.0)).epsilon(1e-9));
  CHECK_THAT(faults(text, {{"strategies.mine.zero_determinant.phi", "0"}}),
             test::ContainsSubstring("phi = 0") && test::ContainsSubstring("at most 0."));
  CHECK_THAT(faults(text, {{"strategies.mine.reactive", "[1, 0]"}}),
             test::ContainsSubstring("says more than one thing"));
}

TEST_CASE("a collective action of the association model is a game of a group") {
  const std::string text = changed(changed(kDonation, "\"donation\"", "\"action\""),
                                   "benefit = 3\ncost = 1", "group = 6\naction = \"fair\"");
  const auto loaded = load(text, {{"analysis.what", "[\"classification\"]"}});
  CHECK(load(loaded.text).text == loaded.text);
  CHECK(theory::group_of(theory::Study(loaded.value).game()) == 6);
}

TEST_CASE("replicates of a study depend on seed and number alone") {
  const std::string mixed = kDonation + "generations = 3\n";
  const std::string learning =
      changed(mixed, "rule = \"fermi\"\nintensity = 0.1", "rule = \"reinforcement\"");
  for (const std::string& text : {kLattice, mixed, learning}) {
    const auto ask = [&](const char* seed) {
      return theory::Study(
          load(text, {{"run.seed", seed}, {"analysis.what", "[\"simulation\"]"}}).value);
    };
    const theory::Study study = ask("5");
    const auto first = study.simulate(1);
    CHECK(first.shares == study.simulate(1).shares);
    CHECK(first.shares != study.simulate(2).shares);
    CHECK(first.shares != ask("6").simulate(1).shares);
    CHECK(first.times.back() == 3);
  }
}

TEST_CASE("designs and the association model refuse a theory scenario, and say who takes it") {
  try {
    io::load_scenario_text(kDonation, "test.toml");
    FAIL("it was taken");
  } catch (const io::InputError& error) {
    CHECK_THAT(test::all_of(error.faults()), test::ContainsSubstring("minga theory"));
  }
}
