// Every kind of fault is found, at its line, with the key, and says what would be accepted.
#include "support/catch.hpp"
#include "support/io_fixture.hpp"

#include <algorithm>

using namespace minga;
using test::kSmallScenario;

namespace {

/// An edit of the small scenario. The faulty line carries the comment HERE.
struct Broken {
  const char* from;
  const char* to;
  const char* key;
  const char* message;
  const char* accepted;
};

int line_of_mark(const std::string& text) {
  const auto at = text.find("HERE");
  if (at == std::string::npos) {
    return 0;
  }
  return 1 + static_cast<int>(
                 std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

void check_broken(const Broken& broken) {
  const std::string text = test::replaced(kSmallScenario, broken.from, broken.to);
  INFO(broken.to);
  const auto faults = test::faults_of(text);
  INFO(test::all_of(faults));
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].file == "test.toml");
  CHECK(faults[0].line == line_of_mark(text));
  CHECK(faults[0].key == broken.key);
  CHECK_THAT(faults[0].message, test::ContainsSubstring(broken.message));
  CHECK_THAT(faults[0].accepted, test::ContainsSubstring(broken.accepted));
}

void check_all(const std::vector<Broken>& all) {
  for (const Broken& broken : all) {
    check_broken(broken);
  }
}

}  // namespace

TEST_CASE("the small scenario of these tests is valid") {
  CHECK(test::faults_of(kSmallScenario).empty());
}

TEST_CASE("unknown keys are faults that suggest the nearest known key") {
  check_all({
      {"firms = 10", "frims = 10 # HERE", "population.frims", "not a known key", "perhaps firms"},
      {"cost = 10", "cots = 10 # HERE", "association[0].action[0].cots", "not a known key",
       "perhaps cost"},
      {"[facilitator]", "[facilitatr] # HERE", "facilitatr", "not a known key",
       "perhaps facilitator"},
      {"strategy = \"none\"", "strategy = \"none\"\nbribes = 1 # HERE", "facilitator.bribes",
       "not a known key", "one of preset, strategy"},
      {"name = \"test\"", "name = \"test\"\ntitle = { fr = \"essai\" } # HERE", "scenario.title.fr",
       "language", "es, en"},
  });
}

TEST_CASE("wrong types are faults that say what was given and what is needed") {
  check_all({
      {"firms = 10", "firms = 10.0 # HERE", "population.firms", "is a real number", "an integer"},
      {"firms = 10", "firms = \"ten\" # HERE", "population.firms", "is a text", "an integer"},
      {"cost = 10", "cost = true # HERE", "association[0].action[0].cost", "is a boolean",
       "a real number in [0, 1e+12] (currency per occurrence)"},
      {"cost = 10", "cost = [10] # HERE", "association[0].action[0].cost", "is a list", "a real"},
      {"cost = 10", "cost = 1979-05-27 # HERE", "association[0].action[0].cost", "is a date",
       "a real"},
      {"name = \"test\"", "name = 5 # HERE", "scenario.name", "is an integer", "a text"},
      {"name = \"fair\"", "pilot = \"yes\" # HERE", "association[0].action[0].pilot", "is a text",
       "true or false"},
      {"form = \"linear\"", "form = 1 # HERE", "association[0].action[0].form", "is an integer",
       "one of linear, purchase"},
      {"regulation = \"none\"", "regulation = 7 # HERE", "association[0].regulation",
       "is an integer", "a table"},
      {"regulation = \"none\"", "regulation = { preset = 7 } # HERE",
       "association[0].regulation.preset", "is an integer", "the name of a preset"},
      {"[facilitator]\nstrategy = \"none\"", "[participation]\nsplit = 0.5 # HERE",
       "participation.split", "is a real number", "a list of 3 numbers"},
      {"[facilitator]\nstrategy = \"none\"", "[participation]\nlevels = [0.5] # HERE",
       "participation.levels", "has 1 value", "a list of 3 numbers"},
      {"[facilitator]\nstrategy = \"none\"", "[facilitator]\ndays = [] # HERE", "facilitator.days",
       "has 0 values", "a list of 4 numbers"},
      {"[facilitator]\nstrategy = \"none\"", "[profiles]\nown = 3 # HERE", "profiles.own",
       "is an integer", "a table"},
      {"[[association]]", "[association] # HERE", "association", "is a table", "[[association]]"},
  });
}

