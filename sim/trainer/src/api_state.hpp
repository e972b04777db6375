// What the parts of the interface share.
#pragma once

#include "minga/trainer/api.hpp"
#include "minga/trainer/refusal.hpp"
#include "minga/trainer/store.hpp"
#include "minga/trainer/view.hpp"

#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace minga::trainer {

/// A class: who may join, and with what.
struct Class {
  bool open = false;
  bool paused = false;
  std::string code, title, scenario, mode = "assessed", seeds = "same";
  std::uint64_t seed = 0;
};

/// The hundred-seed job of a game, in the background.
struct Job {
  std::atomic<int> done{0};
  std::atomic<bool> ready{false};
  Json result;
  std::thread thread;
};

/// Segments of a path.
using Path = std::vector<std::string>;

struct Api::State {
  explicit State(ApiOptions o);
  ~State();

  ApiOptions options;
  Store store;
  std::string token;
  std::mutex class_busy;
  Class klass;
  std::mutex jobs_busy;
  std::mutex computing;        ///< one job at a time
  std::mutex computing_names;  ///< one joins at a time, so that names stay apart
  std::atomic<bool> stop{false};
  std::map<std::string, std::shared_ptr<Job>> jobs;
  std::mutex peers_busy;
  std::map<std::string, std::vector<double>> wrong;  ///< times of wrong codes by peer

  Reply route(const Request& request);
  Reply game(const Request& request, const Path& path);
  Reply klass_route(const Request& request, const Path& path);
  Reply join(const Request& request);
  Reply scenarios();
  Reply info();
  Reply games();
  Reply create(const Request& request);
  Reply luck(Stored& stored);
  void guard_trainer(const Request& request) const;
  bool paused(const Game& game);
  void save_class();
  /// Games of the class, in the order in which they were made.
  std::vector<std::shared_ptr<Stored>> trainees();
  Json class_json(bool hide);
  std::shared_ptr<Stored> by_handle(const std::string& handle);
};

Reply json_reply(const Json& body, int status = 200);
/// Body as an object. @throws Refusal
Json read_body(const Request& request);
/// Appends and takes an entry. @throws Refusal (507) if the disk does not take it
void take(Stored& stored, const Json& entry);
Json state_json(Api::State& api, Stored& stored);
/// A name to call a person by, without control characters.
std::string read_name(const Json& body);
std::string read_language(const Json& body);
Reply zip_reply(const std::string& bytes, const std::string& name);
Json divergences(const std::vector<std::shared_ptr<Stored>>& trainees, bool hide);
/// Debrief of a game that is over, made once.
const Json& debrief_in(Stored& stored);

}  // namespace minga::trainer
