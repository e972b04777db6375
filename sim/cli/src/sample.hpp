// A short timed sample of an experiment, from which its cost is foreseen before it runs.
#pragma once

#include "experiment.hpp"

#include <cstddef>

namespace minga::cli {

struct Sample {
  std::size_t points = 0;  ///< of the design that were tried
  std::size_t runs = 0;
  double seconds = 0.0;             ///< that the sample took
  double seconds_per_run = 0.0;     ///< of one thread, compression included; mean over points
  double error = 0.0;               ///< standard error of that mean; NaN with one point
  double stored_bytes_per_run = 0;  ///< in the file, compressed
  double memory_bytes_per_run = 0;  ///< while it waits to be compressed
};

/// What results take in memory before they are compressed.
double bytes_of(const core::BlockResult& runs);

/// Runs a few replicates at points spread over the design, on one thread, until `budget` seconds
/// are over or every point was tried; one point at least.
Sample take_sample(const Experiment& experiment, double budget);

}  // namespace minga::cli
