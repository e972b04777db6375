// Forms of games in which each member has its own yield: clubs, shared costs, common pools and
// information, against numbers worked out by hand and results of the literature.
#include "support/catch.hpp"
#include "support/games.hpp"

#include <cmath>

using namespace minga::test;
using namespace minga::core;

namespace {

/// Payoff of one of n that contributes x beside k others that contribute fully.
double payoff(const Action& a, double x, double k, int n) {
  const double total = k + x;
  return productive_yield(a, Distribution::equal, x, total, n) + plain_yield(a, x, total, n, 0.0) -
         a.cost * x;
}

}  // namespace

TEST_CASE("a club serves its users fully up to its capacity, and by its share beyond") {
  Action a = club(6.0, 20.0, 4.0, 1.0);
  a.excludable = 1.0;
  for (const double users : {1.0, 2.0, 4.0})
    CHECK(productive_yield(a, Distribution::equal, 1.0, users, 12) == 20.0);
  CHECK_THAT(productive_yield(a, Distribution::equal, 1.0, 8.0, 12), WithinRel(10.0, 1e-12));
  CHECK(productive_yield(a, Distribution::equal, 0.0, 8.0, 12) == 0.0);
  a.congestion = 2.0;
  CHECK_THAT(productive_yield(a, Distribution::equal, 1.0, 8.0, 12), WithinRel(5.0, 1e-12));
  a.congestion = 0.0;
  CHECK(productive_yield(a, Distribution::equal, 1.0, 12.0, 12) == 20.0);
}

TEST_CASE("joining a crowded club pays until crowding eats the fee: snowdrift, never a dilemma") {
  Action a = club(8.0, 20.0, 4.0, 1.0);
  a.excludable = 1.0;
  // 20 * 4 / users > 8 up to nine users
  const GameAnalysis g = analyse(a, Distribution::equal, 12, {});
  for (int k = 0; k < 12; ++k) {
    CAPTURE(k);
    CHECK((g.gain.at(static_cast<std::size_t>(k)) > 0.0) == (k + 1 < 10));
  }
  CHECK(g.kind == GameKind::snowdrift);
}

TEST_CASE("payers of a shared cost together pay that cost, whatever their number") {
  const Action a = cost_sharing(15.0, 40.0, 3.0);  // a fixed sum of 45
  for (const double payers : {3.0, 4.0, 9.0}) {
    CAPTURE(payers);
    const double each = a.cost - plain_yield(a, 1.0, payers, 10, 0.0);
    CHECK_THAT(each * payers, WithinRel(45.0, 1e-12));
    CHECK(productive_yield(a, Distribution::equal, 1.0, payers, 10) == 40.0);
    CHECK(productive_yield(a, Distribution::equal, 0.0, payers, 10) == 40.0);
  }
  // too few: nothing is hired and nothing is paid
  CHECK(productive_yield(a, Distribution::equal, 1.0, 2.0, 10) == 0.0);
  CHECK(payoff(a, 1.0, 1.0, 10) == 0.0);
  CHECK(kind(a, 10) == GameKind::step_level);
  Action users_only = a;
  users_only.excludable = 1.0;
  CHECK(kind(users_only, 10) == GameKind::stag_hunt);
}

// Ostrom, Walker, Gardner 1992 (VALIDATION B11's design): eight players, 25 tokens each, 5 cents a
// token outside, 23 X - X^2/4 cents inside. Tokens: optimum 36, equilibrium 64.
TEST_CASE("a common pool has the optimum and the equilibrium of the laboratory's") {
  const int n = 8;
  const double tokens = 25.0;
  const Action a = common_pool(5.0 * tokens, 23.0 / 5.0, 0.25 * n * tokens / 5.0);
  const auto laboratory = [&](double own, double others) {
    const double taken = own + others;
    const double from_pool =
        taken > 0.0 ? own / taken * (23.0 * taken - 0.25 * taken * taken) : 0.0;
    return 5.0 * (tokens - own) + from_pool;
  };
  for (const double own : {0.0, 5.0, 8.0, 25.0}) {
    for (const double others : {0.0, 31.5, 56.0, 175.0}) {
      CAPTURE(own, others);
      const double x = 1.0 - own / tokens;
      const double restraint = (n - 1) - others / tokens;
      const double got = productive_yield(a, Distribution::equal, x, restraint + x, n) +
                         plain_yield(a, x, restraint + x, n, 0.0);
      CHECK_THAT(got, WithinAbs(laboratory(own, others), 1e-9));
    }
  }
  // nobody gains by leaving 8 tokens each, and all together do best at 4.5 each
  CHECK(laboratory(8.0, 56.0) > laboratory(7.9, 56.0));
  CHECK(laboratory(8.0, 56.0) > laboratory(8.1, 56.0));
  CHECK(laboratory(4.5, 31.5) > laboratory(4.4, 30.8));
  CHECK(laboratory(4.5, 31.5) > laboratory(4.6, 32.2));
}

TEST_CASE("what one tells serves the others only, so that telling is a dilemma") {
  const Action a = information(4.0, 24.0);
  CHECK(productive_yield(a, Distribution::equal, 1.0, 1.0, 5) == 0.0);
  CHECK_THAT(productive_yield(a, Distribution::equal, 0.0, 1.0, 5), WithinRel(6.0));
  CHECK_THAT(productive_yield(a, Distribution::equal, 1.0, 5.0, 5), WithinRel(24.0));
  CHECK(productive_yield(a, Distribution::equal, 0.0, 0.0, 1) == 0.0);
  CHECK(kind(a, 5) == GameKind::dilemma);
  CHECK(kind(information(4.0, 3.0), 5) == GameKind::no_interest);
}
