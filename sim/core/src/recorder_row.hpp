// Writes one row of recorded variables by name.
#pragma once

#include "minga/core/record.hpp"

#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace minga::core {

/// Nothing to record: there was no meeting, no member, or the moment never came.
inline constexpr double kNever = std::numeric_limits<double>::quiet_NaN();

/// Writes values by name, so that the order of the lists is nobody's concern.
template <class T>
class Row {
 public:
  Row(std::span<const Variable> variables, std::vector<std::vector<T>>& columns, std::size_t at)
      : variables_(variables), columns_(columns), at_(at) {}
  void set(std::string_view name, double value) {
    // calls come in the order of the list; only a mistake in this file searches
    for (std::size_t i = 0; i < variables_.size(); ++i, ++next_) {
      const std::size_t k = next_ % variables_.size();
      if (variables_[k].name != name)
        continue;
      columns_[k][at_] = static_cast<T>(value);
      ++next_;
      return;
    }
    throw std::logic_error("no recorded variable of this name: " + std::string(name));
  }

 private:
  std::span<const Variable> variables_;
  std::vector<std::vector<T>>& columns_;
  std::size_t at_;
  std::size_t next_ = 0;
};

}  // namespace minga::core
