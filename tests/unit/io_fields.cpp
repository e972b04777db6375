// The parameter table is complete: every field of every struct is in it, and each entry moves its
// own field and nothing else.
#include "minga/io/kinds.hpp"
#include "minga/io/table.hpp"
#include "minga/theory/scenario.hpp"
#include "support/catch.hpp"
#include "support/io_fixture.hpp"

#include <fmt/format.h>

#include <map>
#include <set>

using namespace minga;

namespace {

/// Converts to anything, so that an aggregate can be initialised with as many as it has fields.
struct Anything {
  template <class T>
  operator T() const;
};

template <class S, std::size_t... I>
constexpr bool takes(std::index_sequence<I...>) {
  return requires { S{(static_cast<void>(I), Anything{})...}; };
}

/// Number of fields of an aggregate: the most values that it can be initialised with.
template <class S, std::size_t Most = 128>
constexpr std::size_t count_fields() {
  if constexpr (takes<S>(std::make_index_sequence<Most>{})) {
    return Most;
  } else {
    return count_fields<S, Most - 1>();
  }
}

std::size_t in_table(const char* section) { return io::section(section).parameters.size(); }

}  // namespace

TEST_CASE("every field of every struct of the model is in the parameter table") {
  CHECK(in_table("time") == count_fields<core::TimeGrid>());
  CHECK(in_table("population") == count_fields<core::Population>());
  CHECK(in_table("firm") == count_fields<core::FirmSpec>());
  CHECK(in_table("association") == count_fields<core::Association>());
  CHECK(in_table("client") == count_fields<core::Client>());
  CHECK(in_table("regulation") == count_fields<core::Regulation>());
  CHECK(in_table("action") == count_fields<core::Action>());
  CHECK(in_table("facilitator") == count_fields<core::Facilitator>());
  CHECK(in_table("rule") == count_fields<core::FacilitatorRule>());
  // The file of ties becomes one of the lists.
  CHECK(in_table("structure") == count_fields<core::Structure>() + 1);
  // Whether it is a programme is the file's kind.
  CHECK(in_table("programme") == count_fields<core::Programme>() - 1);
  CHECK(in_table("coordination") == count_fields<core::Coordination>());
  CHECK(in_table("kind") == count_fields<io::KindFacts>());
  CHECK(in_table("participation") == count_fields<core::Participation>());
  CHECK(in_table("institution") == count_fields<core::Institution>());
  CHECK(in_table("market") == count_fields<core::Market>());
  CHECK(in_table("model") == count_fields<core::Model>());
  CHECK(in_table("profile") == count_fields<core::Profile>());
  // seed_given has no key of its own, and the groups of a recording are one key.
  CHECK(in_table("run") == count_fields<core::RunSettings>() - 1);
  CHECK(in_table("record") == 1);
  CHECK(count_fields<core::RecordSettings>() == 4);
  // Of the scenario itself, thirteen fields are sections of the file.
  CHECK(in_table("scenario") == count_fields<core::Scenario>() - 13);
}

TEST_CASE("every field of every struct of a theory scenario is in the parameter table") {
  CHECK(in_table("game") == count_fields<theory::GameSpec>());
  CHECK(in_table("peers") == count_fields<theory::PeerPunishment>());
  CHECK(in_table("pool") == count_fields<theory::PoolPunishment>());
  CHECK(in_table("sanction") == count_fields<theory::OutsideSanction>());
  CHECK(in_table("strategy") == count_fields<theory::OwnStrategy>());
  CHECK(in_table("zero_determinant") == count_fields<theory::ZeroDeterminant>());
  // Whether there is a repetition is whether the section is there.
  CHECK(in_table("repeated") == count_fields<theory::RepeatedSpec>() - 1);
  CHECK(in_table("theory-population") == count_fields<theory::PopulationSpec>());
  CHECK(in_table("theory-structure") == count_fields<theory::MeetingSpec>());
  // Both rules have one aspiration, and noise is another way to write the intensity.
  CHECK(in_table("update") ==
        count_fields<theory::Update>() + count_fields<theory::Reinforcement>() - 1 + 1);
  CHECK(in_table("analysis") == count_fields<theory::AnalysisSpec>());
  // Of the scenario itself, eight fields are sections of the file, and the stream of random numbers
  // is the place of a point in a design.
  CHECK(in_table("theory-scenario") == count_fields<theory::Scenario>() - 9);
}

