// Theory scenarios on the command line: read them, answer them, print the answers, write a file.
#pragma once

#include "minga/io/theory.hpp"
#include "options.hpp"
#include "verbs.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace minga::cli {

/// Reads and checks a file with what the command line changes, all faults at once.
io::LoadedTheory load_theory(const std::string& name, const Changes& changes);

/// `minga theory` and `minga run` of a theory scenario. Without `options.out` no file is written.
ExitCode run_theory(const ExperimentOptions& options, const Session& session);

/// `minga sweep` of a design over a theory scenario.
ExitCode run_theory_sweep(const ExperimentOptions& options, const Session& session);
io::LoadedTheoryDesign load_theory_design(const std::string& name, Changes changes);

/// Whether anything is drawn.
bool needs_seed(const theory::Scenario& scenario);
/// On standard error, by name, what has no answer.
void tell_unanswered(const std::vector<theory::ResultTable>& tables);

/// What can be answered and is probably not meant, on standard error and as data.
void warn(const io::LoadedTheory& loaded);
nlohmann::ordered_json warnings_json(const io::LoadedTheory& loaded);

/// What a file contains, as `minga check` prints it.
std::string contents_text(const io::LoadedTheory& loaded);
nlohmann::ordered_json contents_json(const io::LoadedTheory& loaded);
std::string contents_text(const io::LoadedTheoryDesign& design);
nlohmann::ordered_json contents_json(const io::LoadedTheoryDesign& design);

/// A table in plain text with its title and source; long ones are cut, and say so.
std::string text_of(const theory::ResultTable& table);
nlohmann::ordered_json json_of(const theory::ResultTable& table);

}  // namespace minga::cli
