// Parts of a scenario that contradict each other are refused with the reason, at the line of what
// has to change.
#include "io_broken.hpp"

using namespace minga;
using test::check_all;

namespace {

/// The small scenario with one edit before the one that breaks it.
std::string edited(const std::string& from, const std::string& to) {
  return test::replaced(test::kSmallScenario, from, to);
}

/// The only fault of a text, as key, value, message and what is accepted; all where there are more.
std::string only_fault(const std::string& text) {
  const auto faults = test::faults_of(text);
  if (faults.size() != 1)
    return test::all_of(faults);
  return faults[0].key + " = " + faults[0].value + ": " + faults[0].message + "; " +
         faults[0].accepted;
}

const std::string kWorks =
    "strategy = \"trust-first\"\n";  // in place of the facilitator that does nothing
const std::string kNobody = "strategy = \"none\"\n";

}  // namespace

TEST_CASE("rules that contradict themselves are refused") {
  const char* const rules = "regulation = \"none\"";
  check_all({
      {rules,
       "regulation = { enforcer = \"assembly\", enforcement = 1, sanctions = [5, 3, 8] } # HERE",
       "association[0].regulation.sanctions", "a repeated offence would cost less: 3 after 5",
       "do not fall"},
      {rules, "regulation = { enforcer = \"peers\", peer_fine = 3, sanctions = [5] } # HERE",
       "association[0].regulation.sanctions", "peers apply no ladder", "officer or assembly"},
      {rules, "regulation = { enforcer = \"peers\", peer_cost = 1 } # HERE",
       "association[0].regulation.peer_fine", "nothing is lost", "a fine above 0"},
      {rules, "regulation = { peer_fine = 3 } # HERE", "association[0].regulation.peer_fine",
       "peers do not punish", "enforcer = peers"},
      {rules, "regulation = { adoption = \"vote\", majority = 1 } # HERE",
       "association[0].regulation.majority", "more than all never vote", "below 1"},
      {rules, "regulation = { adoption = \"start\", fund_fee = 5, fund_reserve = 0 } # HERE",
       "association[0].regulation.fund_reserve", "none is ever due", "1 or more"},
      // ten firms: nine others are 0.9 of all, and more than that must vote
      {rules,
       "regulation = { adoption = \"start\", absences_for_review = 3, majority = 0.9, "
       "majority_base = \"members\" } # HERE",
       "association[0].regulation.majority", "9 others vote on expelling one of 10 firms",
       "below 0.9, or majority_base = present"},
  });
  CHECK(test::faults_of(edited(rules,
                               "regulation = { adoption = \"start\", absences_for_review = 3, "
                               "majority = 0.89, majority_base = \"members\" }"))
            .empty());
}

TEST_CASE("who would never come, because run or money end before, is refused") {
  check_all({
      // 131 periods of 14 days: the last one begins in month 59.8
      {"strategy = \"none\"",
       "strategy = \"trust-first\"\nstart_month = 60 # HERE\nexit_month = 80",
       "facilitator.start_month", "the last period begins in month 59.8", "0 to 59.8"},
      {"[facilitator]\nstrategy = \"none\"",
       "[institution]\nfunding_months = 0 # HERE\n[facilitator]\nstrategy = \"trust-first\"",
       "institution.funding_months", "ends before facilitator begins, in month 0", "more than 0"},
      {"regulation = \"none\"", "formalise = \"month\"\nformalise_month = 60 # HERE",
       "association[0].formalise_month", "the last period begins in month 59.8", "0 to 59.8"},
      {"[facilitator]",
       "[institution]\nco_finance = 0.3\nco_finance_end = 0.4 # HERE\n[facilitator]",
       "institution.co_finance_end", "above the share at the start, 0.3", "at most 0.3"},
  });
  // nobody is there to be paid
  CHECK(test::faults_of(edited("[facilitator]", "[institution]\nfunding_months = 0\n[facilitator]"))
            .empty());
  // an association's own facilitator is named by its own path
  CHECK(only_fault(edited("regulation = \"none\"",
                          "facilitator = { preset = \"trust-first\", start_month = 20 }") +
                   "[institution]\nfunding_months = 18\n") ==
        "institution.funding_months = 18.0: the money ends before association[0].facilitator "
        "begins, in month 20; more than 20, or association[0].facilitator = \"none\"");
}

