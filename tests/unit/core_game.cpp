// Game forms against values worked out by hand, and tables against the plain functions.
#include "minga/core/game.hpp"
#include "support/catch.hpp"
#include "support/games.hpp"

#include <cmath>

using namespace minga::test;
using namespace minga::core;

TEST_CASE("a linear public good returns r c k / n to everybody") {
  const Action a = linear_action(20.0, 1.6);  // MPCR .4 among four
  CHECK_THAT(productive_yield(a, Distribution::equal, 1.0, 3.0, 4), WithinRel(24.0));
  CHECK_THAT(productive_yield(a, Distribution::equal, 0.0, 3.0, 4), WithinRel(24.0));
  CHECK_THAT(productive_yield(a, Distribution::equal, 0.25, 0.25, 4), WithinRel(2.0));
  CHECK(productive_yield(a, Distribution::equal, 0.0, 0.0, 4) == 0.0);
  // one more token of 20 brings its giver r / n
  const double marginal = productive_yield(a, Distribution::equal, 0.55, 2.05, 4) -
                          productive_yield(a, Distribution::equal, 0.5, 2.0, 4);
  CHECK_THAT(marginal, WithinRel(0.4, 1e-12));
}

TEST_CASE("a threshold good yields at and above the threshold, and refunds below it") {
  Action a = threshold_action(14.0, 48.0, 3.0);
  a.refund = 0.25;
  for (const double total : {3.0, 3.5, 8.0})
    CHECK(productive_yield(a, Distribution::equal, 1.0, total, 8) == 48.0);
  CHECK(productive_yield(a, Distribution::equal, 1.0, 2.95, 8) == 0.0);
  CHECK_THAT(plain_yield(a, 1.0, 2.0, 8, 6.0), WithinRel(3.5));
  CHECK_THAT(plain_yield(a, 0.5, 2.0, 8, 6.0), WithinRel(1.75));
  CHECK(plain_yield(a, 0.0, 2.0, 8, 6.0) == 0.0);
  CHECK(plain_yield(a, 1.0, 3.0, 8, 5.0) == 0.0);
}

TEST_CASE("each defector spoils a share of a weakest link") {
  const Action a = weakest_link(7.0, 16.0, 0.25);
  CHECK_THAT(productive_yield(a, Distribution::equal, 1.0, 5.0, 5), WithinRel(16.0));
  CHECK_THAT(productive_yield(a, Distribution::equal, 1.0, 4.0, 5), WithinRel(12.0, 1e-12));
  CHECK_THAT(productive_yield(a, Distribution::equal, 0.0, 3.0, 5), WithinRel(9.0, 1e-12));
  CHECK_THAT(productive_yield(a, Distribution::equal, 0.5, 4.5, 5),
             WithinRel(16.0 * std::sqrt(0.75), 1e-12));
}

TEST_CASE("one defector can spoil a weakest link entirely") {
  const Action a = weakest_link(7.0, 16.0, 1.0);
  CHECK(productive_yield(a, Distribution::equal, 1.0, 5.0, 5) == 16.0);
  CHECK(productive_yield(a, Distribution::equal, 1.0, 4.9, 5) == 0.0);
  CHECK(productive_yield(a, Distribution::equal, 0.0, 4.0, 5) == 0.0);
}

TEST_CASE("a joint purchase saves volume times a discount that saturates in the pooled volume") {
  Action a = purchase(9.0, 110.0, 0.33, 6.0);
  // six mean buyers get half of the discount, twelve two thirds
  CHECK_THAT(productive_yield(a, Distribution::equal, 1.0, 6.0, 12), WithinRel(18.15));
  CHECK_THAT(productive_yield(a, Distribution::equal, 1.0, 12.0, 12), WithinRel(24.2));
  CHECK(productive_yield(a, Distribution::equal, 0.0, 0.0, 12) == 0.0);
  // the saving is each buyer's own, so no rule of distribution touches it
  a.excludable = 0.3;
  for (const Distribution d : kRules)
    CHECK_THAT(productive_yield(a, d, 0.0, 6.0, 12), WithinRel(0.7 * 18.15));
}

TEST_CASE("a side deal takes g from the group's loss shared by all, and pays where g > g'/n") {
  const Action a = side_deal(12.0, 36.0);
  CHECK(productive_yield(a, Distribution::equal, 0.0, 3.0, 4) == 0.0);
  CHECK_THAT(plain_yield(a, 1.0, 3.0, 4, 1.0), WithinRel(-9.0));
  CHECK_THAT(plain_yield(a, 0.0, 2.0, 4, 2.0), WithinRel(-18.0));
  // who keeps back without a side deal harms nobody by one
  CHECK(plain_yield(a, 0.0, 2.0, 4, 0.0) == 0.0);
  CHECK(stake(a) == 12.0);
  for (const int n : {2, 3, 4, 12}) {
    CAPTURE(n);
    const GameAnalysis g = analyse(a, Distribution::equal, n, {});
    for (const double gain : g.gain)
      CHECK_THAT(gain, WithinAbs(36.0 / n - 12.0, 1e-12));
  }
  CHECK(kind(a, 2) == GameKind::harmony);
  CHECK(kind(a, 4) == GameKind::dilemma);
  CHECK(kind(side_deal(36.0, 12.0), 4) ==
        GameKind::no_interest);  // dealing alone costs the rest less
}

