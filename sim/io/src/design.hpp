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
  Node levels;  ///< as the file has them
  Origin origin;
};

enum class Method : std::uint8_t { factorial };

struct DesignFile {
  std::string name;
  core::Text title;
  core::Text description;
  std::string scenario;  ///< name or path of the base scenario
  Node base;             ///< or the base scenario itself, in resolved designs
  Method method = Method::factorial;
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

/// Levels of a factor; "shipped" stands for all presets of the kind that the path takes.
std::vector<LevelFile> read_levels(const FactorFile& factor, const std::string& path,
                                   Reading& reading);

/// What a path that takes presets holds in a scenario, with all its parameters, and the path that
/// they go to; no table where the path takes none.
std::pair<std::string, Node> expand_preset(const std::string& path, const core::Scenario& scenario);

/// Whether a parsed file is a design.
bool is_design(const Node& root);

}  // namespace minga::io
