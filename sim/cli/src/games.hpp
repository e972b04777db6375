// Which kind of game each collective action of a scenario is, with and without its regulation.
#pragma once

#include "minga/core/game.hpp"
#include "minga/core/scenario.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace minga::cli {

struct ActionGames {
  std::string association;
  std::string action;
  core::GameForm form = core::GameForm::linear;
  double sanction = 0.0;       ///< expected, on not contributing, currency
  core::GameAnalysis without;  ///< by the yields alone
  core::GameAnalysis with;     ///< with the regulation's distribution and sanctions
};

/// Every action of every association, among as many members as there are at the start.
std::vector<ActionGames> games_of(const core::Scenario& scenario);

std::string games_table(const std::vector<ActionGames>& games, const std::string& currency);
nlohmann::ordered_json games_json(const std::vector<ActionGames>& games);

}  // namespace minga::cli
