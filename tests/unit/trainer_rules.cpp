// What the game grants and refuses, and what the orders of a month do.
#include "minga/trainer/actions.hpp"
#include "minga/trainer/book.hpp"
#include "minga/trainer/view.hpp"
#include "support/catch.hpp"
#include "support/trainer_fixture.hpp"

using namespace minga::test;

namespace {

/// The code of the refusal of a turn that is sensible but for what is changed.
std::string refusal(Desk& desk, const std::string& id, const Json& change) {
  Json turn = desk.next_turn();
  turn["actions"] = Json::array();
  turn.update(change);
  const Json before = desk.state;
  const Json answer = desk.call("POST", "/api/games/" + id + "/turns", turn);
  const Json after = desk.call("GET", "/api/games/" + id)["state"];
  REQUIRE(after == before);  // nothing was taken
  return answer.contains("error") ? answer["error"]["code"].get<std::string>() : "";
}

Json actions(std::initializer_list<Json> all) { return {{"actions", Json(all)}}; }

}  // namespace

TEST_CASE("a month's days are the phase's, and no more") {
  Desk desk;
  const std::string id = desk.start("primer-grupo");
  CHECK(desk.state["days"]["by_phase"] == Json({4.0, 4.0, 3.0, 2.0}));
  const Json five = actions({{{"kind", "convene"}, {"days", 2.0}},
                             {{"kind", "sensitise"}, {"days", 2.0}},
                             {{"kind", "visit"}, {"target", 0}}});
  CHECK(refusal(desk, id, five) == "over_budget");
  Json four = desk.next_turn();
  four["actions"] = {{{"kind", "convene"}, {"days", 2.0}}, {{"kind", "sensitise"}, {"days", 2.0}}};
  desk.play(id, four);
  CHECK(desk.status == 200);
  CHECK(desk.state["series"]["days_used"] == Json({4.0}));
}

TEST_CASE("turns that are not allowed are refused by name, and change nothing") {
  Desk desk;
  const std::string id = desk.start("primer-grupo");
  CHECK(refusal(desk, id, {{"turn", 1}}) == "turn_mismatch");
  CHECK(refusal(desk, id, {{"prediction", nullptr}}) == "prediction_missing");
  CHECK(refusal(desk, id, actions({{{"kind", "fly"}}})) == "unknown_action");
  CHECK(refusal(desk, id, actions({{{"kind", "visit"}, {"target", 99}}})) == "bad_target");
  CHECK(refusal(desk, id, actions({{{"kind", "visit"}}})) == "bad_target");
  CHECK(refusal(desk, id, actions({{{"kind", "launch"}, {"target", "moon"}}})) == "bad_target");
  CHECK(refusal(desk, id, actions({{{"kind", "support"}}})) == "unavailable");
  CHECK(refusal(desk, id, actions({{{"kind", "enforce"}, {"target", 0}}})) == "unavailable");
  CHECK(refusal(desk, id, actions({{{"kind", "convene"}}, {{"kind", "convene"}}})) == "invalid");
  CHECK(refusal(desk, id, actions({{{"kind", "convene"}, {"days", 0.7}}})) == "invalid");
  CHECK(refusal(desk, id, actions({{{"kind", "convene"}, {"days", -1}}})) == "invalid");
  CHECK(refusal(desk, id, {{"clauses", {{"death", true}}}}) == "invalid");
  CHECK(refusal(desk, id, {{"forecasts", {{{"firm", 99}, {"attend", 0.5}}}}}) == "bad_target");
  CHECK(refusal(desk, id, {{"forecasts", {{{"firm", 0}, {"attend", 1.5}}}}}) == "invalid");
  CHECK(refusal(desk, id, {{"gate", "yes"}}) == "invalid");
}

TEST_CASE("a trust workshop needs a month between two") {
  Desk desk;
  const std::string id = desk.start("primer-grupo");
  Json turn = desk.next_turn();
  turn["actions"] = {{{"kind", "workshop"}}};
  desk.play(id, turn);
  CHECK(refusal(desk, id, actions({{{"kind", "workshop"}}})) == "cooling_down");
  turn = desk.next_turn();
  turn["actions"] = Json::array();
  desk.play(id, turn);
  turn = desk.next_turn();
  turn["actions"] = {{{"kind", "workshop"}}};
  desk.play(id, turn);
  CHECK(desk.status == 200);
}

