// Looking back at a game that is over: what was behind, what it was worth beside the automatic
// strategies on the same firms, what one other decision would have changed, and how much was luck.
#pragma once

#include "minga/trainer/trace.hpp"
#include "minga/trainer/view.hpp"

#include <atomic>
#include <string>
#include <vector>

namespace minga::trainer {

/// A shipped strategy on the scenario of a game.
struct Rival {
  std::string name;
  core::Text title;
  core::Scenario scenario;
};

/// All shipped strategies, "none" first.
std::vector<Rival> rivals_of(const core::Scenario& scenario, const std::string& text);

/// @throws Refusal (409) while the game goes on
Json debrief_of(const Game& game);
/// The game with another turn in one month. @throws Refusal
Json what_if(const Game& game, const Turn& other);
/// A player's decisions and the strategies under other chance, the firms being the same.
/// @param done   counts up to `of`
/// @param stop   ends it early
Json luck_of(const Game& game, int of, std::atomic<int>& done, const std::atomic<bool>& stop);

/// Whether strategies come out differently on a scenario: outcomes of each over `seeds` seeds, with
/// the F statistic of one-way analysis of variance and its chance.
struct Discrimination {
  struct Row {
    std::string name;
    core::Text title;
    double group = 0.0, group_error = 0.0;  ///< mean and its standard error
    double autonomy = 0.0, autonomy_error = 0.0;
    double standing = 0.0;  ///< share of groups that stand alone
  };
  std::vector<Row> rows;
  double group_f = 0.0, group_p = 1.0;
  double autonomy_f = 0.0, autonomy_p = 1.0;
  bool differs() const { return group_p < 0.01 && autonomy_p < 0.01; }
};
Discrimination discriminate(const core::Scenario& scenario, const std::string& text, int seeds);

/// The turns that a player played, as orders with the draft as it stood.
std::vector<Orders> orders_of(const Game& game);

}  // namespace minga::trainer
