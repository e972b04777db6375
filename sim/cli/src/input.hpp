// Reads the input of `run`, `sweep` and `check` with what the command line changes in it. Faults of
// both are reported together.
#pragma once

#include "minga/io/scenario.hpp"
#include "options.hpp"

#include <string>

namespace minga::cli {

/// @tparam Loaded  io::LoadedScenario or io::LoadedDesign
/// @throws io::InputError with every fault, also if the result file could not hold its runs
template <class Loaded>
Loaded load(const std::string& name, const Changes& changes);

/// The same for an experiment whose output can be written. Where no seed is given, one is chosen.
template <class Loaded>
Loaded load_experiment(const ExperimentOptions& options);

extern template io::LoadedScenario load(const std::string&, const Changes&);
extern template io::LoadedDesign load(const std::string&, const Changes&);
extern template io::LoadedScenario load_experiment(const ExperimentOptions&);
extern template io::LoadedDesign load_experiment(const ExperimentOptions&);

}  // namespace minga::cli