TEST_CASE("a turn that is sent again is answered again and not played twice") {
  Desk desk;
  const std::string id = desk.start("primer-grupo");
  const Json turn = desk.next_turn();
  const Json first = desk.play(id, turn);
  const Json again = desk.play(id, turn);
  CHECK(desk.status == 200);
  CHECK(again == first);
  Json other = turn;
  other["key"] = "another";
  desk.call("POST", "/api/games/" + id + "/turns", other);
  CHECK(desk.status == 409);
}

TEST_CASE("a turn is undone in practice, and never in an assessed game") {
  Desk desk;
  const std::string id = desk.start("primer-grupo");
  const Json before = desk.state;
  desk.play(id, desk.next_turn());
  const Json after = desk.call("POST", "/api/games/" + id + "/undo", {{"turn", 1}})["state"];
  CHECK(after == before);
  const std::string hard = desk.start("primer-grupo", "assessed");
  desk.play(hard, desk.next_turn());
  desk.call("POST", "/api/games/" + hard + "/undo", {{"turn", 1}});
  CHECK(desk.status == 409);
}

TEST_CASE("the next phase comes when it is declared and its conditions hold, and not before") {
  Desk desk;
  const std::string id = desk.start("primer-grupo");
  Json turn = desk.next_turn();
  turn["gate"] = true;  // in the first month
  const Json early = desk.play(id, turn)["report"]["gate"];
  CHECK(early["declared"] == true);
  CHECK(early["passed"] == false);
  CHECK(early["missing"].size() > 0);
  for (int month = 0; month < 6; ++month) {
    turn = desk.next_turn();
    turn["gate"] = false;
    desk.play(id, turn);
  }
  REQUIRE(desk.state["gate"]["ready"] == true);
  CHECK(desk.state["phase"] == 1);
  turn = desk.next_turn();
  turn["gate"] = true;
  desk.play(id, turn);
  CHECK(desk.state["phase"] == 2);
}

TEST_CASE("a project waits for its launch") {
  Desk desk;
  const std::string id = desk.start("primer-grupo");
  desk.play(id, desk.next_turn());
  CHECK(desk.state["series"]["compliance"] == Json({nullptr}));
  Json turn = desk.next_turn();
  turn["actions"] = {{{"kind", "launch"}, {"target", "fair"}}};
  desk.play(id, turn);
  for (const Json& p : desk.state["projects"]) {
    CHECK((p["status"] == "waiting") == (p["id"] != "fair"));
    if (p["id"] == "fair")
      CHECK(p["early"] == true);
  }
}

TEST_CASE("clauses change the draft and not what is in force") {
  Desk desk;
  const std::string id = desk.start("primer-grupo");
  Json turn = desk.next_turn();
  turn["clauses"] = {{"absence_fine", true}, {"sanctions", false}};
  desk.play(id, turn);
  const Json rules = desk.state["scenario"]["regulation"];
  CHECK(rules["absence_fine"] > 0.0);
  CHECK(rules["sanctions"].empty());
  for (int month = 0; month < 20 && desk.state["group"]["regulation_in_force"] == false; ++month)
    desk.play(id, desk.next_turn());
  REQUIRE(desk.state["group"]["regulation_in_force"] == true);
  CHECK(refusal(desk, id, {{"clauses", {{"sanctions", true}}}}) == "unavailable");
  CHECK(refusal(desk, id, actions({{{"kind", "draft"}}})) == "unavailable");
}

TEST_CASE("who withdraws or closes ends the game at once") {
  for (const char* const how : {"withdraw", "close"}) {
    Desk desk;
    const std::string id = desk.start("primer-grupo");
    desk.play_on(id, 3);
    desk.play(id, {{"turn", 3}, {"actions", {{{"kind", how}}}}});
    REQUIRE(desk.status == 200);
    CHECK(desk.state["over"] == true);
    CHECK(desk.state["turn"] == 3);
    desk.call("POST", "/api/games/" + id + "/turns", desk.next_turn());
    CHECK(desk.status == 409);
    const Json debrief = desk.call("GET", "/api/games/" + id + "/debrief");
    CHECK(desk.status == 200);
    CHECK(debrief["refusal"].is_null() == (std::string(how) == "withdraw"));
    if (std::string(how) == "close")
      CHECK(debrief["aftermath"]["alive_months"] == 0);
  }
}

TEST_CASE("two games do not touch each other") {
  Desk desk;
  const std::string one = desk.start("primer-grupo");
  const std::string two = desk.start("primer-grupo");
  CHECK(one != two);
  desk.play_on(two, 2);
  CHECK(desk.call("GET", "/api/games/" + one)["state"]["turn"] == 0);
  desk.call("GET", "/api/games/" + std::string(32, '0'));
  CHECK(desk.status == 404);
}
