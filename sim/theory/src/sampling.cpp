#include "minga/theory/sampling.hpp"

#include "minga/theory/require.hpp"

#include <cmath>
#include <limits>

namespace minga::theory {
namespace {
constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
}

void check(const Sampling& s) {
  require(s.replicates >= 1, "replicates", s.replicates, "at least 1");
}

void Mean::add(double x) {
  ++count_;
  const double step = x - mean_;
  mean_ += step / count_;
  squares_ += step * (x - mean_);
}

Estimate Mean::estimate() const {
  const double n = count_;
  return {count_ > 0 ? mean_ : kNothing,
          count_ > 1 ? std::sqrt(squares_ / (n - 1.0) / n) : kNothing, count_};
}

Estimate share(int times, int replicates) {
  if (replicates < 1)
    return {kNothing, kNothing, replicates};
  const double p = static_cast<double>(times) / replicates;
  return {p, std::sqrt(p * (1.0 - p) / replicates), replicates};
}

}  // namespace minga::theory
