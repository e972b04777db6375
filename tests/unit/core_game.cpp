// Game forms against values worked out by hand, tables against the plain functions, and the kind of
// game that the numbers make.
#include "minga/core/game.hpp"
#include "support/catch.hpp"
#include "support/core_fixture.hpp"

#include <cmath>
#include <string>
#include <vector>

using namespace minga::test;
using namespace minga::core;

namespace {

Action threshold_action(double cost, double benefit, double needed) {
  Action a;
  a.form = GameForm::threshold;
  a.cost = cost;
  a.benefit = benefit;
  a.threshold = needed;
  return a;
}

Action weakest_link(double cost, double benefit, double spoil) {
  Action a;
  a.form = GameForm::weakest_link;
  a.cost = cost;
  a.benefit = benefit;
  a.spoil = spoil;
  return a;
}

Action purchase(double cost, double volume, double discount, double half) {
  Action a;
  a.form = GameForm::purchase;
  a.cost = cost;
  a.volume = volume;
  a.discount = discount;
  a.half_volume = half;
  return a;
}

/// Private gain against the same member's part of the group's loss.
Action side_deal(double gain, double loss) {
  Action a;
  a.form = GameForm::side_deal;
  a.side_gain = gain;
  a.side_loss = loss;
  return a;
}

/// One action of each form with every number that matters set, so that a mix-up shows.
std::vector<Action> all_forms() {
  std::vector<Action> out{linear_action(10.0, 2.5), threshold_action(14.0, 48.0, 3.0),
                          weakest_link(7.0, 16.0, 0.15), purchase(9.0, 110.0, 0.33, 6.0),
                          side_deal(12.0, 36.0)};
  for (Action& a : out) {
    a.excludable = 0.3;
    a.side_gain = 5.0;
    a.side_loss = 8.0;
    a.refund = a.form == GameForm::threshold ? 0.25 : 0.0;
  }
  return out;
}

constexpr Distribution kRules[] = {Distribution::capture, Distribution::equal,
                                   Distribution::contribution, Distribution::size};

GameKind kind(const Action& a, int n, double sanction = 0.0) {
  return analyse(a, Distribution::equal, n, sanction).kind;
}

}  // namespace

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
  CHECK_THAT(plain_yield(a, 1.0, 2.0, 8), WithinRel(3.5));
  CHECK_THAT(plain_yield(a, 0.5, 2.0, 8), WithinRel(1.75));
  CHECK(plain_yield(a, 0.0, 2.0, 8) == 0.0);
  CHECK(plain_yield(a, 1.0, 3.0, 8) == 0.0);
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
  CHECK_THAT(plain_yield(a, 1.0, 3.0, 4), WithinRel(-9.0));
  CHECK_THAT(plain_yield(a, 0.0, 2.0, 4), WithinRel(-18.0));
  CHECK(stake(a) == 12.0);
  for (const int n : {2, 3, 4, 12}) {
    CAPTURE(n);
    const GameAnalysis g = analyse(a, Distribution::equal, n, 0.0);
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
    if (a.form == GameForm::purchase || a.form == GameForm::side_deal)
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
  CHECK_THAT(plain_yield(refund, 1.0, 2.0, 8, 0.5), WithinRel(7.0));
  CHECK(plain_yield(refund, 1.0, 2.0, 8, 1.0) == 0.0);
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
                others_plain += plain_yield(a, j < k ? 1.0 : 0.0, total, n);
              }
              REQUIRE_THAT(table.own(n, x)[k],
                           WithinAbs(productive_yield(a, d, own, total, n), 1e-12));
              REQUIRE_THAT(table.plain(n, x)[k], WithinAbs(plain_yield(a, own, total, n), 1e-12));
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

TEST_CASE("below r = n a linear public good is a dilemma, above it harmony") {
  for (int n = 2; n <= 20; ++n) {
    CAPTURE(n);
    CHECK(kind(linear_action(10.0, n - 0.01), n) == GameKind::dilemma);
    CHECK(kind(linear_action(10.0, n + 0.01), n) == GameKind::harmony);
  }
  CHECK(kind(linear_action(10.0, 0.99), 4) == GameKind::no_interest);
  CHECK(kind(linear_action(10.0, 1.01), 4) == GameKind::dilemma);
}

TEST_CASE("who neither gains nor loses by contributing is not counted as gaining") {
  // r = n: a contribution comes back whole
  CHECK(kind(linear_action(8.0, 4.0), 4) == GameKind::dilemma);
  // needs all, and then pays exactly what it costs: nobody gains, all are as well off as with none
  CHECK(kind(threshold_action(2.0, 2.0, 4.0), 4) == GameKind::no_interest);
}

