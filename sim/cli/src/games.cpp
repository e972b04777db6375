#include "games.hpp"

#include "minga/core/structure.hpp"
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

/// The game at an offence of a member that n - 1 others may punish.
ActionGames::Ruled ruled(const core::Scenario& scenario, const core::Regulation& rules,
                         const core::Action& action, core::Offence offence, int members) {
  const core::Sanction sanction =
      core::expected_sanction(rules, action, scenario.model.informal_visibility, offence,
                              scenario.model.transparency_effect);
  return {sanction.at(members - 1), core::analyse(action, rules.distribution, members, sanction)};
}

}  // namespace

std::vector<ActionGames> games_of(const core::Scenario& scenario) {
  const core::Regulation none;
  std::vector<ActionGames> games;
  int make = 0;
  for (const core::Association& association : scenario.association) {
    const int members = core::usual_players(scenario, make++);
    const core::Regulation& rules = association.regulation;
    for (const core::Action& action : association.actions) {
      ActionGames entry;
      entry.association = association.name;
      entry.action = action.name;
      entry.form = action.form;
      entry.without = core::analyse(action, none.distribution, members, {});
      entry.first = ruled(scenario, rules, action, core::Offence::first, members);
      entry.repeated = ruled(scenario, rules, action, core::Offence::repeated, members);
      entry.by_peers = rules.enforcer == core::Enforcer::peers;
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
               {"first offence"},
               {fmt::format("sanction, {}", currency), right},
               {"repeated offence"},
               {fmt::format("sanction, {}", currency), right},
               {"all contribute", right},
               {"none does", right}});
  for (const ActionGames& game : games) {
    table.add({game.action, std::string(core::name_of(game.form)),
               std::string(core::name_of(game.without.kind)),
               std::string(core::name_of(game.first.game.kind)), readable(game.first.sanction),
               std::string(core::name_of(game.repeated.game.kind)),
               readable(game.repeated.sanction), readable(game.first.game.all_contribute),
               readable(game.first.game.none_contributes)});
  }
  return table.text();
}

std::string sanctions_note(std::span<const core::Scenario> scenarios) {
  bool ladder = false;
  bool peers = false;
  for (const core::Scenario& scenario : scenarios) {
    for (const core::Association& association : scenario.association) {
      const core::Regulation& rules = association.regulation;
      const bool by_peers = rules.enforcer == core::Enforcer::peers;
      peers = peers || (by_peers && rules.peer_fine > 0.0);
      ladder = ladder ||
               (!by_peers && rules.enforcer != core::Enforcer::nobody && !rules.sanctions.empty());
    }
  }
  if (!ladder && !peers) {
    return "No fine is set on not contributing; what the regulation changes is how the yield is "
           "shared.\n";
  }
  std::string text =
      "Both offences are under the regulation. Sanction: the fine times the chance that not\n"
      "contributing is seen and punished; expulsion is left out.\n";
  if (ladder) {
    text += "A first offence meets the first step of the ladder, a repeated one the last.\n";
  }
  if (peers) {
    text +=
        "By peers it is an upper bound: every other member who contributes punishes, so n - 1 of "
        "n\nwhere all others do, fewer where fewer do, and nobody where nobody does.\n";
  }
  return text;
}

nlohmann::ordered_json games_json(const std::vector<ActionGames>& games) {
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  for (const ActionGames& game : games) {
    json.push_back({{"association", game.association},
                    {"action", game.action},
                    {"form", core::name_of(game.form)},
                    {"expected_sanction", game.first.sanction},
                    {"expected_sanction_repeated", game.repeated.sanction},
                    {"sanction_is_upper_bound", game.by_peers},
                    {"without_regulation", analysis_json(game.without)},
                    {"with_regulation", analysis_json(game.first.game)},
                    {"with_regulation_repeated", analysis_json(game.repeated.game)}});
  }
  return json;
}

}  // namespace minga::cli
