// One wording for values that make no sense: the parameter, the value, what is accepted.
#pragma once

#include <sstream>
#include <stdexcept>
#include <string_view>

namespace minga::theory {

template <class Value>
[[noreturn]] void refuse(std::string_view parameter, const Value& value,
                         std::string_view accepted) {
  std::ostringstream text;
  text << parameter << " = " << value << ": accepted is " << accepted;
  throw std::invalid_argument(text.str());
}

template <class Value>
void require(bool sensible, std::string_view parameter, const Value& value,
             std::string_view accepted) {
  if (!sensible)
    refuse(parameter, value, accepted);
}

}  // namespace minga::theory
