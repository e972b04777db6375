// Markov chains of the theory layer against linear equations solved directly, and by hand.
#include "minga/theory/birth_death.hpp"
#include "minga/theory/markov.hpp"
#include "minga/theory/population_chain.hpp"
#include "support/catch.hpp"
#include "support/dice.hpp"
#include "support/theory_fixture.hpp"

#include <Eigen/LU>

#include <limits>
#include <numeric>
#include <stdexcept>

using namespace minga::test;
using namespace minga::theory;

namespace {

BirthDeath random_chain(Dice& dice, int n) {
  BirthDeath c{std::vector<double>(static_cast<std::size_t>(n) + 1, 0.0),
               std::vector<double>(static_cast<std::size_t>(n) + 1, 0.0)};
  for (std::size_t i = 1; i < static_cast<std::size_t>(n); ++i) {
    c.up[i] = 0.05 + 0.4 * dice.unit();
    c.down[i] = 0.05 + 0.4 * dice.unit();
  }
  return c;
}

/// Inner states of the chain as one matrix: I - Q.
Eigen::MatrixXd inner(const BirthDeath& c) {
  const Eigen::Index n = c.population() - 1;
  Eigen::MatrixXd m = Eigen::MatrixXd::Zero(n, n);
  for (Eigen::Index i = 0; i < n; ++i) {
    const auto s = static_cast<std::size_t>(i + 1);
    m(i, i) = c.up[s] + c.down[s];
    if (i > 0)
      m(i, i - 1) = -c.down[s];
    if (i + 1 < n)
      m(i, i + 1) = -c.up[s];
  }
  return m;
}

}  // namespace

TEST_CASE("fixation probabilities and times solve their linear equations") {
  Dice dice(41);
  for (int k = 0; k < 20; ++k) {
    const auto c = random_chain(dice, 3 + k);
    const Eigen::Index n = c.population() - 1;
    const Eigen::PartialPivLU<Eigen::MatrixXd> lu(inner(c));
    Eigen::VectorXd to_all = Eigen::VectorXd::Zero(n);
    to_all[n - 1] = c.up[static_cast<std::size_t>(n)];
    const Eigen::VectorXd phi = lu.solve(to_all);
    const Eigen::VectorXd any = lu.solve(Eigen::VectorXd::Ones(n));
    const Eigen::VectorXd weighted = lu.solve(phi);  // E[time; ends at N]
    const auto p = fixation_probabilities(c);
    const auto t = fixation_times(c);
    for (Eigen::Index i = 0; i < n; ++i) {
      const auto s = static_cast<std::size_t>(i + 1);
      CHECK_THAT(p[s], WithinRel(phi[i], 1e-9));
      CHECK_THAT(t.any[s], WithinRel(any[i], 1e-9));
      CHECK_THAT(t.at_all[s], WithinRel(weighted[i] / phi[i], 1e-9));
      CHECK_THAT(t.at_none[s], WithinRel((any[i] - weighted[i]) / (1 - phi[i]), 1e-9));
    }
  }
}

TEST_CASE("fixation against overwhelming selection is tiny and not lost") {
  BirthDeath c{std::vector<double>(101, 0.0), std::vector<double>(101, 0.0)};
  for (std::size_t i = 1; i < 100; ++i) {
    c.up[i] = 1e-3;
    c.down[i] = 0.5;
  }
  // gambler's ruin with odds 500: (500 - 1) / (500^100 - 1)
  CHECK_THAT(fixation_probabilities(c)[1] / (499.0 * std::pow(500.0, -100.0)),
             WithinAbs(1.0, 1e-9));
}

TEST_CASE(
    "who imitates the best is fixed for sure or never, and time is told only for what occurs") {
  const auto update = rule(UpdateRule::imitate_best);
  const auto c = birth_death(donation_game(3, 1), 10, update);
  CHECK(fixation_probabilities(c)[9] == 0.0);
  CHECK(std::isnan(fixation_times(c).at_all[9]));
  const auto d = fixation(donation_game(3, 1), 10, update, 1, 0);
  CHECK(d.probability == 1.0);
  // each cooperator in turn is picked: 10/9 + 10/8 + ... + 10/1 steps
  double steps = 0.0;
  for (int k = 1; k <= 9; ++k)
    steps += 10.0 / k;
  CHECK_THAT(d.any_time, WithinAbs(steps, 1e-9));
  CHECK_THAT(d.fixed_time, WithinAbs(steps, 1e-9));
}

