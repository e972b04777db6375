#include "level_games.hpp"

#include "number.hpp"
#include "table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <sstream>

namespace minga::cli {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t kShownEntries = 24;  // some screens; --json has them all

std::vector<ActionKinds> kinds_of(const core::Scenario& scenario) {
  std::vector<ActionKinds> kinds;
  for (const ActionGames& game : games_of(scenario)) {
    kinds.push_back({game.association,
                     game.action,
                     game.form,
                     game.without.kind,
                     game.first.game.kind,
                     game.repeated.game.kind,
                     {game.first.sanction, game.first.sanction},
                     {game.repeated.sanction, game.repeated.sanction},
                     game.by_peers});
  }
  return kinds;
}

/// What two sets of levels must have in common to be told together; the sanction need not be.
std::string signature(const std::vector<ActionKinds>& actions) {
  std::string text;
  for (const ActionKinds& a : actions) {
    text +=
        fmt::format("{}\n{}\n{} {} {} {}\n", a.association, a.action, core::name_of(a.form),
                    core::name_of(a.without), core::name_of(a.first), core::name_of(a.repeated));
  }
  return text;
}

SanctionRange hull(const SanctionRange& a, const SanctionRange& b) {
  return {std::min(a.lowest, b.lowest), std::max(a.highest, b.highest)};
}

void absorb(LevelGames& into, const LevelGames& other, std::size_t factor, bool actions = true) {
  std::vector<std::size_t>& levels = into.levels[factor];
  levels.insert(levels.end(), other.levels[factor].begin(), other.levels[factor].end());
  for (std::size_t i = 0; actions && i < into.actions.size(); ++i) {
    ActionKinds& kept = into.actions[i];
    const ActionKinds& more = other.actions[i];
    kept.first_sanction = hull(kept.first_sanction, more.first_sanction);
    kept.repeated_sanction = hull(kept.repeated_sanction, more.repeated_sanction);
    kept.by_peers = kept.by_peers || more.by_peers;
  }
}

/// Joins entries that differ in the levels of this factor only.
std::vector<LevelGames> joined(const std::vector<LevelGames>& entries, std::size_t factor) {
  std::vector<LevelGames> result;
  std::map<std::string, std::size_t> places;
  for (const LevelGames& entry : entries) {
    std::string key = signature(entry.actions);
    for (std::size_t f = 0; f < entry.levels.size(); ++f) {
      key += f == factor ? ";" : fmt::format("{};", fmt::join(entry.levels[f], ","));
    }
    const auto [place, is_new] = places.emplace(std::move(key), result.size());
    if (is_new) {
      result.push_back(entry);
    } else {
      absorb(result[place->second], entry, factor);
    }
  }
  return result;
}

/// Whether some entry is about a part of the factor's levels only.
bool matters(const std::vector<LevelGames>& entries, const io::LoadedDesign& design,
             std::size_t factor) {
  return std::any_of(entries.begin(), entries.end(), [&](const LevelGames& entry) {
    return entry.levels[factor].size() < design.factors[factor].levels.size();
  });
}

std::vector<std::size_t> factors_that_matter(const std::vector<LevelGames>& entries,
                                             const io::LoadedDesign& design) {
  std::vector<std::size_t> factors;
  for (std::size_t f = 0; f < design.factors.size(); ++f) {
    if (matters(entries, design, f)) {
      factors.push_back(f);
    }
  }
  return factors;
}

std::string heading(const LevelGames& entry, const io::LoadedDesign& design,
                    const std::vector<std::size_t>& factors) {
  std::string text;
  for (const std::size_t f : factors) {
    const io::Factor& factor = design.factors[f];
    const bool any = entry.levels[f].size() == factor.levels.size();
    text += fmt::format("{}{}: {}", text.empty() ? "" : "; ", factor.name,
                        any ? "any" : levels_text(factor, entry.levels[f]));
  }
  return factors.empty() ? "all levels" : text;
}

std::string sanction_text(const SanctionRange& sanction) {
  const std::string low = readable(sanction.lowest);
  const std::string high = readable(sanction.highest);
  return low == high ? low : fmt::format("{} to {}", low, high);
}

/// One table for all entries, so that its columns are of one width throughout.
std::string entries_table(const std::vector<LevelGames>& entries, const io::LoadedDesign& design,
                          const std::vector<std::size_t>& factors) {
  const std::string sanction = fmt::format("sanction, {}", design.base.currency);
  Table table({{"  action"},
               {"without regulation"},
               {"first offence"},
               {sanction, Table::Align::right},
               {"repeated offence"},
               {sanction, Table::Align::right}});
  for (const LevelGames& entry : entries) {
    for (const ActionKinds& action : entry.actions) {
      table.add({"  " + action.action, std::string(core::name_of(action.without)),
                 std::string(core::name_of(action.first)), sanction_text(action.first_sanction),
                 std::string(core::name_of(action.repeated)),
                 sanction_text(action.repeated_sanction)});
    }
  }
  std::istringstream lines(table.text());
  std::string line;
  std::getline(lines, line);
  std::string text = line + "\n";
  for (const LevelGames& entry : entries) {
    text += heading(entry, design, factors) + "\n";
    for (std::size_t i = 0; i < entry.actions.size() && std::getline(lines, line); ++i) {
      text += line + "\n";
    }
  }
  return text;
}

/// Many numbers by their ends; that a factor is not used somewhere is told apart.
std::string span_text(const io::Factor& factor, const std::vector<std::size_t>& levels) {
  double low = std::numeric_limits<double>::infinity();
  double high = -low;
  bool unused = false;
  for (const std::size_t level : levels) {
    const double number = factor.levels.at(level).number;
    unused = unused || std::isnan(number);
    low = std::min(low, std::isnan(number) ? low : number);
    high = std::max(high, std::isnan(number) ? high : number);
  }
  return fmt::format("{} to {}{}", readable(low), readable(high), unused ? ", not used" : "");
}

/// Of a sample no two points share levels, so that only the kinds of game can join them.
std::vector<LevelGames> joined_by_kinds(const std::vector<LevelGames>& entries) {
  std::vector<LevelGames> result;
  std::map<std::string, std::size_t> places;
  for (const LevelGames& entry : entries) {
    const auto [place, is_new] = places.emplace(signature(entry.actions), result.size());
    if (is_new) {
      result.push_back(entry);
      continue;
    }
    for (std::size_t f = 0; f < entry.levels.size(); ++f)
      absorb(result[place->second], entry, f, f == 0);
  }
  for (LevelGames& entry : result) {
    for (std::vector<std::size_t>& levels : entry.levels) {
      std::sort(levels.begin(), levels.end());
      levels.erase(std::unique(levels.begin(), levels.end()), levels.end());
    }
  }
  return result;
}

}  // namespace

