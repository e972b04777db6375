// Monte Carlo: which random numbers, how many replicates, and what an estimate is.
#pragma once

#include "minga/core/random.hpp"

#include <cstdint>

namespace minga::theory {

/// Replicates first .. first + count - 1 of a stream of random numbers; any split into parts gives
/// the same draws.
struct Sampling {
  std::uint64_t seed;
  int replicates;
  std::uint32_t stream = 0;
  std::uint32_t first = 0;

  core::RandomField field() const { return {seed, stream}; }
};
void check(const Sampling& sampling);

/// Mean over replicates with its standard error; NaN where there were too few.
struct Estimate {
  double mean;
  double standard_error;
  int replicates;
};

/// Running mean and variance (Welford 1962, Technometrics 4:419).
class Mean {
 public:
  void add(double x);
  Estimate estimate() const;

 private:
  int count_ = 0;
  double mean_ = 0.0;
  double squares_ = 0.0;
};

/// Estimate of a chance from how often something happened.
Estimate share(int times, int replicates);

}  // namespace minga::theory
