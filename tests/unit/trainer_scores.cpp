// Scores on runs made by hand, and what the debrief says of a game.
#include "minga/io/scenario.hpp"
#include "minga/trainer/debrief.hpp"
#include "support/catch.hpp"
#include "support/trainer_fixture.hpp"

#include <cmath>

using namespace minga;
using namespace minga::test;
using namespace minga::trainer;

namespace {

core::Scenario four_firms() {
  core::Scenario s;
  s.association.resize(1);
  s.population.firms = 4;
  s.model.standing_share = 0.4;
  return s;
}

/// One period: days of work, shares given by four firms of one contribution each that was due.
struct Day {
  double days = 0.0;
  double for_them = 0.0;
  std::vector<double> given{1.0, 1.0, 1.0, 1.0};
  bool alive = true;
  std::vector<core::Event> events{};
  std::vector<bool> able{true, true, true, true};
};

void add(Trace& trace, const Day& day, double credit = 0.0) {
  core::Sight sight;
  sight.state = day.alive ? core::GroupState::alive : core::GroupState::dissolved;
  sight.members = 4;
  sight.facilitated = day.days > 0.0;
  core::Truth truth;
  truth.worked[static_cast<std::size_t>(core::Activity::visit)] = day.days - day.for_them;
  truth.worked[static_cast<std::size_t>(core::Activity::do_for_them)] = day.for_them;
  truth.member_gain = credit;
  truth.firms.resize(4);
  for (std::size_t f = 0; f < 4; ++f) {
    truth.firms[f].given = day.given[f];
    truth.firms[f].due = 1.0;
    truth.firms[f].available = day.able[f];
    truth.given += day.given[f];
    truth.due += 1.0;
  }
  truth.events = day.events;
  trace.add(sight, truth, true);
}

core::Event event(core::EventKind kind, int firm) { return {0, 0, 0, firm, kind, 1.0}; }

}  // namespace

TEST_CASE("autonomy is the mean share given in the two years after the exit") {
  Trace trace(four_firms());
  for (int t = 0; t < 10; ++t)
    add(trace, {.days = 1.0});
  for (int t = 0; t < 48; ++t)
    add(trace, {.given = {1.0, 0.0, 0.0, 1.0}}, 400.0);
  const Outcome o = trace.outcome(10);
  CHECK(std::abs(o.autonomy - 0.5) < 1e-12);
  CHECK(o.alive_months == 24);
  CHECK(o.stands_alone);
  CHECK(std::abs(o.group - 100.0) < 1e-12);
  CHECK(o.days == 10.0);
}

TEST_CASE("a group that ended after half the time has half the autonomy, and does not stand") {
  Trace trace(four_firms());
  for (int t = 0; t < 10; ++t)
    add(trace, {.days = 1.0});
  for (int t = 0; t < 24; ++t)
    add(trace, {});
  for (int t = 0; t < 24; ++t)
    add(trace, {.alive = false});
  const Outcome o = trace.outcome(10);
  CHECK(std::abs(o.autonomy - 0.5) < 1e-12);
  CHECK(o.alive_months == 12);
  CHECK_FALSE(o.stands_alone);
}

TEST_CASE(
    "fairness counts wrong sanctions and offenders that were missed, and not who could not come") {
  Trace trace(four_firms());
  for (int t = 0; t < 10; ++t) {
    Day day{.days = 1.0, .given = {1.0, 0.0, 0.0, 0.0}};
    day.able[3] = false;
    if (t == 3)
      day.events = {event(core::EventKind::sanctioned, 1),
                    event(core::EventKind::wrongly_sanctioned, 0)};
    add(trace, day);
  }
  const Outcome o = trace.outcome(10);
  CHECK(o.sanctions == 2);
  CHECK(o.wrongful == 1);
  CHECK(o.offenders == 2);  // the second and the third; the fourth could not come
  CHECK(o.missed == 1);
  CHECK(std::abs(o.fairness - (1.0 - 0.25 - 0.25)) < 1e-12);
}

