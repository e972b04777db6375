// What a scenario may say and can hardly mean is noted, and loads.
#include "minga/io/catalogue.hpp"
#include "minga/io/theory.hpp"
#include "support/catch.hpp"
#include "support/io_fixture.hpp"

using namespace minga;
using test::kSmallScenario;
using test::replaced;

namespace {

/// Notes as lines without the file's name; throws where the text does not load.
std::string notes_of(const std::string& text) {
  std::string out;
  for (const io::Diagnostic& note : test::load(text).notes) {
    CHECK(note.file == "test.toml");
    CHECK(note.accepted.empty());
    out += note.key + " = " + note.value + ": " + note.message + '\n';
  }
  return out;
}

std::string with(const std::string& more) {
  return replaced(kSmallScenario, "[facilitator]", more + "[facilitator]");
}
std::string rules(const std::string& text) {
  return replaced(kSmallScenario, "regulation = \"none\"", text);
}
std::string facilitated(const std::string& text) {
  return replaced(kSmallScenario, "strategy = \"none\"", "strategy = \"trust-first\"") + text;
}
std::string programme(const std::string& numbers) {
  std::string text = replaced(facilitated(""), "kind = \"association\"", "kind = \"programme\"");
  return replaced(text, "regulation = \"none\"", "copies = 4") + "[programme]\n" + numbers;
}

}  // namespace

TEST_CASE("a scenario in which all plays its part has no notes") {
  CHECK(notes_of(kSmallScenario).empty());
  CHECK(notes_of(facilitated("")).empty());
  CHECK(notes_of(programme("facilitators = 2\ngroups_each = 2\nplaces = 4\n")).empty());
}

TEST_CASE("support beyond the run is noted, whoever said so") {
  CHECK(notes_of(facilitated("[time]\nperiods = 20\n")) ==
        "facilitator.exit_month = 36.0: the run ends in month 9.199, so that nothing is seen of "
        "the time after support\n");
  CHECK(notes_of(facilitated("[time]\nperiods = 20\n[institution]\nfunding_months = 30\n")) ==
        "institution.funding_months = 30.0: the run ends in month 9.199, so that nothing is seen "
        "of the time after support\n");
  CHECK(notes_of(facilitated("[time]\nperiods = 20\n[institution]\nfunding_months = 9\n")).empty());
  CHECK(notes_of(facilitated("[[facilitator.rule]]\nwhen = \"month\"\ncomparison = \"above\"\n"
                             "value = 36\ndays = 1\n")) ==
        "facilitator.rule[0].value = 36.0: the facilitator is there until month 36, so that this "
        "rule never fires\n");
}

TEST_CASE("money that nobody brings is noted where the file says it") {
  CHECK(notes_of(with("[institution]\nco_finance = 0.8\n")) ==
        "institution.co_finance = 0.8: outside money comes with a facilitator's days, and there "
        "are none: nothing is co-financed\n");
  CHECK(notes_of(with("[institution]\nco_finance = 0\n")).empty());
  CHECK(notes_of(facilitated("[institution]\nco_finance = 0.8\n")).empty());
}

TEST_CASE("what a facilitator without a day of work would do is noted") {
  const auto idle = [](const std::string& more) {
    return notes_of(
        replaced(kSmallScenario, "strategy = \"none\"\n", "strategy = \"none\"\n" + more));
  };
  CHECK(idle("co_investment = 10\ncapture = 0.1\n") ==
        "facilitator.co_investment = 10.0: a facilitator without a day of work is never there\n"
        "facilitator.capture = 0.1: a facilitator without a day of work is never there\n");
  CHECK(idle("[[facilitator.rule]]\nvalue = 0.5\ndays = 1\n") ==
        "facilitator.rule = 1: a facilitator without a day of work is never there\n");
}

TEST_CASE("a rate beside a split is noted, where the file says both") {
  const std::string split = "[participation]\nmode = \"fixed\"\nsplit = [0.2, 0.4, 0.4]\n";
  CHECK(notes_of(with(split)).empty());
  CHECK(notes_of(with(split + "rate = 0.5\n")) ==
        "participation.rate = 0.5: plays no part: participation.split and levels say how far each "
        "takes part\n");
}

TEST_CASE("a programme larger than its candidates is noted") {
  CHECK(notes_of(programme("facilitators = 2\ngroups_each = 3\nplaces = 6\n")) ==
        "programme.groups_each = 3: 2 facilitators could serve 6 groups, and there are 4 candidate "
        "groups\nprogramme.places = 6: there are 4 candidate groups, so that places stay empty\n");
}

