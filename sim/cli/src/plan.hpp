// How an experiment is cut into runs and segments, from what its results say of themselves.
#pragma once

#include "minga/engine/ensemble.hpp"
#include "minga/io/results.hpp"

namespace minga::cli {

/// @param threads  0: all cores
engine::Plan plan_of(const io::ResultsHeader& header, bool common_random_numbers, int threads);

}  // namespace minga::cli
