// Side deals: what they cost the others, whom they tempt, and what a firm that knows whether it has
// an offer makes of them. And who gets what a facilitator's help and the fund bring.
#include "support/catch.hpp"
#include "support/core_fixture.hpp"
#include "support/games.hpp"

#include <cmath>
#include <vector>

using namespace minga::test;
using namespace minga::core;

namespace {

/// Four members of a linear good beside which side deals are to be had.
Scenario tempting(double offers, double gain, double loss) {
  Scenario s = laboratory(4, 3);
  s.model.meeting_gain = 0.0;
  Action& a = s.association[0].actions[0];
  a.side_gain = gain;
  a.side_loss = loss;
  a.offer_rate = offers;
  return s;
}

void meet(World& w) {
  step_to_expectations(w, 0, 0);
  hold_meeting(w, 0, 0);
  REQUIRE(w.groups.meeting(0, 0) != 0);
  for (int f = 0; f < w.derived.firms; ++f)
    w.firms.gain(f, 0) = w.firms.cost(f, 0) = 0.0;
}

}  // namespace

TEST_CASE("without an offer there is no side deal, and no loss by one") {
  const Scenario s = tempting(0.0, 5.0, 40.0);
  World w = world_of(s);
  meet(w);
  const double level[] = {1.0, 0.0, 0.0, 0.0};
  for (int f = 0; f < 4; ++f)
    w.firms.level(f, 0) = level[f];
  act(w, 0, 0);
  for (int f = 0; f < 4; ++f)
    CHECK_THAT(w.firms.gain(f, 0), WithinAbs(20.0 / 4.0, 1e-12));
  CHECK(w.groups.side_deals(0, 0) == 0);
  // and none is foreseen
  const Stakes stakes = stakes_of(w, w.firms.coefficient(0, 0), 0, 0, 4);
  for (int k = 0; k < 4; ++k)
    CHECK(stakes.plain0[k] == 0.0);
}

TEST_CASE("a side deal that is made costs every member its part, by as much as was withheld") {
  Scenario s = tempting(0.5, 5.0, 8.0);
  s.model.levels = 2;
  World w = world_of(s);
  meet(w);
  const double level[] = {0.0, 0.5, 0.0, 1.0};
  const double offer[] = {5.0, 5.0, 0.0, 5.0};  // the third gives nothing and has no offer
  for (int f = 0; f < 4; ++f) {
    w.firms.level(f, 0) = level[f];
    w.firms.temptation(f, 0) = offer[f];
  }
  act(w, 0, 0);
  const double each = 20.0 * 1.5 / 4.0 - 8.0 * 1.5 / 4.0;
  const double side[] = {5.0, 2.5, 0.0, 0.0};
  for (int f = 0; f < 4; ++f) {
    CAPTURE(f);
    CHECK_THAT(w.firms.gain(f, 0), WithinAbs(each + side[f], 1e-12));
  }
  CHECK(w.groups.side_deals(0, 0) == 2);
}

TEST_CASE("members foresee the harm by the others' deals in proportion to the chance of an offer") {
  Scenario s = tempting(0.3, 5.0, 8.0);
  s.market.counter_offers = 0.2;
  const World w = world_of(s);
  const double chance = 1.0 - 0.7 * 0.8;
  const Stakes stakes = stakes_of(w, w.firms.coefficient(0, 0), 0, 0, 4);
  for (int x = 0; x <= 1; ++x) {
    for (int k = 0; k < 4; ++k) {
      CAPTURE(x, k);
      CHECK_THAT(stakes.plain0[x * stakes.stride + k],
                 WithinAbs(-8.0 * chance * (4.0 - k - x) / 4.0, 1e-12));
    }
  }
}

TEST_CASE("a firm that knows that it has no offer counts no deal of its own, one with it does") {
  // not to contribute saves 10 of which 10 m / 4 come back; a deal brings its gain on top, and
  // costs the firm a quarter of the loss (and its regard for the other three three quarters)
  for (const double regard : {0.0, 0.8}) {
    for (const double loss : {0.0, 12.0, 60.0}) {
      for (const double margin : {-0.01, 0.01}) {
        CAPTURE(regard, loss, margin);
        Scenario s = tempting(0.5, 1.0, loss);
        s.model.decision_rule = DecisionRule::best_response;
        s.profiles[0].omega = {regard, 0.0};
        // others gain omega / 3 * 3 * 10 m / 4 by the contribution
        Action& a = s.association[0].actions[0];
        a.multiplier = 4.0 * (1.0 + margin / 10.0) / (1.0 + regard);
        int without = 0;
        for (std::uint64_t seed = 1; seed <= 8; ++seed) {
          World w = world_of(s, 1, seed);
          step_to_expectations(w, 0, 0);
          hold_meeting(w, 0, 0);
          for (int f = 0; f < 4; ++f) {
            if (w.firms.temptation(f, 0) > 0.0)
              continue;
            ++without;
            CHECK(w.firms.level(f, 0) == (margin > 0.0 ? 1.0 : 0.0));
          }
        }
        CHECK(without > 8);
        // with an offer: indifferent where the gain is what the deal and the saving cost
        a.multiplier = 2.0;
        a.side_gain = (5.0 + loss / 4.0) * (1.0 + regard) - 10.0 - margin;
        if (a.side_gain <= 0.0)
          continue;
        int tempted = 0;
        for (std::uint64_t seed = 1; seed <= 8; ++seed) {
          World w = world_of(s, 1, seed);
          step_to_expectations(w, 0, 0);
          hold_meeting(w, 0, 0);
          for (int f = 0; f < 4; ++f) {
            if (w.firms.temptation(f, 0) <= 0.0)
              continue;
            ++tempted;
            CHECK(w.firms.level(f, 0) == (margin > 0.0 ? 1.0 : 0.0));
          }
        }
        CHECK(tempted > 8);
      }
    }
  }
}

