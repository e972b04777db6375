// A11, A12: the optional public good under the replicator equation, and the volunteer's dilemma.
// Exact; the one Monte Carlo comparison states its own error.
#include "minga/theory/equilibria.hpp"
#include "minga/theory/group_games.hpp"
#include "minga/theory/replicator.hpp"
#include "minga/theory/rest_points.hpp"
#include "support/catch.hpp"
#include "support/dice.hpp"
#include "support/theory_fixture.hpp"

#include <algorithm>
#include <array>
#include <tuple>

using namespace minga::test;
using namespace minga::theory;

namespace {

const GroupGame kOptional = public_good({.group = 5, .multiplier = 3.0, .cost = 1.0, .loner = 1.0});

/// Payoffs to cooperators and defectors in closed form, z the share of loners (Hauert, De Monte,
/// Hofbauer, Sigmund 2002, J. Theor. Biol. 218:187, eq. 3-5).
std::array<double, 2> closed_form(double x, double z, int n, double r, double sigma) {
  const double zn = std::pow(z, n - 1);
  const double defect = sigma * zn + r * x / (1 - z) * (1 - (1 - zn * z) / (n * (1 - z)));
  const double gap = 1 + (r - 1) * zn - r / n * (1 - zn * z) / (1 - z);
  return {defect - gap, defect};
}

}  // namespace

TEST_CASE("A11: payoffs by counting groups are those of the closed form") {
  Dice dice(111);
  const Payoffs payoffs(kOptional);
  for (int k = 0; k < 50; ++k) {
    const double z = 0.99 * dice.unit();
    const double x = (1 - z) * dice.unit();
    const auto f = payoffs.infinite(Eigen::Vector3d(x, 1 - z - x, z));
    const auto expected = closed_form(x, z, 5, 3, 1);
    CHECK_THAT(f[0], WithinAbs(expected[0], 1e-12));
    CHECK_THAT(f[1], WithinAbs(expected[1], 1e-12));
    CHECK_THAT(f[2], WithinAbs(1.0, 1e-12));
  }
}

TEST_CASE("A11: the interior rest point is a centre at the published shares") {
  const RestPoint* interior = nullptr;
  const auto points = rest_points(kOptional);
  int inside = 0;
  for (const auto& p : points) {
    if (p.shares.minCoeff() > 0.0) {
      interior = &p;
      ++inside;
    }
  }
  REQUIRE(inside == 1);
  CHECK_THAT(interior->shares[0], WithinAbs(0.269330, 1e-5));
  CHECK_THAT(interior->shares[1], WithinAbs(0.269330, 1e-5));
  CHECK_THAT(interior->shares[2], WithinAbs(0.461340, 1e-5));
  CHECK(interior->stability == Stability::centre);
  CHECK(points.size() == 4);  // and the three corners
}

TEST_CASE("A11: the orbit from (.3, .3, .4) is closed, with period 18.49") {
  const Eigen::Vector3d start(0.3, 0.3, 0.4);
  const auto orbit = closed_orbit(kOptional, start, {.duration = 100, .tolerance = 1e-11});
  CHECK_THAT(orbit.period, WithinAbs(18.49, 0.005));
  CHECK(orbit.drift < 1e-6);
  // nobody does better than a loner over a period, because no share grows over it
  const auto path =
      replicate(kOptional, start,
                {.duration = orbit.period, .every = orbit.period / 2000, .tolerance = 1e-11});
  Eigen::Vector3d mean = Eigen::Vector3d::Zero();
  for (int k = 0; k < 2000; ++k)
    mean += infinite_payoffs(kOptional, path.shares[static_cast<std::size_t>(k)]) / 2000;
  CHECK_THAT(mean[0], WithinAbs(1.0, 1e-6));
  CHECK_THAT(mean[1], WithinAbs(1.0, 1e-6));
}

TEST_CASE("A11: at r of 2 and below there is no interior rest point, and loners take over") {
  const auto game = public_good({.group = 5, .multiplier = 1.9, .cost = 1.0, .loner = 0.5});
  for (const auto& p : rest_points(game))
    CHECK(p.shares.minCoeff() < 1e-9);
  const auto path = replicate(game, Eigen::Vector3d(0.4, 0.3, 0.3), {.duration = 200});
  CHECK(path.shares.back()[2] > 0.99);
}

TEST_CASE("A12: volunteers are as rare as published") {
  const auto closed = volunteers_equilibrium(5, 1.0, 0.5);
  CHECK_THAT(closed.defects, WithinAbs(0.840896, 1e-6));
  CHECK_THAT(closed.provided, WithinAbs(0.579552, 1e-6));
  // and so by the roots of the gain
  const auto all = symmetric_equilibria(volunteers_dilemma(5, 1.0, 0.5));
  REQUIRE(all.size() == 1);
  CHECK_THAT(all[0].chance, WithinAbs(1.0 - 0.840896, 1e-6));
  CHECK(all[0].stable);
  // and by the dynamics
  const auto path = replicate(volunteers_dilemma(5, 1.0, 0.5), Eigen::Vector2d(0.6, 0.4),
                              {.duration = 500, .every = 500});
  CHECK_THAT(path.shares.back()[1], WithinAbs(0.840896, 1e-6));
}

TEST_CASE("A12: larger groups have fewer volunteers and are served less often") {
  double provided = 1.0;
  for (const int n : {2, 3, 8, 20}) {
    const auto v = volunteers_equilibrium(n, 2.0, 0.5);
    const auto roots = symmetric_equilibria(volunteers_dilemma(n, 2.0, 0.5));
    CHECK_THAT(roots.front().chance, WithinAbs(1.0 - v.defects, 1e-9));
    CHECK(v.provided < provided);
    provided = v.provided;
  }
}

// Pacheco, Santos, Souza, Skyrms 2009: a threshold makes a coordination point and a mixed one
TEST_CASE("a group stag hunt has an unstable and a stable inner equilibrium between its bounds") {
  const auto all = symmetric_equilibria(group_stag_hunt(20, 10, 12.0, 1.0));
  REQUIRE(all.size() == 3);
  CHECK(all[0].chance == 0.0);
  CHECK(all[0].stable);
  CHECK_FALSE(all[1].stable);
  CHECK(all[2].stable);
  CHECK(all[2].chance < 1.0);
}
