// minga sweep: a design over a scenario.
#include "command_line.hpp"
#include "experiment.hpp"
#include "output_path.hpp"
#include "seed.hpp"
#include "stdio.hpp"
#include "summary.hpp"
#include "verbs.hpp"

#include <fmt/format.h>

#include <memory>

namespace minga::cli {
namespace {

io::LoadedDesign load(const ExperimentOptions& options) {
  if (!io::is_design(options.input)) {
    throw UsageError(fmt::format("{} is a scenario, not a design; to run it: minga run {} -o {}",
                                 options.input, options.input, options.out.string()));
  }
  std::vector<io::Override> overrides = overrides_of(options);
  io::LoadedDesign loaded = io::load_design(options.input, overrides);
  check_output(options);
  if (!loaded.base.run.seed_given) {
    overrides.push_back(seed_override(choose_seed(options)));
    loaded = io::load_design(options.input, overrides);
  }
  return loaded;
}

io::FactorColumn column_of(const io::LoadedDesign& design, std::size_t index) {
  const io::Factor& factor = design.factors[index];
  io::FactorColumn column;
  column.name = factor.name;
  column.title = factor.title;
  column.numeric = factor.numeric;
  for (std::size_t point = 0; point < design.points.size(); ++point) {
    const io::Level& level = factor.levels.at(design.level_of(point, index));
    if (factor.numeric) {
      column.numbers.push_back(level.number);
    } else {
      column.labels.push_back(level.label);
    }
  }
  return column;
}

Experiment experiment_of(const io::LoadedDesign& design, const Session& session) {
  std::vector<const core::Scenario*> points;
  for (const core::Scenario& point : design.points) {
    points.push_back(&point);
  }
  Experiment experiment;
  io::ResultsHeader& header = experiment.header;
  header = describe(points);
  header.title = design.title_en.empty() ? design.name : design.title_en;
  header.command = as_typed(session.arguments);
  header.config = design.text;
  header.config_sha256 = design.sha256;
  header.seed = design.seed;
  for (std::size_t factor = 0; factor < design.factors.size(); ++factor) {
    header.factors.push_back(column_of(design, factor));
  }
  experiment.common_random_numbers = design.common_random_numbers;
  experiment.scenario = [&design](std::size_t point) -> const core::Scenario& {
    return design.points[point];
  };
  return experiment;
}

ExitCode sweep(const ExperimentOptions& options, const Session& session) {
  const io::LoadedDesign design = load(options);
  const Experiment experiment = experiment_of(design, session);
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
