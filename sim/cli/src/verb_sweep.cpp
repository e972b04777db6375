// minga sweep: a design over a scenario.
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

ExitCode sweep(const ExperimentOptions& options, const Session& session) {
  const io::LoadedDesign design = load_experiment<io::LoadedDesign>(options);
  Experiment experiment;
  experiment.header = header_of(design);
  experiment.header.command = as_typed(session.arguments);
  experiment.common_random_numbers = design.common_random_numbers;
  experiment.scenario = [&design](std::size_t point) -> const core::Scenario& {
    return design.points[point];
  };
  Finished finished;
  finished.code = run_experiment(experiment, options, session);
  if (finished.code == ExitCode::io_failed) {
    return finished.code;
  }
  finished.seed = experiment.header.seed;
  finished.replicates = experiment.header.replicates;
  finished.points = read_outcomes(options.out, experiment.header.points, finished.replicates);
  if (options.json) {
    print(sweep_json(design, options, finished));
  } else if (!options.quiet) {
    print(sweep_table(design, options, finished));
  }
  return judge(options, finished);
}

}  // namespace

void add_sweep(CLI::App& app, Session& session) {
  auto options = std::make_shared<ExperimentOptions>();
  CLI::App* verb = app.add_subcommand("sweep", "Run a design over a scenario's parameters");
  verb->footer(
      "Example:\n  minga sweep otavalo-interventions -o otavalo.h5 --replicates 100\n"
      "  minga sweep otavalo-interventions -o otavalo.h5 --replicates 100 --resume");
  verb->add_option("design", options->input, "Design: a file, or a name of `minga list designs`")
      ->required()
      ->type_name("DESIGN.toml");
  add_experiment_options(*verb, *options);
  verb->callback([options, &session] {
    session.chosen = [options, &session] { return sweep(*options, session); };
  });
}

}  // namespace minga::cli
