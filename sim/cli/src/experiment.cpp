#include "experiment.hpp"

#include "command_line.hpp"
#include "header.hpp"
#include "number.hpp"
#include "output_path.hpp"
#include "plan.hpp"
#include "progress.hpp"
#include "signals.hpp"
#include "stdio.hpp"

#include <fmt/format.h>

#include <string>

namespace minga::cli {
namespace {

/// With --resume, an output without parts is a finished one. @throws UsageError if of another input
bool is_complete(const Experiment& experiment, const ExperimentOptions& options) {
  if (resumable(options) != options.out) {
    return false;
  }
  const io::ResultsInfo info = io::inspect_results(options.out);
  if (info.status != "complete") {
    return false;  // the writer says why it cannot go on
  }
  const std::string differences = io::input_differences(options.out, experiment.header);
  if (differences.empty()) {
    return true;
  }
  throw UsageError(fmt::format(
      "{}: nothing to resume, it is the complete result of another experiment: {}; it was made "
      "with: {}; accepted: another -o, or --force to overwrite it",
      options.out.string(), differences, io::read_results_header(options.out).command));
}

bool run_into(io::ResultsWriter& writer, const Experiment& experiment,
              const ExperimentOptions& options, const std::atomic<bool>& stop) {
  const bool shown = !options.quiet && can_show_progress();
  Progress progress(shown, writer.runs_committed(), experiment.header.runs_held());
  engine::Callbacks callbacks;
  callbacks.scenario = experiment.scenario;
  callbacks.done = [&writer](std::size_t segment) { return writer.has_segment(segment); };
  callbacks.encode = [&writer](std::size_t segment, core::BlockResult&& runs) {
    return writer.encoder().encode(segment, runs);
  };
  callbacks.commit_bytes = [&writer](std::size_t segment, engine::Bytes&& bytes) {
    writer.commit_encoded(segment, bytes);
  };
  // The engine also counts the runs of other shards as done.
  callbacks.progress = [&](std::size_t) { progress.update(writer.runs_committed()); };
  return engine::run_ensemble(plan_of(experiment, options.threads), callbacks, stop);
}

void say_how_to_resume(const ExperimentOptions& options, const Session& session,
                       std::size_t committed, std::size_t runs) {
  note(fmt::format("stopped after {} of {}; {} holds them\nminga: to go on: {}", grouped(committed),
                   counted(runs, "run"), options.out.string(), resume_command(session.arguments)));
}

}  // namespace

Experiment experiment_of(const io::LoadedScenario& scenario) {
  Experiment experiment;
  experiment.header = header_of(scenario);
  experiment.scenario = [&scenario](std::size_t) -> const core::Scenario& {
    return scenario.value;
  };
  return experiment;
}

Experiment experiment_of(const io::LoadedDesign& design) {
  Experiment experiment;
  experiment.header = header_of(design);
  experiment.common_random_numbers = design.common_random_numbers;
  experiment.scenario = [&design](std::size_t point) -> const core::Scenario& {
    return design.points[point];
  };
  return experiment;
}

engine::Plan plan_of(const Experiment& experiment, int threads) {
  return plan_of(experiment.header, experiment.common_random_numbers, threads);
}

ExitCode run_experiment(const Experiment& experiment, const ExperimentOptions& options,
                        const Session& session) {
  if (is_complete(experiment, options)) {
    if (!options.quiet) {
      note(fmt::format("{} is complete already", options.out.string()));
    }
    return ExitCode::done;
  }
  const std::atomic<bool>& stop = stop_on_signals();
  io::ResultsWriter writer(options.out, experiment.header, options.force, options.resume);
  try {
    const bool finished = run_into(writer, experiment, options, stop);
    const std::size_t committed = writer.runs_committed();
    writer.finish();
    if (finished) {
      return ExitCode::done;
    }
    say_how_to_resume(options, session, committed, experiment.header.runs_held());
    return ExitCode::stopped;
  } catch (const io::FileError& error) {
    note(error.what());
    note(fmt::format("{} keeps the {} finished so far; once the cause is removed, go on with: {}",
                     parts_folder(options.out).string(), counted(writer.runs_committed(), "run"),
                     resume_command(session.arguments)));
    return ExitCode::io_failed;
  }
}

}  // namespace minga::cli
