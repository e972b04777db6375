// Design files, before and after they are resolved. How points are built from them: design.cpp.
#pragma once

#include "codec.hpp"
#include "field.hpp"
#include "minga/io/scenario.hpp"
#include "node.hpp"

#include <string>
#include <utility>
#include <vector>

namespace minga::io {

/// What a level sets: parameter paths and values.
using Assignments = std::vector<Node::Member>;

struct LevelFile {
  std::string label;
  bool numeric = false;
  Node written;  ///< as the file has it
  Assignments sets;
};

struct FactorFile {
  std::string name;
  core::Text title;
  std::vector<std::string> paths;
  Node levels;        ///< as the file has them, and so the others
  Node range;         ///< instead of levels
  Node distribution;  ///< the same
  Node scale;
  Node when;  ///< levels of factors before it where it is used; none: everywhere
  Origin origin;
};

enum class Method : std::uint8_t { factorial, latin_hypercube, sobol, list };

struct DesignFile {
  std::string name;
  core::Text title;
  core::Text description;
  std::string scenario;  ///< name or path of the base scenario
  Node base;             ///< or the base scenario itself, in resolved designs
  Method method = Method::factorial;
  Node method_written;  ///< for faults: as the file has it
  int points = 0;       ///< of a sample
  std::int64_t points_seed = 0;
  bool shift = true;  ///< of Sobol' points
  Node rows;          ///< of a list: a file's name, or the rows
  Until until;
  int replicates = 0;      ///< 0: the scenario's
  std::int64_t seed = -1;  ///< -1: the scenario's
  bool common_random_numbers = true;
  Assignments set;
  std::vector<FactorFile> factors;
};

template <>
const Table<DesignFile>& table<DesignFile>();
template <>
const Table<FactorFile>& table<FactorFile>();
template <>
const Table<Until>& table<Until>();

/// Levels of a factor; "shipped" stands for all presets of the kind that the path takes.
std::vector<LevelFile> read_levels(const FactorFile& factor, const std::string& path,
                                   Reading& reading);

/// A level that is its value.
LevelFile plain_level(const FactorFile& factor, const Node& value);

/// What a path that takes presets holds in a scenario, with all its parameters, and the path that
/// they go to; no table where the path takes none.
std::pair<std::string, Node> expand_preset(const std::string& path, const core::Scenario& scenario);

/// Whether a parsed file is a design.
bool is_design(const Node& root);

}  // namespace minga::io