std::vector<LevelGames> level_games(const io::LoadedDesign& design) {
  std::vector<LevelGames> entries;
  for (std::size_t point = 0; point < design.points.size(); ++point) {
    LevelGames entry;
    for (std::size_t f = 0; f < design.factors.size(); ++f) {
      entry.levels.push_back({design.level_of(point, f)});
    }
    entry.actions = kinds_of(design.points[point]);
    entries.push_back(std::move(entry));
  }
  if (design.method != "factorial") {
    return joined_by_kinds(entries);
  }
  for (std::size_t f = design.factors.size(); f-- > 0;) {
    entries = joined(entries, f);
  }
  return entries;
}

std::string level_games_text(const io::LoadedDesign& design) {
  const std::vector<LevelGames> entries = level_games(design);
  if (entries.size() == 1 && signature(entries[0].actions) == signature(kinds_of(design.base))) {
    return "\nThese kinds of game are the same at all levels of the design.\n";
  }
  const std::size_t shown = std::min(entries.size(), kShownEntries);
  const std::vector<std::size_t> factors = factors_that_matter(entries, design);
  std::string text = "\nKinds of game at the levels of the design\n";
  text += entries_table({entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(shown)},
                        design, factors);
  if (shown < entries.size()) {
    text += fmt::format("... and {} (--json prints all)\n",
                        counted(entries.size() - shown, "further case"));
  }
  return text;
}

ordered_json level_games_json(const io::LoadedDesign& design) {
  const std::vector<LevelGames> entries = level_games(design);
  const std::vector<std::size_t> factors = factors_that_matter(entries, design);
  ordered_json json = ordered_json::array();
  for (const LevelGames& entry : entries) {
    ordered_json levels = ordered_json::object();
    for (const std::size_t f : factors) {
      const io::Factor& factor = design.factors[f];
      for (const std::size_t level : entry.levels[f]) {
        levels[factor.name].push_back(level_json(factor, level));
      }
    }
    ordered_json actions = ordered_json::array();
    for (const ActionKinds& a : entry.actions) {
      actions.push_back({{"association", a.association},
                         {"action", a.action},
                         {"form", core::name_of(a.form)},
                         {"without_regulation", core::name_of(a.without)},
                         {"with_regulation", core::name_of(a.first)},
                         {"with_regulation_repeated", core::name_of(a.repeated)},
                         {"lowest_expected_sanction", a.first_sanction.lowest},
                         {"highest_expected_sanction", a.first_sanction.highest},
                         {"lowest_expected_sanction_repeated", a.repeated_sanction.lowest},
                         {"highest_expected_sanction_repeated", a.repeated_sanction.highest},
                         {"sanction_is_upper_bound", a.by_peers}});
    }
    json.push_back({{"levels", std::move(levels)}, {"actions", std::move(actions)}});
  }
  return json;
}

std::string levels_text(const io::Factor& factor, const std::vector<std::size_t>& levels) {
  constexpr std::size_t kShown = 12;
  if (factor.numeric && levels.size() > kShown)
    return span_text(factor, levels);
  std::string text;
  for (std::size_t i = 0; i < levels.size() && i < kShown; ++i) {
    text += (i == 0 ? "" : ", ") + label_text(factor, levels[i]);
  }
  return text + (levels.size() > kShown ? ", ..." : "");
}

std::string label_text(const io::Factor& factor, std::size_t level) {
  constexpr std::size_t kWide = 8;  // letters of a number that was sampled
  const io::Level& value = factor.levels.at(level);
  const bool wide = factor.numeric && value.label.size() > kWide && !std::isnan(value.number);
  return wide ? readable(value.number) : value.label;
}

ordered_json level_json(const io::Factor& factor, std::size_t level) {
  const io::Level& value = factor.levels.at(level);
  const bool is_number = factor.numeric && !std::isnan(value.number);
  return is_number ? ordered_json(value.number) : ordered_json(value.label);
}

}  // namespace minga::cli
