// Update rules on graphs, each by hand or against its chance; what makes no sense is refused.
// Chances are compared over many replicates: 5 standard errors, which a correct program misses for
// fewer than one seed in a million; seeds are fixed.
#include "minga/core/math.hpp"
#include "minga/theory/structured.hpp"
#include "support/catch.hpp"
#include "support/spatial_fixture.hpp"

#include <functional>
#include <vector>

using namespace minga::test;
using namespace minga::theory;

namespace {

using States = std::vector<StrategyIndex>;

constexpr std::uint32_t kReplicates = 20000;
constexpr double kErrors = 5.0;

MatrixGame game(double a, double b, double c, double d) {
  return {{"A", "B"}, (Eigen::MatrixXd(2, 2) << a, b, c, d).finished()};
}

PairwiseOnGraph pairs(const MatrixGame& g) { return {g, false, PayoffSum::accumulated}; }

/// Share of replicates in which something is so after one generation.
double share(const StructuredModel& model, const States& begin,
             const std::function<bool(std::span<const StrategyIndex>)>& so) {
  const auto shared = std::make_shared<const StructuredModel>(model);
  int count = 0;
  for (std::uint32_t r = 0; r < kReplicates; ++r) {
    StructuredPopulation p(shared, begin, draws(21, r));
    p.generation();
    count += so(p.strategies()) ? 1 : 0;
  }
  return static_cast<double>(count) / kReplicates;
}

void check_chance(double measured, double chance) {
  CAPTURE(measured, chance);
  CHECK(std::fabs(measured - chance) < kErrors * std::sqrt(chance * (1.0 - chance) / kReplicates));
}

StructuredModel synchronous(const Graph& g, const GraphGame& x, UpdateRule rule) {
  return {g, x, {.rule = rule, .schedule = Schedule::synchronous}};
}

States after(const StructuredModel& model, const States& begin, int generations = 1) {
  StructuredPopulation p(model, begin, draws(8));
  for (int t = 0; t < generations; ++t)
    p.generation();
  const auto s = p.strategies();
  return {s.begin(), s.end()};
}

/// A leaf copies the hub, or not: its chance is that of the rule.
const Graph kStar = star_graph(4);

}  // namespace

TEST_CASE("the best in sight is imitated, and one's own strategy stays in a tie") {
  // path 0 - 1 - 2 - 3 - 4 with payoff = number of neighbours who play B
  const Graph path = graph_of(5, {{0, 1}, {1, 2}, {2, 3}, {3, 4}});
  const auto m = synchronous(path, pairs(game(0, 1, 0, 1)), UpdateRule::imitate_best);
  // strategies A B A B A: payoffs 1 0 2 0 1, so both Bs see an A with 2 and change
  CHECK(after(m, {0, 1, 0, 1, 0}) == States{0, 0, 0, 0, 0});
  // A A B B B: payoffs 0 1 1 2 1; node 1 ties with node 2 and stays, node 2 sees node 3
  CHECK(after(m, {0, 0, 1, 1, 1}) == States{0, 0, 1, 1, 1});
}

TEST_CASE("among others who tie for the best the strategy first in the list is taken") {
  MatrixGame three{{"a", "b", "c"}, Eigen::MatrixXd::Zero(3, 3)};
  three.payoff(1, 0) = three.payoff(2, 0) = 1.0;
  const Graph path = graph_of(3, {{0, 1}, {1, 2}});
  const auto m = synchronous(path, pairs(three), UpdateRule::imitate_best);
  CHECK(after(m, {2, 0, 1}) == States{2, 1, 1});
  CHECK(after(m, {1, 0, 2}) == States{1, 1, 2});
}

TEST_CASE("best response takes what would pay best against the neighbours as they are") {
  // anti-coordination: B pays against A and A against B
  const auto m = synchronous(ring_graph(4), pairs(game(0, 1, 1, 0)), UpdateRule::best_response);
  CHECK(after(m, {0, 0, 0, 0}) == States{1, 1, 1, 1});
  CHECK(after(m, {0, 1, 0, 1}) == States{0, 1, 0, 1});
  CHECK(after(m, {0, 0, 1, 1}) == States{0, 0, 1, 1});  // ties: one's own stays
  // a public good with r below the group size: nobody contributes; above it all do
  const Graph torus = graph_of(Lattice{4, 4, {}, {}});
  for (const auto& [r, choice] : {std::pair{4.9, kDefect}, {5.1, kCooperate}}) {
    const auto good =
        synchronous(torus, GroupsOnGraph{linear_public_good(r), {}}, UpdateRule::best_response);
    CHECK(after(good, mixed(16, 0.5, draws(2))) == States(16, choice));
  }
}

