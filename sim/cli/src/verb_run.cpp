// minga run: one scenario.
#include "command_line.hpp"
#include "experiment.hpp"
#include "header.hpp"
#include "input.hpp"
#include "stdio.hpp"
#include "summary.hpp"
#include "verbs.hpp"

#include <memory>

namespace minga::cli {
namespace {

ExitCode run(const ExperimentOptions& options, const Session& session) {
  const io::LoadedScenario loaded = load_experiment<io::LoadedScenario>(options);
  Experiment experiment;
  experiment.header = header_of(loaded);
  experiment.header.command = as_typed(session.arguments);
  experiment.scenario = [&loaded](std::size_t) -> const core::Scenario& { return loaded.value; };

  Finished finished;
  finished.code = run_experiment(experiment, options, session);
  if (finished.code == ExitCode::io_failed) {
    return finished.code;
  }
  finished.seed = experiment.header.seed;
  finished.replicates = experiment.header.replicates;
  finished.points = read_outcomes(options.out, 1, finished.replicates);
  if (options.json) {
    print(run_json(loaded, options, finished));
  } else if (!options.quiet) {
    print(run_table(loaded, options, finished));
  }
  return judge(options, finished);
}

}  // namespace

void add_run(CLI::App& app, Session& session) {
  auto options = std::make_shared<ExperimentOptions>();
  CLI::App* verb = app.add_subcommand("run", "Run one scenario");
  verb->footer(
      "Example:\n  minga run otavalo -o otavalo.h5 --replicates 200 --seed 7 "
      "--set population.firms=16");
  verb->add_option("scenario", options->input,
                   "Scenario: a file, or a name of `minga list scenarios`")
      ->required()
      ->type_name("SCENARIO.toml");
  add_experiment_options(*verb, *options);
  verb->callback([options, &session] {
    session.chosen = [options, &session] { return run(*options, session); };
  });
}

}  // namespace minga::cli
