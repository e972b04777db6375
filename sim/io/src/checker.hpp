// What all checks of combinations share: sums, and reporting a fault at the line of a key.
#pragma once

#include "check.hpp"
#include "field.hpp"
#include "print.hpp"

#include <cmath>
#include <numeric>
#include <string>

namespace minga::io {

/// Sums of shares that are written with a few decimals differ from 1 by rounding only.
inline constexpr double kTolerance = 1e-9;

inline double sum(const auto& values) { return std::accumulate(values.begin(), values.end(), 0.0); }
inline bool is_one(double value) { return std::abs(value - 1.0) <= kTolerance; }

/// Reports at the line of a key of one struct, or of what stands for it.
class Checker {
 public:
  Checker(const Node& at, const std::string& path, Reading& reading)
      : at_(at), path_(path), reading_(reading) {}

  template <class T>
  void fault(const std::string& key, const T& value, std::string message, std::string accepted) {
    const Node& node = locate(at_, key);
    reading_.faults.add({node.origin.file ? *node.origin.file : "", node.origin.line,
                         join(path_, key), print_value(write_value(value)), std::move(message),
                         std::move(accepted)});
  }

 private:
  const Node& at_;
  const std::string& path_;
  Reading& reading_;
};

}  // namespace minga::io
