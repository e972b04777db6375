// Keys and names that are unknown or missing are found at their line, with what would be accepted.
#include "io_broken.hpp"

using namespace minga;
using test::check_all;
using test::kSmallScenario;

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

TEST_CASE("unknown names are faults that list the known ones") {
  check_all({
      {"form = \"linear\"", "form = \"linar\" # HERE", "association[0].action[0].form",
       "not a known name", "perhaps linear; one of linear, purchase, threshold"},
      {"regulation = \"none\"", "regulation = \"otavalo-2009\" # HERE", "association[0].regulation",
       "not a known regulation", "perhaps otavalo-2008"},
      {"regulation = \"none\"", "regulation = \"\\u0000none\" # HERE", "association[0].regulation",
       "not a known regulation", "one of none"},
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
