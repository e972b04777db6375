// What all checks of combinations share: sums, and reporting a fault or a note at the line of a
// key.
#pragma once

#include "check.hpp"
#include "field.hpp"
#include "print.hpp"

#include <fmt/format.h>

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
    reading_.faults.add(about(key, value, std::move(message), std::move(accepted)));
  }
  /// In the file of ties where they come from one: at the line of a firm of a tie or group.
  void fault_of_tie(const std::string& key, const std::vector<int>& firms, std::size_t tie,
                    std::size_t firm, std::string message, std::string accepted) {
    const TiesOrigin& from = reading_.ties;
    if (from.file.empty())
      return fault(fmt::format("{}[{}]", key, tie), firms, std::move(message), std::move(accepted));
    reading_.faults.add({from.file, from.lines.at(tie).at(firm), "structure.file",
                         fmt::format("{}", fmt::join(firms, ",")), std::move(message),
                         std::move(accepted)});
  }
  /// The same about what no tie of the file says.
  void fault_of_ties(const std::string& key, const std::string& value, std::string message,
                     std::string accepted) {
    if (reading_.ties.file.empty())
      return fault(key, value, std::move(message), std::move(accepted));
    reading_.faults.add(
        {reading_.ties.file, 0, "structure.file", value, std::move(message), std::move(accepted)});
  }
  /// What is allowed and can hardly be meant.
  template <class T>
  void note(const std::string& key, const T& value, std::string message) {
    reading_.notes.add(about(key, value, std::move(message), ""));
  }

 private:
  template <class T>
  Diagnostic about(const std::string& key, const T& value, std::string message,
                   std::string accepted) {
    const Node& node = locate(at_, key);
    return {node.origin.file ? *node.origin.file : "", node.origin.line,   join(path_, key),
            print_value(write_value(value)),           std::move(message), std::move(accepted)};
  }

  const Node& at_;
  const std::string& path_;
  Reading& reading_;
};

}  // namespace minga::io
