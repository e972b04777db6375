// minga sweep over a theory scenario: every point answered and simulated, all in one file.
#include "command_line.hpp"
#include "factor_column.hpp"
#include "level_games.hpp"
#include "minga/engine/replicates.hpp"
#include "number.hpp"
#include "output_path.hpp"
#include "seed.hpp"
#include "signals.hpp"
#include "stdio.hpp"
#include "table.hpp"
#include "theory.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <numeric>
#include <stdexcept>

namespace minga::cli {
namespace {

using nlohmann::ordered_json;

constexpr double kMostRecorded = 2e7;  // shares of all runs, which are in memory until the end
constexpr std::size_t kPointsAtOnce = 64;

io::LoadedTheoryDesign load_design(const ExperimentOptions& options, Changes& changes) {
  std::vector<io::Diagnostic> faults = changes.faults;
  try {
    io::LoadedTheoryDesign loaded = io::load_theory_design(options.input, changes.overrides);
    if (faults.empty())
      return loaded;
  } catch (const io::InputError& error) {
    faults.insert(faults.end(), error.faults().begin(), error.faults().end());
  }
  throw io::InputError(std::move(faults));
}

std::vector<io::FactorColumn> columns_of(const io::LoadedTheoryDesign& design) {
  std::vector<io::FactorColumn> out;
  for (std::size_t f = 0; f < design.factors.size(); ++f)
    out.push_back(column_of(design, f));
  return out;
}

std::string where(const io::LoadedTheoryDesign& design, std::size_t point) {
  std::string out;
  for (std::size_t f = 0; f < design.factors.size(); ++f)
    out += fmt::format("{}{} = {}", f > 0 ? ", " : "", design.factors[f].name,
                       design.factors[f].levels.at(design.level_of(point, f)).label);
  return out;
}

/// What one file can hold: the same questions, strategies and recorded generations everywhere.
void check_points(const io::LoadedTheoryDesign& design) {
  double recorded = 0.0;
  const std::vector<std::string> names = theory::names_of(theory::played_game(design.base));
  for (std::size_t p = 0; p < design.points.size(); ++p) {
    const theory::Scenario& s = design.points[p];
    if (theory::names_of(theory::played_game(s)) != names)
      throw UsageError(
          fmt::format("where {}, the game has other strategies than the scenario; "
                      "accepted: factors that leave strategies alone",
                      where(design, p)));
    if (s.analysis.every != design.base.analysis.every ||
        s.analysis.what != design.base.analysis.what)
      throw UsageError(
          fmt::format("where {}, another thing is asked or recorded; accepted: factors "
                      "that leave analysis.what and analysis.every alone",
                      where(design, p)));
    if (s.analysis.asks(theory::Question::simulation))
      recorded += 1.0 * design.replicates * (s.analysis.generations / s.analysis.every + 2) *
                  static_cast<double>(names.size());
  }
  if (recorded > kMostRecorded)
    throw UsageError(
        fmt::format("{:.3g} shares would be recorded; accepted: at most {:.3g}, by a "
                    "larger analysis.every, fewer replicates or fewer points",
                    recorded, kMostRecorded));
}

theory::ResultTable with_factors(const theory::ResultTable& table,
                                 const std::vector<io::FactorColumn>& factors) {
  theory::ResultTable out{table.name, table.title, table.source, {}};
  out.columns.push_back({"point", "1", {"Punto del diseño", "Point of the design"}});
  for (const io::FactorColumn& f : factors)
    out.columns.push_back({f.name, f.numeric ? "1" : "", {f.title, f.title}, !f.numeric});
  for (const theory::ResultColumn& c : table.columns)
    out.columns.push_back({c.name, c.unit, c.meaning, c.is_text});
  return out;
}

/// Rows of a point go below those of the points before it.
void append(std::vector<theory::ResultTable>& all, const theory::ResultTable& table,
            const std::vector<io::FactorColumn>& factors, std::size_t point) {
  auto found = std::find_if(all.begin(), all.end(),
                            [&table](const auto& other) { return other.name == table.name; });
  if (found == all.end())
    found = all.insert(all.end(), with_factors(table, factors));
  const std::size_t lead = 1 + factors.size();
  for (std::size_t row = 0; row < table.rows(); ++row) {
    found->columns[0].numbers.push_back(static_cast<double>(point));
    for (std::size_t f = 0; f < factors.size(); ++f) {
      if (factors[f].numeric) {
        found->columns[1 + f].numbers.push_back(factors[f].numbers[point]);
      } else {
        found->columns[1 + f].texts.push_back(factors[f].labels[point]);
      }
    }
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      theory::ResultColumn& to = found->columns.at(lead + c);
      if (table.columns[c].is_text) {
        to.texts.push_back(table.columns[c].texts[row]);
      } else {
        to.numbers.push_back(table.columns[c].numbers[row]);
      }
    }
  }
}

/// Computes points first .. last - 1; false if it was stopped.
bool compute(const io::LoadedTheoryDesign& design, std::size_t first, std::size_t last, int threads,
             io::TheoryResults& results) {
  const std::size_t replicates = results.replicates;
  const bool simulated = !results.runs.empty();
  std::vector<std::unique_ptr<theory::Study>> studies(last - first);
  std::vector<std::vector<theory::ResultTable>> tables(last - first);
  const auto point = [&](std::size_t i, const auto& work) {
    try {
      work();
    } catch (const std::exception& error) {
      throw UsageError(fmt::format("where {}: {}", where(design, first + i), error.what()));
    }
  };
  bool finished = engine::run_replicates(
      studies.size(), threads,
      [&](std::size_t i) {
        point(i, [&] {
          theory::Scenario scenario = design.points[first + i];
          scenario.stream =
              design.common_random_numbers ? 0 : static_cast<std::uint32_t>(first + i + 1);
          studies[i] = std::make_unique<theory::Study>(std::move(scenario));
          tables[i] = studies[i]->answers();
        });
      },
      stop_on_signals());
  if (finished && simulated) {
    finished = engine::run_replicates(
        studies.size() * replicates, threads,
        [&](std::size_t k) {
          const std::size_t i = k / replicates;
          point(i, [&] {
            results.runs[first * replicates + k] =
                studies[i]->simulate(static_cast<std::uint32_t>(k % replicates));
          });
        },
        stop_on_signals());
  }
  if (!finished)
    return false;
  for (std::size_t i = 0; i < studies.size(); ++i) {
    if (simulated) {
      const auto begin =
          results.runs.begin() + static_cast<std::ptrdiff_t>((first + i) * replicates);
      for (theory::ResultTable& table :
           studies[i]->summary({begin, begin + static_cast<std::ptrdiff_t>(replicates)}))
        tables[i].push_back(std::move(table));
    }
    for (const theory::ResultTable& table : tables[i])
      append(results.tables, table, results.factors, first + i);
  }
  return true;
}

void print_results(const io::LoadedTheoryDesign& design, const io::TheoryResults& results,
                   const ExperimentOptions& options) {
  const std::string size =
      fmt::format("{} x {}", counted(results.points, "point"),
                  counted(static_cast<std::uint64_t>(results.replicates), "replicate"));
  if (options.json) {
    ordered_json tables = ordered_json::array();
    for (const theory::ResultTable& table : results.tables)
      tables.push_back(json_of(table));
    print(ordered_json{{"design", design.name},
                       {"points", results.points},
                       {"replicates", results.replicates},
                       {"seed", results.seed},
                       {"config_sha256", design.sha256},
                       {"strategies", results.strategies},
                       {"tables", std::move(tables)},
                       {"output", options.out.string()}}
              .dump(2) +
          "\n");
    return;
  }
  std::string out = fmt::format("{}\n{}, seed {}\n", results.title, size, results.seed);
  for (const theory::ResultTable& table : results.tables)
    out += "\n" + text_of(table);
  print(fmt::format("{}\n{}\n", out, options.out.string()));
}

}  // namespace

