#include "minga/core/choice.hpp"

#include "minga/core/math.hpp"

#include <algorithm>
#include <cmath>

namespace minga::core {

BetaBinomial::BetaBinomial(int max_others, double concentration) : concentration_(concentration) {
  // Pr(k) = (alpha)_k/k! (beta)_{m-k}/(m-k)! / ((s)_m/m!). Each of the three is divided by rho to
  // the power of its index, which cancels and keeps them from overflow: for large s and m they are
  // as large as s^m/m!. With rho the last is exp(-margin), and the middle, where they bulge, is at
  // most exp(max_others/e - margin/e).
  const double margin = max_others > 500 ? 230.0 : 0.0;
  const auto width = static_cast<std::size_t>(max_others) + 1;
  double size = 0.0;
  for (std::size_t k = 0; k + 1 < width; ++k) {
    const auto j = static_cast<double>(k);
    size += log_fixed((concentration + j) / (j + 1.0));
  }
  const double rho = width > 1 ? exp_fixed((size + margin) / max_others) : 1.0;
  ratio_.resize(width);
  inverse_.assign(width, 1.0);
  double rising = 1.0;
  for (std::size_t k = 0; k < width; ++k) {
    const auto j = static_cast<double>(k);
    inverse_[k] = 1.0 / rising;
    ratio_[k] = 1.0 / ((j + 1.0) * rho);
    rising *= (concentration + j) * ratio_[k];
  }
}

void BetaBinomial::weights(double tau, int m, double* out) const {
  const double alpha = tau * concentration_;
  const double beta = concentration_ - alpha;
  const auto size = static_cast<std::size_t>(m);
  double up = 1.0;
  for (std::size_t k = 0; k <= size; ++k) {
    out[k] = up;
    up *= (alpha + static_cast<double>(k)) * ratio_[k];
  }
  double down = 1.0;
  const double whole = inverse_[size];
  for (std::size_t j = 0; j <= size; ++j) {
    out[size - j] = out[size - j] * down * whole;
    down *= (beta + static_cast<double>(j)) * ratio_[j];
  }
}

namespace {

double expectation(const double* values, const double* belief, int n) {
  double sum = 0.0;
  for (int k = 0; k < n; ++k)
    sum += belief[k] * values[k];
  return sum;
}

}  // namespace

Foreseen foresee(const Stakes& s, const double* belief) {
  Foreseen f;
  f.induced = expectation(s.induced, belief, s.n);
  for (int x = 0; x <= s.levels; ++x) {
    const double share = static_cast<double>(x) / s.levels;
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
    const auto i = static_cast<std::size_t>(x);
    f.own[i] = expected;
    f.losses[i] = losses;
    f.others[i] = s.others_yield * expectation(s.others0 + x * s.stride, belief, s.n) +
                  expectation(s.others_plain0 + x * s.stride, belief, s.n);
  }
  return f;
}

void utilities(const Stakes& s, const Foreseen& f, std::span<double> out) {
  const double inverse_scale = 1.0 / s.scale;
  const double induced = s.inducement * s.own_yield * f.induced;
  for (int x = 0; x <= s.levels; ++x) {
    const auto i = static_cast<std::size_t>(x);
    const double share = static_cast<double>(x) / s.levels;
    // gains as they are, losses weighted lambda (Tversky and Kahneman 1992)
    double money = f.own[i] + (s.lambda - 1.0) * f.losses[i];
    money += s.omega * f.others[i];
    const double missing = 1.0 - share;
    money -= s.sanction_at == nullptr
                 ? (s.sanction + s.exclusion + s.side_harm) * missing
                 : s.sanction_at[x] + s.exclusion * missing + s.side_harm * missing;
    money += induced * share;
    out[i] = money * inverse_scale - s.gamma * std::fabs(share - s.norm) + s.shared_vision * share;
  }
}

void utilities(const Stakes& s, const double* belief, std::span<double> out) {
  utilities(s, foresee(s, belief), out);
}

void choice_probabilities(std::span<const double> utility, double eta, double epsilon,
                          DecisionRule rule, std::span<double> out) {
  const std::size_t levels = utility.size();
  std::size_t best = 0;
  for (std::size_t x = 1; x < levels; ++x) {
    if (utility[x] > utility[best])
      best = x;
  }
  const double slip = epsilon / static_cast<double>(levels);
  if (rule == DecisionRule::best_response) {
    for (std::size_t x = 0; x < levels; ++x)
      out[x] = slip + (x == best ? 1.0 - epsilon : 0.0);
    return;
  }
  double sum = 0.0;
  for (std::size_t x = 0; x < levels; ++x) {
    out[x] = exp_fixed((utility[x] - utility[best]) / eta);
    sum += out[x];
  }
  for (std::size_t x = 0; x < levels; ++x)
    out[x] = (1.0 - epsilon) * out[x] / sum + slip;
}

double expected_utility(std::span<const double> utility, std::span<const double> chance) {
  double sum = 0.0;
  for (std::size_t x = 0; x < utility.size(); ++x)
    sum += chance[x] * utility[x];
  return sum;
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
