// Runs an experiment into its file: the part that `run` and `sweep` share.
#pragma once

#include "exit_code.hpp"
#include "minga/core/scenario.hpp"
#include "minga/engine/ensemble.hpp"
#include "minga/io/results.hpp"
#include "minga/io/scenario.hpp"
#include "options.hpp"
#include "verbs.hpp"

#include <cstddef>
#include <functional>

namespace minga::cli {

/// What is run, and how its file describes it.
struct Experiment {
  io::ResultsHeader header;
  bool common_random_numbers = true;
  io::Until until;  ///< when a point has enough replicates
  std::function<const core::Scenario&(std::size_t point)> scenario;
};

/// What became of an experiment.
enum class End { complete, stopped, too_many_failed };

/// Refers to what was loaded, which has to outlive it.
Experiment experiment_of(const io::LoadedScenario& scenario);
Experiment experiment_of(const io::LoadedDesign& design);

/// @param threads  0: all cores
engine::Plan plan_of(const Experiment& experiment, int threads);

/// Runs everything that is not there yet and leaves a file, complete or interrupted.
/// @returns done, stopped, or check_failed where too many runs failed to go on
ExitCode run_experiment(const Experiment& experiment, const ExperimentOptions& options,
                        const Session& session);

}  // namespace minga::cli