TEST_CASE("under mutation detailed balance and state reduction agree") {
  auto update = rule(UpdateRule::fermi, 0.3);
  update.mutation = 0.02;
  const auto game = snowdrift(3, 1);
  const auto c = birth_death(game, 30, update);
  const auto balance = stationary(c);
  const auto chain = population_chain(game, 30, update);
  const auto reduced = long_run(chain).distribution;
  for (std::size_t s = 0; s < chain.states.size(); ++s)
    CHECK_THAT(reduced[static_cast<Eigen::Index>(s)],
               WithinRel(balance[static_cast<std::size_t>(chain.states[s][0])], 1e-9));
}

TEST_CASE("the long run of a chain is that of its closed classes, weighted by the way there") {
  Eigen::MatrixXd p = Eigen::MatrixXd::Zero(5, 5);
  p(0, 1) = 0.3;
  p(0, 3) = 0.7;
  p(1, 2) = p(2, 1) = 1.0;  // a class that alternates
  p(3, 3) = p(4, 4) = 1.0;
  CHECK(closed_classes(p).size() == 3);
  const auto x = occupancy(p, 0, Horizon::endless());
  CHECK_THAT(x[1], WithinAbs(0.15, 1e-12));
  CHECK_THAT(x[2], WithinAbs(0.15, 1e-12));
  CHECK_THAT(x[3], WithinAbs(0.7, 1e-12));
  CHECK(x[4] == 0.0);
  CHECK_THROWS_AS(stationary(p), std::invalid_argument);
  const auto few = occupancy(p, 0, Horizon::rounds(4));
  CHECK_THAT(few[0], WithinAbs(0.25, 1e-12));
  CHECK_THAT(few[1], WithinAbs(0.3 * 2 / 4, 1e-12));
  const auto near = occupancy(p, 0, Horizon::discounted(0.5));
  CHECK_THAT(near[0], WithinAbs(0.5, 1e-12));
  CHECK_THAT(near[3], WithinAbs(0.35, 1e-12));
}

TEST_CASE("chains and processes refuse what makes no sense") {
  const auto game = donation_game(3, 1);
  auto update = rule(UpdateRule::fermi);
  CHECK_THROWS_WITH(birth_death(game, 1, update), ContainsSubstring("population = 1"));
  update.mutation = 1.5;
  CHECK_THROWS_WITH(birth_death(game, 10, update), ContainsSubstring("mutation = 1.5"));
  update.mutation = 0.1;
  CHECK_THROWS_AS(fixation(game, 10, update), std::invalid_argument);
  CHECK_THROWS_WITH(population_chain(game, 5000, update), ContainsSubstring("5001"));
  CHECK_THROWS_AS(population_chain(game, 10, rule(UpdateRule::reinforcement)),
                  std::invalid_argument);
  update.schedule = Schedule::synchronous;
  CHECK_THROWS_AS(population_chain(game, 10, update), std::invalid_argument);
  // linear fitness must not be negative
  CHECK_THROWS_WITH(fixation(donation_game(3, 2), 10, rule(UpdateRule::moran_birth_death)),
                    ContainsSubstring("fitness"));
  CHECK_THROWS_AS(Horizon::discounted(1.0), std::invalid_argument);
  CHECK_THROWS_AS(stationary(Eigen::MatrixXd::Zero(2, 3)), std::invalid_argument);
  CHECK_THROWS_AS(check(rule(UpdateRule::fermi, -1.0)), std::invalid_argument);
  CHECK_THROWS_AS(check(rule(UpdateRule::fermi, std::numeric_limits<double>::quiet_NaN())),
                  std::invalid_argument);
}
