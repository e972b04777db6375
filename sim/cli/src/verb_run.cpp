// minga run: one scenario.
#include "experiment_verb.hpp"

namespace minga::cli {

void add_run(CLI::App& app, Session& session) {
  add_experiment_verb<io::LoadedScenario>(
      app, session,
      {"run", "Run one scenario",
       "Example:\n  minga run otavalo -o otavalo.h5 --replicates 200 --seed 7 "
       "--set population.firms=16",
       "scenario", "Scenario: a file, or a name of `minga list scenarios`", "SCENARIO.toml"});
}

}  // namespace minga::cli