TEST_CASE("Fermi imitation copies a neighbour with its chance") {
  // hub A gets 3 times 1, leaves B get 0.5 each
  auto m = synchronous(kStar, pairs(game(0, 1, 0.5, 0)), UpdateRule::fermi);
  m.update.intensity = 0.4;
  const States begin{0, 1, 1, 1};
  check_chance(share(m, begin, [](auto s) { return s[1] == 0; }),
               minga::core::logistic(0.4 * (3.0 - 0.5)));
  check_chance(share(m, begin, [](auto s) { return s[0] == 1; }),
               minga::core::logistic(0.4 * (0.5 - 3.0)));
}

TEST_CASE("proportional imitation divides by the larger degree and the largest difference") {
  auto m = synchronous(kStar, pairs(game(0, 1, 0.5, 0)), UpdateRule::proportional_imitation);
  const States begin{0, 1, 1, 1};
  check_chance(share(m, begin, [](auto s) { return s[1] == 0; }), (3.0 - 0.5) / (3 * 1.0));
  CHECK(share(m, begin, [](auto s) { return s[0] == 1; }) == 0.0);  // the hub is better off
  m.game = PairwiseOnGraph{game(0, 1, 0.5, 0), false, PayoffSum::averaged};
  check_chance(share(m, begin, [](auto s) { return s[1] == 0; }), (1.0 - 0.5) / 1.0);
}

TEST_CASE("in death-birth the neighbours compete by fitness for the empty place") {
  // path A B A; a generation is three steps, and the chance that it ends in A A A is enumerated
  const Graph path = graph_of(3, {{0, 1}, {1, 2}});
  StructuredModel m{path, pairs(game(0, 2, 2, 0)), {.rule = UpdateRule::moran_death_birth}};
  m.update.weight = 0.5;
  const auto fitness = [&](const States& s, int i) {
    return 0.5 + 0.5 * payoff_on_graph(m.game, path, s, i, s[static_cast<std::size_t>(i)]);
  };
  std::function<double(const States&, int)> all_a = [&](const States& s, int steps) -> double {
    if (steps == 0)
      return s == States{0, 0, 0} ? 1.0 : 0.0;
    double chance = 0.0;
    for (int dead = 0; dead < 3; ++dead) {
      double total = 0.0;
      for (const int j : path.neighbours(dead))
        total += fitness(s, j);
      for (const int j : path.neighbours(dead)) {
        States next = s;
        next[static_cast<std::size_t>(dead)] = s[static_cast<std::size_t>(j)];
        chance += fitness(s, j) / total / 3.0 * all_a(next, steps - 1);
      }
    }
    return chance;
  };
  const States begin{0, 1, 0};
  check_chance(share(m, begin, [](auto s) { return s[0] + s[1] + s[2] == 0; }), all_a(begin, 3));
}

TEST_CASE("in birth-death parents are chosen by fitness and replace any neighbour") {
  const Graph path = graph_of(3, {{0, 1}, {1, 2}});
  StructuredModel m{path, pairs(game(0, 2, 2, 0)), {.rule = UpdateRule::moran_birth_death}};
  m.update.weight = 0.5;
  const auto fitness = [&](const States& s, int i) {
    return 0.5 + 0.5 * payoff_on_graph(m.game, path, s, i, s[static_cast<std::size_t>(i)]);
  };
  std::function<double(const States&, int)> all_a = [&](const States& s, int steps) -> double {
    if (steps == 0)
      return s == States{0, 0, 0} ? 1.0 : 0.0;
    double chance = 0.0;
    const double total = fitness(s, 0) + fitness(s, 1) + fitness(s, 2);
    for (int parent = 0; parent < 3; ++parent) {
      for (const int j : path.neighbours(parent)) {
        States next = s;
        next[static_cast<std::size_t>(j)] = s[static_cast<std::size_t>(parent)];
        chance += fitness(s, parent) / total / path.degree(parent) * all_a(next, steps - 1);
      }
    }
    return chance;
  };
  const States begin{0, 1, 0};
  check_chance(share(m, begin, [](auto s) { return s[0] + s[1] + s[2] == 0; }), all_a(begin, 3));
}

TEST_CASE("who falls short of the aspired payoff changes to any other strategy") {
  MatrixGame three{{"a", "b", "c"}, Eigen::MatrixXd::Constant(3, 3, 0.25)};
  auto m = synchronous(ring_graph(4), pairs(three), UpdateRule::aspiration);
  m.update.aspiration = 1.0;
  m.update.intensity = 2.0;
  const double chance = minga::core::logistic(2.0 * (1.0 - 0.5));
  check_chance(share(m, {1, 1, 1, 1}, [](auto s) { return s[2] == 0; }), chance / 2);
  check_chance(share(m, {1, 1, 1, 1}, [](auto s) { return s[2] == 2; }), chance / 2);
}

