// One game: a scenario, a seed, and the turns that a player took. Everything else follows from
// these three, so the log needs nothing else.
#pragma once

#include "minga/core/scenario.hpp"
#include "minga/io/training.hpp"
#include "minga/trainer/book.hpp"
#include "minga/trainer/turn.hpp"

#include <memory>
#include <string>
#include <vector>

namespace minga::trainer {

/// What a game is made from.
struct Setup {
  std::string id;
  std::string scenario;  ///< name
  std::string text;      ///< of the scenario, resolved
  io::Training training;
  std::string mode = "practice";  ///< or assessed
  std::string player;
  std::string language = "es";
  std::uint64_t seed = 0;
  std::string created;     ///< ISO 8601
  std::string class_code;  ///< of the class that it belongs to; empty: none
  std::string handle;      ///< by which a trainer names it
};

Json write_setup(const Setup& setup);
/// @throws std::exception if it is no setup
Setup read_setup(const Json& from);

/// Scenario of a training game from its resolved text.
/// @throws io::InputError; Refusal (422) if it cannot be played month by month
core::Scenario training_scenario(const std::string& text);
/// What keeps a scenario from being played; empty where nothing does.
std::string unplayable(const core::Scenario& scenario);

struct Note {
  std::string kind, text, at;
  int turn = 0;
};

/// An entry of the notebook.
struct Entry {
  int turn = 0;
  Forecast forecast;
};

class Game {
 public:
  explicit Game(Setup setup);

  const Setup& setup() const { return setup_; }
  const core::Scenario& scenario() const { return scenario_; }
  const Book& book() const { return book_; }
  const std::vector<Turn>& turns() const { return turns_; }
  const std::vector<Note>& notes() const { return notes_; }
  const std::vector<Entry>& notebook() const { return notebook_; }
  int months() const { return static_cast<int>(book_.months().size()); }
  bool over() const { return !end_.empty(); }
  const std::string& end() const { return end_; }  ///< why it is over
  core::Sight sight() const { return group_->sight(); }
  std::string language() const { return language_; }
  const std::string& last_played() const { return played_; }

  /// What was behind the months; for looking back only.
  /// @throws std::logic_error while the game goes on
  const std::vector<Behind>& behind() const;

  double budget(int phase) const;  ///< days of a month
  bool launched(int project) const;
  /// Month of the last use of a kind of action, or -1.
  int last_use(const std::string& kind) const;
  std::string firm_name(int firm) const;
  std::string project_id(int project) const;
  int project_of(const std::string& id) const;  ///< -1: none
  /// Clauses as the draft has them now.
  std::vector<Clause> clauses() const;

  /// @throws Refusal if the turn may not be taken now
  void check(const Turn& turn) const;
  void check_undo(int months) const;
  /// Takes an entry of the log, which was checked when it was made.
  /// @throws std::exception if it is no entry
  void apply(const Json& entry);

 private:
  void play(const Turn& turn);
  void undo();
  void settle_end();

  Setup setup_;
  core::Scenario scenario_;
  std::unique_ptr<Group> group_;
  Book book_;
  std::vector<Behind> behind_;
  std::vector<Turn> turns_;
  std::vector<Note> notes_;
  std::vector<Entry> notebook_;
  std::string end_;
  std::string language_;
  std::string played_;
};

/// Why an action is not to be had now; empty where it is.
std::string unavailable(const Game& game, const core::Sight& sight, std::string_view kind);
/// Which of the four conducts a profile looks like, in words that put no label on a firm.
std::string_view impression_of(const core::Profile& profile);

}  // namespace minga::trainer
