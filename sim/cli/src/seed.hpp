// Where the seed of an experiment comes from. There is no silent default.
#pragma once

#include "options.hpp"

#include <cstdint>
#include <optional>

namespace minga::cli {

/// The seed that has to be added where neither the command line nor the file gives one: on --resume
/// that of the parts, else one from the system's entropy, which is said on standard error.
std::uint64_t choose_seed(const ExperimentOptions& options);

}  // namespace minga::cli
