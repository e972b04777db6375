#include "number.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace minga::cli {

std::string readable(double value) {
  if (!std::isfinite(value)) {
    return std::isnan(value) ? "-" : value > 0 ? "inf" : "-inf";
  }
  if (std::abs(value) >= 1000.0 && std::abs(value) < 1e15) {
    return (value < 0 ? "-" : "") +
           grouped(static_cast<std::uint64_t>(std::llround(std::abs(value))));
  }
  return fmt::format("{:.4g}", value);
}

std::string readable_bytes(std::uint64_t bytes) {
  constexpr std::array units{"B", "kB", "MB", "GB", "TB"};
  auto value = static_cast<double>(bytes);
  std::size_t unit = 0;
  while (value >= 1000.0 && unit + 1 < units.size()) {
    value /= 1000.0;
    ++unit;
  }
  return unit == 0 ? fmt::format("{} B", bytes) : fmt::format("{:.3g} {}", value, units[unit]);
}

}  // namespace minga::cli
