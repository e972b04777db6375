#include "minga/theory/zero_determinant.hpp"

#include "minga/theory/require.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>

namespace minga::theory {
namespace {

constexpr double kRounding = 1e-12;
constexpr MemoryOne kRepeat{1.0, 1.0, 0.0, 0.0};  // doing again what one did

/// Payoffs after CC, CD, DC, DD.
struct Outcomes {
  std::array<double, 4> own, other;
};
Outcomes outcomes(const MatrixGame& stage) {
  check(stage);
  require(stage.size() == 2, "number of moves", stage.size(), "2");
  const auto& m = stage.payoff;
  return {{m(0, 0), m(0, 1), m(1, 0), m(1, 1)}, {m(0, 0), m(1, 0), m(0, 1), m(1, 1)}};
}

/// Largest factor by which the direction may be taken so that all four stay chances.
double largest_factor(const MemoryOne& direction) {
  double largest = std::numeric_limits<double>::infinity();
  for (std::size_t k = 0; k < 4; ++k) {
    const double d = kRepeat[k] > 0.0 ? -direction[k] : direction[k];
    if (d < -kRounding)
      return 0.0;
    if (d > kRounding)
      largest = std::min(largest, 1.0 / d);
  }
  return std::isinf(largest) ? 0.0 : largest;
}

MemoryOne direction_of(const Outcomes& o, double alpha, double beta, double gamma) {
  MemoryOne d{};
  for (std::size_t k = 0; k < 4; ++k)
    d[k] = alpha * o.own[k] + beta * o.other[k] + gamma;
  return d;
}

}  // namespace

MemoryOne linear_relation(const MatrixGame& stage, double alpha, double beta, double gamma) {
  MemoryOne p = direction_of(outcomes(stage), alpha, beta, gamma);
  for (std::size_t k = 0; k < 4; ++k) {
    p[k] += kRepeat[k];
    require(p[k] >= -kRounding && p[k] <= 1.0 + kRounding, "chance of cooperating", p[k],
            "from 0 to 1: this relation cannot be enforced so strongly, or not at all");
    p[k] = std::clamp(p[k], 0.0, 1.0);
  }
  return p;
}

double largest_phi(const MatrixGame& stage, double chi, double kappa) {
  return largest_factor(direction_of(outcomes(stage), 1.0, -chi, (chi - 1.0) * kappa));
}

MemoryOne zero_determinant(const MatrixGame& stage, double chi, double phi, double kappa) {
  const double most = largest_phi(stage, chi, kappa);
  require(most > 0.0, "chi", chi, "a factor that can be enforced in this game at this kappa");
  require(phi > 0.0 && phi <= most + kRounding, "phi", phi,
          "above 0 and at most " + std::to_string(most));
  return linear_relation(stage, phi, -phi * chi, phi * (chi - 1.0) * kappa);
}

MemoryOne equalizer(const MatrixGame& stage, double payoff) {
  const Outcomes o = outcomes(stage);
  for (const double sign : {-1.0, 1.0}) {
    const double factor = largest_factor(direction_of(o, 0.0, sign, -sign * payoff));
    if (factor > 0.0)
      return linear_relation(stage, 0.0, sign * factor, -sign * factor * payoff);
  }
  refuse("payoff", payoff, "one that can be set: between mutual defection and mutual cooperation");
}

}  // namespace minga::theory
