// The program: parses the command line, calls the verb, and is the only place that turns errors
// into messages and exit codes.
#include "minga/io/error.hpp"
#include "stdio.hpp"
#include "verbs.hpp"
#include <minga/version.hpp>

#include <fmt/format.h>

#include <array>
#include <exception>
#include <filesystem>
#include <new>
#include <sstream>

namespace minga::cli {
namespace {

constexpr std::array kVerbs{add_run,   add_sweep, add_plan,   add_theory,    add_check, add_list,
                            add_show,  add_info,  add_verify, add_replay,    add_merge, add_report,
                            add_train, add_bench, add_schema, add_parameters};

std::string version_text() {
  return fmt::format("minga {} ({}{}, {})", build::version, build::git_sha1.substr(0, 12),
                     build::git_dirty ? ", modified" : "", build::compiler);
}

void set_up(CLI::App& app, Session& session) {
  app.name("minga");
  app.description(
      "Simulates cooperation among small firms: what keeps a group together, at what cost.");
  app.footer(
      "Example:\n  minga run otavalo -o otavalo.h5 --replicates 200 --seed 7\n"
      "Each verb has its own help: minga run --help\n"
      "Exit codes: 0 done, 1 a bug, 2 bad usage or input, 3 reading or writing failed,\n"
      "4 stopped and can be resumed, 5 done but a check did not hold");
  app.set_version_flag("--version", version_text());
  app.require_subcommand(0, 1);
  for (const auto& add : kVerbs) {
    add(app, session);
  }
  app.get_formatter()->label("SUBCOMMAND", "VERB");
  for (CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; })) {
    if (!verb->get_group().empty()) {  // those without a group are hidden
      verb->group("Verbs");
    }
  }
}

std::string text_of(const CLI::App& app, const CLI::Success& asked) {
  std::ostringstream text;
  app.exit(asked, text, text);
  return text.str();
}

std::string verb_names(const CLI::App& app) {
  std::string names;
  for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; })) {
    if (!verb->get_group().empty()) {
      names += (names.empty() ? "" : ", ") + verb->get_name();
    }
  }
  return names;
}

bool is_verb(const CLI::App& app, const std::string& name) {
  const auto named = [&name](const CLI::App* verb) { return verb->get_name() == name; };
  return !app.get_subcommands(named).empty();
}

/// The parser reports a wrong verb as an argument too many; this says what would be right.
void check_verb(const CLI::App& app, const Session& session) {
  if (session.arguments.empty()) {
    throw UsageError(
        fmt::format("a verb is needed; accepted: {} (see minga --help)", verb_names(app)));
  }
  const std::string& first = session.arguments.front();
  if (!first.empty() && first.front() != '-' && !is_verb(app, first)) {
    throw UsageError(
        fmt::format("'{}' is not a verb; accepted: {} (see minga --help)", first, verb_names(app)));
  }
}

ExitCode parse(CLI::App& app, Session& session, int argc, const char* const* argv) {
  check_verb(app, session);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& asked) {  // --help, --version
    print(text_of(app, asked));
    return ExitCode::done;
  } catch (const CLI::ParseError& error) {
    const auto chosen = app.get_subcommands();
    throw UsageError(fmt::format("{} (see minga {}--help)", error.what(),
                                 chosen.empty() ? "" : chosen.front()->get_name() + " "));
  }
  if (!session.chosen) {
    throw UsageError(
        fmt::format("a verb is needed; accepted: {} (see minga --help)", verb_names(app)));
  }
  return session.chosen();
}

/// Runs `action` and turns what it throws into a message and an exit code.
template <class Action>
ExitCode guarded(const Action& action) {
  try {
    return action();
  } catch (const OutputError& error) {
    if (error.reader_gone()) {
      return ExitCode::done;
    }
    note(error.what());
    return ExitCode::io_failed;
  } catch (const UsageError& error) {
    note(error.what());
    return ExitCode::bad_input;
  } catch (const io::InputError& error) {
    for (const io::Diagnostic& fault : error.faults()) {
      print_error(io::to_string(fault) + "\n");
    }
    return ExitCode::bad_input;
  } catch (const io::OutputRefused& error) {
    note(error.what());
    return ExitCode::bad_input;
  } catch (const io::FileError& error) {
    note(error.what());
    return ExitCode::io_failed;
  } catch (const std::filesystem::filesystem_error& error) {
    note(error.what());
    return ExitCode::io_failed;
  } catch (const std::bad_alloc&) {
    note("there is not enough memory");
    return ExitCode::io_failed;
  } catch (const std::exception& error) {
    note(
        fmt::format("internal error: {}\nminga: this is a bug in {}; please report it with the "
                    "command and its input",
                    error.what(), version_text()));
  } catch (...) {
    note(fmt::format("internal error; this is a bug in {}; please report it", version_text()));
  }
  return ExitCode::internal_error;
}

}  // namespace
}  // namespace minga::cli

int main(int argc, char** argv) {
  using namespace minga::cli;
  prepare_standard_streams();
  const ExitCode code = guarded([&] {
    CLI::App app;
    Session session;
    session.arguments.assign(argv + 1, argv + argc);
    set_up(app, session);
    return parse(app, session, argc, argv);
  });
  // What the verb left in the buffer may be lost only now; its own failure goes first.
  const ExitCode flushed = guarded([] {
    flush_output();
    return ExitCode::done;
  });
  return static_cast<int>(code == ExitCode::done ? flushed : code);
}
