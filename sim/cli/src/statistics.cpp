#include "statistics.hpp"

#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace minga::cli {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr double kTail = 0.025;                        // of a two-sided interval of 95 %
constexpr double kNormalQuantile = 1.959963984540054;  // of the normal distribution at 1 - kTail

}  // namespace

Estimate mean_estimate(std::span<const double> values) {
  // Welford (1962): one pass, no cancellation.
  Estimate result{kMissing, kMissing, kMissing};
  double mean = 0.0;
  double squares = 0.0;
  for (const double value : values) {
    if (std::isnan(value)) {
      continue;
    }
    ++result.n;
    const double delta = value - mean;
    mean += delta / static_cast<double>(result.n);
    squares += delta * (value - mean);
  }
  if (result.n == 0) {
    return result;
  }
  result.value = mean;
  if (result.n > 1) {
    const auto n = static_cast<double>(result.n);
    const boost::math::students_t distribution(n - 1.0);
    const double error = std::sqrt(squares / (n - 1.0) / n);
    const double half = boost::math::quantile(complement(distribution, kTail)) * error;
    result.low = mean - half;
    result.high = mean + half;
  }
  return result;
}

Estimate bounded_mean_estimate(std::span<const double> values) {
  Estimate result = mean_estimate(values);
  // nothing outside [0, 1] is possible; comparisons with NaN leave it
  result.low = result.low < 0.0 ? 0.0 : result.low;
  result.high = result.high > 1.0 ? 1.0 : result.high;
  return result;
}

Estimate share_estimate(std::span<const double> values) {
  Estimate result{kMissing, kMissing, kMissing};
  double hits = 0.0;
  for (const double value : values) {
    if (std::isnan(value)) {
      continue;
    }
    if (value != 0.0 && value != 1.0) {
      return bounded_mean_estimate(values);  // of several associations: shares, not yes or no
    }
    ++result.n;
    hits += value;
  }
  if (result.n == 0) {
    return result;
  }
  const auto n = static_cast<double>(result.n);
  const double p = hits / n;
  const double z2 = kNormalQuantile * kNormalQuantile;
  const double centre = (p + z2 / (2.0 * n)) / (1.0 + z2 / n);
  const double half =
      kNormalQuantile / (1.0 + z2 / n) * std::sqrt(p * (1.0 - p) / n + z2 / (4.0 * n * n));
  result.value = p;
  // At the ends the bound is the end itself, which rounding would miss.
  result.low = hits == 0.0 ? 0.0 : std::max(0.0, centre - half);
  result.high = hits == n ? 1.0 : std::min(1.0, centre + half);
  return result;
}

}  // namespace minga::cli
