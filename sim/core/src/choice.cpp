#include "minga/core/choice.hpp"

#include <algorithm>
#include <cmath>

#include "minga/core/math.hpp"

namespace minga::core {

BetaBinomial::BetaBinomial(int max_others, double concentration)
    : concentration_(concentration), width_(max_others + 1) {
  const auto width = static_cast<std::size_t>(width_);
  inverse_.resize(width);
  for (std::size_t j = 0; j < width; ++j) inverse_[j] = 1.0 / (concentration + static_cast<double>(j));
  // rising[k] = (s)_k / k!, built by ratios so that nothing overflows for large groups
  std::vector<double> rising(width, 1.0);
  for (std::size_t k = 1; k < width; ++k) {
    rising[k] = rising[k - 1] * (concentration + static_cast<double>(k) - 1.0) / static_cast<double>(k);
  }
  coefficient_.assign(width * width, 0.0);
  for (std::size_t m = 0; m < width; ++m) {
    for (std::size_t k = 0; k <= m; ++k) {
      coefficient_[m * width + k] = rising[k] * rising[m - k] / rising[m];
    }
  }
}

void BetaBinomial::weights(double tau, int m, double* out) const {
  // C(m,k) (alpha)_k (beta)_{m-k} / (s)_m with each rising factorial divided by that of s
  const double alpha = tau * concentration_;
  const double beta = concentration_ - alpha;
  const auto size = static_cast<std::size_t>(m);
  const double* c = coefficient_.data() + size * static_cast<std::size_t>(width_);
  double up = 1.0;
  for (std::size_t k = 0; k <= size; ++k) {
    out[k] = c[k] * up;
    up *= (alpha + static_cast<double>(k)) * inverse_[std::min(k, size)];
  }
  double down = 1.0;
  for (std::size_t k = size + 1; k-- > 0;) {
    out[k] *= down;
    const std::size_t j = size - k;
    down *= (beta + static_cast<double>(j)) * inverse_[std::min(j, size)];
  }
}

namespace {

/// Gains as they are, losses weighted lambda (Tversky and Kahneman 1992), in expectation over k.
double material(const Stakes& s, const double* belief, int x, double share) {
  const double* own = s.own0 + x * s.stride;
  const double* plain = s.plain0 + x * s.stride;
  const double fixed = (1.0 - share) * s.side_gain - share * s.cost;
  double expected = 0.0;
  double losses = 0.0;
  for (int k = 0; k < s.n; ++k) {
    const double z = s.own_yield * own[k] + plain[k] + fixed;
    expected += belief[k] * z;
    losses += belief[k] * (z < 0.0 ? z : 0.0);
  }
  return expected + (s.lambda - 1.0) * losses;
}

double expectation(const double* values, const double* belief, int n) {
  double sum = 0.0;
  for (int k = 0; k < n; ++k) sum += belief[k] * values[k];
  return sum;
}

}  // namespace

void utilities(const Stakes& s, const double* belief, std::span<double> out) {
  const double inverse_scale = 1.0 / s.scale;
  const double induced = s.inducement * s.own_yield * expectation(s.induced, belief, s.n);
  for (int x = 0; x <= s.levels; ++x) {
    const double share = static_cast<double>(x) / s.levels;
    double money = material(s, belief, x, share);
    money += s.omega * (s.others_yield * expectation(s.others0 + x * s.stride, belief, s.n) +
                        expectation(s.others_plain0 + x * s.stride, belief, s.n));
    money -= (s.sanction + s.exclusion) * (1.0 - share);
    money += induced * share;
    out[static_cast<std::size_t>(x)] = money * inverse_scale -
                                       s.gamma * std::fabs(share - s.norm) +
                                       s.shared_vision * share;
  }
}

void choice_probabilities(std::span<const double> utility, double eta, double epsilon,
                          DecisionRule rule, std::span<double> out) {
  const std::size_t levels = utility.size();
  std::size_t best = 0;
  for (std::size_t x = 1; x < levels; ++x) {
    if (utility[x] > utility[best]) best = x;
  }
  const double slip = epsilon / static_cast<double>(levels);
  if (rule == DecisionRule::best_response) {
    for (std::size_t x = 0; x < levels; ++x) out[x] = slip + (x == best ? 1.0 - epsilon : 0.0);
    return;
  }
  double sum = 0.0;
  for (std::size_t x = 0; x < levels; ++x) {
    out[x] = exp_fixed((utility[x] - utility[best]) / eta);
    sum += out[x];
  }
  for (std::size_t x = 0; x < levels; ++x) out[x] = (1.0 - epsilon) * out[x] / sum + slip;
}

double inclusive_value(std::span<const double> utility, double eta) {
  const double top = *std::max_element(utility.begin(), utility.end());
  double sum = 0.0;
  for (const double u : utility) sum += exp_fixed((u - top) / eta);
  return top - utility[0] + eta * log_fixed(sum);
}

Obligation obligation(double norm, int levels) {
  Obligation o;
  const double steps = norm * levels;
  const double floor = std::floor(steps);
  o.low = floor / levels;
  o.high = std::min(1.0, (floor + 1.0) / levels);
  o.chance_up = steps - floor;
  return o;
}

double norm(NormForm form, double intercept, double slope, double threshold, double tau,
            double promise) {
  const double m = form == NormForm::line ? clamp(intercept + slope * tau, 0.0, 1.0)
                                          : (tau >= threshold ? 1.0 : 0.0);
  return m + (1.0 - m) * promise;
}

}  // namespace minga::core
