// minga verify: whether a result file is complete and undamaged.
#include "minga/io/results.hpp"
#include "number.hpp"
#include "shard.hpp"
#include "stdio.hpp"
#include "verbs.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <memory>

namespace minga::cli {
namespace {

struct Options {
  std::filesystem::path file;
  bool json = false;
  bool quiet = false;
};

std::string verdict(const io::ResultsInfo& info, bool good) {
  const bool unfinished = info.status == "interrupted" || info.status == "running";
  const char* state = good ? "complete" : unfinished ? "not finished" : "damaged";
  std::string text = fmt::format("{}: {}", info.path, state);
  if (!info.shard.whole())
    text += ", " + name_of(info.shard);
  if (info.runs > 0) {  // a damaged file may not even tell
    text += fmt::format(", {} of {}", grouped(info.runs_committed), counted(info.runs, "run"));
    if (info.runs_not_needed > 0)
      text += fmt::format(", {} not needed", grouped(info.runs_not_needed));
  }
  text += "\n";
  for (const std::string& problem : info.problems) {
    text += fmt::format("problem: {}\n", problem);
  }
  return text;
}

ExitCode verify(const Options& options) {
  const io::ResultsInfo info = io::verify_results(options.file);
  const bool good = info.complete() && info.problems.empty();
  if (options.json) {
    const nlohmann::ordered_json json{{"path", info.path},
                                      {"good", good},
                                      {"status", info.status},
                                      {"shard", info.shard.index},
                                      {"shards", info.shard.count},
                                      {"runs", info.runs},
                                      {"runs_committed", info.runs_committed},
                                      {"runs_not_needed", info.runs_not_needed},
                                      {"problems", info.problems}};
    print(json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
  } else if (!options.quiet) {
    print(verdict(info, good));
  }
  return good ? ExitCode::done : ExitCode::check_failed;
}

}  // namespace

void add_verify(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* verb =
      app.add_subcommand("verify", "Check that a result file is complete and undamaged");
  verb->footer(
      "Example:\n  minga verify otavalo.h5 && echo good\nExit code 5 says that it is not.");
  verb->add_option("file", options->file, "Result file, or the .parts folder of an unfinished one")
      ->required()
      ->type_name("FILE.h5");
  verb->add_flag("--json", options->json, "Print one JSON object");
  verb->add_flag("--quiet", options->quiet, "Print nothing; the exit code tells");
  verb->callback([options, &session] { session.chosen = [options] { return verify(*options); }; });
}

}  // namespace minga::cli
