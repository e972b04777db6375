// Refusal of parameters that make no sense: one clear message that names the parameter, its value
// and what is accepted.
#pragma once

#include <string>
#include <string_view>

namespace minga::theory {

/// "intensity = -1 is not accepted: it must be at least 0"
/// @throws std::invalid_argument  always
[[noreturn]] void refuse(std::string_view parameter, const std::string& value,
                         std::string_view accepted);
[[noreturn]] void refuse(std::string_view parameter, double value, std::string_view accepted);

/// Refuses unless `holds`.
void require(bool holds, std::string_view parameter, double value, std::string_view accepted);
/// Refuses what is not in [0, 1].
void require_chance(std::string_view parameter, double value);
/// Refuses infinities and NaN.
void require_finite(std::string_view parameter, double value);

}  // namespace minga::theory