TEST_CASE("rules that never hold are noted") {
  CHECK(notes_of(rules("regulation = { quorum = 0.5 }")) ==
        "association[0].regulation.adoption = \"never\": the regulation has rules (quorum), and "
        "never enters into force\n");
  CHECK(notes_of(replaced(rules("regulation = { adoption = \"start\", distribution = "
                                "\"contribution\" }"),
                          "form = \"linear\"\ncost = 10\nmultiplier = 2.5",
                          "form = \"purchase\"\ncost = 10\nvolume = 90\ndiscount = 0.3")) ==
        "association[0].regulation.distribution = \"contribution\": no action is linear, threshold "
        "or weakest-link, so that there is nothing to share by contribution\n");
  CHECK(notes_of(rules("regulation = { adoption = \"start\", false_positive = 0.1 }")) ==
        "association[0].regulation.false_positive = 0.1: nobody is accused where neither officer "
        "nor assembly sanctions\n");
  CHECK(notes_of(rules("formal_cost = 20")) ==
        "association[0].formal_cost = 20.0: the group never takes a legal form\n");
}

TEST_CASE("numbers that play no part are noted") {
  CHECK(notes_of(with("[structure]\nneighbours = 6\n")) ==
        "structure.neighbours = 6: plays no part in kind = group\n");
  CHECK(notes_of(with("[market]\nintermediary_response = 2\n")) ==
        "market.intermediary_response = 2.0: no action has a side_gain that an intermediary could "
        "offer\n");
  CHECK(notes_of(with("[profiles.own]\nlambda = 2\neta = 0.2\n")) ==
        "profiles.own = { lambda = 2, eta = 0.2 }: no firm has this profile: it is neither in "
        "population.shares nor in population.firm\n");
  CHECK(notes_of(replaced(kSmallScenario, "cost = 10",
                          "cost = 10\nphase = 1\nside_loss = 3\nevery = 200")) ==
        "association[0].action[0].every = 200: there are 131 periods, so that it could occur in "
        "the first one only\nassociation[0].action[0].side_loss = 3.0: there is no side_gain, so "
        "that nobody makes a side deal\n");
}

TEST_CASE("an action of a later phase waits for ever where no action is a pilot") {
  const std::string late =
      replaced(kSmallScenario, "[[association.action]]",
               "[[association.action]]\nname = \"now\"\nform = \"linear\"\ncost = 10\n"
               "multiplier = 2.5\n[[association.action]]\nphase = 3");
  CHECK(notes_of(late) ==
        "association[0].action[1].phase = 3: no group gets beyond phase 2 without a pilot, and no "
        "action is one (pilot = true)\n");
  CHECK(notes_of(late + "[[association.action]]\npreset = \"fair\"\nname = \"pilot\"\n").empty());
  // who jumps to business does not wait
  CHECK(notes_of(replaced(late, "strategy = \"none\"", "strategy = \"activism\"")).empty());
}

TEST_CASE("money that ends before the facilitator would leave is noted") {
  CHECK(notes_of(facilitated("[institution]\nfunding_months = 6\n")) ==
        "institution.funding_months = 6.0: the money ends before facilitator.exit_month, 36: the "
        "facilitator leaves with it, and withdraws less gradually than planned\n");
  CHECK(notes_of(facilitated("[institution]\nfunding_months = 36\n")).empty());
  // one who would stay to the end leaves with the money by definition
  CHECK(notes_of(replaced(kSmallScenario, "strategy = \"none\"", "strategy = \"dependent\""))
            .empty());
}

TEST_CASE("money for co-finance where nothing is co-financed is noted") {
  const std::string with = programme("facilitators = 2\ngroups_each = 2\nmoney = 500.0\n");
  CHECK(
      notes_of(with + "[institution]\nco_finance = 0.0\n") ==
      "programme.money = 500.0: institution.co_finance is 0 all along, so that there is nothing to "
      "pay from it\n");
  CHECK(notes_of(with + "[institution]\nco_finance = 0.5\n").empty());
}

TEST_CASE("a programme whose facilitators have no day of work is noted") {
  CHECK(
      notes_of(replaced(programme("facilitators = 2\ngroups_each = 2\n"), "trust-first", "none")) ==
      "programme.facilitators = 2: the facilitator's strategy has no day of work, so that no group "
      "is called or served\n");
  CHECK(notes_of(replaced(programme("facilitators = 0\n"), "trust-first", "none")).empty());
}

