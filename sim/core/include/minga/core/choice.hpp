// The one decision rule: expected utility of contributing a level, and the choice among levels
// (docs/model/odd.md). Also the belief over how many others contribute that it needs.
#pragma once

#include "minga/core/names.hpp"

#include <array>
#include <span>
#include <vector>

namespace minga::core {

/// Largest number of contribution levels above zero (laboratory experiments give 0 to 20 tokens).
inline constexpr int kMaxLevels = 20;

/// Belief over the number k of m others that contribute: beta-binomial with mean tau and
/// concentration s = alpha + beta (Skellam 1948). The firm knows that it does not know: with tau
/// certain it would be binomial. Coefficients are made once; a belief costs multiplications only.
class BetaBinomial {
 public:
  BetaBinomial() = default;
  BetaBinomial(int max_others, double concentration);

  /// Writes Pr(k), k = 0..m, for expected share tau in [0,1].
  void weights(double tau, int m, double* out) const;

  /// What `weights` is made of, for code that does many at once.
  double concentration() const { return concentration_; }
  const double* ratio() const { return ratio_.data(); }
  const double* inverse() const { return inverse_.data(); }

 private:
  double concentration_ = 1.0;
  std::vector<double> ratio_;    ///< [j]: 1 / ((j + 1) rho)
  std::vector<double> inverse_;  ///< [m]: m! rho^m / (s)_m
};

/// What enters the utility of one firm for one action. Money in currency, weights dimensionless.
struct Stakes {
  int n = 1;  ///< members
  int levels = 1;
  const double* own0 = nullptr;     ///< GameTable::own(n, 0); level x follows at stride `stride`
  const double* plain0 = nullptr;   ///< GameTable::plain(n, 0)
  const double* others0 = nullptr;  ///< GameTable::others(n, 0)
  const double* others_plain0 = nullptr;  ///< GameTable::others_plain(n, 0)
  const double* induced = nullptr;        ///< GameTable::induced(n)
  std::ptrdiff_t stride = 0;
  double scale = 1.0;  ///< c_i: own cost (or forgone side gain)
  double cost = 0.0;
  double own_yield = 1.0;     ///< multiplier on own yield: share x competence x market
  double others_yield = 1.0;  ///< the same for the others
  double side_gain = 0.0;     ///< private gain of not contributing
  double side_harm = 0.0;     ///< own side deal's harm to all, as weighed, beyond the tables'
  double sanction = 0.0;      ///< q F: perceived detection x sanction
  const double* sanction_at = nullptr;  ///< q F(x) by level, where it is not q F (1 - x)
  double exclusion = 0.0;               ///< delta dV x perceived chance of losing membership
  double omega = 0.0;                   ///< omega / (n-1)^nu
  double gamma = 0.0;
  double norm = 0.0;           ///< what the norm m_i(tau) asks this period, [0,1]
  double shared_vision = 0.0;  ///< kappa v
  double inducement = 0.0;     ///< weight x perceived response x delta
  double lambda = 1.0;
};

/// Expectations over the number of contributors that utilities are made of, by level: the same for
/// all who share a belief, a yield, a temptation and a cost. Only the first L + 1 entries count.
struct Foreseen {
  std::array<double, kMaxLevels + 1> own;     ///< material value, currency
  std::array<double, kMaxLevels + 1> losses;  ///< its negative part, currency
  std::array<double, kMaxLevels + 1> others;  ///< all others' yields, currency
  double induced = 0.0;  ///< own gain per unit of own yield if one more contributed, currency
};
/// @param belief  Pr(k), k = 0..n-1
Foreseen foresee(const Stakes& stakes, const double* belief);

/// U(x) from what is foreseen.
void utilities(const Stakes& stakes, const Foreseen& foreseen, std::span<double> out);

/// U(x) for x = 0, 1/L, ..., 1 (docs/model/odd.md, 7.2).
/// @param belief  Pr(k), k = 0..n-1
void utilities(const Stakes& stakes, const double* belief, std::span<double> out);

/// P(x) = (1 - eps) exp(U/eta) / sum + eps / (L + 1); best response puts the first term on the best
/// level (the lowest of equals).
void choice_probabilities(std::span<const double> utility, double eta, double epsilon,
                          DecisionRule rule, std::span<double> out);

/// Sum of P(x) U(x). Not the log-sum, which rewards having many options, however alike.
double expected_utility(std::span<const double> utility, std::span<const double> chance);

/// What the norm asks in one period where contributions come in L steps: m rounded down or up to a
/// step, up with the chance that keeps the mean at m. With L = 1 a firm whose norm is to give half
/// feels obliged every other time; with L = 20 rounding hardly matters. So one schedule serves
/// laboratory (tokens) and field (join in or not).
struct Obligation {
  double low = 0.0;   ///< level asked with chance 1 - up
  double high = 0.0;  ///< level asked with chance up
  double chance_up = 0.0;
};
Obligation obligation(double norm, int levels);

/// m_i(tau): the conditional cooperator's norm, raised by a promise given.
double norm(NormForm form, double intercept, double slope, double threshold, double tau,
            double promise);

}  // namespace minga::core
