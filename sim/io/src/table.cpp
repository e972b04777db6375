#include "minga/io/table.hpp"

#include "field.hpp"

#include <fmt/format.h>

#include <cmath>

namespace minga::io {

bool Range::contains(double value) const {
  if (std::isnan(value))
    return false;
  if (lo_open ? value <= lo : value < lo)
    return false;
  return hi_open ? value < hi : value <= hi;
}

std::string to_string(const Range& range) {
  const bool below = std::isfinite(range.lo);
  const bool above_too = std::isfinite(range.hi);
  if (below && above_too) {
    return fmt::format("{}{:g}, {:g}{}", range.lo_open ? '(' : '[', range.lo, range.hi,
                       range.hi_open ? ')' : ']');
  }
  if (below)
    return fmt::format("{} {:g}", range.lo_open ? ">" : ">=", range.lo);
  if (above_too)
    return fmt::format("{} {:g}", range.hi_open ? "<" : "<=", range.hi);
  return {};
}

void unknown_key(const std::string& path, const std::string& key, const Node& value,
                 std::vector<std::string> known, Reading& reading) {
  reading.faults.add(value, join(path, key), "is not a known key", one_of(known, key));
}

}  // namespace minga::io
