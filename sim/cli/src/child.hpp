// Starting other programs.
#pragma once

#include <string>
#include <vector>

namespace minga::cli {

/// Runs a command without input and output; true if it exists and ends with 0.
bool succeeds(const std::vector<std::string>& command);

/// Takes the place of this program. Returns only where that fails, with errno set.
void execute(const std::vector<std::string>& command);

}  // namespace minga::cli
