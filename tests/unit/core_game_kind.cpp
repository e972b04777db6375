// The kind of game that the numbers of an action make, without sanctions and with them.
#include "minga/core/game.hpp"
#include "support/catch.hpp"
#include "support/games.hpp"

#include <cmath>

using namespace minga::test;
using namespace minga::core;

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
  const GameAnalysis pd = analyse(linear_action(1.0, 1.5), Distribution::equal, 2, {});
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
    const GameAnalysis g = analyse(a, Distribution::equal, 4, {sanction, 0.0});
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
    const Sanction sanction = expected_sanction(rules, a, 0.0, Offence::first);
    return analyse(a, Distribution::equal, 4, sanction).gain;
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

TEST_CASE(
    "the expected sanction is the chance to be seen and punished times a step of the ladder") {
  Regulation rules;
  rules.enforcer = Enforcer::assembly;
  rules.monitoring = 0.5;
  rules.enforcement = 0.8;
  rules.sanctions = {6.0, 12.0, 20.0};
  Action a = linear_action(10.0, 2.0);
  a.hidden = 0.25;
  const auto expected = [&](Offence offence, double transparency_effect = 0.0) {
    const Sanction sanction = expected_sanction(rules, a, 0.35, offence, transparency_effect);
    CHECK(sanction.per_contributor == 0.0);
    return sanction.fixed;
  };
  // seen: (1 - .65 x .5) x .75
  CHECK_THAT(expected(Offence::first), WithinRel(0.50625 * 0.8 * 6.0));
  CHECK_THAT(expected(Offence::repeated), WithinRel(0.50625 * 0.8 * 20.0));
  // accounts that are half open and count by .4 hide the rest: (1 - .65 x .5 x .8) x .75
  rules.transparency = 0.5;
  CHECK_THAT(expected(Offence::first, 0.4), WithinRel(0.555 * 0.8 * 6.0));
  rules.enforcer = Enforcer::nobody;
  CHECK(expected(Offence::repeated) == 0.0);
  rules.enforcer = Enforcer::officer;
  rules.sanctions.clear();
  CHECK(expected(Offence::repeated) == 0.0);
}

TEST_CASE("peers apply no ladder: each who contributes takes its fine from a defector it sees") {
  Regulation rules;
  rules.enforcer = Enforcer::peers;
  rules.enforcement = 0.5;  // of officers and assemblies; peers punish whenever they decide to
  rules.sanctions = {100.0};
  rules.peer_fine = 3.0;
  const Action a = linear_action(10.0, 2.0);
  for (const Offence offence : {Offence::first, Offence::repeated}) {
    const Sanction sanction = expected_sanction(rules, a, 0.25, offence);
    CHECK(sanction.fixed == 0.0);
    CHECK_THAT(sanction.per_contributor, WithinRel(0.75));
  }
}

TEST_CASE("fines by peers make a hunt of a dilemma, because nobody punishes where nobody gives") {
  // alone a contribution loses 12; each of three others who contribute takes 5 from who does not
  const GameAnalysis g = analyse(linear_action(20.0, 1.6), Distribution::equal, 4, {0.0, 5.0});
  CHECK(g.kind == GameKind::stag_hunt);
  for (int k = 0; k < 4; ++k)
    CHECK_THAT(g.gain.at(static_cast<std::size_t>(k)), WithinAbs(-12.0 + 5.0 * k, 1e-12));
  CHECK(g.none_contributes == 0.0);
}
