// Money: every payment has a payer and a receiver, in every period; the ledger's lines add up; and
// what is recorded is what the periods did.
#include "minga/core/inequality.hpp"
#include "minga/io/scenario.hpp"
#include "support/catch.hpp"
#include "support/core_fixture.hpp"

#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

using namespace minga::test;
using namespace minga::core;

namespace {

/// The shipped case with a regulation and a facilitator by name, all actions open from the start,
/// money asked on joining, a formal group with costs, and penalties on leaving.
Scenario busy_otavalo(const std::string& regulation, const std::string& facilitator) {
  Scenario s =
      minga::io::load_scenario(
          "otavalo", std::vector<minga::io::Override>{{"association[0].regulation", regulation},
                                                      {"facilitator.strategy", facilitator}})
          .value;
  for (Action& a : s.association[0].actions) {
    a.phase = 1;
    a.every = 2;
  }
  Regulation& rules = s.association[0].regulation;
  if (rules.adoption == Adoption::vote)
    rules.adoption = Adoption::start;
  rules.exit_penalty = 7.0;
  rules.absence_fine = 1.5;
  s.association[0].formal = true;
  s.association[0].formal_cost = 9.0;
  s.facilitator.co_investment = 4.0;
  s.model.entry_rate = 0.5;
  s.model.exit_rate = 0.1;
  s.record = {true, true, true, true};
  s.time.periods = 60;
  return s;
}

const std::vector<std::string> kRegulations{
    "none",         "handshake",           "commitment-letter",
    "otavalo-2008", "graduated-sanctions", "strict-expulsion",
    "paid-manager", "peer-punishment"};

double over_firms(const World& w, const Field<double>& field, int r) {
  double sum = 0.0;
  for (int f = 0; f < w.derived.firms; ++f)
    sum += field(f, r);
  return sum;
}

bool same(double a, double b, double scale) { return std::fabs(a - b) <= 1e-9 * scale; }

}  // namespace

TEST_CASE("in every period what firms pay and receive is what the fund gains and loses") {
  double moved = 0.0;
  for (const std::string& regulation : kRegulations) {
    for (const char* const facilitator : {"member-owner", "none"}) {
      const Scenario s = busy_otavalo(regulation, facilitator);
      World w = world_of(s, 4, 5);
      for (int r = 0; r < 4; ++r) {
        double fund = 0.0;
        for (int t = 0; t < s.time.periods && w.alive(r); ++t) {
          CAPTURE(regulation, facilitator, r, t);
          step(w, r, t);
          REQUIRE(w.groups.fund(0, r) >= 0.0);
          const double change = w.groups.fund(0, r) - fund;
          REQUIRE(same(over_firms(w, w.firms.transfer, r), -change, 1000.0));
          moved += std::fabs(change);
          fund = w.groups.fund(0, r);
        }
        // what is left goes back, at the end of the group or of the horizon
        REQUIRE(w.groups.fund(0, r) == 0.0);
        REQUIRE(same(over_firms(w, w.firms.transfer_total, r), 0.0, 1000.0));
      }
    }
  }
  CHECK(moved > 1000.0);
}

TEST_CASE("periods stepped by hand are those of simulate") {
  const Scenario s = busy_otavalo("strict-expulsion", "member-owner");
  const BlockResult result = run(s, 6, 8);
  World w = world_of(s, 6, 8);
  for (int r = 0; r < 6; ++r) {
    for (int t = 0; t < s.time.periods; ++t) {
      if (w.alive(r))
        step(w, r, t);
    }
    const auto at = static_cast<std::size_t>(r);
    CHECK(summary_of(result, "member_gain")[at] == over_firms(w, w.firms.gain_total, r));
    CHECK(summary_of(result, "member_cost")[at] == over_firms(w, w.firms.cost_total, r));
    CHECK(summary_of(result, "sanctions_total")[at] == w.groups.sanctions_total(0, r));
  }
}

TEST_CASE("the ledger discounts every period's gains, costs, programme and effects on others") {
  const Scenario s = busy_otavalo("graduated-sanctions", "trust-first");
  const BlockResult result = run(s, 5, 3);
  World w = world_of(s, 5, 3);
  for (int r = 0; r < 5; ++r) {
    double gain = 0.0;
    double cost = 0.0;
    double programme = 0.0;
    double outsiders = 0.0;
    for (int t = 0; t < s.time.periods && w.alive(r); ++t) {
      step(w, r, t);
      const double weight = std::pow(1.0 + s.discount_rate, -(t * s.time.period_days) / 365.2425);
      gain += weight * over_firms(w, w.firms.gain, r);
      cost += weight * over_firms(w, w.firms.cost, r);
      programme += weight * w.groups.programme(0, r);
      outsiders += weight * w.groups.outsider(0, r);
    }
    const auto at = static_cast<std::size_t>(r);
    CHECK_THAT(summary_of(result, "member_gain")[at], WithinRel(gain, 1e-10));
    CHECK_THAT(summary_of(result, "member_cost")[at], WithinRel(cost, 1e-10));
    CHECK_THAT(summary_of(result, "cost")[at], WithinRel(programme, 1e-10));
    CHECK_THAT(summary_of(result, "outsider_effect")[at], WithinRel(outsiders, 1e-10));
    CHECK_THAT(summary_of(result, "welfare")[at],
               WithinAbs(gain - cost - programme + outsiders, 1e-8 * gain));
    CHECK(programme > 0.0);
    CHECK(outsiders > 0.0);
  }
}

