// Draws from distributions of varying length, from addressed bits.
#pragma once

#include "minga/core/math.hpp"
#include "minga/core/profile.hpp"
#include "minga/core/random.hpp"

#include <boost/random/beta_distribution.hpp>
#include <boost/random/normal_distribution.hpp>

#include <algorithm>
#include <cmath>

namespace minga::core {

/// Lognormal factor of this mean and coefficient of variation.
inline double draw_lognormal(AddressedBits bits, double mean, double cv) {
  if (cv <= 0.0 || mean <= 0.0)
    return mean;
  const double variance = log_fixed(1.0 + cv * cv);
  const double z = boost::random::normal_distribution<double>(0.0, 1.0)(bits);
  return mean * exp_fixed(std::sqrt(variance) * z - 0.5 * variance);
}

/// Beta on [0, 1] with this mean and standard deviation, as far as one exists.
inline double draw_beta(AddressedBits bits, const Coefficient& c) {
  const double m = clamp(c.mean, 0.0, 1.0);
  const double spread = m * (1.0 - m);
  if (c.sd <= 0.0 || spread <= 0.0)
    return m;
  // the variance of a beta is below m (1 - m); keep a little inside
  const double variance = std::min(c.sd * c.sd, 0.95 * spread);
  const double concentration = spread / variance - 1.0;
  const double x =
      boost::random::beta_distribution<double>(m * concentration, (1.0 - m) * concentration)(bits);
  return clamp(x, 0.0, 1.0);
}

}  // namespace minga::core
