// What must hold for the results of every run, whatever the scenario: shares are shares, the dead
// stay dead, people and money are accounted for.
#pragma once

#include "support/core_fixture.hpp"

#include <cmath>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace minga::test {

using namespace core;

inline bool is_share(double x) { return x >= -1e-9 && x <= 1.0 + 1e-9; }

/// Faults of one run, as text; empty where all is well. A run has thousands of numbers, and only
/// those that are wrong are worth an assertion.
class Inspector {
 public:
  Inspector(const Scenario& s, const BlockResult& result, std::size_t r)
      : s_(s),
        x_(result),
        r_(r),
        periods_(static_cast<std::size_t>(result.periods)),
        firms_(static_cast<std::size_t>(result.firms)) {}

  std::string faults() {
    if (!x_.failed[r_].empty())
      fault("failed: " + x_.failed[r_]);
    summary();
    trajectory();
    people();
    money();
    events();
    return faults_;
  }

 private:
  void fault(const std::string& text) { faults_ += text + "; "; }
  void need(bool holds, const std::string& text) {
    if (!holds)
      fault(text);
  }
  double value(const char* name) const { return summary_of(x_, name)[r_]; }
  double at(const char* name, std::size_t t) const { return path_of(x_, name)[r_ * periods_ + t]; }
  double firm(const char* name, std::size_t t, std::size_t f) const {
    return firms_of(x_, name)[(r_ * periods_ + t) * firms_ + f];
  }

  void summary() {
    const std::set<std::string_view> may_miss{"cooperation_rate", "trust", "payoff_gini",
                                              "client_gain", "price_paid"};
    for (const Variable& v : summary_variables()) {
      const double x = value(v.name.data());
      const bool milestone = v.name.starts_with("time_to_");
      if (std::isnan(x)) {
        need(milestone || may_miss.count(v.name) > 0, std::string(v.name) + " is NaN");
        continue;
      }
      need(std::isfinite(x), std::string(v.name) + " is infinite");
      if (milestone)
        need(x >= 0 && x <= x_.periods, std::string(v.name) + " is outside the horizon");
    }
    for (const char* name : {"cooperation_rate", "cooperation_final", "attendance", "trust",
                             "payoff_gini", "survived", "independent"}) {
      need(std::isnan(value(name)) || is_share(value(name)), std::string(name) + " is no share");
    }
    const bool survived = value("survived") == 1.0;
    need(survived == (value("periods_survived") == x_.periods), "survival and its length differ");
    need(survived == (value("state") == 0.0), "survival and state differ");
    need(survived == (value("cause") == 0.0), "survival and cause differ");
    need(survived || value("members_final") == 0.0, "a dead group has members");
    need(value("independent") <= value("survived"), "a dead group is independent");
  }

  void trajectory() {
    double sanctions = 0.0;
    double days = 0.0;
    double phase = 1.0;
    bool dead = false;
    for (std::size_t t = 0; t < periods_; ++t) {
      for (const char* name : {"cooperation_rate", "attendance", "trust", "expected_conduct",
                               "engagement", "capability", "vision"}) {
        const double x = at(name, t);
        need(std::isnan(x) ? true : is_share(x), std::string(name) + " is no share");
        const bool always = std::string_view(name) == "capability" ||
                            std::string_view(name) == "vision" ||
                            std::string_view(name) == "attendance";
        if (always)
          need(std::isnan(x) == dead, std::string(name) + " is missing while alive");
      }
      for (const char* name : {"fund", "sanctions", "side_deals", "facilitator_days"})
        need(at(name, t) >= 0.0, std::string(name) + " is negative or NaN");
      need(dead || at("conflict", t) >= 0.0, "conflict is negative or NaN");
      need(std::isfinite(at("payoff", t)), "payoff is not finite");
      need(at("phase", t) >= phase && at("phase", t) <= 4.0, "phases went back");
      phase = at("phase", t);
      need(!dead || at("state", t) != 0.0, "the dead came back");
      need(!dead || at("state", t) == at("state", t - 1), "a dead group changed its state");
      if (!dead && at("state", t) != 0.0) {
        need(static_cast<double>(t) == value("periods_survived"), "died at another time");
        need(at("fund", t) == 0.0, "the fund of a dead group was kept");
        dead = true;
      }
      sanctions += at("sanctions", t);
      days += at("facilitator_days", t);
    }
    need(at("fund", periods_ - 1) == 0.0, "the fund was not returned");
    need(sanctions == value("sanctions_total"), "sanctions do not add up");
    need(std::fabs(days - value("facilitator_days")) < 1e-3 * (1.0 + days), "days do not add up");
    need(phase == value("phase_reached"), "the phase reached is another");
    need(at("state", periods_ - 1) == value("state"), "the state is another");
  }