TEST_CASE("the lines by profile add up to the totals, and transfers to nothing") {
  for (const std::string& regulation : kRegulations) {
    const Scenario s = busy_otavalo(regulation, "member-owner");
    const BlockResult result = run(s, 10, 11);
    for (std::size_t run = 0; run < 10; ++run) {
      CAPTURE(regulation, run);
      const auto sum = [&](const char* name) {
        double total = 0.0;
        for (std::size_t p = 0; p < s.profiles.size(); ++p)
          total += ledger_of(result, name)[run * s.profiles.size() + p];
        return total;
      };
      CHECK_THAT(sum("member_gain_by_profile"),
                 WithinRel(summary_of(result, "member_gain")[run], 1e-10));
      CHECK_THAT(sum("member_cost_by_profile"),
                 WithinRel(summary_of(result, "member_cost")[run], 1e-10));
      CHECK_THAT(sum("transfers_by_profile"), WithinAbs(0.0, 1e-6));
      const auto& status = firms_of(result, "status");
      double ever = 0.0;
      for (std::size_t f = 0; f < static_cast<std::size_t>(result.firms); ++f) {
        const std::size_t last = (run + 1) * static_cast<std::size_t>(result.periods) - 1;
        ever += status[last * static_cast<std::size_t>(result.firms) + f] > 0.0F;
      }
      CHECK(sum("firms_by_profile") == ever);
    }
  }
}

TEST_CASE("a group's recorded payoff is its firms', and undiscounted payoffs make the Gini index") {
  Scenario s = busy_otavalo("strict-expulsion", "member-owner");
  s.discount_rate = 0.0;
  const BlockResult result = run(s, 6, 2);
  const auto firms = static_cast<std::size_t>(result.firms);
  const auto periods = static_cast<std::size_t>(result.periods);
  for (std::size_t r = 0; r < 6; ++r) {
    std::vector<double> payoff(firms, 0.0);
    for (std::size_t t = 0; t < periods; ++t) {
      const std::size_t at = r * periods + t;
      double sum = 0.0;
      for (std::size_t f = 0; f < firms; ++f) {
        const double x = firms_of(result, "payoff")[at * firms + f];
        sum += x;
        payoff[f] += x;
      }
      CHECK_THAT(path_of(result, "payoff")[at], WithinAbs(sum, 0.01));
    }
    // without discounting, gains less costs are the payoffs: transfers cancel
    const double net = std::accumulate(payoff.begin(), payoff.end(), 0.0);
    const double gain = summary_of(result, "member_gain")[r];
    CHECK_THAT(gain - summary_of(result, "member_cost")[r], WithinAbs(net, 1e-5 * gain));
    std::vector<double> members;
    for (std::size_t f = 0; f < firms; ++f) {
      if (firms_of(result, "status")[((r + 1) * periods - 1) * firms + f] > 0.0F)
        members.push_back(payoff[f]);
    }
    CHECK_THAT(summary_of(result, "payoff_gini")[r], WithinAbs(gini_index(members), 1e-5));
  }
}

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
        for (int f = 0; f < 7; ++f) {
          present += w.firms.present(f, 0);
          size += w.firms.size(f, 0);
          power += std::pow(w.firms.size(f, 0), s.model.capture_power);
          for (int a = 0; a < 2; ++a) {
            const double level = w.firms.level(w.at_action(a, f), 0);
            total[static_cast<std::size_t>(a)] += level < 0.0 ? 1.0 : level;
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
          double gain = yield - 6.0 * (7.0 - total[0]) / 7.0 - 9.0 * (7.0 - total[1]) / 7.0;
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
        learn(w, 0, t);
        change_members(w, 0, t);
        review_group(w, 0, t);
        settle(w, 0, t);
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
  CHECK_THAT(w.groups.programme(0, 0), WithinRel(110.0 * share));
  CHECK_THAT(w.firms.cost(0, 0), WithinRel(25.0 * (1.0 - share)));
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

// Raffinetti, Siletti, Vernizzi 2015; without negative values it is the usual index times n/(n-1).
TEST_CASE(
    "the Gini index stays within [0, 1] with negative payoffs, and is the usual one without") {
  CHECK(gini_index(std::vector<double>{3.0, 3.0, 3.0}) == 0.0);
  CHECK_THAT(gini_index(std::vector<double>{0.0, 0.0, 9.0}), WithinRel(1.0));
  CHECK_THAT(gini_index(std::vector<double>{1.0, 3.0}), WithinRel(0.5));
  // sum over pairs 1 + 2 + 4 + 1 + 3 + 2 = 13, over 3 x 11
  CHECK_THAT(gini_index(std::vector<double>{1.0, 2.0, 3.0, 5.0}), WithinRel(13.0 / 33.0));
  CHECK_THAT(gini_index(std::vector<double>{-4.0, 4.0}), WithinRel(1.0));
  CHECK_THAT(gini_index(std::vector<double>{-1.0, 0.0, 3.0}), WithinRel(8.0 / 8.0));
  CHECK(std::isnan(gini_index(std::vector<double>{2.0})));
  CHECK(std::isnan(gini_index(std::vector<double>{})));
  CHECK(gini_index(std::vector<double>{0.0, 0.0}) == 0.0);
}