ExitCode run_theory_sweep(const ExperimentOptions& options, const Session& session) {
  if (options.resume || !options.shard.empty())
    throw UsageError(
        fmt::format("a design over a theory scenario is computed and written at once; "
                    "leave {} out",
                    options.resume ? "--resume" : "--shard"));
  Changes changes = changes_of(options);
  io::LoadedTheoryDesign design = load_design(options, changes);
  check_output(options, design.inputs);
  check_points(design);
  if (needs_seed(design.base) && !design.base.run.seed_given) {
    changes.overrides.push_back(seed_override(choose_seed(options)));
    design = load_design(options, changes);
  }
  io::TheoryResults results;
  results.title = design.title_en.empty() ? design.name : design.title_en;
  results.command = as_typed(session.arguments);
  results.config = design.text;
  results.config_sha256 = design.sha256;
  results.seed = design.base.run.seed;
  results.every = design.base.analysis.every;
  results.strategies = theory::names_of(theory::played_game(design.base));
  results.points = design.points.size();
  results.factors = columns_of(design);
  results.replicates = static_cast<std::size_t>(design.replicates);
  if (design.base.analysis.asks(theory::Question::simulation))
    results.runs.resize(results.points * results.replicates);
  for (std::size_t first = 0; first < results.points; first += kPointsAtOnce) {
    const std::size_t last = std::min(first + kPointsAtOnce, results.points);
    if (!compute(design, first, last, options.threads, results)) {
      note("stopped; nothing was written, and a design over a theory scenario begins anew");
      return ExitCode::stopped;
    }
  }
  io::write_theory_results(options.out, results);
  if (options.json || !options.quiet)
    print_results(design, results, options);
  return ExitCode::done;
}

std::string contents_text(const io::LoadedTheoryDesign& design) {
  Table factors({{"factor"}, {"levels", Table::Align::right}, {"values"}});
  for (const io::Factor& factor : design.factors) {
    std::vector<std::size_t> all(factor.levels.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    factors.add({factor.name, std::to_string(factor.levels.size()), levels_text(factor, all)});
  }
  return fmt::format(
      "{}: valid design \"{}\" over the theory scenario \"{}\"\n{} x {}, {} random numbers\n\n{}",
      design.file.string(), design.name, design.base.name, counted(design.points.size(), "point"),
      counted(static_cast<std::uint64_t>(design.replicates), "replicate"),
      design.common_random_numbers ? "common" : "independent", factors.text());
}

ordered_json contents_json(const io::LoadedTheoryDesign& design) {
  ordered_json factors = ordered_json::array();
  for (const io::Factor& factor : design.factors) {
    ordered_json levels = ordered_json::array();
    for (const io::Level& level : factor.levels)
      levels.push_back(level.label);
    factors.push_back({{"name", factor.name}, {"paths", factor.paths}, {"levels", levels}});
  }
  return {{"file", design.file.string()},
          {"type", "theory design"},
          {"name", design.name},
          {"method", design.method},
          {"points", design.points.size()},
          {"replicates", design.replicates},
          {"common_random_numbers", design.common_random_numbers},
          {"config_sha256", design.sha256},
          {"factors", std::move(factors)},
          {"base", design.base.name}};
}

io::LoadedTheoryDesign load_theory_design(const std::string& name, Changes changes) {
  ExperimentOptions options;
  options.input = name;
  return load_design(options, changes);
}

}  // namespace minga::cli
