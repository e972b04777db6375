// Games on disk and in memory: one log each. Several threads may ask at once; what is asked of one
// game is answered one after the other.
#pragma once

#include "minga/trainer/game.hpp"
#include "minga/trainer/log.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace minga::trainer {

/// A game with its log. Use it through Store::with.
struct Stored {
  std::unique_ptr<Log> log;
  std::unique_ptr<Game> game;
  Json draft;             ///< unfinished turn, as the page keeps it
  std::string last_seen;  ///< ISO 8601
  double seen_at = 0.0;   ///< seconds of a steady clock
  Json debrief;           ///< once made
  std::mutex busy;

  /// Checks nothing: writes the entry, then takes it.
  void take(const Json& entry);
};

struct Summary {
  std::string id;
  Json json;
};

class Store {
 public:
  /// @throws io::FileError if the folder cannot be made, or another server uses it
  explicit Store(std::filesystem::path folder);
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;
  ~Store();

  /// Makes a game from a scenario's name.
  /// @throws Refusal, io::FileError
  std::shared_ptr<Stored> create(Setup setup);
  /// @throws Refusal (404)
  std::shared_ptr<Stored> find(const std::string& id);
  /// Every game in the folder, newest first.
  std::vector<std::shared_ptr<Stored>> all();
  /// Files whose game cannot be read.
  std::vector<std::string> faulty();
  /// Removes a game and its files.
  void remove(const std::string& id);
  const std::filesystem::path& folder() const { return folder_; }

 private:
  std::shared_ptr<Stored> load(const std::string& id);
  std::filesystem::path file_of(const std::string& id) const;

  std::filesystem::path folder_;
  int lock_ = -1;  ///< held while it is used
  std::mutex busy_;
  std::map<std::string, std::shared_ptr<Stored>> open_;
};

/// 32 hexadecimal digits that nobody can guess.
std::string random_id();
/// Digits and letters that are hard to mistake for each other, as many as asked.
std::string random_code(int length);
/// A seed below 2^53, so that a page can hold it.
std::uint64_t random_seed();
/// Now, ISO 8601 UTC.
std::string now_text();
/// Seconds of a clock that never goes back.
double steady_seconds();
bool is_id(const std::string& text);

}  // namespace minga::trainer
