// The vectorised kernels against the plain ones, bit for bit.
#include "kernels.hpp"
#include "minga/core/game.hpp"
#include "minga/core/math.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <cstring>
#include <random>
#include <vector>

using namespace minga::core;

namespace {

using Dice = std::mt19937_64;

double uniform(Dice& dice, double low, double high) {
  return std::uniform_real_distribution<double>(low, high)(dice);
}

void fill(Lane& lane, Dice& dice, double low, double high) {
  for (double& v : lane.of)
    v = uniform(dice, low, high);
}

bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() &&
         (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0);
}

/// The first `count` numbers: what stands behind them is padding.
std::vector<double> head(const Lane& lane, int count) {
  return {lane.of.begin(), lane.of.begin() + count};
}

std::vector<double> apply(void (*kernel)(std::span<double>), std::vector<double> x) {
  kernel(x);
  return x;
}

std::vector<double> apply(void (*kernel)(std::span<double>, double), std::vector<double> x,
                          double power) {
  kernel(x, power);
  return x;
}

DecisionLanes random_lanes(Dice& dice) {
  DecisionLanes x;
  x.count = static_cast<int>(1 + dice() % kKernelWidth);
  fill(x.tau, dice, 0.0, 1.0);
  fill(x.own_yield, dice, 0.0, 2.0);
  fill(x.side_gain, dice, -20.0, 40.0);
  fill(x.side_harm, dice, -5.0, 5.0);
  fill(x.sanction, dice, 0.0, 20.0);
  fill(x.exclusion, dice, -10.0, 30.0);
  fill(x.detected, dice, 0.0, 2.0);
  fill(x.away, dice, 0.0, 30.0);
  fill(x.omega, dice, -0.5, 1.0);
  fill(x.gamma, dice, 0.0, 3.0);
  fill(x.vision, dice, 0.0, 1.0);
  fill(x.inducement, dice, 0.0, 1.0);
  fill(x.lambda, dice, 1.0, 4.0);
  fill(x.eta, dice, 0.004, 1.0);
  fill(x.epsilon, dice, 0.0, 0.1);
  fill(x.intercept, dice, -0.2, 0.5);
  fill(x.slope, dice, 0.0, 1.5);
  fill(x.threshold, dice, 0.0, 1.0);
  fill(x.felt, dice, 0.0, 1.0);
  fill(x.drawn, dice, 0.0, 1.0);
  for (double& form : x.line.of)
    form = static_cast<double>(dice() % 2U);
  x.tau[0] = static_cast<double>(dice() % 2U);  // certain beliefs too
  return x;
}

DecisionGame game_of(const GameTable& table, int n, int levels, Dice& dice) {
  DecisionGame g;
  g.n = n;
  g.levels = levels;
  g.stride = table.stride();
  g.own0 = table.own(n, 0);
  g.plain0 = table.plain(n, 0);
  g.others0 = table.others(n, 0);
  g.others_plain0 = table.others_plain(n, 0);
  g.induced = table.induced(n);
  g.scale = uniform(dice, 1.0, 30.0);
  g.cost = uniform(dice, 0.0, 30.0);
  g.others_yield = uniform(dice, 0.0, 2.0);
  g.promise = uniform(dice, 0.0, 1.0);
  g.rule = dice() % 4U == 0U ? DecisionRule::best_response : DecisionRule::logit;
  return g;
}

Action threshold_with_deals() {
  Action action;
  action.form = GameForm::threshold;
  action.cost = 12.0;
  action.benefit = 40.0;
  action.threshold = 2;
  action.side_gain = 20.0;
  action.side_loss = 3.0;
  return action;
}

}  // namespace

TEST_CASE("functions of arrays are those of numbers, whatever the length") {
  Dice dice(7);
  for (std::size_t size = 0; size <= 40; ++size) {
    std::vector<double> x(size);
    for (double& v : x)
      v = uniform(dice, -800.0, 800.0);
    CHECK(same_bits(apply(vector_kernels().exp_each, x), apply(reference_kernels().exp_each, x)));
    CHECK(same_bits(apply(vector_kernels().logistic_each, x),
                    apply(reference_kernels().logistic_each, x)));
    for (double& v : x)
      v = exp_fixed(uniform(dice, -690.0, 690.0));
    const double power = uniform(dice, 0.0, 3.0);
    CHECK(same_bits(apply(vector_kernels().pow_each, x, power),
                    apply(reference_kernels().pow_each, x, power)));
  }
}

