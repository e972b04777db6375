// Values of a wrong type or out of range are found at their line, with what would be accepted.
#include "io_broken.hpp"

using namespace minga;
using test::check_all;
using test::kSmallScenario;

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
      {"firms = 10", "firms = 0 # HERE", "population.firms", "out of range", "[1, 100000] (firms)"},
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
    extra +=
        "[[association.action]]\npreset = \"fair\"\nname = \"fair" + std::to_string(i) + "\"\n";
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
