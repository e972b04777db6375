// The verbs of the program. Each adds its subcommand to the parser; what it does once the command
// line is parsed, it leaves in `chosen`. One verb per file.
#pragma once

#include "exit_code.hpp"

#include <CLI/CLI.hpp>

#include <functional>
#include <string>
#include <vector>

namespace minga::cli {

/// What main passes to every verb.
struct Session {
  std::vector<std::string> arguments;  ///< as typed, without the program's name
  std::function<ExitCode()> chosen;    ///< set by the verb that the command line names
};

void add_run(CLI::App& app, Session& session);
void add_sweep(CLI::App& app, Session& session);
void add_check(CLI::App& app, Session& session);
void add_list(CLI::App& app, Session& session);
void add_show(CLI::App& app, Session& session);
void add_info(CLI::App& app, Session& session);
void add_verify(CLI::App& app, Session& session);
void add_plan(CLI::App& app, Session& session);
void add_replay(CLI::App& app, Session& session);
void add_merge(CLI::App& app, Session& session);
void add_report(CLI::App& app, Session& session);
void add_theory(CLI::App& app, Session& session);
void add_train(CLI::App& app, Session& session);
void add_bench(CLI::App& app, Session& session);
void add_schema(CLI::App& app, Session& session);
void add_parameters(CLI::App& app, Session& session);

}  // namespace minga::cli
