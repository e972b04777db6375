// [training]: what a scenario says to those who play it at the facilitator trainer. The model does
// not read it.
#pragma once

#include "minga/core/profile.hpp"

#include <string>

namespace minga::io {

struct Training {
  int level = 1;       ///< difficulty, 1 (first game) to 4
  std::string place;   ///< town and country
  core::Text brief;    ///< what a player knows before the first month
  core::Text mandate;  ///< what the institution asks of the facilitator
};

/// The section of a scenario file; defaults where it has none.
/// @param name  a path, or the name of a shipped scenario
/// @throws InputError with every fault of the section; FileError if it cannot be read
Training load_training(const std::string& name);

}  // namespace minga::io
