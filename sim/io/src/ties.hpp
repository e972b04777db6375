// The file that a structure names, read into the scenario.
#pragma once

#include "codec.hpp"
#include "minga/core/scenario.hpp"
#include "minga/io/ties.hpp"
#include "node.hpp"

namespace minga::io {

/// Reads the file that structure.file names into `structure.edges` or `structure.groups`.
void read_ties(core::Scenario& to, const Node& file, Reading& reading);

}  // namespace minga::io
