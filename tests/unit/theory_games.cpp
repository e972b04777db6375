// Games of the literature: their numbers, their kinds, expected payoffs by brute force, refusals.
#include "minga/core/game.hpp"
#include "minga/theory/equilibria.hpp"
#include "minga/theory/group_games.hpp"
#include "minga/theory/matrix_games.hpp"
#include "minga/theory/payoffs.hpp"
#include "support/catch.hpp"
#include "support/games.hpp"

#include <array>
#include <cmath>
#include <functional>
#include <stdexcept>

using namespace minga::test;
using namespace minga::theory;

namespace {

double pay(const GroupGame& game, int own, std::vector<int> others) {
  return game.payoff(own, others);
}

/// Mean payoff of one player over all ways to pick its co-players from a population, one by one.
double by_enumeration(const GroupGame& game, std::vector<int> counts, int own) {
  --counts[static_cast<std::size_t>(own)];
  std::vector<int> people;
  for (std::size_t s = 0; s < counts.size(); ++s)
    people.insert(people.end(), static_cast<std::size_t>(counts[s]), static_cast<int>(s));
  double sum = 0.0;
  int ways = 0;
  std::vector<int> others(counts.size(), 0);
  const std::function<void(std::size_t, int)> choose = [&](std::size_t from, int left) {
    if (left == 0) {
      sum += game.payoff(own, others);
      ++ways;
      return;
    }
    for (std::size_t k = from; k < people.size(); ++k) {
      ++others[static_cast<std::size_t>(people[k])];
      choose(k + 1, left - 1);
      --others[static_cast<std::size_t>(people[k])];
    }
  };
  choose(0, game.group - 1);
  return sum / ways;
}

PublicGood with_everything() {
  PublicGood g{.group = 4, .multiplier = 2.4, .cost = 1.5, .loner = 0.7};
  g.peers = PeerPunishment{.fine = 1.1, .cost = 0.3, .second_order = 0.5};
  g.pool = PoolPunishment{.fine = 0.9, .fee = 0.2, .second_order = true};
  return g;
}

}  // namespace

TEST_CASE("the well-known two-by-two games are recognised as what they are called") {
  CHECK(classify(prisoners_dilemma(5, 3, 1, 0)) == MatrixKind::prisoners_dilemma);
  CHECK(classify(donation_game(3, 1)) == MatrixKind::prisoners_dilemma);
  CHECK(classify(stag_hunt(4, 0, 3, 2)) == MatrixKind::stag_hunt);
  CHECK(classify(snowdrift(3, 1)) == MatrixKind::snowdrift);
  CHECK(classify(hawk_dove(2, 3)) == MatrixKind::snowdrift);
  CHECK(classify(hawk_dove(4, 3)) == MatrixKind::prisoners_dilemma);
  CHECK(classify(coordination(1, 1)) == MatrixKind::coordination);
  CHECK(classify(two_by_two(5, 3, 1, 0)) == MatrixKind::harmony);
  CHECK(classify(two_by_two(0, 1, 3, 5)) == MatrixKind::deadlock);
  CHECK(classify(two_by_two(1, 5, 0, 3)) == MatrixKind::dominant_bad_first);
  CHECK(classify(two_by_two(2, 1, 2, 1)) == MatrixKind::neutral);
}

TEST_CASE("makers refuse numbers that make another game, naming the number") {
  CHECK_THROWS_WITH(donation_game(1, 2),
                    ContainsSubstring("benefit = 1") && ContainsSubstring("above the cost"));
  CHECK_THROWS_AS(prisoners_dilemma(3, 5, 1, 0), std::invalid_argument);
  CHECK_THROWS_AS(stag_hunt(3, 0, 4, 2), std::invalid_argument);
  CHECK_THROWS_WITH(threshold_public_good(4, 5, 1, 1), ContainsSubstring("threshold = 5"));
  CHECK_THROWS_AS(volunteers_dilemma(1, 2, 1), std::invalid_argument);
  CHECK_THROWS_AS(collective_risk(4, 2, 1, 0.1, 1.5), std::invalid_argument);
  MatrixGame broken;
  broken.strategies = {"a"};
  broken.payoff.resize(1, 2);
  broken.payoff << 1, 2;
  CHECK_THROWS_WITH(check(broken), ContainsSubstring("1 by 2") && ContainsSubstring("square"));
  CHECK_THROWS_AS(Payoffs(volunteers_dilemma(5, 2, 1)).finite(std::vector<int>{2, 2}),
                  std::invalid_argument);
}