TEST_CASE("a rule that spends no day is refused") {
  check_all({{"strategy = \"none\"\n",
              "strategy = \"trust-first\"\n[[facilitator.rule]] # HERE\nvalue = 0.5\n",
              "facilitator.rule[0].days", "no day is spent", "days above 0"}});
}

TEST_CASE("two of one name are refused, of firms, actions and associations") {
  const std::string fair = "[[association.action]]\nname = \"fair\"\nform = \"linear\"\ncost = 5\n";
  CHECK(only_fault(edited("[facilitator]", fair + "multiplier = 2\n[facilitator]")) ==
        "association[0].action[1].name = \"fair\": association[0].action[0] has this name; a name "
        "of its own for each action of an association");
  const std::string firms =
      "[[population.firm]]\nname = \"Ana\"\n[[population.firm]]\n[[population.firm]]\nname = "
      "\"Ana\"\n";
  CHECK(only_fault(test::kSmallScenario + firms) ==
        "population.firm[2].name = \"Ana\": population.firm[0] has this name; a name of its own, "
        "or none");
  const std::string second =
      "[[association]]\nname = \"a\"\n[[association.action]]\npreset = \"fair\"\n[facilitator]";
  CHECK(only_fault(test::replaced(edited("[facilitator]", second), "regulation = \"none\"",
                                  "name = \"a\"")) ==
        "association[1].name = \"a\": association[0] has this name; a name of its own; copies = 2 "
        "and more for several of one make");
}

TEST_CASE("what needs more members than there are, or has nobody to serve, is refused") {
  const std::string linear = "form = \"linear\"\ncost = 10\nmultiplier = 2.5";
  const std::string needs = "form = \"threshold\"\ncost = 10\nbenefit = 25\nthreshold = 6 # HERE";
  CHECK(only_fault(test::replaced(edited(linear, needs), "[facilitator]",
                                  "[structure]\nkind = \"partners\"\ngroup_size = 5\n"
                                  "[facilitator]")) ==
        "association[0].action[0].threshold = 6.0: 5 firms play together (structure.group_size); "
        "at most 5");
  const std::string rules = "regulation = \"none\"";
  const std::string buyer =
      "kind = \"vertical-network\"\nclient = { buys = \"fair\", development = ";
  CHECK(only_fault(edited(rules, buyer + "10 }")) ==
        "association[0].client.development = 10.0: the client's spending teaches its suppliers "
        "nothing; development_effect above 0, or 0");
  CHECK(only_fault(edited(rules, buyer + "0, development_effect = 0.1 }")) ==
        "association[0].client.development_effect = 0.1: the client spends nothing on development; "
        "development above 0, or leave this out");
  check_all({
      {linear.c_str(),
       "form = \"common-pool\"\ncost = 10\nmultiplier = 2\ndepletion = 3\nexcludable = 0.4 # HERE",
       "association[0].action[0].excludable", "does not use it", "linear or purchase"},
      {linear.c_str(), "form = \"side-deal\"\nside_gain = 5\nskill = 0.4 # HERE",
       "association[0].action[0].skill", "does not use it", "leave this out"},
      {"[facilitator]", "[structure]\nedges = [[0, 1], [1, 2]] # HERE\n[facilitator]",
       "structure.edges", "made without it", "edge-list"},
      {"[facilitator]", "[participation]\nlevels = [0.4, 0.9, 0.1] # HERE\n[facilitator]",
       "participation.levels", "active members take part less", "do not rise"},
  });
}

TEST_CASE("a programme in which no group could ever form is refused") {
  const auto programme = [](const std::string& numbers) {
    std::string text =
        test::replaced(test::kSmallScenario, "kind = \"association\"", "kind = \"programme\"");
    text = test::replaced(text, "regulation = \"none\"", "copies = 4");
    return test::replaced(text, kNobody, kWorks) + "[programme]\n" + numbers;
  };
  CHECK(test::all_of(test::faults_of(programme("facilitators = 1\n"))).empty());
  CHECK(only_fault(programme("facilitators = 0\nself_formation = 0\n")) ==
        "programme.self_formation = 0.0: without facilitators nobody is called, so no group ever "
        "forms; a rate above 0, or facilitators and a response above 0");
  CHECK(only_fault(programme("response = 0\nself_formation = 0\n")) ==
        "programme.self_formation = 0.0: nobody answers a call either, so no group ever forms; a "
        "rate above 0, or facilitators and a response above 0");
  CHECK(only_fault(programme("days = 0\n")) ==
        "programme.days = 0.0: the facilitators have no day for any group; days above 0, or "
        "facilitators = 0");
  CHECK(only_fault(programme("facilitators = 0\ndays = 0\n")).empty());
  CHECK(only_fault(programme("coordination = { preset = \"public\", setup_months = 40 }\n")) ==
        "programme.coordination.setup_months = 40.0: the first call would come when the money is "
        "over, in month 36; months below 36");
}