  void people() {
    std::vector<int> before(firms_, 0);
    double expelled = 0.0;
    for (std::size_t t = 0; t < periods_; ++t) {
      const bool alive = at("state", t) == 0.0;
      double members = 0.0;
      double present = 0.0;
      double seats = 0.0;
      for (std::size_t f = 0; f < firms_; ++f) {
        const auto now = static_cast<int>(firm("status", t, f));
        const bool ran = alive || value("periods_survived") == static_cast<double>(t);
        // entrants join after the first meeting; at the start only founders are there
        const bool founder = static_cast<int>(f) < s_.population.firms && now != 0;
        const bool seated = ran && (t == 0 ? founder : before[f] == 1);
        members += now == 1;
        need(now >= 0 && now <= 3, "no such status");
        need(before[f] < 2 || now == before[f], "one who had left or been expelled came back");
        need(before[f] != 1 || now != 0, "a member became a candidate");
        before[f] = now;
        const double contributed = firm("contributed", t, f);
        const double attended = firm("attended", t, f);
        const bool in = now == 1;
        need(std::isnan(contributed) || is_share(contributed), "contributed is no share");
        need(std::isnan(attended) == !seated, "attendance and membership differ");
        need(!seated || attended == 0.0 || attended == 1.0, "attended in part");
        present += seated && attended == 1.0;
        seats += seated;
        const double belief = firm("belief", t, f);
        need(std::isnan(belief) == std::isnan(contributed), "belief and what was due differ");
        need(std::isnan(belief) || is_share(belief), "belief is no share");
        for (const char* name : {"trust", "engagement"}) {
          const double x = firm(name, t, f);
          need(in ? is_share(x) : std::isnan(x) || ((seated || !alive) && is_share(x)),
               std::string(name) + " of a firm is no share");
        }
        need(std::isfinite(firm("payoff", t, f)), "a firm's payoff is not finite");
      }
      need(at("members", t) == members, "members and statuses differ");
      need(seats == 0.0 || std::fabs(present / seats - at("attendance", t)) < 1e-6,
           "attendance is not that of the firms");
    }
    for (const int status : before)
      expelled += status == 3;
    need(expelled == value("expulsions"), "expulsions and statuses differ");
  }

  void money() {
    const double welfare =
        value("member_gain") - value("member_cost") - value("cost") + value("outsider_effect");
    const double scale = 1.0 + std::fabs(value("member_gain")) + value("member_cost");
    need(std::fabs(welfare - value("welfare")) < 1e-9 * scale, "welfare is not its ledger");
    double gain = 0.0;
    double cost = 0.0;
    double transfers = 0.0;
    const auto profiles = s_.profiles.size();
    for (std::size_t p = 0; p < profiles; ++p) {
      gain += ledger_of(x_, "member_gain_by_profile")[r_ * profiles + p];
      cost += ledger_of(x_, "member_cost_by_profile")[r_ * profiles + p];
      transfers += ledger_of(x_, "transfers_by_profile")[r_ * profiles + p];
    }
    need(std::fabs(gain - value("member_gain")) < 1e-9 * scale, "gains by profile differ");
    need(std::fabs(cost - value("member_cost")) < 1e-9 * scale, "costs by profile differ");
    need(std::fabs(transfers) < 1e-6 * scale, "money was made or lost");
    need(value("cost") >= 0.0 && value("member_cost") >= 0.0, "a cost is negative");
  }

  void events() {
    double expelled = 0.0;
    for (const Event& e : x_.events) {
      if (static_cast<std::size_t>(e.run) != r_)
        continue;
      need(e.time >= 0 && e.time < x_.periods, "an event lies outside the horizon");
      need(e.firm >= -1 && e.firm < x_.firms, "an event has no firm");
      need(std::isfinite(e.value), "an event's value is not finite");
      expelled += e.kind == EventKind::expelled;
    }
    need(expelled == value("expulsions"), "expulsions and events differ");
  }

  const Scenario& s_;
  const BlockResult& x_;
  std::size_t r_, periods_, firms_;
  std::string faults_;
};

}  // namespace minga::test