TEST_CASE("by contribution the whole pot, help included, goes to members as they gave themselves") {
  for (const GameForm form : {GameForm::linear, GameForm::weakest_link, GameForm::threshold}) {
    Action a = linear_action(10.0, 2.0);
    a.form = form;
    a.benefit = 16.0;
    a.spoil = 0.2;
    a.threshold = 3.0;
    a.excludable = 0.4;  // of no meaning where shares go by contribution
    const std::vector<double> gave{1.0, 0.5, 0.0, 0.0};
    for (const double help : {0.0, 1.0, 1.6, 9.0}) {
      CAPTURE(static_cast<int>(form), help);
      // what n equal shares come to when so much is done: the pot of full contributors, times n
      const auto pot = [&](double done) {
        return 4.0 * productive_yield(a, Distribution::equal, 1.0, std::min(4.0, done), 4);
      };
      const double part = help - std::floor(help);
      const double low = 1.5 + std::floor(help);
      const double whole = (1.0 - part) * pot(low) + part * pot(low + 1.0);
      double sum = 0.0;
      for (const double own : gave) {
        const double got = helped_yield(a, Distribution::contribution, own, 1.5, 4, help);
        CHECK_THAT(got, WithinAbs(whole * own / 1.5, 1e-12));
        sum += got;
      }
      CHECK_THAT(sum, WithinAbs(whole, 1e-12));
      // nobody gave: what the help brings goes to all alike
      const double alone = (1.0 - part) * pot(std::floor(help)) + part * pot(std::floor(help) + 1);
      if (help > 0.0)
        CHECK_THAT(helped_yield(a, Distribution::contribution, 0.0, 0.0, 4, help),
                   WithinAbs(alone / 4.0, 1e-12));
    }
  }
}

TEST_CASE("members are paid by their own contributions where a facilitator has worked too") {
  Scenario s = tempting(0.0, 0.0, 0.0);
  s.association[0].regulation.adoption = Adoption::start;
  s.association[0].regulation.distribution = Distribution::contribution;
  s.population.size_cv = 0.5;
  s.model.day_contributions = 1.0;
  s.institution.shock_rate = 0.0;
  guide(s, 1.0, {{Activity::do_for_them, 1.0}});
  for (const bool nobody : {false, true}) {
    World w = world_of(s);
    meet(w);
    for (int f = 0; f < 4; ++f)
      w.firms.level(f, 0) = nobody || f > 1 ? 0.0 : 1.0;
    w.groups.competence(0, 0) = 1.0;
    act(w, 0, 0);
    for (int f = 0; f < 4; ++f) {
      CAPTURE(nobody, f);
      // 20 for each contribution done: three, or the facilitator's alone
      const double expected = nobody ? 20.0 / 4.0 : (f > 1 ? 0.0 : 60.0 / 2.0);
      CHECK_THAT(w.firms.gain(f, 0), WithinAbs(expected, 1e-12));
    }
  }
}

TEST_CASE(
    "what the fund brings is each member's in equal parts, by whatever rule yields are shared") {
  for (const Distribution rule : kRules) {
    CAPTURE(static_cast<int>(rule));
    Scenario s = laboratory(4, 2);
    s.association[0].actions[0].phase = 4;
    s.population.size_cv = 0.6;
    s.model.meeting_gain = 0.0;
    s.model.fund_return = 1.25;
    Regulation& rules = s.association[0].regulation;
    rules.adoption = Adoption::start;
    rules.distribution = rule;
    rules.fund_fee = 8.0;
    rules.fund_every = 1;
    World w = world_of(s);
    meet(w);
    REQUIRE(w.derived.actions[1].fund);
    const double paid[] = {1.0, 1.0, 0.0, 1.0};
    for (int f = 0; f < 4; ++f)
      w.firms.level(w.at_action(1, f), 0) = paid[f];
    act(w, 0, 0);
    CHECK(w.groups.fund(0, 0) == 24.0);
    for (int f = 0; f < 4; ++f) {
      CAPTURE(f);
      CHECK_THAT(w.firms.gain(f, 0), WithinAbs(0.25 * 24.0 / 4.0, 1e-12));
      CHECK(w.firms.transfer(f, 0) == -8.0 * paid[f]);
    }
    // and so it is foreseen: all that is paid in counts as returned
    const Stakes stakes = stakes_of(w, w.firms.coefficient(0, 0), 1, 0, 4);
    for (int x = 0; x <= 1; ++x) {
      for (int k = 0; k < 4; ++k) {
        CHECK_THAT(stakes.own0[x * stakes.stride + k],
                   WithinAbs(1.25 * 8.0 * (k + x) / 4.0, 1e-12));
      }
    }
  }
}
