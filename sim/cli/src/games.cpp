#include "games.hpp"

#include "number.hpp"
#include "table.hpp"

#include <fmt/format.h>

namespace minga::cli {
namespace {

nlohmann::ordered_json analysis_json(const core::GameAnalysis& analysis) {
  return {{"kind", core::name_of(analysis.kind)},
          {"payoff_all_contribute", analysis.all_contribute},
          {"payoff_none_contributes", analysis.none_contributes},
          {"gain_from_contributing", analysis.gain}};
}

}  // namespace

std::vector<ActionGames> games_of(const core::Scenario& scenario) {
  const int members = scenario.population.firms;
  const core::Regulation none;
  std::vector<ActionGames> games;
  for (const core::Association& association : scenario.association) {
    const core::Regulation& rules = association.regulation;
    for (const core::Action& action : association.actions) {
      ActionGames entry;
      entry.association = association.name;
      entry.action = action.name;
      entry.form = action.form;
      entry.sanction = core::expected_sanction(rules, action, scenario.model.informal_visibility);
      entry.without = core::analyse(action, none.distribution, members, 0.0);
      entry.with = core::analyse(action, rules.distribution, members, entry.sanction);
      games.push_back(std::move(entry));
    }
  }
  return games;
}

std::string games_table(const std::vector<ActionGames>& games, const std::string& currency) {
  const auto right = Table::Align::right;
  Table table({{"action"},
               {"form"},
               {"without regulation"},
               {"with it"},
               {fmt::format("sanction, {}", currency), right},
               {"all contribute", right},
               {"none does", right}});
  for (const ActionGames& game : games) {
    table.add({game.action, std::string(core::name_of(game.form)),
               std::string(core::name_of(game.without.kind)),
               std::string(core::name_of(game.with.kind)), readable(game.sanction),
               readable(game.with.all_contribute), readable(game.with.none_contributes)});
  }
  return table.text();
}

nlohmann::ordered_json games_json(const std::vector<ActionGames>& games) {
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  for (const ActionGames& game : games) {
    json.push_back({{"association", game.association},
                    {"action", game.action},
                    {"form", core::name_of(game.form)},
                    {"expected_sanction", game.sanction},
                    {"without_regulation", analysis_json(game.without)},
                    {"with_regulation", analysis_json(game.with)}});
  }
  return json;
}

}  // namespace minga::cli
