// Reads scenarios and designs: TOML files or shipped names into immutable, fully checked values.
#pragma once

#include "minga/core/scenario.hpp"
#include "minga/io/error.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace minga::io {

/// `--set path=value`: the value as TOML text; a bare word counts as a string.
struct Override {
  std::string path;
  std::string value;
};

struct LoadedScenario {
  core::Scenario value;
  std::string text;            ///< whole resolved input as TOML: presets expanded, all parameters
  std::string sha256;          ///< of `text`, hexadecimal
  std::filesystem::path file;  ///< where it was read
  std::vector<std::filesystem::path> inputs;  ///< every file that was read, presets too
  std::vector<Diagnostic>
      notes;  ///< what is allowed and can hardly be meant; nothing in `accepted`
};

/// @param name  a path, or the name of a shipped scenario
/// @throws InputError with every fault; FileError if it cannot be read
LoadedScenario load_scenario(const std::string& name, std::span<const Override> overrides = {});

/// The same for text that is at hand, such as the `config` of a results file.
/// @param label  stands for the file's name in messages
LoadedScenario load_scenario_text(const std::string& text, const std::string& label,
                                  std::span<const Override> overrides = {});

/// The text of LoadedScenario for any value; it loads back to the same value. The seed is in it
/// where `run.seed_given`.
std::string resolved_text(const core::Scenario& scenario);

/// A level of a factor as TOML text, and its label in results.
struct Level {
  std::string value;  ///< TOML text assigned to the factor's path(s)
  std::string label;
  double number = 0;  ///< meaningful where the factor is numeric
};

struct Factor {
  std::string name;
  std::string title;
  std::vector<std::string> paths;  ///< parameter paths set by the level
  bool numeric = false;            ///< every level is a number: stored as numbers, else as strings
  std::vector<Level> levels;
};

/// A note that some points of a design share.
struct PointNote {
  Diagnostic what;
  std::size_t points = 0;
};

/// When a point of a design has enough replicates: once a 95 % interval of an outcome is narrow.
/// The rule looks at whole batches in their order, so that how many replicates there are follows
/// from the results alone.
struct Until {
  std::string outcome;      ///< of /summary; empty: no rule, all points have all replicates
  double half_width = 0.0;  ///< of the interval, > 0; in the outcome's unit, or a share of the mean
  bool relative = false;
  int least = 64;  ///< replicates that every point has
  int batch = 32;  ///< replicates between two looks
  bool on() const { return !outcome.empty(); }
};

/// What a design says, whatever kind of scenario it is over. Point i has the factor levels of
/// `level_of(i, f)`; where all combinations are there, the last factor is fastest.
struct DesignFrame {
  std::string name;
  std::string title_es;
  std::string title_en;
  std::string method = "factorial";
  std::vector<Factor> factors;
  std::vector<std::uint32_t> index;  ///< of the level, at point * factors + factor
  int replicates = 0;                ///< of each point; the most, where `until` says when to stop
  Until until;
  std::uint64_t seed = 0;
  bool common_random_numbers = true;
  std::string text;  ///< resolved design and base scenario as TOML
  std::string sha256;
  std::filesystem::path file;
  std::vector<std::filesystem::path> inputs;  ///< every file that was read: scenario, presets too
  std::vector<PointNote> notes;               ///< of the points, each once

  std::size_t level_of(std::size_t point, std::size_t factor) const;
};

/// A design over one scenario. Its seed and replicates are in `base.run` and in every point as
/// well; without a seed in the design, the scenario or an override, `base.run.seed_given` is false.
struct LoadedDesign : DesignFrame {
  core::Scenario base;  ///< the scenario without factors, with the design's overrides
  std::vector<core::Scenario> points;  ///< every point, resolved and checked
};

/// Overrides are of the scenario's parameters, save for `seed`, `replicates` (also as run.seed and
/// run.replicates) and `common_random_numbers`, which are the design's.
/// @throws InputError with every fault; FileError if it cannot be read
LoadedDesign load_design(const std::string& name, std::span<const Override> overrides = {});
LoadedDesign load_design_text(const std::string& text, const std::string& label,
                              std::span<const Override> overrides = {});

/// What kind of file it is, by its content: a design has `scenario` and `factor`.
bool is_design(const std::string& name);
bool is_design_text(const std::string& text);

}  // namespace minga::io
