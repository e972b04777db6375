// Runs an experiment into its file: the part that `run` and `sweep` share.
#pragma once

#include "exit_code.hpp"
#include "minga/engine/ensemble.hpp"
#include "minga/io/results.hpp"
#include "options.hpp"
#include "verbs.hpp"

#include <cstddef>
#include <functional>

namespace minga::cli {

/// What is run, and how its file describes it.
struct Experiment {
  io::ResultsHeader header;
  bool common_random_numbers = true;
  std::function<const core::Scenario&(std::size_t point)> scenario;
};

/// Title, extents, labels and segment size of the file, from the scenarios of the points. Input
/// text, hash, seed and factors are left to the caller.
/// @throws UsageError if the points cannot share one file
io::ResultsHeader describe(const std::vector<const core::Scenario*>& points);

/// Runs per segment: one row of chunks in the file, and what a stop can lose.
std::size_t segment_runs(const engine::Shape& shape, const core::RecordSettings& record,
                         std::size_t runs);

/// Runs everything that is not there yet and leaves a file, complete or interrupted.
/// @returns done or stopped
ExitCode run_experiment(const Experiment& experiment, const ExperimentOptions& options,
                        const Session& session);

}  // namespace minga::cli
