#include "options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

namespace minga::cli {
namespace {

const std::array<std::string, 4> kGroups{"summary", "trajectory", "firm", "events"};
constexpr int kMostThreads = 1024;
// TOML's integers are signed; a seed that a file can hold can always be given again.
constexpr std::uint64_t kLargestSeed = std::numeric_limits<std::int64_t>::max();
constexpr int kMostReplicates = 100'000'000;

/// Groups in the order of files, each once; the summary is always there.
void add_groups(Changes& changes, const std::vector<std::string>& asked) {
  for (const std::string& group : asked) {
    if (std::find(kGroups.begin(), kGroups.end(), group) == kGroups.end()) {
      changes.faults.push_back({"--record", 0, "", group, "is not something that can be recorded",
                                fmt::format("{}", fmt::join(kGroups, ", "))});
    }
  }
  std::vector<std::string> groups;
  for (const std::string& group : kGroups) {
    if (group == "summary" || std::find(asked.begin(), asked.end(), group) != asked.end()) {
      groups.push_back(fmt::format("\"{}\"", group));
    }
  }
  changes.overrides.push_back({"record.groups", fmt::format("[{}]", fmt::join(groups, ", "))});
}

}  // namespace

void add_set_option(CLI::App& verb, std::vector<std::string>& set) {
  verb.add_option("--set", set,
                  "Change a parameter: path.to.key=value, e.g. population.firms=20 (repeatable)")
      ->take_all()
      ->allow_extra_args(false)
      ->type_name("PATH=VALUE");
}

void add_size_options(CLI::App& verb, ExperimentOptions& options) {
  verb.add_option("--replicates", options.replicates,
                  "Runs of each point (default: as the file says)")
      ->check(CLI::Range(1, kMostReplicates))
      ->type_name("N");
  verb.add_option(
          "--seed", options.seed,
          "Seed of all random numbers (default: as the file says, else chosen and recorded)")
      ->check(CLI::Range(std::uint64_t{0}, kLargestSeed))
      ->type_name("S");
  verb.add_option("--threads", options.threads, "Threads to use (default: all cores)")
      ->check(CLI::Range(1, kMostThreads))
      ->type_name("N");
  verb.add_option("--record", options.record,
                  "What to write: summary,trajectory,firm,events; summary always is "
                  "(default: as the file says)")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("GROUPS");
  add_set_option(verb, options.set);
}

void add_experiment_options(CLI::App& verb, ExperimentOptions& options) {
  verb.add_option("-o,--output", options.out, "File to write (HDF5)")
      ->required()
      ->type_name("OUT.h5");
  add_size_options(verb, options);
  verb.add_option("--max-failures,--max-failed", options.max_failures,
                  "Stop, to be resumed, once more runs than this have failed: a number, or a share "
                  "such as 1% (default: go on to the end; exit code 5 if any failed)")
      ->check(check_failures)
      ->type_name("N");
  verb.add_flag("--force", options.force, "Overwrite an existing output");
  verb.add_flag("--resume", options.resume, "Go on from OUT.h5.parts, left by a stopped run");
  verb.add_flag("--json", options.json, "Print the summary as one JSON object");
  verb.add_flag("--quiet", options.quiet, "No progress, no notes, no summary table");
}

Changes changes_of(const std::vector<std::string>& set) {
  Changes changes;
  for (const std::string& item : set) {
    const std::size_t equals = item.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == item.size()) {
      changes.faults.push_back({"--set", 0, "", item, "is not path=value",
                                "path.to.key=value, e.g. population.firms=20"});
    } else {
      changes.overrides.push_back({item.substr(0, equals), item.substr(equals + 1)});
    }
  }
  return changes;
}

io::Override seed_override(std::uint64_t seed) { return {"run.seed", std::to_string(seed)}; }

Changes changes_of(const ExperimentOptions& options) {
  Changes changes = changes_of(options.set);
  if (options.replicates) {
    changes.overrides.push_back({"run.replicates", std::to_string(*options.replicates)});
  }
  if (options.seed) {
    changes.overrides.push_back(seed_override(*options.seed));
  }
  if (!options.record.empty()) {
    add_groups(changes, options.record);
  }
  return changes;
}

}  // namespace minga::cli
