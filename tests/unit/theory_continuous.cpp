// Games of investment: payoffs by hand, what the gradient of selection is, and what kinds of
// singular investment there are, against the conditions on the coefficients.
#include "minga/theory/continuous_games.hpp"
#include "support/catch.hpp"

#include <limits>
#include <stdexcept>

using namespace minga::theory;
using minga::test::WithinAbs;

namespace {

ContinuousGame doebelis(double b1, double b2, double c1, double c2) { return {b1, b2, c1, c2}; }

}  // namespace

TEST_CASE("a joint benefit counts both investments, and one to the others only theirs") {
  ContinuousGame game = doebelis(6, -1.4, 4.56, -1.6);
  // B(0.7) - C(0.2) = 4.2 - 0.686 - (0.912 - 0.064)
  CHECK_THAT(game.payoff(0.2, 0.5), WithinAbs(2.666, 1e-12));
  game.others_only = true;  // B(0.5) - C(0.2) = 3 - 0.35 - 0.848
  CHECK_THAT(game.payoff(0.2, 0.5), WithinAbs(1.802, 1e-12));
}

TEST_CASE("the gradient of selection is the line that the coefficients say") {
  for (const bool others_only : {false, true}) {
    ContinuousGame game = doebelis(6, -1.4, 4.56, -1.6);
    game.others_only = others_only;
    for (const double x : {0.0, 0.3, 1.0})
      CHECK_THAT(selection_gradient(invasion_fitness(game), x),
                 WithinAbs(game.intercept() + game.slope() * x, 1e-8));
  }
}

TEST_CASE("what happens at the singular investment follows from 2 b2 - c2 and b2 - c2") {
  struct Case {
    ContinuousGame game;
    double at;
    const char* kind;
  };
  const Case cases[] = {{doebelis(6, -1.4, 4.56, -1.6), 0.6, "branching"},
                        {doebelis(7, -1.5, 4.6, -1), 0.6, "stable"},
                        {doebelis(3.4, -0.5, 4, -1.5), 0.6, "repeller"},
                        {doebelis(3, 1, 3.6, 1.5), 0.6, "Garden of Eden"},
                        {doebelis(4, -1, 3, -1), 0.5, "neutral"}};
  for (const Case& c : cases) {
    INFO(c.kind);
    const auto found = singular_traits(invasion_fitness(c.game), 0.0, 1.0);
    REQUIRE(found.size() == 1);
    CHECK_THAT(found[0].trait, WithinAbs(c.at, 1e-8));
    CHECK_THAT(found[0].slope, WithinAbs(c.game.slope(), 1e-5));
    CHECK_THAT(found[0].curvature,
               WithinAbs(2 * (c.game.benefit_quadratic - c.game.cost_quadratic), 1e-5));
    CHECK(kind_of(found[0]) == c.kind);
  }
}

TEST_CASE("without a singular investment the trait goes to an end of its range") {
  for (const auto& [cost, end] : {std::pair{8.0, 0.0}, std::pair{2.0, 1.0}}) {
    const auto fitness = invasion_fitness(doebelis(7, -1.5, cost, -1));
    CHECK(singular_traits(fitness, 0.0, 1.0).empty());
    CHECK(adapt(fitness, 0.5, 0.0, 1.0, 50, 50).traits.back()[0] == end);
  }
}

TEST_CASE("to other questions investments are strategies, from the largest to none") {
  ContinuousGame game = doebelis(6, -1.4, 4.56, -1.6);
  game.most = 0.8;
  const MatrixGame found = between_investments(game, 3);
  CHECK(found.strategies == std::vector<std::string>{"invest-0.8", "invest-0.4", "invest-0"});
  CHECK(found.payoff(1, 0) == game.payoff(0.4, 0.8));
  CHECK(found.payoff(0, 2) == game.payoff(0.8, 0.0));
}

TEST_CASE("numbers of investment that make no game are refused") {
  ContinuousGame game = doebelis(6, -1.4, 4.56, -1.6);
  CHECK_THROWS_AS(between_investments(game, 1), std::invalid_argument);
  game.most = 0.0;
  CHECK_THROWS_AS(invasion_fitness(game), std::invalid_argument);
  game = doebelis(std::numeric_limits<double>::infinity(), 0, 1, 0);
  CHECK_THROWS_AS(invasion_fitness(game), std::invalid_argument);
}
