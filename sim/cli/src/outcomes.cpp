#include "outcomes.hpp"

#include "minga/io/column.hpp"
#include "minga/io/results.hpp"
#include "number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>

namespace minga::cli {
namespace {

constexpr std::size_t kRunsTogether = 100'000;

nlohmann::ordered_json number(double value) {
  return std::isfinite(value) ? nlohmann::ordered_json(value) : nlohmann::ordered_json(nullptr);
}

/// Integers mark missing values by -1, which no outcome here can have.
void mark_missing(std::vector<double>& flags) {
  for (double& value : flags) {
    if (value < 0.0) {
      value = std::numeric_limits<double>::quiet_NaN();
    }
  }
}

/// The outcomes of consecutive runs.
class Columns {
 public:
  Columns(const std::filesystem::path& file, std::size_t first, std::size_t count)
      : failed_(io::read_texts(file, "summary/failed", first, count)) {
    for (std::size_t i = 0; i < kNames.size(); ++i) {
      values_[i] = io::read_numbers(file, fmt::format("summary/{}", kNames[i]), first, count);
    }
    mark_missing(values_[0]);
  }

  PointOutcomes outcomes(std::size_t first, std::size_t count) const {
    const auto of = [&](std::size_t i) { return std::span(values_[i]).subspan(first, count); };
    PointOutcomes result;
    result.survived = share_estimate(of(0));
    result.welfare = mean_estimate(of(1));
    result.cooperation_rate = bounded_mean_estimate(of(2));
    result.trust = bounded_mean_estimate(of(3));
    result.attendance = bounded_mean_estimate(of(4));
    result.runs = result.survived.n;
    for (const std::string& reason : std::span(failed_).subspan(first, count)) {
      result.missing += reason == io::kNotRun ? 1 : 0;
      const bool is_run = reason != io::kNotRun && reason != io::kNotNeeded;
      result.failed += is_run && !reason.empty() ? 1 : 0;
    }
    return result;
  }

 private:
  static constexpr std::array kNames{"survived", "welfare", "cooperation_rate", "trust",
                                     "attendance"};
  std::array<std::vector<double>, kNames.size()> values_;
  std::vector<std::string> failed_;
};

}  // namespace

std::vector<PointOutcomes> read_outcomes(const std::filesystem::path& file, std::size_t points,
                                         std::size_t replicates) {
  // Some points at a time: memory must not grow with the size of the design.
  const std::size_t together = std::max<std::size_t>(kRunsTogether / replicates, 1);
  std::vector<PointOutcomes> result;
  for (std::size_t first = 0; first < points; first += together) {
    const std::size_t last = std::min(first + together, points);
    const Columns columns(file, first * replicates, (last - first) * replicates);
    for (std::size_t point = first; point < last; ++point) {
      result.push_back(columns.outcomes((point - first) * replicates, replicates));
      result.back().point = point;
    }
  }
  return result;
}

nlohmann::ordered_json to_json(const Estimate& estimate) {
  return {{"value", number(estimate.value)},
          {"low", number(estimate.low)},
          {"high", number(estimate.high)},
          {"n", estimate.n}};
}

nlohmann::ordered_json to_json(const PointOutcomes& outcomes) {
  return {{"runs", outcomes.runs},
          {"failed", outcomes.failed},
          {"not_run", outcomes.missing},
          {"survived", to_json(outcomes.survived)},
          {"welfare", to_json(outcomes.welfare)},
          {"cooperation_rate", to_json(outcomes.cooperation_rate)},
          {"trust", to_json(outcomes.trust)},
          {"attendance", to_json(outcomes.attendance)}};
}

std::string interval(const Estimate& estimate) {
  return std::isnan(estimate.low)
             ? "-"
             : fmt::format("{} to {}", readable(estimate.low), readable(estimate.high));
}

std::size_t total_failed(const std::vector<PointOutcomes>& points) {
  std::size_t failed = 0;
  for (const PointOutcomes& outcomes : points) {
    failed += outcomes.failed;
  }
  return failed;
}

std::size_t total_missing(const std::vector<PointOutcomes>& points) {
  std::size_t missing = 0;
  for (const PointOutcomes& outcomes : points) {
    missing += outcomes.missing;
  }
  return missing;
}

}  // namespace minga::cli
