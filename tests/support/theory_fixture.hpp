// What the tests of the theory layer share: how wide a statistical comparison is, and bisection for
// the parameter at which a property flips.
#pragma once

#include "minga/theory/matrix_games.hpp"
#include "minga/theory/sampling.hpp"
#include "minga/theory/update.hpp"

#include <boost/math/distributions/normal.hpp>

#include <cmath>
#include <functional>

namespace minga::test {

/// Chance that a comparison fails a correct program, two-sided: one in ten thousand seeds.
inline constexpr double kTheoryFailure = 1e-4;

inline double theory_errors() {
  return boost::math::quantile(boost::math::complement(boost::math::normal(), kTheoryFailure / 2));
}

/// Distance of an estimated chance from the exact one, in the exact one's standard errors.
inline double chance_off(const theory::Estimate& e, double exact) {
  return std::fabs(e.mean - exact) / std::sqrt(exact * (1.0 - exact) / e.replicates);
}

/// Distance of an estimated mean from the exact one, in its own standard errors.
inline double mean_off(const theory::Estimate& e, double exact) {
  return std::fabs(e.mean - exact) / e.standard_error;
}

/// Where a property that is absent at `low` and present at `high` sets in.
inline double flip(const std::function<bool(double)>& holds, double low, double high) {
  for (int i = 0; i < 50; ++i) {
    const double middle = 0.5 * (low + high);
    (holds(middle) ? high : low) = middle;
  }
  return 0.5 * (low + high);
}

/// Temptation 5, reward 3, punishment 1, sucker 0.
inline theory::MatrixGame axelrods_game() { return theory::prisoners_dilemma(5, 3, 1, 0); }

inline theory::Update rule(theory::UpdateRule which, double intensity = 1.0, double weight = 1.0) {
  theory::Update u;
  u.rule = which;
  u.intensity = intensity;
  u.weight = weight;
  return u;
}

}  // namespace minga::test
