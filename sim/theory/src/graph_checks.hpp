// What require.hpp offers for numbers, for counts and for texts too.
#pragma once

#include "minga/theory/require.hpp"

#include <concepts>
#include <string>
#include <string_view>

namespace minga::theory {

template <std::integral Count>
void require(bool holds, std::string_view parameter, Count value, std::string_view accepted) {
  if (!holds)
    refuse(parameter, std::to_string(value), accepted);
}

inline void require(bool holds, std::string_view parameter, const std::string& value,
                    std::string_view accepted) {
  if (!holds)
    refuse(parameter, value, accepted);
}

}  // namespace minga::theory
