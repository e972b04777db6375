// Values that do not go together, or that this version does not run, are refused with a reason.
#include "io_broken.hpp"

using namespace minga;
using test::check_all;

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
      {"regulation = \"none\"", "regulation = { enforcer = \"assembly\", sanctions = [5] } # HERE",
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
      {"[facilitator]",
       "[structure]\nbeliefs = \"partner\" # HERE\n[model]\nbelief_rule = "
       "\"adaptive\"\n[facilitator]",
       "structure.beliefs", "about all others at once", "bayes"},
      {"[population]\nfirms = 10",
       "[structure]\nbeliefs = \"partner\" # HERE\n[population]\nfirms = 10\nentrants = 491",
       "structure.beliefs", "each of 501 firms", "at most 500"},
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

TEST_CASE("a client is refused where the group is no vertical network, or sells it nothing") {
  const char* const rules = "regulation = \"none\"";
  check_all({
      {rules, "client = { buys = \"fair\" } # HERE", "association[0].client",
       "vertical network only", "vertical-network"},
      {rules, "kind = \"vertical-network\"\nclient = { buys = \"other\" } # HERE",
       "association[0].client.buys", "no action of this name", "fair"},
      {rules, "kind = \"vertical-network\"\nclient = {} # HERE", "association[0].client.buys",
       "no action of this name", "fair"},
      {rules, "kind = \"vertical-network\"\nclient = { buys = \"fair\", patience = 1 } # HERE",
       "association[0].client.patience", "out of range", "[0, 1)"},
      {rules, "formal = true\nformalise = \"month\" # HERE", "association[0].formalise",
       "formal from the start", "formal = false"},
  });
}

TEST_CASE("what this version does not run is refused and said so") {
  check_all({
      {"kind = \"association\"", "kind = \"theory\" # HERE", "kind", "is a theory scenario",
       "minga theory"},
      {"kind = \"association\"", "kind = \"club\" # HERE", "kind", "not a kind", "association"},
      {"[facilitator]", "[learning]\nenabled = true # HERE\n[facilitator]", "learning.enabled",
       "does not revise profiles", "false"},
  });
}

TEST_CASE("structures that cannot be are refused with the reason") {
  const char* const at = "[facilitator]";
  check_all({
      {at, "[structure]\nkind = \"ring\" # HERE\n[facilitator]", "structure.kind",
       "not a known name", "small-world"},
      {at, "[structure]\nkind = \"star\" # HERE\n[facilitator]", "structure.kind",
       "one association only", "copies = 2"},
      {at, "[structure] # HERE\nkind = \"edge-list\"\n[facilitator]", "structure.edges",
       "there are none", "structure.file"},
      {at,
       "[structure]\nkind = \"hyperedges\"\ngroups = [[0, 1, 2], [1, 1, 2]] # HERE\n[facilitator]",
       "structure.groups[1]", "in it twice", "different firms"},
      {at, "[structure]\nkind = \"edge-list\"\nedges = [[0, 1], [1, 10]] # HERE\n[facilitator]",
       "structure.edges[1]", "no such firm", "0 to 9"},
      {at, "[structure]\nkind = \"edge-list\"\nedges = [[0, 1], [1, 0]] # HERE\n[facilitator]",
       "structure.edges[1]", "there already", "each tie once"},
      {at, "[structure]\nkind = \"edge-list\"\nedges = [[0, 1, 2]] # HERE\n[facilitator]",
       "structure.edges[0]", "wrong number", "two"},
      {at, "[structure]\nkind = \"small-world\"\nneighbours = 3 # HERE\n[facilitator]",
       "structure.neighbours", "no ring", "even number"},
      {at, "[structure]\nkind = \"scale-free\"\nneighbours = 9 # HERE\n[facilitator]",
       "structure.neighbours", "not enough firms", "at most 8"},
      {at, "[structure]\nfile = \"ties.csv\" # HERE\n[facilitator]", "structure.file",
       "reads no file", "edge-list"},
      {"regulation = \"none\"",
       "regulation = \"none\"\nfirms = 5\ncopies = 2\n[structure]\nkind = \"star\"\nhubs = 5 # "
       "HERE",
       "structure.hubs", "no firms of its own", "at most 4"},
  });
}