TEST_CASE("values out of range are faults that give the range") {
  check_all({
      {"firms = 10", "firms = 0 # HERE", "population.firms", "out of range", "[1, 1000] (firms)"},
      {"firms = 10", "firms = 99999999999999 # HERE", "population.firms", "out of range", "[1"},
      {"cost = 10", "cost = -1 # HERE", "association[0].action[0].cost", "out of range", "[0"},
      {"cost = 10", "cost = nan # HERE", "association[0].action[0].cost", "not a finite number",
       "a real number"},
      {"cost = 10", "cost = -inf # HERE", "association[0].action[0].cost", "not a finite number",
       "a real number"},
      {"regulation = \"none\"", "regulation = { quorum = 1.5 } # HERE",
       "association[0].regulation.quorum", "out of range", "[0, 1] (share)"},
      {"regulation = \"none\"",
       "regulation = { enforcer = \"peers\", enforcement = 0.5, "
       "sanctions = [1, -2] } # HERE",
       "association[0].regulation.sanctions[1]", "out of range", "a list of numbers"},
      {"strategy = \"none\"\n",
       "strategy = \"none\"\n[profiles.own]\nlambda = 0.5 # HERE\neta = 0.2\n",
       "profiles.own.lambda", "out of range", "[1, 100]"},
      {"strategy = \"none\"\n",
       "strategy = \"none\"\n[profiles.own]\nlambda = 2\neta = { mean = 0.2, sd = -1 } # HERE\n",
       "profiles.own.eta.sd", "out of range", ">= 0"},
      {"strategy = \"none\"\n", "strategy = \"none\"\n[run]\nseed = -1 # HERE\n", "run.seed",
       "out of range", "an integer"},
  });
}

TEST_CASE("numbers that the engine could not work with are faults") {
  check_all({
      {"strategy = \"none\"\n", "strategy = \"none\"\n[model]\nlevels = 21 # HERE\n",
       "model.levels", "out of range", "[1, 20]"},
      {"strategy = \"none\"\n", "strategy = \"none\"\n[model]\nfund_return = 0 # HERE\n",
       "model.fund_return", "out of range", "(0, 100]"},
      {"cost = 10", "cost = 0 # HERE", "association[0].action[0].cost", "nothing is at stake",
       "a cost or a side_gain above 0"},
      {"[facilitator]", "[[population.firm]]\nmargin = 0 # HERE\n[facilitator]",
       "population.firm[0].margin", "nothing can be shared by it", "a number above 0, or -1"},
      {"[facilitator]", "[[population.firm]]\nsize = 0.0 # HERE\n[facilitator]",
       "population.firm[0].size", "nothing can be shared by it", "a number above 0, or -1"},
      {"[facilitator]", "[[population.firm]]\nculture = -0.5 # HERE\n[facilitator]",
       "population.firm[0].culture", "neither a value nor -1", "a number >= 0, or -1"},
  });
}

namespace {

/// The small scenario with this many profiles and actions in all.
std::string crowded(int profiles, int actions, const char* regulation) {
  std::string shares = "saint = 0.5, opportunist = 0.5";
  std::string extra;
  for (int i = 2; i < profiles; ++i) {
    const std::string name = "own" + std::to_string(i);
    shares += ", " + name + " = 0";
    extra += "[profiles." + name + "]\nlambda = 2\neta = 0.2\n";
  }
  for (int i = 1; i < actions; ++i)
    extra += "[[association.action]]\npreset = \"fair\"\n";
  std::string text =
      test::replaced(kSmallScenario, "saint = 0.5, opportunist = 0.5", shares.c_str());
  text = test::replaced(text, "regulation = \"none\"", regulation);
  return test::replaced(text, "[facilitator]", (extra + "[facilitator]").c_str());
}

}  // namespace

