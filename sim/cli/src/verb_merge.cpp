// minga merge: joins the files of shards to one.
#include "command_line.hpp"
#include "minga/io/results.hpp"
#include "number.hpp"
#include "output_path.hpp"
#include "stdio.hpp"
#include "verbs.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <memory>

namespace minga::cli {
namespace {

struct Options {
  std::vector<std::filesystem::path> shards;
  std::filesystem::path out;
  bool allow_missing = false;
  bool is_virtual = false;
  bool force = false;
  bool json = false;
  bool quiet = false;
};

std::string text_of(const Options& options, const io::Merged& merged) {
  std::error_code error;
  const auto size = std::filesystem::file_size(options.out, error);
  return fmt::format("{}: {} of {}, {} of {}{}\n", options.out.string(),
                     grouped(merged.shards_read), counted(merged.shards, "shard"),
                     grouped(merged.runs_committed), counted(merged.runs, "run"),
                     error ? "" : fmt::format(" ({})", readable_bytes(size)));
}

std::string json_of(const Options& options, const io::Merged& merged) {
  const bool complete = merged.runs_committed + merged.runs_not_needed == merged.runs;
  const nlohmann::ordered_json json{{"output", options.out.string()},
                                    {"status", complete ? "complete" : "interrupted"},
                                    {"shards", merged.shards},
                                    {"shards_read", merged.shards_read},
                                    {"runs", merged.runs},
                                    {"runs_committed", merged.runs_committed},
                                    {"runs_not_needed", merged.runs_not_needed},
                                    {"virtual", options.is_virtual}};
  return json.dump(2) + "\n";
}

ExitCode merge(const Options& options, const Session& session) {
  check_merged(options.out, options.shards, options.force);
  try {
    const auto join = options.is_virtual ? io::index_shards : io::merge_shards;
    const io::Merged merged =
        join(options.shards, options.out, as_typed(session.arguments), options.allow_missing);
    if (options.json) {
      print(json_of(options, merged));
    } else if (!options.quiet) {
      print(text_of(options, merged));
    }
    return ExitCode::done;
  } catch (const io::MergeRefused& refused) {
    std::string text = refused.what();
    for (const std::string& reason : refused.reasons())
      text += "\n  " + reason;
    note(text);
    return ExitCode::check_failed;
  }
}

}  // namespace

void add_merge(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand("merge", "Join the shards of a sweep to one file");
  verb->footer(
      "Example:\n  minga sweep otavalo-interventions -o one.h5 --shard 1/2\n"
      "  minga sweep otavalo-interventions -o two.h5 --shard 2/2\n"
      "  minga merge one.h5 two.h5 -o otavalo.h5\n"
      "Exit code 5 says that the shards do not make one experiment.");
  verb->add_option("shards", options->shards, "Files that `minga sweep --shard i/n` wrote")
      ->required()
      ->type_name("SHARD.h5");
  verb->add_option("-o,--output", options->out, "File to write (HDF5)")
      ->required()
      ->type_name("OUT.h5");
  verb->add_flag("--allow-missing", options->allow_missing,
                 "Join what is there; the runs that are not read as missing");
  verb->add_flag("--virtual", options->is_virtual,
                 "Copy nothing: write an index that shows the shards, which stay where they are");
  verb->add_flag("--force", options->force, "Overwrite an existing output");
  verb->add_flag("--json", options->json, "Print one JSON object");
  verb->add_flag("--quiet", options->quiet, "Print nothing");
  verb->callback([options, &session] {
    session.chosen = [options, &session] { return merge(*options, session); };
  });
}

}  // namespace minga::cli
