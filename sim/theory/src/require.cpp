#include "minga/theory/require.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <stdexcept>

namespace minga::theory {

void refuse(std::string_view parameter, const std::string& value, std::string_view accepted) {
  throw std::invalid_argument(std::string(parameter) + " = " + value +
                              " is not accepted: it must be " + std::string(accepted));
}

void refuse(std::string_view parameter, double value, std::string_view accepted) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
  refuse(parameter, std::string(text.data(), end), accepted);
}

void require(bool holds, std::string_view parameter, double value, std::string_view accepted) {
  if (!holds)
    refuse(parameter, value, accepted);
}

void require_chance(std::string_view parameter, double value) {
  require(value >= 0.0 && value <= 1.0, parameter, value, "a chance, from 0 to 1");
}

void require_finite(std::string_view parameter, double value) {
  require(std::isfinite(value), parameter, value, "a finite number");
}

}  // namespace minga::theory