TEST_CASE("reinforcement chooses in proportion to what strategies have earned, from 1 on") {
  auto m = synchronous(ring_graph(4), pairs(game(1.5, 0, 0, 0)), UpdateRule::reinforcement);
  // A earned 3: propensities 4 and 1
  check_chance(share(m, {0, 0, 0, 0}, [](auto s) { return s[1] == 0; }), 4.0 / 5.0);
  check_chance(share(m, {1, 1, 1, 1}, [](auto s) { return s[1] == 0; }), 1.0 / 2.0);
}

TEST_CASE("a mutation takes one of the other strategies, whatever the rule") {
  MatrixGame three{{"a", "b", "c"}, Eigen::MatrixXd::Zero(3, 3)};
  for (const UpdateRule rule : {UpdateRule::fermi, UpdateRule::imitate_best}) {
    auto m = synchronous(ring_graph(4), pairs(three), rule);
    m.update.mutation = 0.3;
    check_chance(share(m, {0, 0, 0, 0}, [](auto s) { return s[3] == 2; }), 0.15);
  }
  // each newborn differs from its parent: of two nodes they make an unlike pair, and keep it one
  for (const UpdateRule rule : {UpdateRule::moran_birth_death, UpdateRule::moran_death_birth}) {
    StructuredModel m{complete_graph(2), pairs(game(0, 0, 0, 0)), {.rule = rule}};
    m.update.weight = 0.0;
    m.update.mutation = 1.0;
    CHECK(share(m, {0, 0}, [](auto s) { return s[0] != s[1]; }) == 1.0);
  }
}

TEST_CASE("whether anything can still change is seen") {
  const Graph ring = ring_graph(6);
  StructuredPopulation one(StructuredModel{ring, pairs(game(1, 0, 2, 0)), {}}, States(6, 0),
                           draws(1));
  CHECK(one.absorbed());
  StructuredModel m{ring, pairs(game(1, 0, 2, 0)), {}};
  m.update.mutation = 0.01;
  CHECK_FALSE(StructuredPopulation(m, States(6, 0), draws(1)).absorbed());
  // best response is at rest in a mixed state, and not where all would change
  m = {ring, pairs(game(0, 1, 1, 0)), {.rule = UpdateRule::best_response}};
  StructuredPopulation rest(m, {0, 1, 0, 1, 0, 1}, draws(1));
  CHECK_FALSE(rest.absorbed());  // not known yet
  rest.generation();
  CHECK(rest.absorbed());
  StructuredPopulation all(m, States(6, 0), draws(1));
  CHECK_FALSE(all.absorbed());
}

TEST_CASE("rules without their structure or with parameters out of range are refused") {
  const Graph ring = ring_graph(6);
  StructuredModel m{ring, pairs(game(1, 0, 2, 0)), {}};
  m.update.rule = UpdateRule::moran_death_birth;
  m.update.schedule = Schedule::synchronous;
  CHECK_THROWS_WITH(check(m), ContainsSubstring("schedule = synchronous"));
  m.update.schedule = Schedule::random_sequential;
  CHECK_NOTHROW(check(m));
  m.game = pairs(game(1, -1, 2, 0));
  CHECK_THROWS_WITH(check(m), ContainsSubstring("weight = 1") && ContainsSubstring("0.333333"));
  m.update.weight = 1.0 / 3.0;
  CHECK_NOTHROW(check(m));
  m.update.weight = 1.0;
  m.update.fitness = Fitness::exponential;
  CHECK_NOTHROW(check(m));
  m.update.rule = UpdateRule::reinforcement;
  m.learning.initial = 0.0;
  CHECK_THROWS_WITH(check(m), ContainsSubstring("initial = 0"));
  m.update.rule = UpdateRule::fermi;
  m.update.mutation = 1.5;
  CHECK_THROWS_WITH(check(m), "mutation = 1.5 is not accepted: it must be a chance, from 0 to 1");
  m.update.mutation = 0.0;
  m.update.intensity = -1.0;
  CHECK_THROWS_WITH(check(m), ContainsSubstring("intensity = -1"));
  m.update.intensity = 1.0;
  CHECK_THROWS_WITH(StructuredPopulation(m, States(5, 0), draws(1)),
                    ContainsSubstring("first strategies = 5"));
  CHECK_THROWS_WITH(StructuredPopulation(m, States(6, 2), draws(1)),
                    "first strategy = 2 is not accepted: it must be 0 to 1");
}
