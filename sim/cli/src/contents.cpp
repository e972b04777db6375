#include "contents.hpp"

#include "games.hpp"
#include "kinds.hpp"
#include "level_games.hpp"
#include "minga/core/structure.hpp"
#include "notes.hpp"
#include "number.hpp"
#include "table.hpp"

#include <fmt/format.h>

#include <array>
#include <numeric>

namespace minga::cli {
namespace {

using nlohmann::ordered_json;

std::uint64_t as_count(int value) { return static_cast<std::uint64_t>(value); }

std::vector<std::string> recorded(const core::RecordSettings& record) {
  std::vector<std::string> groups;
  const auto add = [&groups](bool on, const char* name) {
    if (on) {
      groups.emplace_back(name);
    }
  };
  add(record.summary, "summary");
  add(record.trajectory, "trajectory");
  add(record.firm, "firm");
  add(record.events, "events");
  return groups;
}

std::string shares_text(const core::Scenario& scenario) {
  std::string text;
  for (std::size_t i = 0; i < scenario.profiles.size(); ++i) {
    const bool known = i < scenario.population.shares.size();
    text += (i == 0 ? "" : ", ") + scenario.profiles[i].name;
    text += known ? fmt::format(" {} %", readable(100.0 * scenario.population.shares[i])) : "";
  }
  return text;
}

std::string participation_text(const core::Participation& participation) {
  if (participation.mode != core::ParticipationMode::fixed) {
    return "endogenous";
  }
  if (participation.split.empty()) {
    return fmt::format("fixed, rate {}", readable(participation.rate));
  }
  constexpr std::array kNames{"active", "passive", "nominal"};
  std::string text = "fixed";
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    text += fmt::format(", {} % {} at {}", readable(100.0 * participation.split.at(i)),
                        kNames.at(i), readable(participation.levels.at(i)));
  }
  return text;
}

/// The rate for all, or the groups' shares and rates; nothing of what does not apply.
ordered_json participation_json(const core::Participation& participation) {
  if (participation.mode != core::ParticipationMode::fixed) {
    return ordered_json::object();
  }
  if (participation.split.empty()) {
    return {{"participation_rate", participation.rate}};
  }
  return {{"participation_split", participation.split},
          {"participation_levels", participation.levels}};
}

std::string seed_text(const core::RunSettings& run) {
  return run.seed_given ? fmt::format("seed {}", run.seed) : "no seed (one is chosen and recorded)";
}

/// Members of the games that are shown.
std::string members_text(const core::Scenario& s) {
  const int first = core::usual_players(s, 0);
  bool same = true;
  for (std::size_t m = 0; m < s.association.size(); ++m)
    same = same && core::usual_players(s, static_cast<int>(m)) == first;
  return same ? counted(as_count(first), "mean-sized member")
              : std::string("the mean-sized members of each association");
}

std::string association_text(const core::Association& a) {
  std::string text = a.copies > 1 ? fmt::format("{} x {}", a.copies, a.name) : a.name;
  text += fmt::format(" ({}), regulation {}", core::name_of(a.kind), a.regulation.name);
  if (a.firms > 0)
    text += fmt::format(", {}", counted(as_count(a.firms), "member"));
  return a.facilitator ? text + ", facilitator " + a.facilitator->name : text;
}

std::string programme_text(const core::Programme& p) {
  return fmt::format("{} for at most {} each, {} coordination, a call every {}",
                     counted(as_count(p.facilitators), "facilitator"),
                     counted(as_count(p.groups_each), "group"), p.coordination.name,
                     with_noun(readable(p.call_months), "month"));
}

/// What scenario and base of a design have in common.
std::string body(const core::Scenario& s) {
  const double months = s.time.periods * core::period_months(s.time);
  Table table({{}, {}});
  table.add({"  time", fmt::format("{} of {} ({})", counted(as_count(s.time.periods), "period"),
                                   with_noun(readable(s.time.period_days), "day"),
                                   with_noun(readable(months), "month"))});
  table.add({"  firms",
             fmt::format("{}, {} who may enter", counted(as_count(s.population.firms), "member"),
                         s.population.entrants)});
  table.add({"  profiles", shares_text(s)});
  std::string notes;
  for (std::size_t m = 0; m < s.association.size(); ++m) {
    table.add({"  association", association_text(s.association[m])});
    if (const auto facts = facts_for(s, m)) {
      table.add({"    typical", typical_text(*facts)});
      for (const std::string& note : kind_notes(s, m, *facts))
        notes += "note: " + note + "\n";
    }
  }
  const core::Extent extent = core::extent_of(s);
  if (extent.associations > 1) {
    table.add({"  structure", fmt::format("{}: {} of {} in all", core::name_of(s.structure.kind),
                                          counted(as_count(extent.associations), "association"),
                                          counted(as_count(extent.firms), "firm"))});
  }
  if (s.programme.enabled)
    table.add({"  programme", programme_text(s.programme)});
  table.add({"  facilitator", s.facilitator.name});
  table.add({"  participation", participation_text(s.participation)});
  table.add({"  recorded", fmt::format("{}", fmt::join(recorded(s.record), ", "))});
  const std::vector<ActionGames> games = games_of(s);
  return table.text() + fmt::format(
                            "{}\nActions as one-shot games among {}; payoffs in {} per "
                            "member and occurrence\n{}",
                            notes, members_text(s), s.currency, games_table(games, s.currency));
}

ordered_json body_json(const core::Scenario& s) {
  ordered_json profiles = ordered_json::object();
  for (std::size_t i = 0; i < s.profiles.size(); ++i) {
    profiles[s.profiles[i].name] = i < s.population.shares.size()
                                       ? ordered_json(s.population.shares[i])
                                       : ordered_json(nullptr);
  }
  ordered_json associations = ordered_json::array();
  for (std::size_t m = 0; m < s.association.size(); ++m) {
    const core::Association& association = s.association[m];
    associations.push_back({{"name", association.name},
                            {"copies", association.copies},
                            {"kind", core::name_of(association.kind)},
                            {"regulation", association.regulation.name}});
    if (const auto facts = facts_for(s, m)) {
      associations.back()["typical"] = typical_json(*facts);
      associations.back()["notes"] = kind_notes(s, m, *facts);
    }
  }
  ordered_json json{{"currency", s.currency},
                    {"periods", s.time.periods},
                    {"period_days", s.time.period_days},
                    {"firms", s.population.firms},
                    {"entrants", s.population.entrants},
                    {"profiles", std::move(profiles)},
                    {"associations", std::move(associations)},
                    {"structure", core::name_of(s.structure.kind)},
                    {"associations_in_all", core::extent_of(s).associations},
                    {"firms_in_all", core::extent_of(s).firms},
                    {"programme", s.programme.enabled},
                    {"facilitator", s.facilitator.name},
                    {"participation", core::name_of(s.participation.mode)}};
  json.update(participation_json(s.participation));
  json.update(
      ordered_json{{"recorded", recorded(s.record)},
                   {"seed", s.run.seed_given ? ordered_json(s.run.seed) : ordered_json(nullptr)},
                   {"actions", games_json(games_of(s))}});
  return json;
}

/// How points are made, and when they have enough replicates, where it is not the plain way.
std::string method_text(const io::LoadedDesign& design) {
  std::string text = design.method == "factorial" ? "" : "points by " + design.method + "\n";
  const io::Until& until = design.until;
  if (until.on()) {
    text += fmt::format(
        "replicates in batches of {}, from {} to {}, until the interval of {} is +/- {}{}\n",
        until.batch, until.least, design.replicates, until.outcome, readable(until.half_width),
        until.relative ? " of the mean" : "");
  }
  return text;
}

ordered_json until_json(const io::Until& until) {
  if (!until.on())
    return nullptr;
  return {{"outcome", until.outcome},
          {"half_width", until.half_width},
          {"relative", until.relative},
          {"least", until.least},
          {"batch", until.batch}};
}

/// All levels of a factor.
std::vector<std::size_t> levels_of(const io::Factor& factor) {
  std::vector<std::size_t> levels(factor.levels.size());
  std::iota(levels.begin(), levels.end(), std::size_t{0});
  return levels;
}

}  // namespace

