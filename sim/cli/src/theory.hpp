// Theory scenarios on the command line: read them, answer them, print the answers, write a file.
#pragma once

#include "minga/io/theory.hpp"
#include "options.hpp"
#include "verbs.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace minga::cli {

/// Reads and checks a file with what the command line changes, all faults at once.
io::LoadedTheory load_theory(const std::string& name, const Changes& changes);

/// `minga theory` and `minga run` of a theory scenario. Without `options.out` no file is written.
ExitCode run_theory(const ExperimentOptions& options, const Session& session);

/// What a file contains, as `minga check` prints it.
std::string contents_text(const io::LoadedTheory& loaded);
nlohmann::ordered_json contents_json(const io::LoadedTheory& loaded);

/// A table in plain text with its title and source; long ones are cut, and say so.
std::string text_of(const theory::ResultTable& table);
nlohmann::ordered_json json_of(const theory::ResultTable& table);

}  // namespace minga::cli
