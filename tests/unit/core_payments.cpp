// Who pays what to whom in a period: yields and costs of the games played, fines, costs of the
// group, money of the programme and of the fund.
#include "support/catch.hpp"
#include "support/core_fixture.hpp"

#include <cmath>
#include <vector>

using namespace minga::test;
using namespace minga::core;

TEST_CASE("a firm's gains and costs of a period are those of the meeting and of the games played") {
  for (const Distribution rule : {Distribution::capture, Distribution::equal,
                                  Distribution::contribution, Distribution::size}) {
    Scenario s = laboratory(7, 3);
    s.association[0].regulation.adoption = Adoption::start;
    s.association[0].regulation.distribution = rule;
    s.population.size_cv = 0.5;
    s.profiles[0].eta = {2.0, 0.0};  // so that some contribute and some do not
    s.participation.rate = 0.8;
    Action linear = s.association[0].actions[0];
    linear.noise = 0.4;
    linear.excludable = 0.25;
    linear.side_gain = 4.0;
    linear.side_loss = 6.0;
    linear.offer_rate = 0.5;
    linear.spillover = 0.3;
    Action deal;
    deal.form = GameForm::side_deal;
    deal.phase = 1;
    deal.side_gain = 5.0;
    deal.side_loss = 9.0;
    deal.offer_rate = 0.6;
    s.association[0].actions = {linear, deal};
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
      World w = world_of(s, 1, seed);
      for (int t = 0; t < 3; ++t) {
        step_to_monitoring(w, 0, t);
        REQUIRE(w.groups.meeting(0, 0) != 0);
        double present = 0.0;
        double size = 0.0;
        double power = 0.0;
        std::vector<double> total(2, 0.0);
        std::vector<double> deals(2, 0.0);
        for (int f = 0; f < 7; ++f) {
          present += w.firms.present(f, 0);
          size += w.firms.size(f, 0);
          power += std::pow(w.firms.size(f, 0), s.model.capture_power);
          for (int a = 0; a < 2; ++a) {
            const double level = w.firms.level(w.at_action(a, f), 0);
            total[static_cast<std::size_t>(a)] += level < 0.0 ? 1.0 : level;
            if (level >= 0.0 && w.firms.temptation(w.at_action(a, f), 0) > 0.0)
              deals[static_cast<std::size_t>(a)] += 1.0 - level;
          }
        }
        double outsiders = 0.0;
        for (int f = 0; f < 7; ++f) {
          CAPTURE(static_cast<int>(rule), seed, t, f);
          double part = 1.0;
          if (rule == Distribution::size)
            part = 7.0 * w.firms.size(f, 0) / size;
          if (rule == Distribution::capture)
            part = 7.0 * std::pow(w.firms.size(f, 0), s.model.capture_power) / power;
          const double own = w.firms.level(w.at_action(0, f), 0);
          const double yield = w.groups.competence(0, 0) * w.groups.noise(0, 0) * part *
                               productive_yield(linear, rule, own, total[0], 7);
          double gain = yield - 6.0 * deals[0] / 7.0 - 9.0 * deals[1] / 7.0;
          gain += (1.0 - own) * w.firms.temptation(w.at_action(0, f), 0);
          const double loyal = w.firms.level(w.at_action(1, f), 0);
          gain += loyal == 0.0 ? 5.0 : 0.0;
          double cost = 10.0 * own;
          if (w.firms.present(f, 0) != 0) {
            gain += s.model.meeting_gain * 300.0 * (present - 1.0) / 6.0;
            const double hours =
                s.association[0].meeting_hours + s.model.travel_hours_km * w.firms.distance(f, 0);
            cost += (hours * 300.0 / s.model.hours_month +
                     s.model.travel_cost_km * w.firms.distance(f, 0)) *
                    (1.0 + 6.0 * s.model.size_load);
          }
          outsiders += 0.3 * yield;
          CHECK_THAT(w.firms.gain(f, 0), WithinAbs(gain, 1e-9));
          CHECK_THAT(w.firms.cost(f, 0), WithinAbs(cost, 1e-9));
        }
        CHECK_THAT(w.groups.outsider(0, 0), WithinAbs(outsiders, 1e-9));
        finish_period(w, 0, t);
      }
    }
  }
}

