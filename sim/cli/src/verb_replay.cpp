// minga replay: computes recorded runs again, from the file's own input, and compares them with the
// file bit for bit.
#include "experiment.hpp"
#include "minga/io/results.hpp"
#include "minga/io/scenario.hpp"
#include "minga/version.hpp"
#include "number.hpp"
#include "run_list.hpp"
#include "stdio.hpp"
#include "verbs.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>

namespace minga::cli {
namespace {

using nlohmann::ordered_json;

struct Options {
  std::filesystem::path file;
  std::vector<std::string> runs;
  bool json = false;
  bool quiet = false;
};

std::string this_program() {
  return fmt::format("minga {} ({}{})", build::version, build::git_sha1.substr(0, 12),
                     build::git_dirty ? ", modified" : "");
}

/// The program that wrote a file, as this_program() would name it.
std::string writer_of(const io::ResultsInfo& info) {
  const auto text = [&info](const char* name) -> std::string {
    for (const io::ResultsInfo::Attribute& attribute : info.attributes) {
      if (attribute.name == name)
        return attribute.text;
    }
    return "";
  };
  return fmt::format("minga {} ({}{})", text("software_version"), text("git_sha1").substr(0, 12),
                     text("git_dirty") == "1" ? ", modified" : "");
}

/// What a finished file says of itself, once its checksum has been checked.
/// @throws UsageError if it is not finished, as no run is in it yet
io::ResultsInfo info_of(const std::filesystem::path& file) {
  io::ResultsInfo info = io::inspect_results(file);
  if (info.kind != "file") {
    throw UsageError(fmt::format(
        "{} is unfinished; replay reads a file, which --resume makes of it", info.path));
  }
  return info;
}

/// The experiment that a file's own input describes. Holds what the experiment refers to.
struct Recorded {
  io::ResultsHeader header;
  std::optional<io::LoadedDesign> design;
  std::optional<io::LoadedScenario> scenario;
  Experiment experiment;
  bool same_input = false;  ///< this program reads the input as it was read then

  explicit Recorded(const std::filesystem::path& file) : header(io::read_results_header(file)) {
    if (header.config.find("kind = \"theory\"") != std::string::npos) {
      throw UsageError(
          "replay computes runs of associations; run minga theory, or minga sweep, on the input of "
          "the file again and compare");
    }
    if (io::is_design_text(header.config)) {
      design = io::load_design_text(header.config, file.string());
      experiment = experiment_of(*design);
    } else {
      scenario = io::load_scenario_text(header.config, file.string());
      experiment = experiment_of(*scenario);
    }
    same_input = experiment.header.config_sha256 == header.config_sha256;
    experiment.header.seed = header.seed;
  }
  Recorded(const Recorded&) = delete;
  Recorded& operator=(const Recorded&) = delete;
};

struct Verdict {
  std::size_t run = 0;
  std::vector<std::string> differences;
};

class Replay {
 public:
  Replay(const Options& options, const Recorded& recorded)
      : file_(options.file), recorded_(recorded), plan_(plan_of(recorded.experiment, 1)) {}

  /// @throws UsageError if the run is not in the file
  Verdict check(std::size_t run) const {
    try {
      const core::BlockResult there = io::read_run(file_, run);
      if (run >= plan_.runs()) {
        return {run,
                {fmt::format("the input of the file makes {} only", counted(plan_.runs(), "run"))}};
      }
      const core::Scenario& scenario = recorded_.experiment.scenario(run / plan_.replicates);
      const core::BlockResult here = engine::run_alone(plan_, scenario, run);
      return {run, io::compare_runs(recorded_.header.record, there, here)};
    } catch (const io::RunMissing& missing) {
      throw UsageError(missing.what());
    }
  }

  /// @throws UsageError if the file has no run of this number, recorded or missing
  void check_is_there(std::size_t run) const {
    const std::size_t runs = recorded_.header.runs();
    if (run >= runs) {
      throw UsageError(
          fmt::format("{} has no run {}; accepted: 0 to {}", file_.string(), run, runs - 1));
    }
  }
  std::string name_of(std::size_t run) const {
    return fmt::format("run {} (point {}, replicate {})", run, run / plan_.replicates,
                       run % plan_.replicates);
  }
  ordered_json json_of(const Verdict& verdict) const {
    return {{"run", verdict.run},
            {"point", verdict.run / plan_.replicates},
            {"replicate", verdict.run % plan_.replicates},
            {"same", verdict.differences.empty()},
            {"differences", verdict.differences}};
  }

