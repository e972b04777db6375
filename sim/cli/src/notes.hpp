// What a scenario or design says and can hardly mean, as `check` tells it and as `run` and `sweep`
// say it on standard error.
#pragma once

#include "minga/io/scenario.hpp"

#include <string>
#include <vector>

namespace minga::cli {

/// A sentence each, beginning with file, line, key and value; of a design, with the points it is
/// about.
std::vector<std::string> notes_of(const io::LoadedScenario& scenario);
std::vector<std::string> notes_of(const io::LoadedDesign& design);

/// "note: ..." lines; empty where there are none.
std::string notes_text(const std::vector<std::string>& notes);

/// Says them on standard error, the first ones of many.
void tell_notes(const std::vector<std::string>& notes);

}  // namespace minga::cli
