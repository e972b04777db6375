#include "summary.hpp"

#include "failures.hpp"
#include "level_games.hpp"
#include "minga/core/structure.hpp"
#include "number.hpp"
#include "stdio.hpp"
#include "table.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <filesystem>

namespace minga::cli {
namespace {

using nlohmann::ordered_json;
constexpr std::size_t kShown = 5;  // points at either end of a sweep

std::string status_of(const Finished& finished) {
  return finished.code == ExitCode::done ? "complete" : "interrupted";
}

std::string file_line(const ExperimentOptions& options) {
  std::error_code error;
  const auto size = std::filesystem::file_size(options.out, error);
  return fmt::format("results: {}{}\n", options.out.string(),
                     error ? "" : fmt::format(" ({})", readable_bytes(size)));
}

std::string failed_line(const Finished& finished) {
  const std::size_t failed = total_failed(finished.points);
  return failed == 0 ? "" : fmt::format("failed: {}\n", counted(failed, "run"));
}

/// What of a stopped sweep is there. It lies evenly over the design, but points differ in how many
/// runs they have, and some have none: nothing is ranked.
std::string unfinished_text(const io::LoadedDesign& design, const Finished& finished,
                            std::size_t runs) {
  const auto whole = std::count_if(finished.points.begin(), finished.points.end(),
                                   [](const PointOutcomes& p) { return p.missing == 0; });
  const std::size_t missing = total_missing(finished.points);
  return fmt::format(
      "{}: stopped after {}, with {} to go ({} of {} complete), seed {}\n"
      "nothing is ranked: what has run lies evenly over the design, but is not all of it\n"
      "to go on: the same command with --resume\n",
      design.name, counted(runs, "run"), counted(missing, "run"), whole,
      counted(finished.points.size(), "point"), finished.seed);
}

void add_line(Table& table, const std::string& name, const Estimate& estimate,
              const std::string& unit) {
  table.add({name, readable(estimate.value), interval(estimate), unit});
}

ordered_json common_json(const char* verb, const ExperimentOptions& options,
                         const Finished& finished) {
  return {{"verb", verb},
          {"input", options.input},
          {"output", options.out.string()},
          {"status", status_of(finished)},
          {"seed", finished.seed}};
}

/// Points with any welfare at all, the best first.
std::vector<const PointOutcomes*> ranked(const Finished& finished) {
  std::vector<const PointOutcomes*> points;
  for (const PointOutcomes& outcomes : finished.points) {
    if (!std::isnan(outcomes.welfare.value)) {
      points.push_back(&outcomes);
    }
  }
  std::stable_sort(points.begin(), points.end(), [](const auto* a, const auto* b) {
    return a->welfare.value > b->welfare.value;
  });
  return points;
}

std::string points_table(const io::LoadedDesign& design,
                         const std::vector<const PointOutcomes*>& points) {
  std::vector<Table::Column> columns;
  for (const io::Factor& factor : design.factors) {
    columns.push_back({factor.name, Table::Align::left});
  }
  for (const char* title : {"welfare", "95 % interval", "survived", "cooperation", "trust"}) {
    columns.push_back({title, Table::Align::right});
  }
  Table table(std::move(columns));
  for (const PointOutcomes* outcomes : points) {
    std::vector<std::string> cells;
    for (std::size_t factor = 0; factor < design.factors.size(); ++factor) {
      cells.push_back(label_text(design.factors[factor], design.level_of(outcomes->point, factor)));
    }
    cells.push_back(readable(outcomes->welfare.value));
    cells.push_back(interval(outcomes->welfare));
    cells.push_back(readable(outcomes->survived.value));
    cells.push_back(readable(outcomes->cooperation_rate.value));
    cells.push_back(readable(outcomes->trust.value));
    table.add(std::move(cells));
  }
  return table.text();
}

ordered_json point_json(const io::LoadedDesign& design, const PointOutcomes& outcomes) {
  ordered_json factors = ordered_json::object();
  for (std::size_t factor = 0; factor < design.factors.size(); ++factor) {
    factors[design.factors[factor].name] =
        level_json(design.factors[factor], design.level_of(outcomes.point, factor));
  }
  ordered_json json{{"point", outcomes.point}, {"factors", std::move(factors)}};
  json.update(to_json(outcomes));
  return json;
}

ordered_json points_json(const io::LoadedDesign& design,
                         const std::vector<const PointOutcomes*>& points) {
  ordered_json json = ordered_json::array();
  for (const PointOutcomes* outcomes : points) {
    json.push_back(point_json(design, *outcomes));
  }
  return json;
}

/// What welfare adds up, where runs have several associations.
const char* of_all(const io::LoadedDesign& design) {
  const auto several = [](const core::Scenario& s) { return core::extent_of(s).associations > 1; };
  return std::any_of(design.points.begin(), design.points.end(), several)
             ? ", all groups of a run together"
             : "";
}

/// The first of `points`, at most kShown.
std::vector<const PointOutcomes*> top(std::vector<const PointOutcomes*> points) {
  points.resize(std::min(points.size(), kShown));
  return points;
}

/// The last of `points`, the very last first, without those that `top` shows.
std::vector<const PointOutcomes*> bottom(const std::vector<const PointOutcomes*>& points) {
  const std::size_t left = points.size() > kShown ? points.size() - kShown : 0;
  return {points.rbegin(), points.rbegin() + static_cast<std::ptrdiff_t>(std::min(left, kShown))};
}

}  // namespace

std::string summary_text(const io::LoadedScenario& scenario, const ExperimentOptions& options,
                         const Finished& finished) {
  const core::Scenario& value = scenario.value;
  const PointOutcomes& outcomes = finished.points.front();
  Table table({{"", Table::Align::left},
               {"estimate", Table::Align::right},
               {"95 % interval", Table::Align::right},
               {"", Table::Align::left}});
  const int groups = core::extent_of(value).associations;
  const std::string of_all = groups > 1
                                 ? fmt::format("{}, all {} groups together", value.currency, groups)
                                 : value.currency;
  add_line(table, "survived", outcomes.survived, "of the groups");
  add_line(table, "welfare, net", outcomes.welfare, of_all);
  add_line(table, "cooperation", outcomes.cooperation_rate, "of the contributions due");
  add_line(table, "trust at the end", outcomes.trust, "");
  add_line(table, "attendance", outcomes.attendance, "of the members");
  const std::string each =
      groups > 1 ? fmt::format(" with {}",
                               counted(static_cast<std::uint64_t>(groups),
                                       value.programme.enabled ? "candidate group" : "association"))
                 : "";
  return fmt::format("{}: {}{} of {}, seed {}\n{}{}{}", value.name,
                     counted(outcomes.runs + outcomes.failed, "run"), each,
                     counted(static_cast<std::uint64_t>(value.time.periods), "period"),
                     finished.seed, table.text(), failed_line(finished), file_line(options));
}

std::string summary_json(const io::LoadedScenario& scenario, const ExperimentOptions& options,
                         const Finished& finished) {
  ordered_json json = common_json("run", options, finished);
  json["scenario"] = scenario.value.name;
  json["currency"] = scenario.value.currency;
  json["replicates"] = finished.replicates;
  json.update(to_json(finished.points.front()));
  return json.dump(2) + "\n";
}

std::string summary_text(const io::LoadedDesign& design, const ExperimentOptions& options,
                         const Finished& finished) {
  const auto points = ranked(finished);
  const auto worst = bottom(points);
  std::size_t runs = 0;
  for (const PointOutcomes& outcomes : finished.points) {
    runs += outcomes.runs + outcomes.failed;
  }
  if (total_missing(finished.points) > 0) {
    return unfinished_text(design, finished, runs) + failed_line(finished) + file_line(options);
  }
  std::string text =
      fmt::format("{}: {}, {}, seed {}\n", design.name, counted(finished.points.size(), "point"),
                  counted(runs, "run"), finished.seed);
  text += fmt::format("\nbest by mean net welfare ({}{})\n{}", design.base.currency, of_all(design),
                      points_table(design, top(points)));
  if (!worst.empty()) {
    text += fmt::format("\nworst by mean net welfare ({}{}), the worst first\n{}",
                        design.base.currency, of_all(design), points_table(design, worst));
  }
  return text + "\n" + failed_line(finished) + file_line(options);
}

std::string summary_json(const io::LoadedDesign& design, const ExperimentOptions& options,
                         const Finished& finished) {
  const auto points = ranked(finished);
  ordered_json json = common_json("sweep", options, finished);
  json["design"] = design.name;
  json["currency"] = design.base.currency;
  json["points"] = finished.points.size();
  json["replicates"] = finished.replicates;
  json["failed"] = total_failed(finished.points);
  const std::size_t missing = total_missing(finished.points);
  json["not_run"] = missing;
  // of a stopped sweep some points lack runs
  json["best"] = missing > 0 ? ordered_json(nullptr) : points_json(design, top(points));
  json["worst"] = missing > 0 ? ordered_json(nullptr) : points_json(design, bottom(points));
  return json.dump(2) + "\n";
}

ExitCode judge(const ExperimentOptions& options, const Finished& finished) {
  if (finished.code != ExitCode::done) {
    return finished.code;
  }
  const std::size_t failed = total_failed(finished.points);
  std::size_t runs = total_missing(finished.points) + failed;
  for (const PointOutcomes& outcomes : finished.points)
    runs += outcomes.runs;
  if (failed <= tolerated_failures(options, runs)) {
    return ExitCode::done;
  }
  note(fmt::format(
      "{} failed, more than --max-failures {}; the reasons are in {} "
      "(/summary/failed)",
      counted(failed, "run"), options.max_failures.value_or("0"), options.out.string()));
  return ExitCode::check_failed;
}

}  // namespace minga::cli
