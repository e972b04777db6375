#include "command_line.hpp"
#include "minga/engine/replicates.hpp"
#include "number.hpp"
#include "output_path.hpp"
#include "seed.hpp"
#include "signals.hpp"
#include "stdio.hpp"
#include "theory.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace minga::cli {
namespace {

using nlohmann::ordered_json;

/// @throws UsageError  where a run comes to what no check foresaw, such as fitness 0 of everybody
bool simulate(const theory::Study& study, int threads, std::vector<theory::SimulatedRun>& runs) {
  const auto fail = [](const std::exception& error) -> UsageError {
    return UsageError(fmt::format("the simulation cannot go on: {}", error.what()));
  };
  try {
    return engine::run_replicates(
        runs.size(), threads,
        [&](std::size_t i) { runs[i] = study.simulate(static_cast<std::uint32_t>(i)); },
        stop_on_signals());
  } catch (const std::invalid_argument& error) {
    throw fail(error);
  } catch (const std::runtime_error& error) {
    throw fail(error);
  }
}

/// Exact answers first, then replicates; false if it was stopped.
bool answer(const theory::Study& study, const ExperimentOptions& options,
            io::TheoryResults& results) {
  const theory::Scenario& s = study.scenario();
  results.tables = study.answers();
  if (!options.quiet)
    tell_unanswered(results.tables);
  if (!study.simulates())
    return true;
  results.replicates = static_cast<std::size_t>(s.run.replicates);
  results.runs.resize(results.replicates);
  const bool finished = simulate(study, options.threads, results.runs);
  if (finished) {
    for (theory::ResultTable& table : study.summary(results.runs))
      results.tables.push_back(std::move(table));
  }
  return finished;
}

// More shares over time than this are data for a file, not for a text.
constexpr std::size_t kMostSharesInText = 500'000;

std::size_t shares_in(const io::TheoryResults& results) {
  std::size_t count = 0;
  for (const theory::SimulatedRun& run : results.runs)
    count += run.times.size() * results.strategies.size();
  return count;
}

ordered_json runs_json(const io::TheoryResults& results) {
  const bool trajectories = shares_in(results) <= kMostSharesInText;
  ordered_json runs = ordered_json::array();
  for (std::size_t i = 0; i < results.runs.size(); ++i) {
    const theory::SimulatedRun& run = results.runs[i];
    runs.push_back(
        {{"replicate", i % results.replicates},
         {"absorbed", run.absorbed},
         {"fixed", run.fixed < 0
                       ? ordered_json(nullptr)
                       : ordered_json(results.strategies[static_cast<std::size_t>(run.fixed)])},
         {"time", run.time},
         {"mean_shares", run.mean_shares}});
    if (trajectories) {
      runs.back()["times"] = run.times;
      runs.back()["shares"] = run.shares;
    }
    if (!results.factors.empty())
      runs.back()["point"] = i / results.replicates;
  }
  return runs;
}

void print_json(const io::LoadedTheory& loaded, const io::TheoryResults& results,
                const ExperimentOptions& options) {
  const theory::Scenario& s = loaded.value;
  ordered_json tables = ordered_json::array();
  for (const theory::ResultTable& table : results.tables)
    tables.push_back(json_of(table));
  ordered_json json{{"name", s.name},
                    {"title", {{"es", s.title.es}, {"en", s.title.en}}},
                    {"source", s.source},
                    {"file", loaded.file.string()},
                    {"config_sha256", loaded.sha256},
                    {"seed", s.run.seed_given ? ordered_json(s.run.seed) : ordered_json(nullptr)},
                    {"strategies", results.strategies},
                    {"warnings", warnings_json(loaded)},
                    {"tables", std::move(tables)},
                    {"runs", runs_json(results)}};
  if (!options.out.empty())
    json["output"] = options.out.string();
  if (shares_in(results) > kMostSharesInText) {
    note(
        fmt::format("shares over time are left out, more than {} numbers; accepted: a larger "
                    "analysis.every, or -o OUT.h5, which holds them",
                    kMostSharesInText));
  }
  print(json.dump(2) + "\n");
}

void print_text(const io::LoadedTheory& loaded, const io::TheoryResults& results,
                const ExperimentOptions& options) {
  const theory::Scenario& s = loaded.value;
  std::string out = fmt::format("{}\n{}\n", results.title, s.source);
  if (!results.runs.empty())
    out += fmt::format("{}, seed {}\n", counted(results.runs.size(), "replicate"), s.run.seed);
  for (const theory::ResultTable& table : results.tables)
    out += "\n" + text_of(table);
  if (!options.out.empty())
    out += fmt::format("\n{}\n", options.out.string());
  print(out);
}

}  // namespace

bool needs_seed(const theory::Scenario& s) {
  return s.analysis.asks(theory::Question::simulation) ||
         (s.analysis.asks(theory::Question::tournament) && s.analysis.repetitions > 0);
}

void tell_unanswered(const std::vector<theory::ResultTable>& tables) {
  for (const theory::ResultTable& table : tables) {
    if (table.name != theory::kUnanswered)
      continue;
    for (std::size_t row = 0; row < table.rows(); ++row)
      note(fmt::format("warning: {} has no answer: {}", table.columns[0].texts[row],
                       table.columns[1].texts[row]));
  }
}

io::LoadedTheory load_theory(const std::string& name, const Changes& changes) {
  std::vector<io::Diagnostic> faults = changes.faults;
  try {
    io::LoadedTheory loaded = io::load_theory(name, changes.overrides);
    if (faults.empty())
      return loaded;
  } catch (const io::InputError& error) {
    faults.insert(faults.end(), error.faults().begin(), error.faults().end());
  }
  throw io::InputError(std::move(faults));
}

void warn(const io::LoadedTheory& loaded) {
  for (const io::Diagnostic& warning : loaded.warnings)
    note("warning: " + io::to_string(warning));
}

nlohmann::ordered_json warnings_json(const io::LoadedTheory& loaded) {
  ordered_json out = ordered_json::array();
  for (const io::Diagnostic& warning : loaded.warnings)
    out.push_back(
        {{"path", warning.key}, {"message", warning.message}, {"accepted", warning.accepted}});
  return out;
}

ExitCode run_theory(const ExperimentOptions& options, const Session& session) {
  if (options.resume) {
    throw UsageError(
        "a theory scenario is written at once, there is nothing to resume; leave --resume out");
  }
  Changes changes = changes_of(options);
  io::LoadedTheory loaded = load_theory(options.input, changes);
  if (!options.out.empty())
    check_output(options, loaded.inputs);
  if (needs_seed(loaded.value) && !loaded.value.run.seed_given) {
    changes.overrides.push_back(seed_override(choose_seed(options)));
    loaded = load_theory(options.input, changes);
  }
  if (!options.quiet)
    warn(loaded);
  const theory::Study study(loaded.value);
  io::TheoryResults results;
  results.title = loaded.value.title.en.empty() ? loaded.value.name : loaded.value.title.en;
  results.command = as_typed(session.arguments);
  results.config = loaded.text;
  results.config_sha256 = loaded.sha256;
  results.seed = loaded.value.run.seed;
  results.every = loaded.value.analysis.every;
  results.strategies = study.strategies();
  if (!answer(study, options, results)) {
    note("stopped; nothing was written, and a theory scenario begins anew");
    return ExitCode::stopped;
  }
  if (!options.out.empty())
    io::write_theory_results(options.out, results);
  if (options.json) {
    print_json(loaded, results, options);
  } else if (!options.quiet) {
    print_text(loaded, results, options);
  }
  return ExitCode::done;
}

}  // namespace minga::cli