TEST_CASE("a scenario in which nobody ever takes part or nothing ever happens is refused") {
  const std::string fixed = "[participation]\nmode = \"fixed\"\n";
  const auto with = [](const std::string& more) {
    return edited("[facilitator]", more + "[facilitator]");
  };
  CHECK(only_fault(with(fixed + "rate = 0\n")) ==
        "participation.rate = 0.0: nobody ever takes part; a chance above 0, or mode = endogenous");
  CHECK(only_fault(with(fixed + "split = [0, 0, 1]\nlevels = [0.9, 0.5, 0]\n")) ==
        "participation.split = [0.0, 0.0, 1.0]: nobody ever takes part: those whose level is above "
        "0 have no share; shares with which somebody takes part");
  CHECK(only_fault(with(fixed + "rate = 0\nsplit = [0, 1, 0]\n")).empty());
  CHECK(only_fault(with("[participation]\nrate = 0\n")).empty());

  const std::string late = edited("cost = 10", "cost = 10\nphase = 3");
  CHECK(only_fault(late) ==
        "association[0].action[0].phase = 3: no group gets beyond phase 2 without a pilot, so that "
        "no action ever takes place; phase 1 or 2, or an action of phase 1 or 2 with pilot = true");
  const std::string once = edited("cost = 10", "cost = 10\nphase = 2\nevery = 131");
  CHECK(only_fault(once) ==
        "association[0].action[0].every = 131: is due in the first of 131 periods only, when the "
        "group is in phase 1, so that no action ever takes place; below 131, or phase = 1");
  // who jumps to business does not wait, a fund is paid into, and phase 1 is at once
  CHECK(only_fault(test::replaced(late, kNobody, "strategy = \"activism\"\n")).empty());
  CHECK(only_fault(test::replaced(late, "regulation = \"none\"",
                                  "regulation = { adoption = \"start\", fund_fee = 5 }"))
            .empty());
  CHECK(only_fault(test::replaced(once, "phase = 2", "phase = 1")).empty());
}

TEST_CASE("a listed firm of a profile that the shares do not name is refused") {
  const std::string firm = "[[population.firm]]\nprofile = \"solid-citizen\"\n";
  CHECK(only_fault(test::kSmallScenario + firm) ==
        "population.firm[0].profile = \"solid-citizen\": is not in population.shares, so that the "
        "others hold it for impossible, whatever they see; a share for it such as solid-citizen = "
        "0.01, or 0.0 where that is meant");
  CHECK(only_fault(edited("{ saint = 0.5,", "{ solid-citizen = 0, saint = 0.5,") + firm).empty());
}

TEST_CASE("contradictions in many parts are reported at once") {
  std::string text = test::replaced(
      test::kSmallScenario, "regulation = \"none\"",
      "formalise = \"month\"\nformalise_month = 90\n"
      "regulation = { enforcer = \"assembly\", enforcement = 1, sanctions = [5, 3] }\n"
      "[[association.action]]\npreset = \"fair\"");
  text = test::replaced(text, kNobody, kWorks + "start_month = 70\nexit_month = 90\n");
  text +=
      "[institution]\nco_finance = 0.1\nco_finance_end = 0.2\n[participation]\nlevels = [0.1, "
      "0.2, 0.3]\n[[population.firm]]\nname = \"Ana\"\n[[population.firm]]\nname = \"Ana\"\n";
  const auto faults = test::faults_of(text);
  INFO(test::all_of(faults));
  std::vector<std::string> keys;
  for (const io::Diagnostic& fault : faults)
    keys.push_back(fault.key);
  std::sort(keys.begin(), keys.end());
  CHECK(keys == std::vector<std::string>{"association[0].action[1].name",
                                         "association[0].formalise_month",
                                         "association[0].regulation.sanctions",
                                         "facilitator.start_month", "institution.co_finance_end",
                                         "participation.levels", "population.firm[1].name"});
}
