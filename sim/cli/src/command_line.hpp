// Command lines as text: what was typed, for the history of a file and for messages that say what
// to type next.
#pragma once

#include <string>
#include <vector>

namespace minga::cli {

/// `minga` and the arguments, quoted so that a shell reads them back as they were.
std::string as_typed(const std::vector<std::string>& arguments);
/// The command that goes on where this one stopped.
std::string resume_command(const std::vector<std::string>& arguments);

}  // namespace minga::cli
