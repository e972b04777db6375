// Games of the trainer without sockets: requests to the interface, and a player who does something
// sensible every month.
#pragma once

#include "minga/trainer/api.hpp"
#include "minga/trainer/game.hpp"
#include "support/temporary_folder.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace minga::test {

using Json = nlohmann::json;

/// An interface with a folder of its own. Remembers every answer.
class Desk {
 public:
  explicit Desk(bool class_mode = false)
      : api({.data = folder.path(),
             .class_mode = class_mode,
             .lan = false,
             .url = "",
             .seeds = 3}) {}

  Json call(const std::string& method, const std::string& path, const Json& body = nullptr,
            const std::string& token = "") {
    trainer::Request q;
    q.method = method;
    const std::size_t mark = path.find('?');
    q.path = path.substr(0, mark);
    if (mark != std::string::npos) {
      const std::string query = path.substr(mark + 1);
      q.query[query.substr(0, query.find('='))] = query.substr(query.find('=') + 1);
    }
    q.body = body.is_null() ? "" : body.dump();
    q.content_type = "application/json";
    q.authorization = token.empty() ? "" : "Bearer " + token;
    q.host = "127.0.0.1:8765";
    q.peer = "127.0.0.1";
    const trainer::Reply reply = api.handle(q);
    status = reply.status;
    answers.push_back(reply.body);
    return Json::parse(reply.body, nullptr, false);
  }

  /// Starts a game; returns its id.
  std::string start(const std::string& scenario, const std::string& mode = "practice",
                    std::uint64_t seed = 7) {
    const Json made =
        call("POST", "/api/games",
             {{"scenario", scenario}, {"mode", mode}, {"seed", seed}, {"name", "Ana"}});
    state = made["state"];
    return made["id"];
  }

  /// What a sensible player would send next.
  Json next_turn() const {
    Json turn{{"turn", state["turn"]},
              {"key", "k" + state["turn"].dump()},
              {"gate", state["gate"]["ready"]},
              {"prediction", {{"indicator", "attendance"}, {"value", 0.6}, {"why", "so"}}}};
    double left = state["days"]["budget"];
    turn["actions"] = Json::array();
    const auto add = [&](const char* kind, double days, const Json& target = nullptr) {
      for (const Json& a : state["actions"]) {
        if (a["kind"] != kind || !a["available"] || days > left)
          continue;
        Json action{{"kind", kind}, {"days", days}};
        if (!target.is_null())
          action["target"] = target;
        turn["actions"].push_back(action);
        left -= days;
      }
    };
    Json members = Json::array();
    for (const Json& f : state["firms"]) {
      if (f["status"] == "member")
        members.push_back(f["id"]);
    }
    const int phase = state["phase"];
    const Json who = members[state["turn"].get<std::size_t>() % members.size()];
    add("visit", 0.5, who);
    for (const Json& p : state["projects"]) {
      if (p["status"] == "waiting" && phase >= 2)
        add("launch", 0.5, p["id"]);
    }
    add("draft", 1.5);
    add("workshop", 1.0);
    add("plan", 1.0);
    add("coach", 0.5);
    turn["forecasts"] = {{{"firm", who},
                          {"attend", 0.7},
                          {"pay", 0.8},
                          {"contribute", 0.6},
                          {"side_deal", 0.2},
                          {"cause", "cannot"}}};
    return turn;
  }

  Json play(const std::string& id, const Json& turn) {
    const Json answer = call("POST", "/api/games/" + id + "/turns", turn);
    if (answer.contains("state"))
      state = answer["state"];
    return answer;
  }

  /// Plays until the end, or so many months.
  void play_on(const std::string& id, int months = 36) {
    for (int m = 0; m < months && !state["over"]; ++m)
      play(id, next_turn());
  }

  TemporaryFolder folder;
  trainer::Api api;
  Json state;
  int status = 0;
  std::vector<std::string> answers;
};

}  // namespace minga::test