TEST_CASE("every parameter has a description, and every default a source") {
  for (const io::Section& section : io::sections()) {
    std::set<std::string> keys;
    for (const io::Parameter& p : section.parameters) {
      INFO(section.name << "." << p.key);
      CHECK(keys.insert(p.key).second);
      CHECK_FALSE(p.description.empty());
      const bool number =
          p.kind == io::Kind::real || p.kind == io::Kind::reals || p.kind == io::Kind::coefficient;
      if (number) {
        CHECK_FALSE(p.unit.empty());
        CHECK_FALSE(p.source.empty());
      }
      if (p.kind == io::Kind::choice) {
        CHECK_FALSE(p.choices.empty());
      }
    }
  }
}

namespace {

/// All keys with a valid value each, so that every parameter can be changed from there.
const std::string kFull = R"([scenario]
name = "full"
[population]
firms = 10
shares = { saint = 0.5, opportunist = 0.5 }
[[population.firm]]
name = "first"
[[association]]
regulation = { preset = "graduated-sanctions", monitoring = 0.5 }
[[association.action]]
form = "linear"
multiplier = 2.5
cost = 5
[facilitator]
days = [1, 1, 1, 1]
weights = { phase1 = { visit = 1.0 }, phase2 = { visit = 1.0 }, phase3 = { visit = 1.0 }, phase4 = { visit = 1.0 } }
[[facilitator.rule]]
value = 0.5
when = "attendance"
days = 1
[profiles.saint]
preset = "saint"
)";

/// The same with a client, which a vertical network alone may have.
const std::string kVertical =
    test::replaced(test::replaced(kFull, "[[association]]\n",
                                  "[[association]]\nkind = \"vertical-network\"\n"
                                  "client = { buys = \"good\", development = 10, "
                                  "development_effect = 0.1 }\n"),
                   "form = \"linear\"", "name = \"good\"\nform = \"linear\"");

struct Place {
  const char* section;
  const char* path;
};
constexpr Place kPlaces[] = {{"scenario", "scenario."},
                             {"time", "time."},
                             {"population", "population."},
                             {"firm", "population.firm[0]."},
                             {"association", "association[0]."},
                             {"client", "association[0].client."},
                             {"regulation", "association[0].regulation."},
                             {"action", "association[0].action[0]."},
                             {"facilitator", "facilitator."},
                             {"rule", "facilitator.rule[0]."},
                             {"structure", "structure."},
                             {"participation", "participation."},
                             {"institution", "institution."},
                             {"market", "market."},
                             {"model", "model."},
                             {"profile", "profiles.saint."},
                             {"run", "run."}};

/// Candidate values; at least one differs from what is there and is in range.
std::vector<std::string> candidates(const io::Parameter& p) {
  switch (p.kind) {
    case io::Kind::real:
    case io::Kind::coefficient:
      return {"0.123", "0.987", "1.234", "17.5"};
    case io::Kind::integer:
      return {"2", "3", "7"};
    case io::Kind::boolean:
      return {"true", "false"};
    case io::Kind::text:
      return {"saint"};
    case io::Kind::choice:
      return p.choices;
    case io::Kind::localised:
      return {R"({ es = "así", en = "so \"quoted\" \\ and\ttabbed" })"};
    case io::Kind::reals:
      return {"[0.2, 0.3, 0.4]", "[0.4, 0.3, 0.2]", "[0.5, 0.25, 0.5, 0.75]"};
    case io::Kind::shares:
      return {"{ saint = 0.25, opportunist = 0.75 }"};
    case io::Kind::phases:
      return {
          "{ phase1 = { social = 1 }, phase2 = { visit = 1 }, phase3 = { visit = 1 }, phase4 "
          "= { visit = 1 } }"};
    default:
      return {};
  }
}

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> out(1);
  for (const char c : text) {
    if (c == '\n') {
      out.emplace_back();
    } else {
      out.back() += c;
    }
  }
  return out;
}

