// What is asked of one game.
#include "api_state.hpp"
#include "export.hpp"
#include "minga/io/error.hpp"
#include "minga/trainer/debrief.hpp"

#include <array>

namespace minga::trainer {
namespace {

constexpr std::size_t kMostNote = 4000;  ///< bytes: 1000 characters
constexpr std::size_t kMostNotes = 200;
constexpr std::size_t kMostDraft = 32U * 1024U;

std::filesystem::path draft_file(const Stored& stored, const Store& store) {
  return store.folder() / (stored.game->setup().id + ".draft");
}

Turn turn_in(const Json& body, const Game& game) {
  return read_turn(body, [&](const std::string& id) { return game.project_of(id); });
}

Reply play(Api::State& api, Stored& stored, const Request& q) {
  const Json body = read_body(q);
  const Game& game = *stored.game;
  const Turn turn = turn_in(body, game);
  const bool again = !turn.key.empty() && !game.turns().empty() &&
                     game.turns().back().turn == turn.turn && game.turns().back().key == turn.key;
  if (!again) {
    if (api.paused(game))
      throw Refusal(423, "paused", "the trainer has paused the class");
    game.check(turn);
    take(stored, {{"entry", "turn"}, {"at", now_text()}, {"turn", write_turn(turn, [&](int a) {
                                                            return game.project_id(a);
                                                          })}});
    stored.draft = nullptr;
    std::error_code error;
    std::filesystem::remove(draft_file(stored, api.store), error);
  }
  const int played = game.months() - 1;
  const bool reports = played == turn.turn;
  return json_reply({{"report", reports ? report_of(game, played) : Json(nullptr)},
                     {"state", state_json(api, stored)}});
}

Reply undo(Api::State& api, Stored& stored, const Request& q) {
  const Json body = read_body(q);
  const auto turn = body.find("turn");
  if (turn == body.end() || !turn->is_number_integer())
    throw Refusal(400, "invalid", "the months played are needed", "turn");
  stored.game->check_undo(turn->get<int>());
  take(stored, {{"entry", "undo"}, {"at", now_text()}});
  return json_reply({{"state", state_json(api, stored)}});
}

Reply note(Stored& stored, const Request& q) {
  const Json body = read_body(q);
  const std::string kind = read_text(body, "kind", 20);
  constexpr std::array kKinds{"rule", "contradiction", "test_before", "test_after", "free"};
  if (std::find(kKinds.begin(), kKinds.end(), kind) == kKinds.end())
    throw Refusal(400, "invalid", "there is no such kind of note", "kind");
  if (stored.game->notes().size() >= kMostNotes)
    throw Refusal(429, "too_many", "a game holds at most 200 notes");
  take(stored, {{"entry", "note"},
                {"at", now_text()},
                {"kind", kind},
                {"text", read_text(body, "text", kMostNote)}});
  Json notes = Json::array();
  for (const Note& n : stored.game->notes())
    notes.push_back({{"kind", n.kind}, {"text", n.text}, {"turn", n.turn}, {"at", n.at}});
  return json_reply({{"notes", notes}}, 201);
}

Reply save_draft(Api::State& api, Stored& stored, const Request& q) {
  if (q.body.size() > kMostDraft)
    throw Refusal(413, "too_large", "the draft is too large");
  stored.draft = read_body(q);
  write_bytes(draft_file(stored, api.store), stored.draft.dump());
  return {204, "application/json", "", {}};
}

Reply set_language(Stored& stored, const Request& q) {
  const std::string language = read_language(read_body(q));
  if (language != stored.game->language())
    take(stored, {{"entry", "language"}, {"at", now_text()}, {"language", language}});
  return {204, "application/json", "", {}};
}

int number_in(const std::string& text) {
  if (text.empty() || text.size() > 4 || text.find_first_not_of("0123456789") != std::string::npos)
    throw Refusal(404, "not_found", "not a month");
  return std::stoi(text);
}

void after_end(const Game& game) {
  if (!game.over())
    throw Refusal(409, "not_over", "the game is not over");
}

}  // namespace

Json state_json(Api::State& api, Stored& stored) {
  Json state = state_of(*stored.game, api.paused(*stored.game));
  if (stored.draft.is_null()) {
    const auto file = draft_file(stored, api.store);
    std::error_code error;
    if (std::filesystem::is_regular_file(file, error))
      stored.draft = Json::parse(read_bytes(file), nullptr, false);
  }
  if (stored.draft.is_object() && stored.draft.value("turn", Json(-1)) == stored.game->months())
    state["draft_turn"] = stored.draft.value("draft", Json(nullptr));
  return state;
}

const Json& debrief_in(Stored& stored) {
  after_end(*stored.game);
  if (stored.debrief.is_null())
    stored.debrief = debrief_of(*stored.game);
  return stored.debrief;
}

Reply Api::State::luck(Stored& stored) {
  after_end(*stored.game);
  const std::string id = stored.game->setup().id;
  const std::string key = id + ':' + std::to_string(stored.log->entries().size());
  const std::lock_guard lock(jobs_busy);
  auto& job = jobs[key];
  if (!job) {
    job = std::make_shared<Job>();
    // a copy of its own: the game may be taken up again
    job->thread = std::thread([this, job, entries = stored.log->entries()] {
      try {
        const std::lock_guard one(computing);
        Game game(read_setup(entries.front()));
        for (std::size_t i = 1; i < entries.size(); ++i)
          game.apply(entries[i]);
        job->result = luck_of(game, options.seeds, job->done, stop);
      } catch (const std::exception& error) {
        job->result = {{"status", "failed"}, {"message", error.what()}};
      }
      job->ready = true;
    });
  }
  if (!job->ready)
    return json_reply({{"status", "running"}, {"done", job->done.load()}, {"of", options.seeds}});
  return json_reply(job->result);
}

Reply Api::State::game(const Request& q, const Path& path) {
  const std::string id = path[2];
  const std::string what = path.size() > 3 ? path[3] : "";
  const auto stored = store.find(id);
  const std::lock_guard lock(stored->busy);
  stored->seen_at = steady_seconds();
  stored->last_seen = now_text();
  const Game& game = *stored->game;
  const std::string call = q.method + ' ' + what;
  if (path.size() == 3 && q.method == "GET")
    return json_reply({{"id", id}, {"state", state_json(*this, *stored)}});
  if (path.size() == 3 && q.method == "DELETE") {
    if (options.class_mode)
      throw Refusal(403, "forbidden", "the trainer deletes games of a class");
    store.remove(id);
    return {204, "application/json", "", {}};
  }
  if (path.size() == 5 && call == "GET turns")
    return json_reply(report_of(game, number_in(path[4])));
  if (path.size() != 4)
    throw Refusal(404, "not_found", "there is no such thing");
  if (call == "POST turns")
    return play(*this, *stored, q);
  if (call == "POST undo")
    return undo(*this, *stored, q);
  if (call == "POST notes")
    return note(*stored, q);
  if (call == "PUT draft")
    return save_draft(*this, *stored, q);
  if (call == "PUT language")
    return set_language(*stored, q);
  if (call == "GET debrief")
    return json_reply(debrief_in(*stored));
  if (call == "POST whatif")
    return after_end(game), json_reply(what_if(game, turn_in(read_body(q), game)));
  if (call == "GET luck")
    return luck(*stored);
  if (call == "GET export.zip") {
    debrief_in(*stored);
    return zip_reply(export_games({stored.get()}, false, game.language()), "minga.zip");
  }
  throw Refusal(404, "not_found", "there is no such thing");
}

}  // namespace minga::trainer
