// A class: who joins, what the trainer sees and may do.
#include "api_state.hpp"
#include "export.hpp"
#include "minga/trainer/debrief.hpp"

#include <algorithm>
#include <set>

namespace minga::trainer {

Setup setup_for(const std::string& scenario, const std::string& mode);
std::uint64_t read_seed(const Json& body);

namespace {

constexpr double kMinute = 60.0;
constexpr std::size_t kMostWrong = 10;  ///< wrong codes a minute from one address
constexpr std::size_t kMostTrainees = 500;

/// Equal or not, in a time that does not tell where they differ.
bool same_secret(const std::string& a, const std::string& b) {
  if (a.size() != b.size())
    return false;
  unsigned char difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    difference = static_cast<unsigned char>(difference | (a[i] ^ b[i]));
  return difference == 0;
}

std::string name_of_trainee(const Game& game, bool hide) {
  return hide ? game.setup().handle : game.setup().player;
}

Json trainee_json(Stored& stored, bool hide) {
  const std::lock_guard lock(stored.busy);
  const Game& g = *stored.game;
  const auto& months = g.book().months();
  const double idle = stored.seen_at > 0.0 ? steady_seconds() - stored.seen_at : -1.0;
  double days = 0.0;
  for (const BookMonth& month : months)
    days += month.group.days;
  const core::Sight now = g.sight();
  return {{"game", g.setup().handle},
          {"name", name_of_trainee(g, hide)},
          {"turn", g.months()},
          {"phase", now.phase},
          {"over", g.over()},
          {"end", g.over() ? Json(g.end()) : Json(nullptr)},
          {"idle_seconds", idle >= 0.0 ? Json(static_cast<int>(idle)) : Json(nullptr)},
          {"connected", idle >= 0.0 && idle < kMinute},
          {"attendance", months.empty() ? Json(nullptr) : number(months.back().group.attendance)},
          {"members", now.state == core::GroupState::alive ? now.members : 0},
          {"days_used", days},
          {"brier", mean_brier(settled_openly(g))},
          {"state", core::name_of(now.state)}};
}

bool hides(const Request& q) {
  const auto found = q.query.find("names");
  return found != q.query.end() && found->second == "hidden";
}

}  // namespace

Reply zip_reply(const std::string& bytes, const std::string& name) {
  Reply out{200, "application/zip", bytes, {}};
  out.headers["Cache-Control"] = "no-store";
  out.headers["Content-Disposition"] = "attachment; filename=\"" + name + "\"";
  return out;
}

void Api::State::guard_trainer(const Request& q) const {
  if (!same_secret(q.authorization, "Bearer " + token))
    throw Refusal(401, "token_needed", "the trainer's token is needed");
}

bool Api::State::paused(const Game& game) {
  if (!options.class_mode || game.setup().class_code.empty())
    return false;
  const std::lock_guard lock(class_busy);
  return klass.paused && klass.code == game.setup().class_code;
}

void Api::State::save_class() {
  const Json saved{{"open", klass.open},   {"paused", klass.paused},     {"code", klass.code},
                   {"title", klass.title}, {"scenario", klass.scenario}, {"mode", klass.mode},
                   {"seeds", klass.seeds}, {"seed", klass.seed}};
  write_bytes(store.folder() / "class.json", saved.dump());
}

std::vector<std::shared_ptr<Stored>> Api::State::trainees() {
  std::string code;
  {
    const std::lock_guard lock(class_busy);
    code = klass.code;
  }
  std::vector<std::shared_ptr<Stored>> out;
  for (const auto& stored : store.all()) {
    if (!code.empty() && stored->game->setup().class_code == code)
      out.push_back(stored);
  }
  std::reverse(out.begin(), out.end());
  return out;
}

std::shared_ptr<Stored> Api::State::by_handle(const std::string& handle) {
  for (const auto& stored : trainees()) {
    if (stored->game->setup().handle == handle)
      return stored;
  }
  throw Refusal(404, "not_found", "there is no such trainee");
}

Json Api::State::class_json(bool hide) {
  Json out;
  {
    const std::lock_guard lock(class_busy);
    out = {{"open", klass.open}, {"title", klass.title},   {"code", klass.code},
           {"url", options.url}, {"mode", klass.mode},     {"seeds", klass.seeds},
           {"seed", klass.seed}, {"paused", klass.paused}, {"scenario", nullptr}};
    if (!klass.scenario.empty())
      out["scenario"] = {{"name", klass.scenario}};
  }
  if (out["scenario"].is_object()) {
    try {
      const Setup setup = setup_for(out["scenario"]["name"].get<std::string>(), "assessed");
      out["scenario"]["title"] = write(training_scenario(setup.text).title);
    } catch (const Refusal&) {
      out["scenario"]["title"] = {{"es", out["scenario"]["name"]}, {"en", out["scenario"]["name"]}};
    }
  }
  out["trainees"] = Json::array();
  for (const auto& stored : trainees())
    out["trainees"].push_back(trainee_json(*stored, hide));
  return out;
}

Reply Api::State::join(const Request& q) {
  if (!options.class_mode)
    throw Refusal(403, "forbidden", "this is no class");
  const Json body = read_body(q);
  Class now;
  {
    const std::lock_guard lock(class_busy);
    now = klass;
  }
  if (!now.open)
    throw Refusal(409, "class_closed", "no class is open");
  {
    const std::lock_guard lock(peers_busy);
    auto& times = wrong[q.peer];
    const double since = steady_seconds() - kMinute;
    times.erase(std::remove_if(times.begin(), times.end(), [&](double t) { return t < since; }),
                times.end());
    if (times.size() >= kMostWrong)
      throw Refusal(429, "too_many", "too many wrong codes; wait a minute");
    if (!same_secret(read_text(body, "code", 20), now.code)) {
      times.push_back(steady_seconds());
      throw Refusal(403, "wrong_code", "this is not the class's code");
    }
  }
  Setup setup = setup_for(now.scenario, now.mode);
  setup.player = read_name(body);
  setup.language = read_language(body);
  setup.class_code = now.code;
  setup.seed = now.seeds == "same" ? now.seed : random_seed();
  if (setup.player.empty())
    throw Refusal(400, "invalid", "a name is needed", "name");
  const std::lock_guard joining(computing_names);
  const auto others = trainees();
  if (others.size() >= kMostTrainees)
    throw Refusal(429, "too_many", "the class is full");
  std::set<std::string> handles;
  for (const auto& other : others) {
    handles.insert(other->game->setup().handle);
    if (other->game->setup().player == setup.player)
      throw Refusal(409, "name_taken", "somebody has this name", "name");
  }
  do {
    setup.handle = random_code(4);
  } while (handles.count(setup.handle) > 0);
  const auto made = store.create(setup);
  const std::lock_guard lock(made->busy);
  return json_reply({{"id", made->game->setup().id}, {"state", state_json(*this, *made)}}, 201);
}

Reply Api::State::klass_route(const Request& q, const Path& path) {
  const std::string what = path.size() > 2 ? path[2] : "";
  const std::string call = q.method + ' ' + what;
  if (path.size() == 3 && call == "GET info") {
    const Json all = class_json(true);
    return json_reply({{"open", all["open"]},
                       {"title", all["title"]},
                       {"scenario", all["scenario"]},
                       {"mode", all["mode"]},
                       {"paused", all["paused"]},
                       {"trainees", all["trainees"].size()}});
  }
  guard_trainer(q);
  if (path.size() == 2 && q.method == "GET")
    return json_reply(class_json(hides(q)));
  if (path.size() == 2 && q.method == "POST") {
    const Json body = read_body(q);
    const Setup setup =
        setup_for(read_text(body, "scenario", 100), read_text(body, "mode", 20, "assessed"));
    training_scenario(setup.text);
    const std::string seeds = read_text(body, "seeds", 20, "same");
    if (seeds != "same" && seeds != "different")
      throw Refusal(400, "invalid", "there is no such choice", "seeds", "same or different");
    const std::uint64_t seed = read_seed(body);
    {
      const std::lock_guard lock(class_busy);
      klass = {true,           false,      random_code(6), read_text(body, "title", 400),
               setup.scenario, setup.mode, seeds,          seed};
      save_class();
    }
    return json_reply(class_json(false), 201);
  }
  if (path.size() == 3 && (call == "POST pause" || call == "POST close")) {
    const Json body = read_body(q);
    {
      const std::lock_guard lock(class_busy);
      if (what == "close")
        klass.open = false;
      else
        klass.paused = body.value("paused", Json(true)) == true;
      save_class();
    }
    return json_reply(class_json(hides(q)));
  }
  if (path.size() == 3 && call == "GET divergences")
    return json_reply(divergences(trainees(), hides(q)));
  if (path.size() == 3 && call == "GET export.zip") {
    const auto all = trainees();
    std::vector<Stored*> games;
    std::vector<std::unique_lock<std::mutex>> locks;
    for (const auto& stored : all) {
      locks.emplace_back(stored->busy);
      if (stored->game->over())
        debrief_in(*stored);
      games.push_back(stored.get());
    }
    const auto language = q.query.find("language");
    return zip_reply(export_games(games, true, language == q.query.end() ? "es" : language->second),
                     "minga-class.zip");
  }
  if (path.size() == 3 && call == "DELETE data") {
    for (const auto& stored : trainees())
      store.remove(stored->game->setup().id);
    return {204, "application/json", "", {}};
  }
  if (path.size() == 4 && call == "DELETE games") {
    store.remove(by_handle(path[3])->game->setup().id);
    return {204, "application/json", "", {}};
  }
  if (path.size() == 5 && call == "GET games") {
    const auto stored = by_handle(path[3]);
    const std::lock_guard lock(stored->busy);
    if (path[4] == "state")
      return json_reply(state_of(*stored->game, false));
    if (path[4] == "debrief")
      return json_reply(debrief_in(*stored));
  }
  throw Refusal(404, "not_found", "there is no such thing");
}

}  // namespace minga::trainer
