// minga report: hands a result file to the Python package, which writes the report.
#include "child.hpp"
#include "minga/io/error.hpp"
#include "minga/io/results.hpp"
#include "output_path.hpp"
#include "shard.hpp"
#include "stdio.hpp"
#include "verbs.hpp"
#include <minga/version.hpp>

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <system_error>

namespace minga::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
  fs::path file;
  fs::path out;
  bool force = false;
  bool quiet = false;
};

/// Pythons that may have the package, in the order in which they are asked.
std::vector<std::string> candidates() {
  std::vector<std::string> found;
  const char* named = std::getenv("MINGA_PYTHON");  // NOLINT(concurrency-mt-unsafe): one thread
  if (named != nullptr && *named != '\0') {
    found.emplace_back(named);
  }
  std::error_code error;
  const fs::path beside = fs::read_symlink("/proc/self/exe", error).parent_path() / "python";
  for (const fs::path& python :
       {beside, fs::path(".venv/bin/python"), fs::path(build::source_dir) / ".venv/bin/python"}) {
    if (fs::exists(python, error)) {
      found.push_back(python.string());
    }
  }
  found.emplace_back("python3");
  return found;
}

bool has_package(const std::string& python) {
  return succeeds({python, "-c",
                   "import importlib.util, sys; "
                   "sys.exit(importlib.util.find_spec('minga.report') is None)"});
}

std::string how_to_install(const std::vector<std::string>& asked) {
  return fmt::format(
      "the report needs minga's Python package, and none of these has it: {}\n"
      "minga: install it with: python3 -m venv .venv && .venv/bin/pip install {}/analysis\n"
      "minga: or set MINGA_PYTHON to a Python that has it",
      fmt::join(asked, ", "), build::source_dir);
}

/// Never returns where it succeeds: the report takes the place of this program.
[[noreturn]] void become(const std::vector<std::string>& command) {
  flush_output();
  (void)std::signal(SIGPIPE, SIG_DFL);
  (void)std::signal(SIGXFSZ, SIG_DFL);
  execute(command);
  throw io::FileError(command.front(), std::generic_category().message(errno));
}

ExitCode report(const Options& options, const std::vector<std::string>& further) {
  // Before Python is asked for: what is wrong with the file is told as by the other verbs.
  const io::ResultsInfo info = io::inspect_results(options.file);
  if (!info.shard.whole()) {
    throw UsageError(
        fmt::format("{} is {}, which is no sample of the design; accepted: the file that `minga "
                    "merge` makes of all shards",
                    info.path, name_of(info.shard)));
  }
  if (info.kind == "parts") {
    throw UsageError(
        fmt::format("{} is not finished; the report needs the file that --resume makes",
                    options.file.string()));
  }
  for (const io::ResultsInfo::Attribute& attribute : info.attributes) {
    if (attribute.name == "kind" && attribute.text == "theory") {
      throw UsageError(
          fmt::format("{} is the result of a theory scenario, and reports are on associations; "
                      "minga theory prints its tables",
                      options.file.string()));
    }
  }
  // Without -o, the package names the report by this rule.
  check_report(
      options.out.empty() ? fs::path(options.file).replace_extension(".html") : options.out,
      options.file, options.force);
  const std::vector<std::string> pythons = candidates();
  for (const std::string& python : pythons) {
    if (has_package(python)) {
      std::vector<std::string> command{python, "-m", "minga.report", options.file.string()};
      if (!options.out.empty()) {
        command.insert(command.end(), {"-o", options.out.string()});
      }
      if (options.force) {
        command.emplace_back("--force");
      }
      command.insert(command.end(), further.begin(), further.end());
      become(command);
    }
  }
  throw UsageError(how_to_install(pythons));
}

}  // namespace

void add_report(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand("report", "Write the report on a result file (needs Python)");
  verb->footer(
      "Example:\n  minga report otavalo.h5 -o otavalo.html\n"
      "Further options are passed on: see python -m minga.report --help");
  verb->add_option("file", options->file, "Result file")->required()->type_name("FILE.h5");
  verb->add_option("-o,--output,--out", options->out,
                   "Report to write (default: beside the results)")
      ->type_name("OUT.html");
  verb->add_flag("--force", options->force, "Overwrite an existing report");
  verb->allow_extras();
  verb->callback([options, verb, &session] {
    session.chosen = [options, verb] { return report(*options, verb->remaining()); };
  });
}

}  // namespace minga::cli
