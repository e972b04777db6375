// Options that `run`, `sweep` and `check` have in common.
#pragma once

#include "minga/io/scenario.hpp"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace minga::cli {

struct ExperimentOptions {
  std::string input;  ///< path or name
  std::filesystem::path out;
  std::optional<int> replicates;
  std::optional<std::uint64_t> seed;
  int threads = 0;                  ///< 0: all cores
  std::vector<std::string> record;  ///< groups; empty: what the file says
  std::vector<std::string> set;     ///< path=value
  /// Of failed runs; without it none is tolerated, and none stops the others.
  std::optional<std::string> max_failures;
  std::string shard;  ///< i/n; empty: no shard
  bool force = false;
  bool resume = false;
  bool json = false;
  bool quiet = false;
};

/// `--set path.to.key=value`, repeatable.
void add_set_option(CLI::App& verb, std::vector<std::string>& set);
/// What is wrong with the argument of --max-failures; empty where nothing is.
std::string check_failures(const std::string& text);
/// What of an experiment decides its size: replicates, seed, threads, record, set.
void add_size_options(CLI::App& verb, ExperimentOptions& options);
/// All options of an experiment but the input itself.
void add_experiment_options(CLI::App& verb, ExperimentOptions& options);

/// What the command line changes in a file, and what of it cannot be understood. The latter is not
/// thrown at once, so that it is reported along with the faults of the file.
struct Changes {
  std::vector<io::Override> overrides;
  std::vector<io::Diagnostic> faults;
};

/// What `--set` changes. An item that is not path=value is a fault.
Changes changes_of(const std::vector<std::string>& set);
/// What `--set`, `--replicates`, `--record` and `--seed` change.
Changes changes_of(const ExperimentOptions& options);
/// The override by which a seed enters the resolved input.
io::Override seed_override(std::uint64_t seed);

}  // namespace minga::cli
