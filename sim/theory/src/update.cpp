#include "minga/theory/update.hpp"

#include "minga/core/math.hpp"
#include "minga/theory/require.hpp"

#include <cmath>

namespace minga::theory {

void check(const Update& u) {
  require(u.intensity >= 0.0 && std::isfinite(u.intensity), "intensity", u.intensity,
          "a finite number of at least 0");
  require_chance("mutation", u.mutation);
  require_chance("weight", u.weight);
  require_finite("aspiration", u.aspiration);
}

double fermi_chance(double intensity, double own, double model) {
  return core::logistic(intensity * (model - own));
}

double proportional_chance(double own, double model, double largest_difference) {
  if (!(model > own) || !(largest_difference > 0.0))
    return 0.0;
  return core::clamp((model - own) / largest_difference, 0.0, 1.0);
}

double fitness_of(const Update& u, double payoff) {
  if (u.fitness == Fitness::exponential)
    return core::exp_fixed(u.intensity * payoff);
  const double fitness = 1.0 - u.weight + u.weight * payoff;
  require(fitness >= 0.0, "fitness 1 - w + w payoff", fitness,
          "at least 0: lower the weight w, add a constant to the payoffs, or take exponential "
          "fitness");
  return fitness;
}

}  // namespace minga::theory
