#include "minga/core/inequality.hpp"

#include <cmath>
#include <limits>

namespace minga::core {

double gini_index(std::span<const double> values) {
  const std::size_t n = values.size();
  if (n < 2)
    return std::numeric_limits<double>::quiet_NaN();
  double differences = 0.0;
  double size = 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    size += std::fabs(values[i]);
    for (std::size_t j = i + 1; j < n; ++j)
      differences += std::fabs(values[i] - values[j]);
  }
  return size > 0.0 ? differences / (static_cast<double>(n - 1) * size) : 0.0;
}

}  // namespace minga::core
