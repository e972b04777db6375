// What a page is told while a game goes on holds nothing of what is behind it: no names of hidden
// things, no profiles, and none of the numbers.
#include "minga/trainer/debrief.hpp"
#include "minga/trainer/store.hpp"
#include "support/catch.hpp"
#include "support/trainer_fixture.hpp"

#include <cmath>
#include <set>

using namespace minga::test;
using namespace minga;

namespace {

const std::set<std::string> kHiddenKeys{"trust",
                                        "profile",
                                        "profile_title",
                                        "engagement",
                                        "stealth",
                                        "vision",
                                        "capability",
                                        "credibility",
                                        "cooperation",
                                        "expected_conduct",
                                        "side_deals",
                                        "offers",
                                        "payoff",
                                        "truth",
                                        "hidden",
                                        "contributed",
                                        "could_come",
                                        "wrongful",
                                        "wrongly_sanctioned",
                                        "text",
                                        "available_in_truth",
                                        "given",
                                        "coefficients",
                                        "shares"};
const std::set<std::string> kHiddenTexts{
    "saint",       "solid-citizen",       "win-at-all-costs",
    "opportunist", "oportunista-furtivo", "wrongly_sanctioned"};

void scan(const Json& value, std::set<double>& numbers, std::vector<std::string>& found) {
  if (value.is_object()) {
    for (const auto& [key, inner] : value.items()) {
      // a scenario's own notes of a player have a text
      if (kHiddenKeys.count(key) > 0 && key != "text")
        found.push_back(key);
      scan(inner, numbers, found);
    }
  } else if (value.is_array()) {
    for (const Json& inner : value)
      scan(inner, numbers, found);
  } else if (value.is_string()) {
    if (kHiddenTexts.count(value.get<std::string>()) > 0)
      found.push_back(value.get<std::string>());
  } else if (value.is_number()) {
    numbers.insert(value.get<double>());
  }
}

/// Numbers that no page should know, as far as they are of their own: not 0, 1/2, 1 or the like.
std::set<double> secrets(const std::string& scenario_text, std::uint64_t seed,
                         const std::vector<trainer::Orders>& months) {
  std::set<double> out;
  const auto add = [&](double x) {
    const double many = x * 5040.0;  // fractions of small numbers are counts, not secrets
    if (std::abs(many - std::round(many)) > 1e-6)
      out.insert(x);
  };
  const core::Scenario s = trainer::training_scenario(scenario_text);
  trainer::Group group(s, seed);
  for (const trainer::Orders& orders : months) {
    for (int half = 0; half < trainer::kHalves; ++half) {
      group.half(orders, half);
      const core::Truth t = group.truth();
      for (const double x : {t.trust, t.conduct, t.engagement, t.vision, t.capability,
                             t.credibility, t.conduct_smooth, t.member_gain})
        add(x);
      for (const core::FirmTruth& f : t.firms) {
        for (const double x : {f.stealth, f.trust, f.conduct, f.engagement, f.payoff})
          add(x);
      }
    }
  }
  return out;
}

}  // namespace

TEST_CASE("no answer before the debrief holds what is hidden") {
  for (const char* const name : {"sillas-y-secretos", "un-solo-cliente", "cuando-decir-no"}) {
    CAPTURE(name);
    Desk desk;
    desk.call("GET", "/api/info");
    desk.call("GET", "/api/scenarios");
    const std::string id = desk.start(name, "assessed");
    for (int month = 0; month < 30 && !desk.state["over"]; ++month) {
      desk.play(id, desk.next_turn());
      desk.call("GET", "/api/games/" + id + "/turns/" + std::to_string(month));
      // none of these may be had now
      for (const char* what : {"debrief", "luck", "export.zip"}) {
        desk.call("GET", "/api/games/" + id + '/' + what);
        REQUIRE((desk.status == 409 || desk.state["over"]));
      }
      desk.call("POST", "/api/games/" + id + "/whatif", {{"turn", 0}, {"actions", Json::array()}});
      REQUIRE((desk.status == 409 || desk.state["over"]));
    }
    desk.call("GET", "/api/games");
    if (desk.state["over"])
      desk.answers.resize(desk.answers.size() - 6);  // what was told when it was over
    const auto log = trainer::read_log(trainer::read_bytes(desk.folder.path() / (id + ".jsonl")));
    trainer::Game game(trainer::read_setup(log.entries.at(0)));
    for (std::size_t i = 1; i < log.entries.size(); ++i)
      game.apply(log.entries[i]);
    std::set<double> numbers;
    std::vector<std::string> found;
    for (const std::string& answer : desk.answers)
      scan(Json::parse(answer, nullptr, false), numbers, found);
    CHECK(found.empty());
    const std::set<double> hidden =
        secrets(game.setup().text, game.setup().seed, trainer::orders_of(game));
    REQUIRE(hidden.size() > 300);
    for (const double secret : hidden) {
      CAPTURE(secret);
      REQUIRE(numbers.count(secret) == 0);
    }
  }
}

TEST_CASE("an assessed game keeps its seed until it is over") {
  Desk desk;
  const std::string id = desk.start("primer-grupo", "assessed", 4711);
  CHECK(desk.state["seed"].is_null());
  desk.play(id, {{"turn", 0}, {"actions", {{{"kind", "withdraw"}}}}});
  CHECK(desk.state["seed"] == 4711);
}

TEST_CASE("what was behind a game is told when it is over, and not before") {
  Desk desk;
  const std::string id = desk.start("sillas-y-secretos");
  desk.play_on(id, 2);
  desk.call("GET", "/api/games/" + id + "/debrief");
  CHECK(desk.status == 409);
  desk.play(id, {{"turn", 2}, {"actions", {{{"kind", "withdraw"}}}}});
  const Json debrief = desk.call("GET", "/api/games/" + id + "/debrief");
  REQUIRE(desk.status == 200);
  bool furtive = false;
  for (const Json& f : debrief["firms"])
    furtive = furtive || f["profile"] == "oportunista-furtivo";
  CHECK(furtive);
}