std::string contents_text(const io::LoadedScenario& scenario) {
  const core::Scenario& s = scenario.value;
  return fmt::format("{}: valid scenario \"{}\"\n{}, {}\n{}\n{}{}", scenario.file.string(), s.name,
                     counted(as_count(s.run.replicates), "replicate"), seed_text(s.run),
                     notes_text(notes_of(scenario)), body(s), sanctions_note({&s, 1}));
}

std::string contents_text(const io::LoadedDesign& design) {
  const std::size_t runs = design.points.size() * static_cast<std::size_t>(design.replicates);
  Table factors({{"factor"}, {"levels", Table::Align::right}, {"values"}});
  for (const io::Factor& factor : design.factors) {
    factors.add({factor.name, std::to_string(factor.levels.size()),
                 levels_text(factor, levels_of(factor))});
  }
  return fmt::format(
      "{}: valid design \"{}\"\n{} x {} = {}{}, {}, {} random numbers\n{}{}\n{}\nBase scenario "
      "\"{}\"\n{}{}\n{}",
      design.file.string(), design.name, counted(design.points.size(), "point"),
      counted(as_count(design.replicates), "replicate"), counted(runs, "run"),
      design.until.on() ? " at most" : "", seed_text(design.base.run),
      design.common_random_numbers ? "common" : "independent", method_text(design),
      notes_text(notes_of(design)), factors.text(), design.base.name, body(design.base),
      level_games_text(design), sanctions_note(design.points));
}

ordered_json contents_json(const io::LoadedScenario& scenario) {
  ordered_json json{
      {"file", scenario.file.string()},   {"type", "scenario"},
      {"name", scenario.value.name},      {"replicates", scenario.value.run.replicates},
      {"config_sha256", scenario.sha256}, {"notes", notes_of(scenario)}};
  json.update(body_json(scenario.value));
  return json;
}

ordered_json contents_json(const io::LoadedDesign& design) {
  ordered_json factors = ordered_json::array();
  for (const io::Factor& factor : design.factors) {
    ordered_json levels = ordered_json::array();
    for (const std::size_t level : levels_of(factor)) {
      levels.push_back(level_json(factor, level));
    }
    factors.push_back({{"name", factor.name}, {"paths", factor.paths}, {"levels", levels}});
  }
  return {{"file", design.file.string()},
          {"type", "design"},
          {"name", design.name},
          {"method", design.method},
          {"points", design.points.size()},
          {"until", until_json(design.until)},
          {"replicates", design.replicates},
          {"runs", design.points.size() * static_cast<std::size_t>(design.replicates)},
          {"common_random_numbers", design.common_random_numbers},
          {"config_sha256", design.sha256},
          {"notes", notes_of(design)},
          {"factors", std::move(factors)},
          {"base", body_json(design.base)},
          {"games_by_level", level_games_json(design)}};
}

}  // namespace minga::cli
