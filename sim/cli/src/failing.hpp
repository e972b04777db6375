// Runs that fail because somebody asked for it: the only way to try from outside what happens then,
// as no input that is accepted makes a run fail.
#pragma once

#include "minga/engine/ensemble.hpp"

namespace minga::cli {

/// The model; with MINGA_FAIL_REPLICATES=3,7 in the environment the replicates 3 and 7 of every
/// point throw. Empty stands for the model itself.
decltype(engine::Callbacks::simulate) simulator();

}  // namespace minga::cli
