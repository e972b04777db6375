#include "experiment_verb.hpp"

#include "command_line.hpp"
#include "experiment.hpp"
#include "input.hpp"
#include "notes.hpp"
#include "shard.hpp"
#include "stdio.hpp"
#include "summary.hpp"
#include "theory.hpp"

#include <memory>
#include <type_traits>

namespace minga::cli {
namespace {

void print_shard(const io::LoadedDesign& design, const io::ResultsHeader& header,
                 const ExperimentOptions& options, const Finished& finished) {
  if (options.json) {
    print(shard_json(design, header, options, finished));
  } else if (!options.quiet) {
    print(shard_text(design, header, options, finished));
  }
}

template <class Loaded>
ExitCode execute(const ExperimentOptions& options, const Session& session) {
  if (!options.shard.empty())
    parse_shard(options.shard);  // before anything is read
  if (std::is_same_v<Loaded, io::LoadedScenario> && io::is_theory(options.input))
    return run_theory(options, session);
  if (std::is_same_v<Loaded, io::LoadedDesign> && io::is_theory_design(options.input))
    return run_theory_sweep(options, session);
  const Loaded loaded = load_experiment<Loaded>(options);
  if (!options.quiet)
    tell_notes(notes_of(loaded));
  Experiment experiment = experiment_of(loaded);
  const io::ResultsHeader& header = experiment.header;
  experiment.header.command = as_typed(session.arguments);
  if (!options.shard.empty()) {
    const io::Shard shard = parse_shard(options.shard);
    experiment.header.shard.index = shard.index;
    experiment.header.shard.count = shard.count;
    check_shard(header);
  }

  Finished finished;
  finished.code = run_experiment(experiment, options, session);
  if (finished.code == ExitCode::io_failed) {
    return finished.code;
  }
  finished.seed = header.seed;
  finished.replicates = header.replicates;
  if constexpr (std::is_same_v<Loaded, io::LoadedDesign>) {
    if (!header.shard.whole()) {
      finished.points = read_outcomes(options.out, 1, header.runs_held());
      print_shard(loaded, header, options, finished);
      return judge(options, finished);
    }
  }
  finished.points = read_outcomes(options.out, header.points, header.replicates);
  if (options.json) {
    print(summary_json(loaded, options, finished));
  } else if (!options.quiet) {
    print(summary_text(loaded, options, finished));
  }
  return judge(options, finished);
}

}  // namespace

template <class Loaded>
void add_experiment_verb(CLI::App& app, Session& session, const ExperimentVerb& described) {
  auto options = std::make_shared<ExperimentOptions>();
  CLI::App* verb = app.add_subcommand(described.name, described.description);
  verb->footer(described.example);
  verb->add_option(described.input, options->input, described.input_help)
      ->required()
      ->type_name(described.input_type);
  add_experiment_options(*verb, *options);
  if constexpr (std::is_same_v<Loaded, io::LoadedDesign>) {
    verb->add_option("--shard", options->shard,
                     "Compute the i-th of n parts only, to be joined by `minga merge`")
        ->type_name("i/n");
  }
  verb->callback([options, &session] {
    session.chosen = [options, &session] { return execute<Loaded>(*options, session); };
  });
}

template void add_experiment_verb<io::LoadedScenario>(CLI::App&, Session&, const ExperimentVerb&);
template void add_experiment_verb<io::LoadedDesign>(CLI::App&, Session&, const ExperimentVerb&);

}  // namespace minga::cli