TEST_CASE("equilibria of two-by-two games are the textbook's") {
  const auto dilemma = nash_equilibria(prisoners_dilemma(5, 3, 1, 0));
  REQUIRE(dilemma.size() == 1);
  CHECK(dilemma[0].first == 0.0);
  const auto chicken = nash_equilibria(hawk_dove(2, 3));
  REQUIRE(chicken.size() == 3);
  CHECK(chicken[2].mixed);
  CHECK_THAT(chicken[2].first, WithinAbs(1.0 - 2.0 / 3.0, 1e-12));  // hawks with chance V/C
  const auto hunt = nash_equilibria(stag_hunt(4, 0, 3, 2));
  REQUIRE(hunt.size() == 3);
  CHECK_THAT(hunt[2].first, WithinAbs(2.0 / 3.0, 1e-12));
}

// Bernstein coefficients of (x - a)(x - b)(x - 1/2), by hand from the power basis
TEST_CASE("gain functions have all their roots found") {
  const auto cubic = [](double a, double b) {
    const double p0 = -a * b / 2, p1 = a * b + (a + b) / 2, p2 = -(a + b + 0.5);
    return std::vector<double>{p0, p0 + p1 / 3, p0 + 2 * p1 / 3 + p2 / 3, p0 + p1 + p2 + 1};
  };
  const auto roots = bernstein_roots(cubic(0.2, 0.9));
  REQUIRE(roots.size() == 3);
  CHECK_THAT(roots[0], WithinAbs(0.2, 1e-12));
  CHECK_THAT(roots[1], WithinAbs(0.5, 1e-12));
  CHECK_THAT(roots[2], WithinAbs(0.9, 1e-12));
  CHECK(bernstein_roots(cubic(-0.2, 1.9)).size() == 1);
  CHECK(bernstein_roots({1.0, 2.0}).empty());
}

TEST_CASE("payoffs of a public good with every remedy are those counted by hand") {
  const auto game = public_good(with_everything());
  REQUIRE(game.strategies == std::vector<std::string>{"cooperate", "defect", "loner",
                                                      "peer punisher", "pool punisher"});
  const double value = 2.4 * 1.5;
  // one of each of: cooperator, defector, peer, pool; who is asked about is one of them
  CHECK_THAT(pay(game, 0, {0, 1, 0, 1, 1}), WithinAbs(value * 3 / 4 - 1.5 - 0.55 - 0.9, 1e-12));
  CHECK_THAT(pay(game, 1, {1, 0, 0, 1, 1}), WithinAbs(value * 3 / 4 - 1.1 - 0.9, 1e-12));
  CHECK_THAT(pay(game, 3, {1, 1, 0, 0, 1}),
             WithinAbs(value * 3 / 4 - 1.5 - 0.3 * 1.5 - 0.9, 1e-12));
  CHECK_THAT(pay(game, 4, {1, 1, 0, 1, 0}), WithinAbs(value * 3 / 4 - 1.5 - 0.2, 1e-12));
  CHECK(pay(game, 2, {1, 1, 0, 1, 0}) == 0.7);
  // without a defector nobody shows that it does not punish
  CHECK_THAT(pay(game, 0, {1, 0, 1, 1, 0}), WithinAbs(value - 1.5, 1e-12));
  // a lone participant acts as a loner
  CHECK(pay(game, 0, {0, 0, 3, 0, 0}) == 0.7);
  CHECK(pay(game, 1, {0, 0, 3, 0, 0}) == 0.7);
  CHECK(pay(game, 4, {0, 0, 3, 0, 0}) == 0.7);
  auto others_only = with_everything();
  others_only.others_only = true;
  CHECK_THAT(pay(public_good(others_only), 0, {2, 0, 1, 0, 0}), WithinAbs(value - 1.5, 1e-12));
  CHECK_THAT(pay(public_good(others_only), 1, {2, 0, 1, 0, 0}), WithinAbs(value, 1e-12));
}

TEST_CASE("group games pay what their definitions say") {
  const auto refund = threshold_public_good(4, 3, 10, 4, 0.25);
  CHECK(pay(refund, 0, {2, 1}) == 6.0);
  CHECK(pay(refund, 1, {3, 0}) == 10.0);
  CHECK(pay(refund, 0, {1, 2}) == -3.0);
  CHECK(pay(refund, 1, {2, 1}) == 0.0);
  CHECK(pay(volunteers_dilemma(3, 5, 2), 0, {0, 2}) == 3.0);
  CHECK(pay(volunteers_dilemma(3, 5, 2), 1, {0, 2}) == 0.0);
  CHECK(pay(group_snowdrift(3, 6, 3), 0, {2, 0}) == 5.0);
  CHECK(pay(group_stag_hunt(4, 3, 2, 1), 0, {1, 2}) == -1.0);
  CHECK(pay(group_stag_hunt(4, 3, 2, 1), 0, {2, 1}) == 0.5);
  CHECK_THAT(pay(collective_risk(4, 2, 10, 0.1, 0.8), 0, {0, 3}), WithinAbs(1.8, 1e-12));
  CHECK(pay(collective_risk(4, 2, 10, 0.1, 0.8), 1, {2, 1}) == 10.0);
}

