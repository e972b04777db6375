// From factors to points: which level of each factor a point of a design has. What a level does to
// the scenario is another's business.
#pragma once

#include "design.hpp"
#include "minga/io/table.hpp"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace minga::io {

/// Label of the level that a nested factor has where it is not used.
inline constexpr const char* kNotUsed = "not used";

struct PointTable {
  std::vector<std::vector<LevelFile>> levels;  ///< of each factor
  std::vector<std::uint32_t> index;            ///< level at point * factors + factor
  std::vector<std::filesystem::path> inputs;   ///< further files that were read
  std::size_t points() const { return levels.empty() ? 0 : index.size() / levels.size(); }
};

/// Faults are told; then there may be no points.
/// @param parameters  of the scenario, which say where whole numbers are needed
PointTable lay_out(const DesignFile& design, const Section& parameters,
                   const std::filesystem::path& folder, Reading& reading);

/// Whether two factors are never used at the same point, so that both may set one parameter.
bool exclude_each_other(const FactorFile& a, const FactorFile& b);

}  // namespace minga::io
