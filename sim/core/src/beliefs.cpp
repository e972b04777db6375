#include "minga/core/beliefs.hpp"

#include "minga/core/math.hpp"

namespace minga::core {

double act_likelihood(SeenAct act, double conduct, double visibility, double false_positive) {
  const double seen_defecting = (1.0 - conduct) * visibility + conduct * false_positive;
  switch (act) {
    case SeenAct::contribution:
      return 1.0 - seen_defecting;
    case SeenAct::defection:
      return seen_defecting;
    case SeenAct::nothing:
      return 1.0;
  }
  return 1.0;
}

void weaken(std::span<double> likelihood, double weight) {
  for (double& l : likelihood)
    l = l <= 0.0 ? 0.0 : (weight == 1.0 ? l : pow_fixed(l, weight));
}

void bayes_update(std::span<double> posterior, std::span<const double> likelihood, double weight) {
  double sum = 0.0;
  double scaled[64];
  const std::size_t n = posterior.size();
  for (std::size_t p = 0; p < n; ++p) {
    const double l = likelihood[p];
    scaled[p] = l <= 0.0 ? 0.0 : posterior[p] * (weight == 1.0 ? l : pow_fixed(l, weight));
    sum += scaled[p];
  }
  if (!(sum > 0.0))
    return;
  for (std::size_t p = 0; p < n; ++p)
    posterior[p] = scaled[p] / sum;
}

void drift(std::span<double> posterior, std::span<const double> prior, double rate) {
  for (std::size_t p = 0; p < posterior.size(); ++p) {
    posterior[p] += rate * (prior[p] - posterior[p]);
  }
}

double expect(std::span<const double> belief, std::span<const double> score) {
  double sum = 0.0;
  for (std::size_t p = 0; p < belief.size(); ++p)
    sum += belief[p] * score[p];
  return sum;
}

void tilt(std::span<double> belief, std::span<const double> score, double strength) {
  const double mean = expect(belief, score);
  double sum = 0.0;
  for (std::size_t p = 0; p < belief.size(); ++p) {
    belief[p] *= exp_fixed(strength * (score[p] - mean));
    sum += belief[p];
  }
  for (double& b : belief)
    b /= sum;
}

void yield_exponents(double signal, double mean, double variance, std::span<const double> belief,
                     std::span<const double> genuine, std::span<double> exponent) {
  const double own = expect(belief, genuine);
  for (std::size_t p = 0; p < belief.size(); ++p) {
    const double surprise = signal - (mean - own + genuine[p]);
    exponent[p] = -0.5 * surprise * surprise / variance;
  }
}

}  // namespace minga::core
