#include "outcomes.hpp"

#include "minga/io/column.hpp"
#include "number.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <span>

namespace minga::cli {
namespace {

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

}  // namespace

std::vector<PointOutcomes> read_outcomes(const std::filesystem::path& file, std::size_t points,
                                         std::size_t replicates) {
  std::vector<double> survived = io::read_numbers(file, "summary/survived");
  const std::vector<std::string> failed = io::read_texts(file, "summary/failed");
  const std::vector<double> welfare = io::read_numbers(file, "summary/welfare");
  const std::vector<double> cooperation = io::read_numbers(file, "summary/cooperation_rate");
  const std::vector<double> trust = io::read_numbers(file, "summary/trust");
  const std::vector<double> attendance = io::read_numbers(file, "summary/attendance");
  mark_missing(survived);

  std::vector<PointOutcomes> result(points);
  for (std::size_t point = 0; point < points; ++point) {
    const auto of_point = [&](const auto& all) {
      return std::span(all).subspan(point * replicates, replicates);
    };
    PointOutcomes& outcomes = result[point];
    outcomes.point = point;
    outcomes.survived = share_estimate(of_point(survived));
    outcomes.welfare = mean_estimate(of_point(welfare));
    outcomes.cooperation_rate = mean_estimate(of_point(cooperation));
    outcomes.trust = mean_estimate(of_point(trust));
    outcomes.attendance = mean_estimate(of_point(attendance));
    outcomes.runs = outcomes.survived.n;
    for (const std::string& reason : of_point(failed)) {
      outcomes.failed += reason.empty() ? 0 : 1;
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

}  // namespace minga::cli
