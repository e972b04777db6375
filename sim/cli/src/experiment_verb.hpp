// What the verbs `run` and `sweep` have in common. Only what they read and what they print of it
// differs, which overloads for a scenario and a design see to.
#pragma once

#include "minga/io/scenario.hpp"
#include "verbs.hpp"

namespace minga::cli {

/// A verb as its help shows it.
struct ExperimentVerb {
  const char* name;
  const char* description;
  const char* example;
  const char* input;       ///< name of the positional argument
  const char* input_help;  ///< what it may be
  const char* input_type;
};

/// @tparam Loaded  what the verb reads: io::LoadedScenario or io::LoadedDesign
template <class Loaded>
void add_experiment_verb(CLI::App& app, Session& session, const ExperimentVerb& described);

extern template void add_experiment_verb<io::LoadedScenario>(CLI::App&, Session&,
                                                             const ExperimentVerb&);
extern template void add_experiment_verb<io::LoadedDesign>(CLI::App&, Session&,
                                                           const ExperimentVerb&);

}  // namespace minga::cli