TEST_CASE("payments of several months' margin and ways of hundreds of kilometres are noted") {
  const auto fee = [](const char* amount) {
    return rules(std::string("regulation = { adoption = \"start\", fund_fee = ") + amount + " }");
  };
  CHECK(notes_of(fee("1000")) ==
        "association[0].regulation.fund_fee = 1000.0: is 3.33 times the mean monthly margin of a "
        "firm (population.margin = 300), so that hardly any could pay it\n");
  CHECK(notes_of(fee("900")).empty());
  const auto cost = [](const char* text) { return replaced(kSmallScenario, "cost = 10", text); };
  CHECK(notes_of(cost("cost = 100000")) ==
        "association[0].action[0].cost = 100000.0: is 333 times the mean monthly margin of a firm "
        "(population.margin = 300), so that hardly any could pay it\n");
  // what comes once a year may cost what a year allows
  CHECK(notes_of(cost("cost = 3000\nevery = 26")).empty());
  CHECK(notes_of(facilitated("co_investment = 1000\n")) ==
        "facilitator.co_investment = 1000.0: is 3.33 times the mean monthly margin of a firm "
        "(population.margin = 300), so that hardly any could pay it\n");
  CHECK(notes_of(
            replaced(kSmallScenario, "firms = 10", "firms = 10\ndistance_km = 5000") +
            "[[population.firm]]\ndistance_km = 200\n[[population.firm]]\ndistance_km = 199\n") ==
        "population.distance_km = 5000.0: a meeting would take 250 hours on the way "
        "(model.travel_hours_km = 0.05)\npopulation.firm[0].distance_km = 200.0: a meeting would "
        "take 10 hours on the way (model.travel_hours_km = 0.05)\n");
}

TEST_CASE("firms that all wait for each other are noted") {
  const auto of = [](const std::string& shares) {
    return replaced(kSmallScenario, "{ saint = 0.5, opportunist = 0.5 }", shares);
  };
  const std::string alone = notes_of(of("{ solid-citizen = 1.0 }"));
  CHECK_THAT(alone, test::ContainsSubstring("population.shares = "));
  CHECK_THAT(alone, test::ContainsSubstring("trust has nothing to start from: solid-citizen would "
                                            "in 1 % of cases, and groups give up where under "
                                            "9.17 % is expected"));
  CHECK_THAT(alone, test::ContainsSubstring("such as saint = 0.1"));
  CHECK_FALSE(notes_of(of("{ saint = 0, solid-citizen = 0.7, opportunist = 0.3 }")).empty());
  CHECK(notes_of(of("{ saint = 0.02, solid-citizen = 0.98 }")).empty());
  // a norm to give some, and strong enough, a group that never gives up, and work that pays for
  // each alone
  CHECK(
      notes_of(
          of("{ solid-citizen = 1.0 }") +
          "[profiles.solid-citizen]\npreset = \"solid-citizen\"\nnorm_intercept = 0.2\ngamma = 3\n")
          .empty());
  CHECK(notes_of(of("{ solid-citizen = 1.0 }") + "[model]\ntrust_floor = 0\n").empty());
  CHECK(notes_of(replaced(of("{ opportunist = 1.0 }"), "multiplier = 2.5", "multiplier = 60"))
            .empty());
}

TEST_CASE("a design tells each note once, with the number of points that have it") {
  const std::string design = R"(scenario = "otavalo"
[[factor]]
name = "periods"
path = "time.periods"
levels = [20, 131]
[[factor]]
name = "firms"
path = "population.firms"
levels = [8, 12]
)";
  const auto loaded = io::load_design_text(design, "design.toml");
  REQUIRE(loaded.notes.size() == 1);
  CHECK(loaded.notes[0].what.key == "facilitator.exit_month");
  CHECK(loaded.notes[0].points == 2);
  CHECK(loaded.points.size() == 4);
}

TEST_CASE("no shipped scenario has a note") {
  for (const io::Entry& entry : io::list("scenarios")) {
    if (io::is_theory(entry.name))
      continue;
    const auto loaded = io::load_scenario(entry.name);
    INFO(entry.name << '\n' << test::all_of(loaded.notes));
    CHECK(loaded.notes.empty());
  }
}
