#include "experiment.hpp"

#include "batches.hpp"
#include "command_line.hpp"
#include "failing.hpp"
#include "failures.hpp"
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

/// The segments of the shard, in an order in which those that are done first lie evenly over the
/// design, so that a sweep that is cut short tells something of all of it.
engine::Order balanced(const io::ResultsHeader& header) {
  const io::Shard shard = header.shard;
  const std::size_t held = shard.held(header.segments());
  return {held, [spread = engine::Spread(held), shard](std::size_t k) {
            return shard.segment(spread(k));
          }};
}

/// The same of a round of batches.
engine::Order balanced(const std::vector<std::size_t>& round) {
  return {round.size(), [spread = engine::Spread(round.size()), round](std::size_t k) {
            return round[spread(k)];
          }};
}

End run_into(io::ResultsWriter& writer, const Experiment& experiment,
             const ExperimentOptions& options, const std::atomic<bool>& stop, Batches& batches) {
  const std::size_t total = experiment.header.runs_held();
  const auto too_many = [&] {
    return stops_on_failures(options) && writer.runs_failed() > tolerated_failures(options, total);
  };
  if (too_many())
    return End::too_many_failed;
  const bool shown = !options.quiet && can_show_progress();
  Progress progress(shown, writer.runs_committed(), total);
  engine::Callbacks callbacks;
  callbacks.scenario = experiment.scenario;
  callbacks.simulate = simulator();
  callbacks.done = [&writer](std::size_t segment) { return writer.has_segment(segment); };
  callbacks.encode = [&writer](std::size_t segment, core::BlockResult&& runs) {
    return writer.encoder().encode(segment, runs);
  };
  callbacks.commit_bytes = [&writer](std::size_t segment, engine::Bytes&& bytes) {
    writer.commit_encoded(segment, bytes);
  };
  callbacks.progress = [&](std::size_t) {
    progress.update(writer.runs_committed());
    if (too_many())
      stop_now();
  };
  const engine::Plan plan = plan_of(experiment, options.threads);
  bool finished = true;
  if (!experiment.until.on()) {
    callbacks.order = balanced(experiment.header);
    finished = engine::run_ensemble(plan, callbacks, stop);
  }
  for (auto round = batches.next(writer); finished && !round.empty();
       round = batches.next(writer)) {
    callbacks.order = balanced(round);
    finished = engine::run_ensemble(plan, callbacks, stop);
  }
  return finished ? End::complete : too_many() ? End::too_many_failed : End::stopped;
}

void say_how_to_resume(const ExperimentOptions& options, const Session& session,
                       std::size_t committed, std::size_t runs) {
  note(fmt::format("stopped after {} of {}; {} holds them\nminga: to go on: {}", grouped(committed),
                   counted(runs, "run"), options.out.string(), resume_command(session.arguments)));
}

void say_too_many_failed(const ExperimentOptions& options, const Session& session,
                         std::size_t committed, std::size_t failed) {
  note(
      fmt::format("stopped: of {}, {} failed, more than --max-failures {}; the reasons are in {} "
                  "(/summary/failed)\nminga: to go on, with a higher limit: {}",
                  counted(committed, "run"), grouped(failed), *options.max_failures,
                  options.out.string(), resume_command(session.arguments)));
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
  experiment.until = design.until;
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
    Batches batches(experiment.until, experiment.header);
    const End end = run_into(writer, experiment, options, stop, batches);
    const std::size_t committed = writer.runs_committed();
    const std::size_t failed = writer.runs_failed();
    writer.finish([&batches](std::size_t segment) { return batches.needs(segment); });
    if (end == End::complete) {
      return ExitCode::done;
    }
    if (end == End::too_many_failed) {
      say_too_many_failed(options, session, committed, failed);
      return ExitCode::check_failed;
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