TEST_CASE("exponentials of arrays at the ends of their range") {
  const std::vector<double> x{0.0,     -0.0,   1.0,          -1.0,   700.0, -700.0,
                              -1000.0, 1000.0, std::nan(""), 1e-300, 0.5,   345.5};
  const std::vector<double> y = apply(vector_kernels().exp_each, x);
  CHECK(same_bits(y, apply(reference_kernels().exp_each, x)));
  CHECK(y[0] == 1.0);
  CHECK(y[4] == exp_fixed(700.0));
  CHECK(y[6] == exp_fixed(-700.0));
}

TEST_CASE("draws of many units in one call are the draws of each") {
  const RandomField random(20261121ULL, 3);
  Dice dice(11);
  for (int units = 1; units <= 40; ++units) {
    const Address first{static_cast<std::uint32_t>(dice()), static_cast<std::uint32_t>(dice()),
                        static_cast<std::uint32_t>(dice())};
    std::vector<std::vector<std::uint32_t>> words(
        4, std::vector<std::uint32_t>(static_cast<std::size_t>(units)));
    const auto call = static_cast<std::uint32_t>(dice());
    vector_kernels().draw(
        random,
        {first, call, units, {words[0].data(), words[1].data(), words[2].data(), words[3].data()}});
    for (int i = 0; i < units; ++i) {
      Address where = first;
      where.unit += static_cast<std::uint32_t>(i);
      const auto expected = random.words(where, call);
      for (std::size_t word = 0; word < 4; ++word)
        REQUIRE(words[word][static_cast<std::size_t>(i)] == expected[word]);
    }
  }
}

TEST_CASE("decisions of several firms at once are those of each") {
  Dice dice(13);
  for (int trial = 0; trial < 400; ++trial) {
    const int n = static_cast<int>(1 + dice() % 30U);
    const int levels = trial % 3 == 0 ? 20 : static_cast<int>(1 + dice() % 4U);
    const GameTable table(threshold_with_deals(), Distribution::equal, 30, levels);
    const BetaBinomial belief(30, uniform(dice, 0.5, 50.0));
    DecisionGame game = game_of(table, n, levels, dice);
    game.belief = &belief;
    std::vector<double> peers(static_cast<std::size_t>(levels));
    for (double& p : peers)
      p = uniform(dice, 0.0, 20.0);
    if (trial % 2 == 1)
      game.peers = peers.data();
    DecisionLanes fast = random_lanes(dice);
    DecisionLanes plain = fast;
    std::vector<Lane> scratch(31);
    vector_kernels().decide(game, fast, scratch);
    reference_kernels().decide(game, plain, scratch);
    REQUIRE(same_bits(head(fast.value, fast.count), head(plain.value, fast.count)));
    REQUIRE(same_bits(head(fast.level, fast.count), head(plain.level, fast.count)));
  }
}

TEST_CASE("conduct of several profiles at once is that of each") {
  Dice dice(17);
  for (int trial = 0; trial < 400; ++trial) {
    const int levels = trial % 3 == 0 ? 20 : static_cast<int>(1 + dice() % 4U);
    const DecisionRule rule = trial % 4 == 0 ? DecisionRule::best_response : DecisionRule::logit;
    ConductLanes fast;
    fast.count = static_cast<int>(1 + dice() % kKernelWidth);
    for (std::size_t x = 0; x <= static_cast<std::size_t>(levels); ++x)
      fill(fast.utility[x], dice, -3.0, 3.0);
    fill(fast.gamma, dice, 0.0, 3.0);
    fill(fast.eta, dice, 0.004, 1.0);
    fill(fast.epsilon, dice, 0.0, 0.1);
    for (int i = 0; i < kKernelWidth; ++i) {
      const Obligation asked = obligation(uniform(dice, 0.0, 1.0), levels);
      fast.low[i] = asked.low;
      fast.high[i] = asked.high;
      fast.chance_up[i] = i == 0 ? 0.0 : asked.chance_up;
    }
    ConductLanes plain = fast;
    vector_kernels().conduct(levels, rule, fast);
    reference_kernels().conduct(levels, rule, plain);
    REQUIRE(same_bits(head(fast.level, fast.count), head(plain.level, fast.count)));
  }
}
