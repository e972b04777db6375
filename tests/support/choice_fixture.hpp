// Beliefs and choices as vectors, for tests of the decision rule.
#pragma once

#include "minga/core/choice.hpp"

#include <numeric>
#include <vector>

namespace minga::test {

inline std::vector<double> belief_of(int others, double tau, double concentration, int room = 0) {
  std::vector<double> out(static_cast<std::size_t>(others) + 1);
  core::BetaBinomial(others + room, concentration).weights(tau, others, out.data());
  return out;
}

inline double sum(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

inline std::vector<double> chances(const std::vector<double>& utility, double eta, double epsilon,
                                   core::DecisionRule rule = core::DecisionRule::logit) {
  std::vector<double> out(utility.size());
  core::choice_probabilities(utility, eta, epsilon, rule, out);
  return out;
}

}  // namespace minga::test
