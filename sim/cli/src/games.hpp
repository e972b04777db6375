// Which kind of game each collective action of a scenario is, with and without its regulation.
#pragma once

#include "minga/core/game.hpp"
#include "minga/core/scenario.hpp"

#include <nlohmann/json.hpp>

#include <span>
#include <string>
#include <vector>

namespace minga::cli {

struct ActionGames {
  std::string association;
  std::string action;
  core::GameForm form = core::GameForm::linear;
  core::GameAnalysis without;  ///< by the yields alone
  /// With the regulation's distribution and what it expects of who does not contribute.
  struct Ruled {
    double sanction = 0.0;  ///< expected, currency; of peers, if all others contribute
    core::GameAnalysis game;
  };
  Ruled first;     ///< at a first offence
  Ruled repeated;  ///< at the last step of the ladder
  bool by_peers = false;
};

/// Every action of every association, among as many members as it usually has at the
/// start.
std::vector<ActionGames> games_of(const core::Scenario& scenario);

std::string games_table(const std::vector<ActionGames>& games, const std::string& currency);
/// What the sanctions in these tables are, in words; says so where no scenario has any.
std::string sanctions_note(std::span<const core::Scenario> scenarios);
nlohmann::ordered_json games_json(const std::vector<ActionGames>& games);

}  // namespace minga::cli
