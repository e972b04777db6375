// How many failed runs an experiment puts up with.
#pragma once

#include "options.hpp"

#include <cstddef>
#include <string>

namespace minga::cli {

/// Failed runs that are tolerated, of `runs` in all: what --max-failures says, rounded down where
/// it is a share; 0 without it.
std::size_t tolerated_failures(const ExperimentOptions& options, std::size_t runs);

/// Whether more failures than that stop the rest: only where the user gave the limit, because a run
/// that fails by itself says nothing against the others.
bool stops_on_failures(const ExperimentOptions& options);

}  // namespace minga::cli