TEST_CASE("the stake is the cost, or the side gain where nothing is paid in") {
  Action a = side_deal(12.0, 36.0);
  a.cost = 3.0;
  CHECK(stake(a) == 3.0);
}

TEST_CASE("distribution by contribution gives a pot to those who made it, in proportion") {
  const Action a = linear_action(10.0, 3.0);
  // pot 3 x 10 x 2.5 = 75: shares 1, 1 and one half of 2.5
  CHECK_THAT(productive_yield(a, Distribution::contribution, 1.0, 2.5, 4), WithinRel(30.0));
  CHECK_THAT(productive_yield(a, Distribution::contribution, 0.5, 2.5, 4), WithinRel(15.0));
  CHECK(productive_yield(a, Distribution::contribution, 0.0, 2.5, 4) == 0.0);
  CHECK(productive_yield(a, Distribution::contribution, 0.0, 0.0, 4) == 0.0);
}

TEST_CASE("a pot is shared out whole by every rule, but for what non-contributors are kept from") {
  for (Action a : all_forms()) {
    a.excludable = 0.0;
    if (!has_pot(a.form))
      continue;
    for (int n = 1; n <= 7; ++n) {
      for (int k = 1; k <= n; ++k) {
        const double pot = n * productive_yield(a, Distribution::equal, 1.0, k, n);
        for (const Distribution d : kRules) {
          const double paid =
              k * productive_yield(a, d, 1.0, k, n) + (n - k) * productive_yield(a, d, 0.0, k, n);
          REQUIRE_THAT(paid, WithinRel(pot, 1e-12));
        }
      }
    }
  }
}

TEST_CASE("non-contributors are kept from the excludable share, and nobody else gets it") {
  Action a = linear_action(10.0, 3.0);
  a.excludable = 0.4;
  const double full = productive_yield(a, Distribution::equal, 1.0, 2.0, 4);
  CHECK_THAT(full, WithinRel(15.0));
  CHECK_THAT(productive_yield(a, Distribution::equal, 0.0, 2.0, 4), WithinRel(0.6 * full));
  CHECK_THAT(productive_yield(a, Distribution::equal, 0.5, 2.0, 4), WithinRel(0.8 * full));
}

TEST_CASE("work from outside counts as contributions, a part of one as a chance of a whole") {
  const Action a = threshold_action(14.0, 48.0, 3.0);
  const auto yield = [&](double total, double help) {
    return helped_yield(a, Distribution::equal, 1.0, total, 8, help);
  };
  CHECK(yield(2.0, 0.0) == 0.0);
  CHECK(yield(2.0, 1.0) == 48.0);
  CHECK_THAT(yield(2.0, 0.25), WithinRel(12.0));
  CHECK_THAT(yield(1.0, 1.25), WithinRel(12.0));
  CHECK(yield(3.0, 0.5) == 48.0);
  const Action linear = linear_action(10.0, 2.0);
  // more than everybody's work cannot be done
  CHECK_THAT(helped_yield(linear, Distribution::equal, 1.0, 3.0, 4, 7.5), WithinRel(20.0));
  CHECK_THAT(helped_yield(linear, Distribution::equal, 1.0, 2.0, 4, 1.5), WithinRel(17.5));
  Action refund = a;
  refund.refund = 0.5;
  CHECK_THAT(plain_yield(refund, 1.0, 2.0, 8, 6.0, 0.5), WithinRel(7.0));
  CHECK(plain_yield(refund, 1.0, 2.0, 8, 6.0, 1.0) == 0.0);
}

TEST_CASE("tables hold the plain functions for every number of members, level and others") {
  constexpr int kMembers = 9;
  for (const int levels : {1, 4, 20}) {
    for (const Action& a : all_forms()) {
      for (const Distribution d : kRules) {
        const GameTable table(a, d, kMembers, levels);
        for (int n = 1; n <= kMembers; ++n) {
          for (int x = 0; x <= levels; ++x) {
            const double own = static_cast<double>(x) / levels;
            for (int k = 0; k < n; ++k) {
              CAPTURE(levels, static_cast<int>(a.form), static_cast<int>(d), n, x, k);
              const double total = k + own;
              double others = 0.0;
              double others_plain = 0.0;
              for (int j = 0; j < n - 1; ++j) {  // one by one: k give all, the rest nothing
                others += productive_yield(a, d, j < k ? 1.0 : 0.0, total, n);
                others_plain += plain_yield(a, j < k ? 1.0 : 0.0, total, n, n - total);
              }
              REQUIRE_THAT(table.own(n, x)[k],
                           WithinAbs(productive_yield(a, d, own, total, n), 1e-12));
              REQUIRE_THAT(table.plain(n, x)[k],
                           WithinAbs(plain_yield(a, own, total, n, n - total), 1e-12));
              REQUIRE_THAT(table.others(n, x)[k], WithinAbs(others, 1e-9));
              REQUIRE_THAT(table.others_plain(n, x)[k], WithinAbs(others_plain, 1e-9));
              REQUIRE(table.own(n, 0) + x * table.stride() == table.own(n, x));
            }
          }
          for (int k = 0; k < n; ++k) {
            const double one_more = k + 1 < n ? productive_yield(a, d, 1.0, k + 2.0, n) -
                                                    productive_yield(a, d, 1.0, k + 1.0, n)
                                              : 0.0;
            REQUIRE_THAT(table.induced(n)[k], WithinAbs(one_more, 1e-12));
          }
        }
      }
    }
  }
}
