// A month of play: what the player orders, what is then seen, and, apart from it, what was behind.
// A month is two meetings, that is two periods of the model.
#pragma once

#include "minga/core/play.hpp"

#include <array>
#include <map>
#include <string>
#include <vector>

namespace minga::trainer {

inline constexpr int kMonths = 36;     ///< of a game
inline constexpr int kHalves = 2;      ///< periods of a month
inline constexpr int kAftermath = 24;  ///< months after the exit
inline constexpr int kPeriods = kHalves * (kMonths + kAftermath);

/// One action of a month.
struct Choice {
  std::string kind;  ///< of action_kinds()
  int firm = -1;
  int project = -1;  ///< action of the scenario
  double days = 0.0;
};

/// What a player orders for a month.
struct Orders {
  std::vector<Choice> actions;
  std::map<std::string, bool> clauses;  ///< of the regulation's draft, by id
  bool gate = false;                    ///< declares the group ready for its next phase
  bool has(const std::string& kind) const;
};

/// What was seen in a month: the state after each of its meetings.
struct Seen {
  std::vector<core::Sight> half;
};

/// What was behind it.
struct Behind {
  std::vector<core::Truth> half;
};

/// A clause of the regulation that the draft may have or not.
struct Clause {
  std::string_view id;
  bool in_scenario = false;
};

std::vector<Clause> clauses_of(const core::Scenario& scenario);
/// The scenario's regulation with these clauses switched.
core::Regulation draft_with(const core::Scenario& scenario,
                            const std::map<std::string, bool>& clauses);

/// A group that is played month by month. The same scenario, seed, luck and orders give the same.
class Group {
 public:
  Group(const core::Scenario& scenario, std::uint64_t seed, std::uint32_t luck = 0);
  core::Sight sight() const { return play_.sight(); }
  core::Truth truth() const { return play_.truth(); }
  int period() const { return play_.period(); }
  bool over() const { return play_.over(); }
  /// Plays one meeting of a month as ordered, from the first (0) to the second (1).
  void half(const Orders& orders, int half);
  /// Ends the group now.
  void close();
  /// One period without a facilitator, who has left for good.
  void alone();
  /// One period under the scenario's own strategy.
  void automatic();

 private:
  core::Decision decision(const Orders& orders, int half) const;

  core::Scenario base_;  ///< with the regulation as its author wrote it
  core::Play play_;
  std::vector<core::Launch> launch_;  ///< by action of the scenario
};

}  // namespace minga::trainer
