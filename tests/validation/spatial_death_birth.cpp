// When do graphs favour cooperation? Under death-birth where b / c > k, and never under birth-death
// (Ohtsuki, Hauert, Lieberman and Nowak 2006, Nature 441:502), for weak selection and large graphs.
// Chances of fixation of one cooperator on a cycle are also compared with their exact values.
#include "support/catch.hpp"
#include "support/spatial_fixture.hpp"

#include <cmath>
#include <memory>
#include <vector>

using namespace minga::test;
using namespace minga::theory;

namespace {

PairwiseOnGraph donation(double b) {
  return {{{"cooperate", "defect"}, (Eigen::MatrixXd(2, 2) << b - 1.0, -1.0, b, 0.0).finished()},
          false,
          PayoffSum::accumulated};
}

struct Chance {
  double mean;
  double standard_error;
};

/// Share of replicates in which one cooperator, anywhere, takes over.
Chance fixation(const StructuredModel& model, std::uint64_t seed, std::uint32_t replicates) {
  const auto shared = std::make_shared<const StructuredModel>(model);
  const int nodes = model.graph.nodes();
  int fixed = 0;
  for (std::uint32_t r = 0; r < replicates; ++r) {
    StructuredPopulation population(
        shared, begin_with_one(nodes, static_cast<int>(r) % nodes, kCooperate, kDefect),
        draws(seed, r));
    while (!population.absorbed())
      population.generation();
    fixed += population.players()[kCooperate] > 0 ? 1 : 0;
  }
  const double p = static_cast<double>(fixed) / replicates;
  return {p, std::sqrt(p * (1.0 - p) / replicates)};
}

/// Exact on a cycle under death-birth, where cooperators stay one arc: 1 / (1 + sum of products of
/// T-/T+) over its length (Ohtsuki and Nowak 2006, Proc. R. Soc. B 273:2249).
double exact_on_cycle(const StructuredModel& m) {
  const int nodes = m.graph.nodes();
  double sum = 1.0;
  double product = 1.0;
  for (int length = 1; length < nodes; ++length) {
    std::vector<StrategyIndex> s(static_cast<std::size_t>(nodes), kDefect);
    std::fill_n(s.begin(), length, kCooperate);
    const auto fitness = [&](int i) {
      const auto k = static_cast<std::size_t>((i + nodes) % nodes);
      return fitness_of(m.update, payoff_on_graph(m.game, m.graph, s, static_cast<int>(k), s[k]));
    };
    double up = 0.0;
    double down = 0.0;
    for (int dead = 0; dead < nodes; ++dead) {
      const double total = fitness(dead - 1) + fitness(dead + 1);
      for (const int heir : {dead - 1, dead + 1}) {
        const StrategyIndex child = s[static_cast<std::size_t>((heir + nodes) % nodes)];
        const StrategyIndex gone = s[static_cast<std::size_t>(dead)];
        up += child == kCooperate && gone == kDefect ? fitness(heir) / total : 0.0;
        down += child == kDefect && gone == kCooperate ? fitness(heir) / total : 0.0;
      }
    }
    product *= down / up;
    sum += product;
  }
  return 1.0 / sum;
}

}  // namespace

TEST_CASE("on a cycle under death-birth the exact chance passes 1 / N where b / c passes k = 2") {
  // for N = 400 the threshold of weak selection is (N - 2) / (N / k - 2) = 2.01 (Taylor, Day and
  // Wild 2007, Nature 447:469)
  const auto model = [](double b) {
    return StructuredModel{
        ring_graph(400), donation(b), {.rule = UpdateRule::moran_death_birth, .weight = 1e-4}};
  };
  CHECK(exact_on_cycle(model(1.95)) < 1.0 / 400);
  CHECK(exact_on_cycle(model(2.05)) > 1.0 / 400);
}

TEST_CASE("simulated fixation on a cycle agrees with its exact chance") {
  // Seed 107, 20000 replicates each; 5 standard errors, which a correct program misses for one seed
  // in 1.7 million
  for (const double b : {1.5, 4.0}) {
    const StructuredModel m{
        ring_graph(16), donation(b), {.rule = UpdateRule::moran_death_birth, .weight = 0.3}};
    const double exact = exact_on_cycle(m);
    const Chance measured = fixation(m, 107, 20000);
    CAPTURE(b, exact, measured.mean, measured.standard_error);
    CHECK(std::fabs(measured.mean - exact) < 5.0 * measured.standard_error);
  }
}

TEST_CASE("with k = 4 neighbours death-birth favours cooperation at b / c = 8 and not at 2") {
  // Random regular graph, N = 100, seed 108, 20000 replicates; threshold (N - 2) / (N / k - 2)
  // = 4.26. Both are 4 standard errors and more from 1 / N = .01, so that a correct program fails
  // for fewer than one seed in ten thousand.
  for (const auto& [b, favoured] : {std::pair{2.0, false}, {8.0, true}}) {
    const StructuredModel m{random_regular_graph(100, 4, draws(108).random, 0),
                            donation(b),
                            {.rule = UpdateRule::moran_death_birth, .weight = 0.1}};
    const Chance measured = fixation(m, 108, 20000);
    CAPTURE(b, measured.mean, measured.standard_error);
    const double distance = (measured.mean - 0.01) / measured.standard_error;
    CHECK((favoured ? distance : -distance) > 4.0);
  }
}

TEST_CASE("birth-death does not favour cooperation, even at b / c = 8") {
  // as above, seed 109
  const StructuredModel m{random_regular_graph(100, 4, draws(108).random, 0),
                          donation(8.0),
                          {.rule = UpdateRule::moran_birth_death, .weight = 0.1}};
  const Chance measured = fixation(m, 109, 20000);
  CAPTURE(measured.mean, measured.standard_error);
  CHECK((0.01 - measured.mean) / measured.standard_error > 4.0);
}