 private:
  const std::filesystem::path& file_;
  const Recorded& recorded_;
  engine::Plan plan_;
};

std::string text_of(const Replay& replay, const Verdict& verdict) {
  std::string text = fmt::format("{}: {}\n", replay.name_of(verdict.run),
                                 verdict.differences.empty() ? "the same, bit for bit" : "differs");
  for (const std::string& line : verdict.differences)
    text += fmt::format("  {}\n", line);
  return text;
}

/// Why an equal result cannot be expected; empty where it can.
std::string caveat(const std::string& written_by, bool same_input) {
  if (written_by != this_program()) {
    return fmt::format(
        "the file was written by {}, this is {}: only one version is promised to "
        "compute the same",
        written_by, this_program());
  }
  return same_input ? ""
                    : "this program does not read the file's input as it was read when it was "
                      "written";
}

ExitCode refuse(const Options& options, const std::string& why) {
  note(fmt::format("{}: cannot be replayed: {}", options.file.string(), why));
  return ExitCode::check_failed;
}

ExitCode replay_all(const Options& options, const std::vector<RunRange>& runs,
                    const Recorded& recorded, const std::string& written_by) {
  const Replay replay(options, recorded);
  for (const RunRange& range : runs)
    replay.check_is_there(range.last);
  ordered_json list = ordered_json::array();
  std::size_t checked = 0;
  std::size_t different = 0;
  for (const RunRange& range : runs) {
    for (std::size_t run = range.first; run <= range.last; ++run) {
      const Verdict verdict = replay.check(run);
      ++checked;
      different += verdict.differences.empty() ? 0 : 1;
      if (options.json) {
        list.push_back(replay.json_of(verdict));
      } else if (!options.quiet) {
        print(text_of(replay, verdict));
      }
    }
  }
  const std::string why = caveat(written_by, recorded.same_input);
  if (options.json) {
    const ordered_json json{{"path", options.file.string()},
                            {"good", different == 0},
                            {"written_by", written_by},
                            {"replayed_by", this_program()},
                            {"runs", std::move(list)}};
    print(json.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n");
  }
  if (!why.empty() && !options.quiet)
    note(why);
  if (different > 0) {
    note(fmt::format("{}: {} of {} differ", options.file.string(), grouped(different),
                     counted(checked, "run")));
  }
  return different == 0 ? ExitCode::done : ExitCode::check_failed;
}

ExitCode replay(const Options& options) {
  const std::vector<RunRange> runs = parse_runs(options.runs);
  if (io::is_results_file(options.file)) {
    const io::Integrity integrity = io::integrity_of(options.file);
    if (integrity == io::Integrity::damaged)
      return refuse(options, io::fault_of(integrity));
    if (integrity == io::Integrity::changed && !options.quiet)
      note(fmt::format("{}: {}", options.file.string(), io::fault_of(integrity)));
  }
  const std::string written_by = writer_of(info_of(options.file));
  std::unique_ptr<const Recorded> recorded;
  try {
    recorded = std::make_unique<const Recorded>(options.file);
  } catch (const io::InputError& error) {
    std::string faults = fmt::format("this program ({}) cannot read its input, written by {}",
                                     this_program(), written_by);
    for (const io::Diagnostic& fault : error.faults())
      faults += "\n  " + io::to_string(fault);
    return refuse(options, faults);
  }
  return replay_all(options, runs, *recorded, written_by);
}

}  // namespace

void add_replay(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* verb =
      app.add_subcommand("replay", "Compute recorded runs again and compare them bit for bit");
  verb->footer(
      "Example:\n  minga replay otavalo.h5 --run 7\n  minga replay otavalo.h5 --run 0-9,100\n"
      "Exit code 5 says that a run differs.");
  verb->add_option("file", options->file, "Result file")->required()->type_name("FILE.h5");
  verb->add_option("--run", options->runs, "Run, counted from 0, or a range (repeatable)")
      ->required()
      ->delimiter(',')
      ->allow_extra_args(false)
      ->take_all()
      ->type_name("K");
  verb->add_flag("--json", options->json, "Print one JSON object");
  verb->add_flag("--quiet", options->quiet, "Print nothing; the exit code tells");
  verb->callback([options, &session] { session.chosen = [options] { return replay(*options); }; });
}

}  // namespace minga::cli