TEST_CASE("known games are recognised") {
  // two players, T > R > P > S: c = 1, r = 1.5 gives 1.5 - 1, -.25, .75 and 0
  const GameAnalysis pd = analyse(linear_action(1.0, 1.5), Distribution::equal, 2, 0.0);
  CHECK(pd.kind == GameKind::dilemma);
  CHECK_THAT(pd.all_contribute, WithinRel(0.5));
  CHECK(pd.none_contributes == 0.0);
  CHECK_THAT(pd.gain.at(0), WithinRel(-0.25));
  CHECK_THAT(pd.gain.at(1), WithinRel(-0.25));
  // a hunt that needs everybody
  CHECK(kind(threshold_action(1.0, 3.0, 4.0), 4) == GameKind::stag_hunt);
  CHECK(kind(weakest_link(3.0, 16.0, 0.5), 5) == GameKind::stag_hunt);
  // one volunteer is enough (Diekmann 1985)
  CHECK(kind(threshold_action(1.0, 2.0, 1.0), 5) == GameKind::snowdrift);
  // pays only as the third of five
  CHECK(kind(threshold_action(1.0, 2.0, 3.0), 5) == GameKind::step_level);
  CHECK(kind(threshold_action(3.0, 2.0, 3.0), 5) == GameKind::no_interest);
}

TEST_CASE("a sanction of every size above what is forgone turns a dilemma into harmony") {
  // ladder: at k others the gain from contributing rises by the sanction, whatever k is
  const Action a = linear_action(20.0, 1.6);
  for (const double sanction : {0.0, 5.0, 11.99, 12.01, 30.0}) {
    CAPTURE(sanction);
    const GameAnalysis g = analyse(a, Distribution::equal, 4, sanction);
    for (const double gain : g.gain)
      CHECK_THAT(gain, WithinAbs(8.0 - 20.0 + sanction, 1e-12));
    CHECK(g.kind == (sanction > 12.0 ? GameKind::harmony : GameKind::dilemma));
    CHECK_THAT(g.none_contributes, WithinAbs(-sanction, 1e-12));
  }
}

// docs/validation.md, A10. Numbers that binary fractions hold exactly, so that "exactly at" can be
// tried.
TEST_CASE(
    "contribution dominates iff detection x fine per token reaches 1 - MPCR, to the last bit") {
  Regulation rules;
  rules.enforcer = Enforcer::officer;
  rules.monitoring = 0.75;
  rules.enforcement = 0.5;
  const Action a = linear_action(1.0, 1.0);  // MPCR 1/4 among four, to be made up: 3/4
  const auto gains = [&](double fine) {
    rules.sanctions = {fine};
    return analyse(a, Distribution::equal, 4, expected_sanction(rules, a, 0.0)).gain;
  };
  // detection 3/8, so a fine of 2 a token makes up for it exactly
  for (const double gain : gains(2.0))
    CHECK(gain == 0.0);
  for (const double gain : gains(std::nextafter(2.0, 3.0)))
    CHECK(gain > 0.0);
  for (const double gain : gains(std::nextafter(2.0, 1.0)))
    CHECK(gain < 0.0);
}

TEST_CASE("at MPCR .4 the sanction that makes contributing dominant is .6 a token") {
  for (const double tokens : {1.0, 20.0}) {
    const Action a = linear_action(tokens, 1.6);
    CHECK(kind(a, 4, 0.599 * tokens) == GameKind::dilemma);
    CHECK(kind(a, 4, 0.601 * tokens) == GameKind::harmony);
  }
}

TEST_CASE("the expected sanction is the chance to be seen and punished times the first fine") {
  Regulation rules;
  rules.enforcer = Enforcer::assembly;
  rules.monitoring = 0.5;
  rules.enforcement = 0.8;
  rules.sanctions = {6.0, 20.0};
  Action a = linear_action(10.0, 2.0);
  a.hidden = 0.25;
  // seen: (1 - .65 x .5) x .75
  CHECK_THAT(expected_sanction(rules, a, 0.35), WithinRel(0.50625 * 0.8 * 6.0));
  rules.enforcer = Enforcer::nobody;
  CHECK(expected_sanction(rules, a, 0.35) == 0.0);
  rules.enforcer = Enforcer::officer;
  rules.sanctions.clear();
  CHECK(expected_sanction(rules, a, 0.35) == 0.0);
}
