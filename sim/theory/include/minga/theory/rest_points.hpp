// Rest points of the replicator equation on every face of the simplex, by Newton's method from many
// starts, with their stability from the eigenvalues of the Jacobian within the simplex.
#pragma once

#include "minga/theory/replicator.hpp"

#include <complex>
#include <cstdint>
#include <string_view>
#include <vector>

namespace minga::theory {

enum class Stability : std::uint8_t {
  stable,    ///< all eigenvalues have negative real parts
  unstable,  ///< all positive
  saddle,    ///< both signs
  centre,    ///< imaginary pairs, none positive: the linear part does not decide
  neutral    ///< an eigenvalue of nothing: the linear part does not decide
};
std::string_view name_of(Stability stability);

struct RestPoint {
  Eigen::VectorXd shares;
  std::vector<std::complex<double>> eigenvalues;  ///< within the simplex: one fewer than strategies
  Stability stability;
  bool isolated;  ///< whether no rest points of its own face lie next to it
};

/// Stability of a rest point. Eigenvalues within 1e-9 of the payoffs' range count as nothing.
RestPoint analyse(const Payoffs& payoffs, const Eigen::VectorXd& shares);

/// All rest points that are found: the corners, and in each face those on which Newton's method
/// settles from `starts` evenly spread starts. Where a face has a continuum of them, some of it.
std::vector<RestPoint> rest_points(const Game& game, int starts = 40);

}  // namespace minga::theory
