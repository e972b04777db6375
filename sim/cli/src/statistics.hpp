// Estimates with 95 % intervals for the summaries that the program prints. A failed estimate is
// NaN.
#pragma once

#include <cstddef>
#include <span>

namespace minga::cli {

struct Estimate {
  double value;
  double low;
  double high;
  std::size_t n = 0;  ///< observations that were not missing
};

/// Sums from which estimates are made, one value after the other.
class Moments {
 public:
  void add(double value);  ///< NaN is left out
  /// Mean with Student's interval.
  Estimate mean() const;
  /// Of zeros and ones alone their share with Wilson's interval, else the mean.
  Estimate estimate() const;

 private:
  std::size_t n_ = 0;
  double mean_ = 0.0;
  double squares_ = 0.0;  ///< of differences from the mean
  double ones_ = 0.0;
  bool binary_ = true;
};

/// Mean with Student's interval; missing values (NaN) are left out. With one observation the
/// interval is NaN, without any the mean as well.
Estimate mean_estimate(std::span<const double> values);

/// The same for quantities in [0, 1], with the interval cut at these ends.
Estimate bounded_mean_estimate(std::span<const double> values);

/// Share of ones among zeros and ones, with the interval of Wilson (1927), which stays inside [0,
/// 1] and is right for few observations and for shares near 0 and 1. Of other values between 0 and
/// 1, their mean.
Estimate share_estimate(std::span<const double> values);

}  // namespace minga::cli
