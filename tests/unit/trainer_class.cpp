// A class: who may join, what only its trainer may see and do, and requests that are not for us.
#include "support/catch.hpp"
#include "support/trainer_fixture.hpp"

using namespace minga::test;

namespace {

struct Room : Desk {
  Room() : Desk(true) {
    const Json made =
        call("POST", "/api/class",
             {{"scenario", "primer-grupo"}, {"mode", "assessed"}, {"seeds", "same"}}, api.token());
    REQUIRE(status == 201);
    code = made["code"];
  }
  Json join(const std::string& name) {
    return call("POST", "/api/join", {{"code", code}, {"name", name}, {"language", "es"}});
  }
  std::string code;
};

}  // namespace

TEST_CASE("nobody sees or runs a class without its trainer's token") {
  Room room;
  room.join("Ana");
  for (const char* const token : {"", "x", "00000000000000000000000000000000"}) {
    for (const auto& [method, path] :
         std::vector<std::pair<std::string, std::string>>{{"GET", "/api/class"},
                                                          {"POST", "/api/class"},
                                                          {"POST", "/api/class/pause"},
                                                          {"POST", "/api/class/close"},
                                                          {"GET", "/api/class/divergences"},
                                                          {"GET", "/api/class/export.zip"},
                                                          {"DELETE", "/api/class/data"},
                                                          {"DELETE", "/api/class/games/ABCD"},
                                                          {"GET", "/api/class/games/ABCD/state"}}) {
      CAPTURE(method, path);
      room.call(method, path, Json::object(), token);
      REQUIRE(room.status == 401);
    }
  }
  CHECK(room.call("GET", "/api/class", nullptr, room.api.token())["trainees"].size() == 1);
}

TEST_CASE("trainees join with the code, each with a game and a name of its own") {
  Room room;
  room.call("POST", "/api/join", {{"code", "WRONG1"}, {"name", "Ana"}});
  CHECK(room.status == 403);
  const Json ana = room.join("Ana");
  CHECK(room.status == 201);
  room.join("Ana");
  CHECK(room.status == 409);
  const Json luz = room.join("Luz");
  CHECK(ana["id"] != luz["id"]);
  // the same seed: the same group
  CHECK(ana["state"]["firms"] == luz["state"]["firms"]);
  room.call("GET", "/api/games");
  CHECK(room.status == 403);
  room.call("POST", "/api/games", {{"scenario", "primer-grupo"}});
  CHECK(room.status == 403);
}

TEST_CASE("codes cannot be tried out") {
  Room room;
  int refused = 0;
  for (int i = 0; i < 30; ++i) {
    room.call("POST", "/api/join", {{"code", "AAAAA" + std::to_string(i)}, {"name", "x"}});
    refused += room.status == 429;
  }
  CHECK(refused == 20);
}

TEST_CASE("a paused class takes no turns, and goes on afterwards") {
  Room room;
  const Json ana = room.join("Ana");
  room.state = ana["state"];
  room.call("POST", "/api/class/pause", {{"paused", true}}, room.api.token());
  room.play(ana["id"], room.next_turn());
  CHECK(room.status == 423);
  CHECK(room.call("GET", "/api/games/" + ana["id"].get<std::string>())["state"]["paused"] == true);
  room.call("POST", "/api/class/pause", {{"paused", false}}, room.api.token());
  room.play(ana["id"], room.next_turn());
  CHECK(room.status == 200);
}

TEST_CASE("the grid shows who is where, and hides names for a projector") {
  Room room;
  const Json ana = room.join("Ana");
  room.state = ana["state"];
  room.play_on(ana["id"], 2);
  const Json grid = room.call("GET", "/api/class", nullptr, room.api.token());
  CHECK(grid["trainees"][0]["name"] == "Ana");
  CHECK(grid["trainees"][0]["turn"] == 2);
  CHECK(grid.dump().find(ana["id"].get<std::string>()) == std::string::npos);
  const Json hidden = room.call("GET", "/api/class?names=hidden", nullptr, room.api.token());
  CHECK(hidden.dump().find("Ana") == std::string::npos);
}

TEST_CASE("discussion starts where trainees did different things") {
  Room room;
  const Json ana = room.join("Ana");
  const Json luz = room.join("Luz");
  room.state = ana["state"];
  Json turn = room.next_turn();
  turn["actions"] = {{{"kind", "workshop"}, {"days", 2.0}}, {{"kind", "convene"}, {"days", 2.0}}};
  room.play(ana["id"], turn);
  turn["actions"] = {{{"kind", "mediate"}, {"days", 2.0}}};
  room.play(luz["id"], turn);
  const Json points =
      room.call("GET", "/api/class/divergences", nullptr, room.api.token())["points"];
  REQUIRE(points.size() == 3);
  for (const Json& p : points) {
    CHECK(p["share"] == 0.5);
    CHECK(p["with"]["trainees"] == Json({p["what"] == "mediate" ? "Luz" : "Ana"}));
  }
}

TEST_CASE("a trainer deletes what trainees left") {
  Room room;
  const std::string id = room.join("Ana")["id"];
  room.join("Luz");
  const Json grid = room.call("GET", "/api/class", nullptr, room.api.token());
  room.call("DELETE", "/api/class/games/" + grid["trainees"][0]["game"].get<std::string>(), nullptr,
            room.api.token());
  CHECK(room.status == 204);
  room.call("DELETE", "/api/class/data", nullptr, room.api.token());
  CHECK(room.status == 204);
  room.call("GET", "/api/games/" + id);
  CHECK(room.status == 404);
  int files = 0;
  for (const auto& file : std::filesystem::directory_iterator(room.folder.path()))
    files += file.path().extension() == ".jsonl";
  CHECK(files == 0);
}

TEST_CASE("requests that are not for us are refused, whatever they hold") {
  Desk desk;
  using minga::trainer::Request;
  const auto status = [&](Request q) { return desk.api.handle(q).status; };
  Request good;
  good.path = "/api/info";
  good.host = "127.0.0.1:1";
  CHECK(status(good) == 200);
  Request q = good;
  q.host = "evil.example";  // a name that was made to point here
  CHECK(status(q) == 403);
  q = good;
  q.origin = "http://evil.example";
  CHECK(status(q) == 403);
  for (const char* const path :
       {"/../../etc/passwd", "/api/games/../../x", "/api/games/%2e%2e", "/assets/../../etc/passwd",
        "/api/games/..%2f..%2fclass", "//etc/passwd", "/api", "/api/", "/api/nothing"}) {
    CAPTURE(path);
    q = good;
    q.path = path;
    CHECK(status(q) == 404);
  }
  q = {};
  q.method = "POST";
  q.path = "/api/games";
  q.body = "{\"scenario\":\"../cases/otavalo\"}";
  q.content_type = "application/json";
  q.host = "localhost";
  CHECK(status(q) == 422);
  q.body = std::string(70000, ' ');
  CHECK(status(q) == 413);
  q.body = "{\"a\":" + std::string(200, '[') + std::string(200, ']') + "}";
  CHECK(status(q) == 400);
  q.body = "\xff\xfe";
  CHECK(status(q) == 400);
  q.body = "{}";
  q.content_type = "text/plain";
  CHECK(status(q) == 415);
}
