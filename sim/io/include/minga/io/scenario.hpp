// Reads scenarios and designs: TOML files or shipped names into immutable, fully checked values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "minga/core/scenario.hpp"
#include "minga/io/error.hpp"

namespace minga::io {

/// `--set path=value`: the value as TOML text; a bare word counts as a string.
struct Override {
  std::string path;
  std::string value;
};

struct LoadedScenario {
  core::Scenario value;
  std::string text;             ///< whole resolved input as TOML: presets expanded, all parameters
  std::string sha256;           ///< of `text`, hexadecimal
  std::filesystem::path file;   ///< where it was read
};

/// @param name  a path, or the name of a shipped scenario
/// @throws InputError with every fault; FileError if it cannot be read
LoadedScenario load_scenario(const std::string& name, std::span<const Override> overrides = {});

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

/// A design over one scenario. Point i has the factor levels of `level_of(i, f)`, last factor fastest.
struct LoadedDesign {
  std::string name;
  std::string title_es;
  std::string title_en;
  std::vector<Factor> factors;
  int replicates = 0;
  std::uint64_t seed = 0;
  bool common_random_numbers = true;
  core::Scenario base;            ///< the scenario without factors, with the design's overrides
  std::string text;               ///< resolved design and base scenario as TOML
  std::string sha256;
  std::filesystem::path file;
  std::vector<core::Scenario> points;  ///< every point, resolved and checked

  std::size_t level_of(std::size_t point, std::size_t factor) const;
};

LoadedDesign load_design(const std::string& name, std::span<const Override> overrides = {});

/// What kind of file it is, by its content: a design has `scenario` and `factor`.
bool is_design(const std::string& name);

}  // namespace minga::io
