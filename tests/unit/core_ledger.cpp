// Money over whole runs: every payment has a payer and a receiver, in every period; the ledger's
// lines add up; and what is recorded is what the periods did.
#include "minga/core/inequality.hpp"
#include "support/catch.hpp"
#include "support/core_fixture.hpp"
#include "support/otavalo.hpp"

#include <cmath>
#include <numeric>
#include <string>
#include <vector>

using namespace minga::test;
using namespace minga::core;

namespace {

/// The shipped case with a regulation and a facilitator by name, all actions open from the start,
/// money asked on joining, a formal group with costs, and penalties on leaving.
Scenario busy_otavalo(const std::string& regulation, const std::string& facilitator) {
  Scenario s = shipped_otavalo(regulation, facilitator);
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
