#include "options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace minga::cli {
namespace {

const std::array<std::string, 4> kGroups{"summary", "trajectory", "firm", "events"};
constexpr int kMostThreads = 1024;
// TOML's integers are signed; a seed that a file can hold can always be given again.
constexpr std::uint64_t kLargestSeed = std::numeric_limits<std::int64_t>::max();
constexpr int kMostReplicates = 100'000'000;

}  // namespace

void add_set_option(CLI::App& verb, std::vector<std::string>& set) {
  verb.add_option("--set", set,
                  "Change a parameter: path.to.key=value, e.g. population.firms=20 (repeatable)")
      ->take_all()
      ->allow_extra_args(false)
      ->type_name("PATH=VALUE");
}

void add_experiment_options(CLI::App& verb, ExperimentOptions& options) {
  verb.add_option("-o,--output", options.out, "File to write (HDF5)")
      ->required()
      ->type_name("OUT.h5");
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
      ->check(CLI::IsMember(std::vector<std::string>(kGroups.begin(), kGroups.end())))
      ->type_name("GROUPS");
  add_set_option(verb, options.set);
  verb.add_option("--max-failed", options.max_failed,
                  "Failed runs that are tolerated before the exit code says so (default: 0)")
      ->type_name("N");
  verb.add_flag("--force", options.force, "Overwrite an existing output");
  verb.add_flag("--resume", options.resume, "Go on from OUT.h5.parts, left by a stopped run");
  verb.add_flag("--json", options.json, "Print the summary as one JSON object");
  verb.add_flag("--quiet", options.quiet, "No progress, no notes, no summary table");
}

std::vector<io::Override> parse_overrides(const std::vector<std::string>& set) {
  std::vector<io::Override> overrides;
  std::vector<io::Diagnostic> faults;
  for (const std::string& item : set) {
    const std::size_t equals = item.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == item.size()) {
      faults.push_back({"--set", 0, "", item, "is not path=value",
                        "path.to.key=value, e.g. population.firms=20"});
    } else {
      overrides.push_back({item.substr(0, equals), item.substr(equals + 1)});
    }
  }
  if (!faults.empty()) {
    throw io::InputError(std::move(faults));
  }
  return overrides;
}

io::Override seed_override(std::uint64_t seed) { return {"run.seed", std::to_string(seed)}; }

std::vector<io::Override> overrides_of(const ExperimentOptions& options) {
  std::vector<io::Override> overrides = parse_overrides(options.set);
  if (options.replicates) {
    overrides.push_back({"run.replicates", std::to_string(*options.replicates)});
  }
  if (options.seed) {
    overrides.push_back(seed_override(*options.seed));
  }
  if (!options.record.empty()) {
    std::vector<std::string> groups;  // in the order of files, each once
    for (const std::string& group : kGroups) {
      const auto asked = std::find(options.record.begin(), options.record.end(), group);
      if (group == "summary" || asked != options.record.end()) {
        groups.push_back(fmt::format("\"{}\"", group));
      }
    }
    overrides.push_back({"record.groups", fmt::format("[{}]", fmt::join(groups, ", "))});
  }
  return overrides;
}

}  // namespace minga::cli