TEST_CASE("more profiles or actions than the engine holds are faults, and as many are not") {
  const char* none = "regulation = \"none\"";
  const char* fund = "regulation = { adoption = \"vote\", fund_fee = 5 }";
  CHECK(test::all_of(test::faults_of(crowded(16, 16, none))).empty());
  CHECK(test::all_of(test::faults_of(crowded(2, 15, fund))).empty());
  const auto message = [](const std::string& text) {
    const auto faults = test::faults_of(text);
    REQUIRE(faults.size() == 1);
    return faults[0].key + ": " + faults[0].message + ", " + faults[0].accepted;
  };
  CHECK(message(crowded(17, 1, none)) ==
        "population.shares: there are too many profiles, at most 16 in all");
  CHECK(message(crowded(2, 17, none)) ==
        "association[0].action: there are too many actions, at most 16");
  CHECK(message(crowded(2, 16, fund)) ==
        "association[0].action: there are too many actions, at most 15 beside the fund");
}

TEST_CASE("unknown names are faults that list the known ones") {
  check_all({
      {"form = \"linear\"", "form = \"linar\" # HERE", "association[0].action[0].form",
       "not a known name", "perhaps linear; one of linear, purchase, threshold"},
      {"regulation = \"none\"", "regulation = \"otavalo-2009\" # HERE", "association[0].regulation",
       "not a known regulation", "perhaps otavalo-2008"},
      {"strategy = \"none\"", "strategy = \"trust-frist\" # HERE", "facilitator.strategy",
       "not a known facilitator", "perhaps trust-first"},
      {"name = \"fair\"\nform = \"linear\"\ncost = 10\nmultiplier = 2.5",
       "preset = \"../actions/fair\" # HERE", "association[0].action[0].preset",
       "not a known action", "fair"},
      {"saint = 0.5, opportunist = 0.5 }", "saynt = 0.5, opportunist = 0.5 } # HERE",
       "population.shares.saynt", "not a known profile", "perhaps saint"},
      {"strategy = \"none\"\n", "strategy = \"none\"\n[record]\ngroups = [\"firms\"] # HERE\n",
       "record.groups[0]", "not a known name", "perhaps firm"},
      {"strategy = \"none\"", "weights = { phase1 = { visits = 1.0 } } # HERE",
       "facilitator.weights.phase1.visits", "is not an activity", "perhaps visit"},
      {"strategy = \"none\"", "weights = { phase5 = { visit = 1.0 } } # HERE",
       "facilitator.weights.phase5", "not a known key", "perhaps phase1"},
  });
}

TEST_CASE("what is missing is a fault at the table that it belongs to") {
  check_all({
      {"[scenario]\nname = \"test\"", "[scenario] # HERE", "scenario.name", "is missing",
       "a short name"},
      {"[population]\nfirms = 10\nshares = { saint = 0.5, opportunist = 0.5 }",
       "[population] # HERE\nfirms = 10", "population.shares", "is missing", "sums to 1"},
      {"[[association]]\nregulation = \"none\"\n[[association.action]]\nname = \"fair\"\nform = "
       "\"linear\"\ncost = 10\nmultiplier = 2.5",
       "[[association]] # HERE", "association[0].action", "is missing", "[[association.action]]"},
      {"strategy = \"none\"\n", "strategy = \"none\"\n[profiles.own] # HERE\neta = 0.2\n",
       "profiles.own.lambda", "is missing", ">= 1"},
  });
}

TEST_CASE("what this version does not run is refused and said so") {
  check_all({
      {"kind = \"association\"", "kind = \"programme\" # HERE", "kind", "does not run",
       "association"},
      {"kind = \"association\"", "kind = \"theory\" # HERE", "kind", "does not run", "association"},
      {"kind = \"association\"", "kind = \"club\" # HERE", "kind", "not a kind", "association"},
      {"[facilitator]", "[programme] # HERE\n[facilitator]", "programme", "not in this version",
       ""},
      {"[facilitator]", "[structure]\nkind = \"lattice\" # HERE\n[facilitator]", "structure.kind",
       "not a known name", "group"},
      {"[facilitator]", "[learning]\nenabled = true # HERE\n[facilitator]", "learning.enabled",
       "does not revise profiles", "false"},
      {"[facilitator]", "[[association]] # HERE\nname = \"second\"\n[facilitator]",
       "association[1]", "one association only", "one [[association]]"},
  });
}

