// The kernels as plain loops over the functions of the model: what the fast ones are tested
// against.
#include "kernels.hpp"
#include "minga/core/math.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace minga::core {
namespace {

void exp_each(std::span<double> x) {
  for (double& v : x)
    v = exp_fixed(v);
}

void logistic_each(std::span<double> x) {
  for (double& v : x)
    v = logistic(v);
}

void pow_each(std::span<double> x, double power) {
  for (double& v : x)
    v = pow_fixed(v, power);
}

void draw(const RandomField& random, const DrawRequest& q) {
  for (int i = 0; i < q.units; ++i) {
    Address where = q.first;
    where.unit += static_cast<std::uint32_t>(i);
    const auto words = random.words(where, q.call);
    for (std::size_t word = 0; word < 4; ++word)
      q.words[word][i] = words[word];
  }
}

/// Draws a level from choice probabilities by inversion.
int pick_level(std::span<const double> chance, double u) {
  for (std::size_t x = 0; x + 1 < chance.size(); ++x) {
    u -= chance[x];
    if (u < 0.0)
      return static_cast<int>(x);
  }
  return static_cast<int>(chance.size()) - 1;
}

Stakes stakes_of(const DecisionGame& game, const DecisionLanes& x, int i) {
  Stakes s;
  s.n = game.n;
  s.levels = game.levels;
  s.own0 = game.own0;
  s.plain0 = game.plain0;
  s.others0 = game.others0;
  s.others_plain0 = game.others_plain0;
  s.induced = game.induced;
  s.stride = game.stride;
  s.scale = game.scale;
  s.cost = game.cost;
  s.own_yield = x.own_yield[i];
  s.others_yield = game.others_yield;
  s.side_gain = x.side_gain[i];
  s.side_harm = x.side_harm[i];
  s.sanction = x.sanction[i];
  s.exclusion = x.exclusion[i];
  s.omega = x.omega[i];
  s.gamma = x.gamma[i];
  s.shared_vision = x.vision[i];
  s.inducement = x.inducement[i];
  s.lambda = x.lambda[i];
  return s;
}

void decide_one(const DecisionGame& game, DecisionLanes& x, int i, double* belief) {
  Stakes s = stakes_of(game, x, i);
  game.belief->weights(x.tau[i], s.n - 1, belief);
  std::array<double, kMaxLevels + 1> from_peers{};
  if (game.peers != nullptr) {
    for (int level = 0; level < s.levels; ++level)
      from_peers[static_cast<std::size_t>(level)] = x.detected[i] * game.peers[level];
    s.sanction_at = from_peers.data();
  }
  const NormForm form = x.line[i] != 0.0 ? NormForm::line : NormForm::threshold;
  const Obligation asked = obligation(
      norm(form, x.intercept[i], x.slope[i], x.threshold[i], x.tau[i], game.promise), s.levels);
  s.norm = x.felt[i] < asked.chance_up ? asked.high : asked.low;
  std::array<double, kMaxLevels + 1> utility{};
  std::array<double, kMaxLevels + 1> chance{};
  const auto size = static_cast<std::size_t>(s.levels) + 1;
  utilities(s, belief, {utility.data(), size});
  choice_probabilities({utility.data(), size}, x.eta[i], x.epsilon[i], game.rule,
                       {chance.data(), size});
  // who stays away contributes nothing either, and has nothing to hide behind
  const double stay = utility[0] + (s.sanction + s.exclusion - x.away[i]) / s.scale;
  // nobody stays away for fear of its own mistakes: it can come and not contribute
  const double come =
      std::max(utility[0], expected_utility({utility.data(), size}, {chance.data(), size}));
  x.value[i] = s.scale * (come - stay);
  double mean = 0.0;
  for (std::size_t level = 1; level < size; ++level)
    mean += chance[level] * static_cast<double>(level);
  x.mean[i] = mean / s.levels;
  x.level[i] = static_cast<double>(pick_level({chance.data(), size}, x.drawn[i])) / s.levels;
}

void decide(const DecisionGame& game, DecisionLanes& lanes, std::span<Lane> /*scratch*/) {
  std::vector<double> belief(static_cast<std::size_t>(game.n));
  for (int i = 0; i < lanes.count; ++i)
    decide_one(game, lanes, i, belief.data());
}

/// Mean level chosen under one obligation.
double level_under(int levels, DecisionRule rule, const ConductLanes& lanes, int i, double target) {
  std::array<double, kMaxLevels + 1> utility{};
  std::array<double, kMaxLevels + 1> chance{};
  const auto size = static_cast<std::size_t>(levels) + 1;
  for (std::size_t x = 0; x < size; ++x) {
    const double level = static_cast<double>(x) / levels;
    utility[x] = lanes.utility[x][i] - lanes.gamma[i] * std::fabs(level - target);
  }
  choice_probabilities({utility.data(), size}, lanes.eta[i], lanes.epsilon[i], rule,
                       {chance.data(), size});
  double sum = 0.0;
  for (std::size_t x = 1; x < size; ++x)
    sum += chance[x] * static_cast<double>(x);
  return sum / levels;
}

void conduct(int levels, DecisionRule rule, ConductLanes& lanes) {
  for (int i = 0; i < lanes.count; ++i) {
    const double up = lanes.chance_up[i];
    const double low = level_under(levels, rule, lanes, i, lanes.low[i]);
    const double high = level_under(levels, rule, lanes, i, lanes.high[i]);
    lanes.level[i] = (1.0 - up) * low + up * high;
  }
}

}  // namespace

const Kernels& reference_kernels() {
  static const Kernels kernels{exp_each, logistic_each, pow_each, draw, decide, conduct};
  return kernels;
}

}  // namespace minga::core
