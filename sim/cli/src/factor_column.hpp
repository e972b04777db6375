// A factor of a design as a column of results: its level at every point.
#pragma once

#include "minga/io/results.hpp"
#include "minga/io/scenario.hpp"

#include <cstddef>

namespace minga::cli {

/// @tparam Design  io::LoadedDesign or io::LoadedTheoryDesign
template <class Design>
io::FactorColumn column_of(const Design& design, std::size_t index) {
  const io::Factor& factor = design.factors[index];
  io::FactorColumn column{factor.name, factor.title, factor.numeric, {}, {}};
  for (std::size_t point = 0; point < design.points.size(); ++point) {
    const io::Level& level = factor.levels.at(design.level_of(point, index));
    if (factor.numeric) {
      column.numbers.push_back(level.number);
    } else {
      column.labels.push_back(level.label);
    }
  }
  return column;
}

}  // namespace minga::cli