TEST_CASE(
    "withdrawal rewards days that fade, work that is not done for them, and a group that lasts") {
  const auto of = [](double late, double for_them, bool lasts) {
    Trace trace(four_firms());
    for (int t = 0; t < 24; ++t)
      add(trace, {.days = t < 12 ? 2.0 : late, .for_them = t < 12 ? for_them : 0.0});
    for (int t = 0; t < 48; ++t)
      add(trace, {.alive = lasts});
    return trace.outcome(24).withdrawal;
  };
  CHECK(std::abs(of(0.0, 0.0, true) - 1.0) < 1e-12);
  CHECK(std::abs(of(2.0, 0.0, true) - 2.0 / 3.0) < 1e-12);
  CHECK(std::abs(of(0.0, 1.0, true) - 2.5 / 3.0) < 1e-12);
  CHECK(std::abs(of(0.0, 0.0, false) - 2.0 / 3.0) < 1e-12);
}

TEST_CASE("Brier scores are squared differences of what was said and what came") {
  Desk desk;
  const std::string id = desk.start("primer-grupo");
  Json turn = desk.next_turn();
  turn["forecasts"] = {{{"firm", 0}, {"attend", 1.0}}, {{"firm", 1}, {"attend", 0.25}}};
  const Json report = desk.play(id, turn)["report"];
  REQUIRE(report["forecasts"].size() == 2);
  double sum = 0.0;
  for (const Json& f : report["forecasts"]) {
    const double p = f["firm"] == 0 ? 1.0 : 0.25;
    const Json& firm = desk.state["firms"][f["firm"].get<std::size_t>()];
    const double seen =
        firm["last"]["attended"].get<double>() / firm["last"]["meetings"].get<double>();
    CHECK(f["seen"] == seen);
    CHECK(f["brier"] == (p - seen) * (p - seen));
    sum += (p - seen) * (p - seen);
  }
  CHECK(std::abs(report["brier"].get<double>() - sum / 2.0) < 1e-12);
}

TEST_CASE("the same turn again changes nothing, and another one from its month on") {
  Desk desk;
  const std::string id = desk.start("primer-grupo");
  desk.play_on(id, 10);
  const Json played = desk.call("GET", "/api/games/" + id + "/turns/4");
  desk.play(id, {{"turn", 10}, {"actions", {{{"kind", "withdraw"}}}}});
  Json same{{"turn", 4}, {"actions", played["actions"]}, {"gate", played["gate"]["declared"]}};
  const Json nothing = desk.call("POST", "/api/games/" + id + "/whatif", same);
  CHECK(nothing["first_difference"].is_null());
  CHECK(nothing["series"]["played"] == nothing["series"]["changed"]);
  same["actions"] = {{{"kind", "do_for_them"}, {"days", 3.0}}};
  const Json other = desk.call("POST", "/api/games/" + id + "/whatif", same);
  REQUIRE(other["first_difference"].is_number());
  const auto first = other["first_difference"].get<std::size_t>();
  CHECK(first >= 4);
  for (std::size_t t = 0; t < first; ++t)
    CHECK(other["series"]["played"]["trust"][t] == other["series"]["changed"]["trust"][t]);
}

TEST_CASE("the debrief tells of every firm and scores among the shipped strategies") {
  Desk desk;
  const std::string id = desk.start("primer-grupo");
  desk.play_on(id);
  const Json debrief = desk.call("GET", "/api/games/" + id + "/debrief");
  CHECK(debrief["firms"].size() == desk.state["firms"].size());
  CHECK(debrief["timeline"].size() == desk.state["turn"].get<std::size_t>());
  CHECK(debrief["strategies"].size() == 9);
  std::vector<std::string> codes;
  for (const Json& s : debrief["scores"]) {
    codes.push_back(s["code"]);
    if (s["percentile"].is_number()) {
      CHECK(s["percentile"] >= 0.0);
      CHECK(s["percentile"] <= 1.0);
    }
    if (s["code"] == "group")
      CHECK(s["reference"] >= s["value"]);
  }
  CHECK(codes == std::vector<std::string>{"group", "autonomy", "calibration", "economy", "fairness",
                                          "withdrawal"});
}

TEST_CASE("shipped training scenarios can be played and tell strategies apart") {
  for (const char* const name : {"primer-grupo", "tierra-con-historia", "sillas-y-secretos",
                                 "un-solo-cliente", "cuando-decir-no"}) {
    CAPTURE(name);
    const io::LoadedScenario loaded = io::load_scenario(name);
    REQUIRE(unplayable(loaded.value).empty());
    CHECK(discriminate(loaded.value, loaded.text, 50).differs());
  }
}
