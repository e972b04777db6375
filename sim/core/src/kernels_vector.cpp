// The kernels for several firms at once. Compiled for several generations of processors.
#include "kernels.hpp"
#include "kernels_philox.hpp"
#include "lanes.hpp"

#include <algorithm>
#include <array>

namespace minga::core {
namespace {

using namespace lanes;
static_assert(kLanes == kKernelWidth);

MINGA_LANES_INLINE Reals load(const Lane& x) { return __builtin_bit_cast(Reals, x.of); }
MINGA_LANES_INLINE void store(Lane& to, Reals x) { to.of = __builtin_bit_cast(decltype(to.of), x); }

/// Applies a function of `Reals` to every element of an array, the rest of it by a padded vector.
template <class Function>
MINGA_LANES_INLINE void each(std::span<double> x, double padding, const Function& function) {
  const std::size_t width = kLanes;
  for (std::size_t i = 0; i < x.size(); i += width) {
    Lane part;
    const std::size_t count = std::min(width, x.size() - i);
    if (count < width)
      part.of.fill(padding);
    for (std::size_t k = 0; k < count; ++k)
      part.of[k] = x[i + k];
    store(part, function(load(part)));
    for (std::size_t k = 0; k < count; ++k)
      x[i + k] = part.of[k];
  }
}

MINGA_CLONES void exp_each(std::span<double> x) {
  each(x, 0.0, [] [[gnu::always_inline]] (Reals v) { return exp_of(v); });
}

MINGA_CLONES void logistic_each(std::span<double> x) {
  each(x, 0.0, [] [[gnu::always_inline]] (Reals v) { return 1.0 / (1.0 + exp_of(-v)); });
}

MINGA_CLONES void pow_each(std::span<double> x, double power) {
  each(x, 1.0, [power] [[gnu::always_inline]] (Reals v) { return exp_of(power * log_of(v)); });
}

/// `BetaBinomial::weights` for shares tau.
MINGA_LANES_INLINE void weigh(const BetaBinomial& beliefs, Reals tau, int m, Lane* out) {
  const double* ratio = beliefs.ratio();
  const Reals alpha = tau * beliefs.concentration();
  const Reals beta = beliefs.concentration() - alpha;
  Reals up = all(1.0);
  for (int k = 0; k <= m; ++k) {
    store(out[k], up);
    up *= (alpha + static_cast<double>(k)) * ratio[k];
  }
  Reals down = all(1.0);
  const double whole = beliefs.inverse()[m];
  for (int j = 0; j <= m; ++j) {
    store(out[m - j], load(out[m - j]) * down * whole);
    down *= (beta + static_cast<double>(j)) * ratio[j];
  }
}

/// What the norm asks this period: `norm`, then `obligation`.
MINGA_LANES_INLINE Reals asked_of(const DecisionGame& g, const DecisionLanes& x, Reals tau) {
  Reals line = load(x.intercept) + load(x.slope) * tau;
  line = line < 0.0 ? all(0.0) : (line > 1.0 ? all(1.0) : line);
  const Reals step = tau >= load(x.threshold) ? all(1.0) : all(0.0);
  Reals m = load(x.line) != 0.0 ? line : step;
  m = m + (1.0 - m) * g.promise;
  const auto levels = static_cast<double>(g.levels);
  const Reals steps = m * levels;
  const Reals floor = floor_of(steps);
  const Reals low = floor / levels;
  Reals high = (floor + 1.0) / levels;
  high = high < 1.0 ? high : all(1.0);
  return load(x.felt) < steps - floor ? high : low;
}

/// Sums over the number of contributors that the utility of one level needs.
struct Sums {
  Reals own, losses, others, others_plain;
};

MINGA_LANES_INLINE Sums sum_up(const DecisionGame& g, const Lane* belief, int x, Reals own_yield,
                               Reals fixed) {
  const double* own = g.own0 + x * g.stride;
  const double* plain = g.plain0 + x * g.stride;
  const double* others = g.others0 + x * g.stride;
  const double* others_plain = g.others_plain0 + x * g.stride;
  Sums s{all(0.0), all(0.0), all(0.0), all(0.0)};
  for (int k = 0; k < g.n; ++k) {
    const Reals b = load(belief[k]);
    const Reals z = own_yield * own[k] + plain[k] + fixed;
    s.own += b * z;
    s.losses += b * (z < 0.0 ? z : all(0.0));
    s.others += b * others[k];
    s.others_plain += b * others_plain[k];
  }
  return s;
}

/// `utilities`.
MINGA_LANES_INLINE void value_levels(const DecisionGame& g, const DecisionLanes& x,
                                     const Lane* belief, Reals norm, Reals* out) {
  const double inverse_scale = 1.0 / g.scale;
  const Reals own_yield = load(x.own_yield);
  const Reals side_gain = load(x.side_gain);
  Reals more = all(0.0);
  for (int k = 0; k < g.n; ++k)
    more += load(belief[k]) * g.induced[k];
  const Reals induced = load(x.inducement) * own_yield * more;
  for (int level = 0; level <= g.levels; ++level) {
    const double share = static_cast<double>(level) / g.levels;
    const double missing = 1.0 - share;
    const Reals fixed = (1.0 - share) * side_gain - share * g.cost;
    const Sums s = sum_up(g, belief, level, own_yield, fixed);
    Reals money = s.own + (load(x.lambda) - 1.0) * s.losses;
    money += load(x.omega) * (g.others_yield * s.others + s.others_plain);
    if (g.peers == nullptr) {
      money -= (load(x.sanction) + load(x.exclusion) + load(x.side_harm)) * missing;
    } else {
      const Reals taken = level < g.levels ? load(x.detected) * g.peers[level] : all(0.0);
      money -= taken + load(x.exclusion) * missing + load(x.side_harm) * missing;
    }
    money += induced * share;
    out[level] =
        money * inverse_scale - load(x.gamma) * magnitude(share - norm) + load(x.vision) * share;
  }
}

/// `choice_probabilities`.
MINGA_LANES_INLINE void choose(int levels, DecisionRule rule, Reals eta, Reals epsilon,
                               const Reals* utility, Reals* chance) {
  Reals best = utility[0];
  Reals which = all(0.0);
  for (int level = 1; level <= levels; ++level) {
    which = utility[level] > best ? all(level) : which;
    best = utility[level] > best ? utility[level] : best;
  }
  const Reals slip = epsilon / static_cast<double>(levels + 1);
  if (rule == DecisionRule::best_response) {
    for (int level = 0; level <= levels; ++level)
      chance[level] = slip + (which == static_cast<double>(level) ? 1.0 - epsilon : all(0.0));
    return;
  }
  Reals sum = all(0.0);
  for (int level = 0; level <= levels; ++level) {
    chance[level] = exp_of((utility[level] - best) / eta);
    sum += chance[level];
  }
  for (int level = 0; level <= levels; ++level)
    chance[level] = (1.0 - epsilon) * chance[level] / sum + slip;
}

MINGA_LANES_INLINE Reals level_under(int levels, DecisionRule rule, const ConductLanes& x,
                                     Reals target) {
  std::array<Reals, kMaxLevels + 1> utility;
  std::array<Reals, kMaxLevels + 1> chance;
  utility[0] = chance[0] = all(0.0);
  for (int level = 0; level <= levels; ++level) {
    const double share = static_cast<double>(level) / levels;
    const auto k = static_cast<std::size_t>(level);
    utility[k] = load(x.utility[k]) - load(x.gamma) * magnitude(share - target);
  }
  choose(levels, rule, load(x.eta), load(x.epsilon), &utility[0], &chance[0]);
  Reals sum = all(0.0);
  for (int level = 1; level <= levels; ++level)
    sum += chance[static_cast<std::size_t>(level)] * static_cast<double>(level);
  return sum / static_cast<double>(levels);
}

MINGA_CLONES void conduct(int levels, DecisionRule rule, ConductLanes& x) {
  const Reals up = load(x.chance_up);
  const Reals low = level_under(levels, rule, x, load(x.low));
  const Reals high = level_under(levels, rule, x, load(x.high));
  store(x.level, (1.0 - up) * low + up * high);
}

MINGA_CLONES void decide(const DecisionGame& g, DecisionLanes& x, std::span<Lane> scratch) {
  const Reals tau = load(x.tau);
  weigh(*g.belief, tau, g.n - 1, scratch.data());
  std::array<Reals, kMaxLevels + 1> utility;
  std::array<Reals, kMaxLevels + 1> chance;
  utility[0] = chance[0] = all(0.0);
  value_levels(g, x, scratch.data(), asked_of(g, x, tau), &utility[0]);
  choose(g.levels, g.rule, load(x.eta), load(x.epsilon), &utility[0], &chance[0]);
  Reals mean = all(0.0);
  Reals given = all(0.0);
  Reals left = load(x.drawn);
  Reals level = all(g.levels);
  Bits open = Bits{} - 1;
  for (std::size_t k = 0; k <= static_cast<std::size_t>(g.levels); ++k) {
    mean += chance[k] * utility[k];
    given += chance[k] * static_cast<double>(k);
    left -= chance[k];
    const Bits here = open & (left < 0.0);
    level = here ? all(static_cast<double>(k)) : level;
    open &= ~here;
  }
  const Reals none = utility[0];
  const Reals stay = none + (load(x.sanction) + load(x.exclusion) - load(x.away)) / g.scale;
  const Reals come = none < mean ? mean : none;
  store(x.value, g.scale * (come - stay));
  store(x.mean, given / static_cast<double>(g.levels));
  store(x.level, level / static_cast<double>(g.levels));
}

}  // namespace

const Kernels& vector_kernels() {
  static const Kernels kernels{exp_each, logistic_each, pow_each, draw_vectors, decide, conduct};
  return kernels;
}

}  // namespace minga::core