/// Number of lines of the resolved text that a change of one parameter changes; 0 if none loads.
std::size_t changed_lines(const std::string& full, const std::string& path, const io::Parameter& p,
                          const std::vector<std::string>& before) {
  for (const std::string& value : candidates(p)) {
    try {
      const auto after = test::load(full, {{path, value}});
      const auto text = lines(after.text);
      std::size_t changed = text.size() == before.size() ? 0 : 1;
      for (std::size_t i = 0; i < text.size() && i < before.size(); ++i) {
        changed += text[i] != before[i] ? 1 : 0;
      }
      if (changed == 0) {
        continue;
      }
      CHECK(test::load(after.text).text == after.text);
      return changed;
    } catch (const io::InputError&) {
      continue;  // not in the range, or not with the rest; the next candidate
    }
  }
  return 0;
}

/// What only certain other values allow to be changed; the broken inputs cover them.
bool depends_on_others(const std::string& section, const std::string& key) {
  static const std::map<std::string, std::set<std::string>> all{
      {"action",
       {"form", "volume", "discount", "half_volume", "threshold", "refund", "spoil", "benefit",
        "capacity", "congestion", "depletion"}},
      {"regulation", {"late_fee", "peer_cost", "peer_fine"}},
      {"client", {"buys"}},
      {"participation", {"split"}},
      {"structure", {"kind", "edges", "groups", "file"}},
      {"profile", {"name"}},
      {"firm", {}}};
  const auto found = all.find(section);
  return found != all.end() && found->second.count(key) > 0;
}

}  // namespace

TEST_CASE("changing one parameter changes its own line of the resolved text and no other") {
  for (const Place& place : kPlaces) {
    const std::string& full = std::string(place.section) == "client" ? kVertical : kFull;
    const auto before = lines(test::load(full).text);
    for (const io::Parameter& p : io::section(place.section).parameters) {
      if (!p.section.empty() || depends_on_others(place.section, p.key)) {
        continue;
      }
      INFO(place.path << p.key);
      // A seed adds its line; the association's name is the scenario's where it is not given.
      const bool more = p.key == "seed" || std::string(place.path) + p.key == "scenario.name";
      const std::size_t changed = changed_lines(full, place.path + p.key, p, before);
      CHECK(changed >= 1);
      CHECK(changed <= (more ? 3 : 1));
    }
  }
}

TEST_CASE("parameters of the forms of games load and differ") {
  const auto with = [](const std::string& action) {
    return test::load(test::replaced(kFull, "form = \"linear\"\nmultiplier = 2.5", action)).text;
  };
  std::set<std::string> texts;
  for (const char* action :
       {"form = \"purchase\"\nvolume = 5\ndiscount = 0.2",
        "form = \"purchase\"\nvolume = 6\ndiscount = 0.2",
        "form = \"purchase\"\nvolume = 6\ndiscount = 0.3",
        "form = \"purchase\"\nvolume = 6\ndiscount = 0.3\nhalf_volume = 4",
        "form = \"threshold\"\nbenefit = 5\nthreshold = 3",
        "form = \"threshold\"\nbenefit = 5\nthreshold = 4",
        "form = \"threshold\"\nbenefit = 5\nthreshold = 4\nrefund = 0.5",
        "form = \"weakest-link\"\nbenefit = 5", "form = \"weakest-link\"\nbenefit = 5\nspoil = 0.2",
        "form = \"side-deal\"\nside_gain = 3", "form = \"club\"\nbenefit = 5",
        "form = \"club\"\nbenefit = 5\ncapacity = 3",
        "form = \"club\"\nbenefit = 5\ncapacity = 3\ncongestion = 2",
        "form = \"cost-sharing\"\nbenefit = 5\nthreshold = 3",
        "form = \"common-pool\"\nmultiplier = 3\ndepletion = 2",
        "form = \"common-pool\"\nmultiplier = 3\ndepletion = 4",
        "form = \"information\"\nbenefit = 5"}) {
    CHECK(texts.insert(with(action)).second);
  }
}