TEST_CASE("a fine goes to the fund where there is one, else to the other members") {
  for (const bool fund : {true, false}) {
    Scenario s = laboratory(5, 1);
    s.association[0].regulation.fund_fee = fund ? 1.0 : 0.0;
    s.association[0].regulation.adoption = Adoption::start;
    World w = world_of(s);
    w.pay_fine(2, 0, 8.0);
    CHECK(w.firms.transfer(2, 0) == -8.0);
    CHECK(w.groups.fund(0, 0) == (fund ? 8.0 : 0.0));
    CHECK(w.firms.transfer(0, 0) == (fund ? 0.0 : 2.0));
  }
}

TEST_CASE("a group's cost is paid from the fund while it lasts, then by the members equally") {
  const Scenario s = laboratory(4, 1);
  World w = world_of(s);
  w.groups.fund(0, 0) = 10.0;
  w.bear_group_cost(0, 6.0);
  CHECK(w.groups.fund(0, 0) == 4.0);
  CHECK(w.firms.cost(1, 0) == 1.5);
  CHECK(w.firms.transfer(1, 0) == 1.5);
  w.bear_group_cost(0, 6.0);
  CHECK(w.groups.fund(0, 0) == 0.0);
  CHECK(w.firms.cost(1, 0) == 3.0);
  CHECK(w.firms.transfer(1, 0) == 2.5);
}

TEST_CASE("the programme pays its share of a group's cost with overhead, falling to the end") {
  Scenario s = laboratory(4, 100);
  s.institution.co_finance = 0.8;
  s.institution.co_finance_end = 0.2;
  s.institution.overhead = 0.1;
  s.institution.funding_months = 30.0;
  World w = world_of(s);
  w.groups.funded(0, 0) = 1;
  w.bear_cofinanced_cost(0, 0, 100.0);
  CHECK_THAT(w.groups.programme(0, 0), WithinRel(88.0));
  CHECK_THAT(w.firms.cost(0, 0), WithinRel(5.0));
  const int t = 33;
  const double share = 0.8 - 0.6 * (t * 14.0 / kDaysPerMonth) / 30.0;
  w.groups.programme(0, 0) = w.firms.cost(0, 0) = 0.0;
  w.bear_cofinanced_cost(0, t, 100.0);
  CHECK_THAT(w.groups.programme(0, 0), WithinRel(110.0 * share, 1e-8));
  CHECK_THAT(w.firms.cost(0, 0), WithinRel(25.0 * (1.0 - share), 1e-8));
  w.groups.funded(0, 0) = 0;
  w.groups.programme(0, 0) = 0.0;
  w.bear_cofinanced_cost(0, 0, 100.0);
  CHECK(w.groups.programme(0, 0) == 0.0);
}

TEST_CASE("payments into the fund stay the members' money, and only its liquidity yield is new") {
  Scenario s = laboratory(6, 3);
  s.association[0].actions[0].every = 1000;
  Regulation& rules = s.association[0].regulation;
  rules.adoption = Adoption::start;
  rules.fund_fee = 5.0;
  rules.fund_every = 1;
  s.model.fund_return = 1.2;
  s.model.meeting_gain = 0.0;
  s.profiles[0].gamma = {100.0, 0.0};  // everybody pays
  s.profiles[0].norm_intercept = {1.0, 0.0};
  World w = world_of(s);
  step(w, 0, 0);
  step(w, 0, 1);
  CHECK_THAT(w.groups.fund(0, 0), WithinRel(60.0));
  for (int f = 0; f < 6; ++f) {
    CHECK_THAT(w.firms.transfer(f, 0), WithinRel(-5.0));
    CHECK_THAT(w.firms.gain(f, 0), WithinRel(1.0, 1e-12));  // a fifth of what each paid
  }
}
