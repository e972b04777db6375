// Reads theory scenarios, and writes what they lead to.
#pragma once

#include "minga/io/results.hpp"
#include "minga/io/scenario.hpp"
#include "minga/theory/study.hpp"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace minga::io {

struct LoadedTheory {
  theory::Scenario value;
  std::string text;            ///< whole resolved input as TOML
  std::string sha256;          ///< of `text`, hexadecimal
  std::filesystem::path file;  ///< where it was read
  std::vector<std::filesystem::path> inputs;
  std::vector<Diagnostic> warnings;  ///< what can be answered and is probably not meant
};

/// @param name  a path, or the name of a shipped scenario
/// @throws InputError with every fault; FileError if it cannot be read
LoadedTheory load_theory(const std::string& name, std::span<const Override> overrides = {});
LoadedTheory load_theory_text(const std::string& text, const std::string& label,
                              std::span<const Override> overrides = {});

/// A design over a theory scenario; the same files as designs over associations.
struct LoadedTheoryDesign : DesignFrame {
  theory::Scenario base;
  std::vector<theory::Scenario> points;
};
/// @throws as load_theory
LoadedTheoryDesign load_theory_design(const std::string& name,
                                      std::span<const Override> overrides = {});
LoadedTheoryDesign load_theory_design_text(const std::string& text, const std::string& label);
/// Whether a file is a design whose scenario is of kind theory.
bool is_theory_design(const std::string& name);

/// Whether a file says that it is of kind theory.
bool is_theory(const std::string& name);
bool is_theory_text(const std::string& text);

/// What a theory scenario led to, and where it came from.
struct TheoryResults {
  std::string title;
  std::string command;  ///< as typed, for `history`
  std::string config;
  std::string config_sha256;
  std::uint64_t seed = 0;
  int every = 1;  ///< generations between recorded shares
  /// Of a design: run = point * replicates + replicate.
  std::size_t points = 1;
  std::size_t replicates = 1;
  std::vector<FactorColumn> factors;  ///< [point]
  std::vector<std::string> strategies;
  std::vector<theory::ResultTable> tables;  ///< a group each
  std::vector<theory::SimulatedRun> runs;   ///< /summary, /trajectory, /snapshots
};

/// Writes a netCDF-4 file at once: it appears whole, with its checksum, or not at all.
/// @throws FileError
void write_theory_results(const std::filesystem::path& out, const TheoryResults& results);

}  // namespace minga::io
