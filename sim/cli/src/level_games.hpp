// Which kinds of game the levels of a design make. Levels that make the same ones are gathered, so
// that hundreds of points become the few cases that differ.
#pragma once

#include "games.hpp"
#include "minga/io/scenario.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace minga::cli {

/// Between what an expected sanction lies, currency.
struct SanctionRange {
  double lowest = 0.0;
  double highest = 0.0;
};

/// An action at some levels: its kinds of game, and between what its sanctions lie.
struct ActionKinds {
  std::string association;
  std::string action;
  core::GameForm form = core::GameForm::linear;
  core::GameKind without = core::GameKind::no_interest;
  core::GameKind first = core::GameKind::no_interest;     ///< at a first offence
  core::GameKind repeated = core::GameKind::no_interest;  ///< at the last step of the ladder
  SanctionRange first_sanction;
  SanctionRange repeated_sanction;
  bool by_peers = false;  ///< at some of the levels: then the highest is an upper bound
};

/// All points whose levels are among these have these kinds of game.
struct LevelGames {
  std::vector<std::vector<std::size_t>> levels;  ///< [factor], ascending
  std::vector<ActionKinds> actions;
};

/// Every point of the design is in exactly one of these.
std::vector<LevelGames> level_games(const io::LoadedDesign& design);

/// Names only the factors that matter, or says that none does.
std::string level_games_text(const io::LoadedDesign& design);
nlohmann::ordered_json level_games_json(const io::LoadedDesign& design);

/// Labels of levels, cut short where there are many.
std::string levels_text(const io::Factor& factor, const std::vector<std::size_t>& levels);
/// The label of a level, a long number rounded.
std::string label_text(const io::Factor& factor, std::size_t level);
/// A level as a number where the factor is numeric, else its label, also where it is not used.
nlohmann::ordered_json level_json(const io::Factor& factor, std::size_t level);

}  // namespace minga::cli
