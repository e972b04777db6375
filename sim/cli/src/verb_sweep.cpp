// minga sweep: a design over a scenario.
#include "experiment_verb.hpp"

namespace minga::cli {

void add_sweep(CLI::App& app, Session& session) {
  add_experiment_verb<io::LoadedDesign>(
      app, session,
      {"sweep", "Run a design over a scenario's parameters",
       "Example:\n  minga sweep otavalo-interventions -o otavalo.h5 --replicates 100\n"
       "  minga sweep otavalo-interventions -o otavalo.h5 --replicates 100 --resume\n"
       "  minga sweep otavalo-interventions -o part-2.h5 --shard 2/8",
       "design", "Design: a file, or a name of `minga list designs`", "DESIGN.toml"});
}

}  // namespace minga::cli