TEST_CASE("impossible combinations are faults with a reason") {
  check_all({
      {"opportunist = 0.5 }", "opportunist = 0.4 } # HERE", "population.shares", "do not sum to 1",
       "sum to 1"},
      {"regulation = \"none\"", "regulation = { enforcer = \"officer\", enforcement = 1 } # HERE",
       "association[0].regulation.monitoring", "sees nothing", "above 0"},
      {"regulation = \"none\"", "regulation = { sanctions = [1.0] } # HERE",
       "association[0].regulation.sanctions", "nobody applies", "enforcer"},
      {"regulation = \"none\"", "regulation = { expel_after = 3 } # HERE",
       "association[0].regulation.expel_after", "nobody expels", "enforcer"},
      {"regulation = \"none\"", "regulation = { enforcement = 0.3 } # HERE",
       "association[0].regulation.enforcement", "nobody enforces", "enforcer"},
      {"regulation = \"none\"", "regulation = { enforcer = \"peers\", sanctions = [5] } # HERE",
       "association[0].regulation.enforcement", "never applied", "above 0"},
      {"regulation = \"none\"", "regulation = { late_fee = 1 } # HERE",
       "association[0].regulation.late_fee", "no fund", "fund_fee"},
      {"regulation = \"none\"", "min_members = 11 # HERE", "association[0].min_members",
       "starts with 10 firms", "at most 10"},
      {"[[association.action]]\nname = \"fair\"\nform = \"linear\"\ncost = 10\nmultiplier = 2.5",
       "[[association.action]] # HERE\nform = \"linear\"\ncost = 10",
       "association[0].action[0].multiplier", "needs it", "above 0"},
      {"multiplier = 2.5", "multiplier = 2.5\nspoil = 0.2 # HERE", "association[0].action[0].spoil",
       "does not use it", "weakest-link"},
      {"form = \"linear\"\ncost = 10\nmultiplier = 2.5",
       "form = \"threshold\"\ncost = 10\nbenefit = 5\nthreshold = 11 # HERE",
       "association[0].action[0].threshold", "never be more than 10", "at most 10"},
      {"form = \"linear\"\ncost = 10\nmultiplier = 2.5",
       "form = \"purchase\"\ncost = 10\nvolume = 0 # HERE\ndiscount = 0.3",
       "association[0].action[0].volume", "needs it", "above 0"},
      {"form = \"linear\"\ncost = 10\nmultiplier = 2.5",
       "form = \"side-deal\"\nside_gain = 0 # HERE", "association[0].action[0].side_gain",
       "temptation", "above 0"},
      {"strategy = \"none\"", "start_month = 20\nexit_month = 10 # HERE", "facilitator.exit_month",
       "leaves before starting", "from 20 on"},
      {"strategy = \"none\"", "exit_month = 10\ntaper_months = 11 # HERE",
       "facilitator.taper_months", "longer than", "at most 10"},
      {"strategy = \"none\"", "weights = { phase2 = { visit = 0.4, social = 0.5 } } # HERE",
       "facilitator.weights.phase2", "do not sum to 1", "sum to 1"},
      {"strategy = \"none\"", "days = [0, 0, 0, 1]\nweights = { phase1 = { visit = 1 } } # HERE",
       "facilitator.weights.phase4", "per period without an activity", "sum to 1"},
      {"strategy = \"none\"", "preset = \"activism\"\nstrategy = \"none\" # HERE",
       "facilitator.strategy", "preset is given too", "one of the two"},
      {"[facilitator]",
       "[participation]\nmode = \"fixed\"\nsplit = [0.2, 0.4, 0.3] # HERE\n[facilitator]",
       "participation.split", "do not sum to 1", "three shares"},
      {"[facilitator]", "[participation]\nsplit = [0.2, 0.4, 0.4] # HERE\n[facilitator]",
       "participation.split", "fixed mode only", "mode = fixed"},
      {"strategy = \"none\"\n",
       "strategy = \"none\"\n[profiles.saint]\npreset = \"saint\"\npatience = 1 # HERE\n",
       "profiles.saint.patience.mean", "never discounts", "known_end"},
      {"strategy = \"none\"\n",
       "strategy = \"none\"\n[profiles.saint]\npreset = \"saint\"\nstealth = { mean = 0.5, sd = "
       "0.5 } # HERE\n",
       "profiles.saint.stealth", "no distribution on [0, 1]", "below 0.5"},
  });
}

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