// Giving and not pay the same where C(N-1, M-1) x^(M-1) (1-x)^(N-M) r = c: 10 x^2 (1-x)^3 = 1/8
TEST_CASE(
    "an endowment at risk costs givers the same wherever they are, as Santos and Pacheco say") {
  const auto game = collective_risk(6, 3, 1.0, 0.1, 0.8, RiskedPart::endowment);
  for (int givers = 0; givers < 6; ++givers) {
    const bool decided = givers != 2;  // one more giver makes no threshold
    const double gap = pay(game, 1, {givers, 5 - givers}) - pay(game, 0, {givers, 5 - givers});
    CHECK_THAT(gap, WithinAbs(decided ? 0.1 : 0.1 - 0.8, 1e-12));
  }
  CHECK_THAT(pay(game, 0, {0, 5}), WithinAbs(0.1, 1e-12));
  const auto rests = symmetric_equilibria(game);
  REQUIRE(rests.size() >= 3);
  CHECK(rests[0].chance == 0.0);
  CHECK_THAT(rests[1].chance, WithinAbs(0.14025, 1e-5));
  CHECK_THAT(rests[2].chance, WithinAbs(0.70779, 1e-5));
  for (std::size_t k : {1U, 2U}) {
    const double x = rests[k].chance;
    CHECK_THAT(10 * x * x * (1 - x) * (1 - x) * (1 - x), WithinAbs(0.1 / 0.8, 1e-9));
  }
  const double low = symmetric_equilibria(collective_risk(6, 3, 1.0, 0.1, 0.8))[1].chance;
  CHECK(std::abs(low - 0.14025) > 0.01);  // the form of 2008 has others
}

TEST_CASE("finite payoffs are means over all groups that can be drawn, without oneself") {
  const auto game = public_good(with_everything());
  const std::vector<int> counts{2, 3, 1, 2, 1};
  const auto payoff = finite_payoffs(game, counts);
  for (int s = 0; s < 5; ++s) {
    CAPTURE(s);
    CHECK_THAT(payoff[s], WithinAbs(by_enumeration(game, counts, s), 1e-12));
  }
  CHECK(std::isnan(finite_payoffs(game, std::vector<int>{3, 3, 0, 2, 1})[2]));
  const auto pair = finite_payoffs(two_by_two(4, 1, 3, 2), std::vector<int>{3, 5});
  CHECK_THAT(pair[0], WithinAbs((2 * 4.0 + 5 * 1.0) / 7, 1e-12));
  CHECK_THAT(pair[1], WithinAbs((3 * 3.0 + 4 * 2.0) / 7, 1e-12));
}

TEST_CASE("payoffs in a large finite population come to those in an infinite one") {
  const auto game = public_good(with_everything());
  Eigen::VectorXd x(5);
  x << 0.2, 0.3, 0.1, 0.3, 0.1;
  const auto infinite = infinite_payoffs(game, x);
  const auto finite =
      finite_payoffs(game, std::vector<int>{200000, 300000, 100000, 300000, 100000});
  for (int s = 0; s < 5; ++s)
    CHECK_THAT(finite[s], WithinAbs(infinite[s], 1e-4));
}

TEST_CASE("slopes of payoffs are their derivatives") {
  const Payoffs payoffs(public_good(with_everything()));
  Eigen::VectorXd x(5);
  x << 0.2, 0.3, 0.1, 0.3, 0.1;
  const auto slopes = payoffs.slopes(x);
  constexpr double kStep = 1e-6;
  for (int by = 0; by < 5; ++by) {
    Eigen::VectorXd more = x, less = x;
    more[by] += kStep;
    less[by] -= kStep;
    const Eigen::VectorXd numeric = (payoffs.infinite(more) - payoffs.infinite(less)) / (2 * kStep);
    for (int s = 0; s < 5; ++s)
      CHECK_THAT(slopes(s, by), WithinAbs(numeric[s], 1e-7));
  }
}

TEST_CASE("a game of two is the same as a group of two") {
  const auto game = two_by_two(4, 1, 3, 2);
  const std::vector<int> counts{3, 5};
  const auto a = finite_payoffs(game, counts);
  const auto b = finite_payoffs(as_group_game(game), counts);
  CHECK(a == b);
}

TEST_CASE("an action of the association model is the game that the model takes it for") {
  for (const auto& action : all_forms()) {
    for (const auto how : {Distribution::equal, Distribution::contribution}) {
      CAPTURE(static_cast<int>(action.form), static_cast<int>(how));
      const auto game = from_action(action, how, 6);
      const auto analysis = analyse(action, how, 6, {});
      const auto g = gains(game);
      REQUIRE(g.size() == analysis.gain.size());
      for (std::size_t k = 0; k < g.size(); ++k)
        CHECK_THAT(g[k], WithinAbs(analysis.gain[k], 1e-9));
      CHECK_THAT(pay(game, 0, {5, 0}), WithinAbs(analysis.all_contribute, 1e-9));
    }
  }
}
