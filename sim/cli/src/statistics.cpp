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

void Moments::add(double value) {
  if (std::isnan(value)) {
    return;
  }
  // Welford (1962): one pass, no cancellation.
  ++n_;
  const double delta = value - mean_;
  mean_ += delta / static_cast<double>(n_);
  squares_ += delta * (value - mean_);
  ones_ += value == 1.0 ? 1.0 : 0.0;
  binary_ = binary_ && (value == 0.0 || value == 1.0);
}

Estimate Moments::mean() const {
  Estimate result{kMissing, kMissing, kMissing, n_};
  if (n_ > 0) {
    result.value = mean_;
  }
  if (n_ > 1) {
    const auto n = static_cast<double>(n_);
    const boost::math::students_t distribution(n - 1.0);
    const double error = std::sqrt(squares_ / (n - 1.0) / n);
    const double half = boost::math::quantile(complement(distribution, kTail)) * error;
    result.low = mean_ - half;
    result.high = mean_ + half;
  }
  return result;
}

Estimate Moments::estimate() const {
  if (!binary_ || n_ == 0) {
    return mean();
  }
  const auto n = static_cast<double>(n_);
  const double p = ones_ / n;
  const double z2 = kNormalQuantile * kNormalQuantile;
  const double centre = (p + z2 / (2.0 * n)) / (1.0 + z2 / n);
  const double half =
      kNormalQuantile / (1.0 + z2 / n) * std::sqrt(p * (1.0 - p) / n + z2 / (4.0 * n * n));
  // At the ends the bound is the end itself, which rounding would miss.
  return {p, ones_ == 0.0 ? 0.0 : std::max(0.0, centre - half),
          ones_ == n ? 1.0 : std::min(1.0, centre + half), n_};
}

Estimate mean_estimate(std::span<const double> values) {
  Moments moments;
  for (const double value : values) {
    moments.add(value);
  }
  return moments.mean();
}

Estimate bounded_mean_estimate(std::span<const double> values) {
  Estimate result = mean_estimate(values);
  // nothing outside [0, 1] is possible; comparisons with NaN leave it
  result.low = result.low < 0.0 ? 0.0 : result.low;
  result.high = result.high > 1.0 ? 1.0 : result.high;
  return result;
}

Estimate share_estimate(std::span<const double> values) {
  Moments moments;
  for (const double value : values) {
    if (!std::isnan(value) && value != 0.0 && value != 1.0) {
      return bounded_mean_estimate(values);  // of several associations: shares, not yes or no
    }
    moments.add(value);
  }
  return moments.estimate();
}

}  // namespace minga::cli
