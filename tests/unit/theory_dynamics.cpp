// Replicator dynamics: rest points, stability and Jacobian of games whose answers are known.
#include "minga/theory/group_games.hpp"
#include "minga/theory/replicator.hpp"
#include "minga/theory/rest_points.hpp"
#include "support/catch.hpp"
#include "support/theory_fixture.hpp"

#include <stdexcept>

using namespace minga::test;
using namespace minga::theory;

namespace {

/// Rock, paper, scissors: a win pays `win`, a loss -1 (Zeeman 1980; Hofbauer, Sigmund 1998, ch. 7).
MatrixGame rock_paper_scissors(double win) {
  MatrixGame game;
  game.strategies = {"rock", "paper", "scissors"};
  game.payoff.resize(3, 3);
  game.payoff << 0, -1, win, win, 0, -1, -1, win, 0;
  return game;
}

const RestPoint* interior(const std::vector<RestPoint>& points) {
  for (const auto& p : points) {
    if (p.shares.minCoeff() > 1e-6)
      return &p;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("rock, paper, scissors turn inward, round or outward by what a win pays") {
  for (const auto& [win, expected] :
       {std::pair{2.0, Stability::stable}, std::pair{1.0, Stability::centre},
        std::pair{0.5, Stability::unstable}}) {
    CAPTURE(win);
    const auto points = rest_points(rock_paper_scissors(win));
    CHECK(points.size() == 4);
    const auto* inside = interior(points);
    REQUIRE(inside != nullptr);
    CHECK_THAT(inside->shares[0], WithinAbs(1.0 / 3.0, 1e-10));
    CHECK(inside->stability == expected);
    // eigenvalues: (win - 1) / 6 negated, and +- i sqrt(3) (win + 1) / 6
    CHECK_THAT(inside->eigenvalues[0].real(), WithinAbs(-(win - 1) / 6, 1e-10));
    CHECK_THAT(std::abs(inside->eigenvalues[0].imag()),
               WithinAbs(std::sqrt(3.0) * (win + 1) / 6, 1e-10));
    CHECK(points[0].stability == Stability::saddle);
  }
}

TEST_CASE("small cycles of rock, paper, scissors have the period of their linear part") {
  const auto orbit = closed_orbit(rock_paper_scissors(1.0),
                                  Eigen::Vector3d(1.0 / 3 + 1e-3, 1.0 / 3 - 1e-3, 1.0 / 3),
                                  {.tolerance = 1e-12}, 1e-4);
  CHECK_THAT(orbit.period, WithinAbs(2 * 3.14159265358979 / (std::sqrt(3.0) / 3), 1e-3));
  CHECK(orbit.drift < 1e-9);
  CHECK_THAT(orbit.mean[0], WithinAbs(1.0 / 3.0, 1e-5));
  const auto none = closed_orbit(rock_paper_scissors(3.0), Eigen::Vector3d(0.6, 0.2, 0.2));
  CHECK((std::isnan(none.period) || none.drift > 1e-3));
}

TEST_CASE("hawks and doves meet at V/C, and only corners remain of a dilemma") {
  const auto points = rest_points(hawk_dove(2, 3));
  REQUIRE(points.size() == 3);
  CHECK_THAT(points[2].shares[1], WithinAbs(2.0 / 3.0, 1e-12));
  CHECK(points[2].stability == Stability::stable);
  CHECK(points[0].stability == Stability::unstable);
  const auto dilemma = rest_points(prisoners_dilemma(5, 3, 1, 0));
  REQUIRE(dilemma.size() == 2);
  CHECK(dilemma[0].stability == Stability::unstable);
  CHECK(dilemma[1].stability == Stability::stable);
}

TEST_CASE("a face on which nothing moves is told from an isolated point") {
  const auto points = rest_points(public_good(
      {.group = 4, .multiplier = 2.0, .cost = 1.0, .peers = PeerPunishment{.fine = 1.0}}));
  bool continuum = false;
  for (const auto& p : points)  // cooperators and punishers are alike without defectors
    continuum = continuum || (!p.isolated && p.shares[0] > 0 && p.shares[2] > 0);
  CHECK(continuum);
}

TEST_CASE("the Jacobian is the derivative of the velocity") {
  const auto game = public_good({.group = 5, .multiplier = 3.0, .cost = 1.0, .loner = 1.0});
  const Payoffs payoffs(game);
  const Eigen::Vector3d x(0.2, 0.5, 0.3);
  const auto j = replicator_jacobian(payoffs, x);
  constexpr double kStep = 1e-6;
  for (int by = 0; by < 3; ++by) {
    Eigen::VectorXd more = x, less = x;
    more[by] += kStep;
    less[by] -= kStep;
    const Eigen::VectorXd numeric =
        (replicator_velocity(payoffs, more) - replicator_velocity(payoffs, less)) / (2 * kStep);
    for (int s = 0; s < 3; ++s)
      CHECK_THAT(j(s, by), WithinAbs(numeric[s], 1e-7));
  }
}

TEST_CASE("two strategies of constant payoff follow the logistic curve") {
  const auto path =
      replicate(two_by_two(2, 2, 1, 1), Eigen::Vector2d(0.1, 0.9), {.duration = 8, .every = 2});
  REQUIRE(path.times.size() == 5);
  for (std::size_t k = 0; k < 5; ++k) {
    const double t = path.times[k];
    CHECK_THAT(path.shares[k][0], WithinAbs(0.1 * std::exp(t) / (0.9 + 0.1 * std::exp(t)), 1e-9));
  }
}

TEST_CASE("with mutation shares settle where birth and mutation balance") {
  // payoffs 2 and 1: x (2 - f) = mu (2 x - (1 - x)), f = 1 + x
  const double mu = 0.1;
  const auto path = replicate(two_by_two(2, 2, 1, 1), Eigen::Vector2d(0.5, 0.5),
                              {.duration = 300, .every = 300, .mutation = mu});
  const double x = path.shares.back()[0];
  CHECK_THAT(x * (1 - x), WithinAbs(mu * (3 * x - 1), 1e-9));
  CHECK_THROWS_WITH(replicate(donation_game(3, 1), Eigen::Vector2d(0.5, 0.5), {.mutation = 0.1}),
                    ContainsSubstring("smallest payoff"));
}

TEST_CASE("dynamics refuse shares that are none") {
  CHECK_THROWS_WITH(replicate(donation_game(3, 1), Eigen::Vector2d(0.5, 0.6)),
                    ContainsSubstring("sum of shares"));
  CHECK_THROWS_AS(replicate(donation_game(3, 1), Eigen::Vector3d(0.2, 0.3, 0.5)),
                  std::invalid_argument);
  CHECK_THROWS_AS(replicate(donation_game(3, 1), Eigen::Vector2d(0.5, 0.5), {.duration = -1}),
                  std::invalid_argument);
}
