// What the tests of the core share: scenarios made in code, periods stepped by hand, results by
// name, and the width of a statistical check.
#pragma once

#include "minga/core/random.hpp"
#include "minga/core/simulate.hpp"
#include "world.hpp"

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace minga::test {

/// A firm that weighs its own money only: no norm, no loss aversion, no future.
inline core::Profile plain_profile(const std::string& name) {
  core::Profile p;
  p.name = name;
  p.lambda = {1.0, 0.0};
  p.eta = {0.25, 0.0};
  return p;
}

/// A linear public good with all else switched off.
inline core::Action linear_action(double cost, double multiplier) {
  core::Action a;
  a.name = "good";
  a.form = core::GameForm::linear;
  a.phase = 1;
  a.cost = cost;
  a.multiplier = multiplier;
  return a;
}

/// One linear public good in a laboratory: everybody comes, nobody leaves, nothing varies.
inline core::Scenario laboratory(int firms, int periods) {
  core::Scenario s;
  s.name = "laboratory";
  s.time.periods = periods;
  s.population.firms = firms;
  s.population.margin_cv = s.population.size_cv = s.population.distance_cv = 0.0;
  s.population.culture_spread = s.population.product_spread = 0.0;
  s.population.income_weight_sd = 0.0;
  s.population.shares = {1.0};
  s.profiles = {plain_profile("plain")};
  core::Association group;
  group.name = "group";
  group.min_members = 1;
  group.regulation.distribution = core::Distribution::equal;
  group.actions = {linear_action(10.0, 2.0)};
  s.association = {group};
  s.participation.mode = core::ParticipationMode::fixed;
  s.participation.rate = 1.0;
  s.market.demand_sd = s.market.seasonality = s.market.counter_offers = 0.0;
  s.model.attention = 100.0;  // nobody stays away by choice
  s.model.exit_rate = s.model.turnover_rate = s.model.entry_rate = 0.0;
  s.model.conflict_loss = 0.0;
  s.model.trust_floor = 0.0;
  s.model.dissolve_share = 1.0;
  s.record = {true, true, true, true};
  return s;
}

/// Days of a facilitator in every phase, and the shares of them that go to activities.
inline void guide(core::Scenario& s, double days,
                  std::initializer_list<std::pair<core::Activity, double>> shares) {
  s.facilitator.days.fill(days);
  for (auto& weights : s.facilitator.weights) {
    for (const auto& [activity, share] : shares)
      weights[static_cast<std::size_t>(activity)] = share;
  }
}

/// A laboratory in periods of one month, so that months of the model are counted in periods.
inline core::Scenario monthly_laboratory(int firms, int periods) {
  core::Scenario s = laboratory(firms, periods);
  s.time.period_days = core::kDaysPerMonth;
  return s;
}

/// Groups to be stepped by hand. They refer to the scenario, which has to outlive them.
inline core::World world_of(const core::Scenario& s, int runs = 1, std::uint64_t seed = 1) {
  return core::World(s, {.seed = seed, .stream = 0, .first_replicate = 0, .count = runs});
}
core::World world_of(core::Scenario&&, int runs = 1, std::uint64_t seed = 1) = delete;

inline core::BlockResult run(const core::Scenario& s, int count, std::uint64_t seed = 1,
                             std::uint32_t stream = 0, std::uint32_t first = 0) {
  return core::simulate(s,
                        {.seed = seed, .stream = stream, .first_replicate = first, .count = count});
}

inline std::size_t index_of(std::span<const core::Variable> variables, std::string_view name) {
  for (std::size_t i = 0; i < variables.size(); ++i) {
    if (variables[i].name == name)
      return i;
  }
  throw std::logic_error("no variable " + std::string(name));
}

inline const std::vector<double>& summary_of(const core::BlockResult& r, std::string_view name) {
  return r.summary.at(index_of(core::summary_variables(), name));
}
inline const std::vector<double>& ledger_of(const core::BlockResult& r, std::string_view name) {
  return r.by_profile.at(index_of(core::profile_variables(), name));
}
inline const std::vector<float>& path_of(const core::BlockResult& r, std::string_view name) {
  return r.trajectory.at(index_of(core::trajectory_variables(), name));
}
inline const std::vector<float>& firms_of(const core::BlockResult& r, std::string_view name) {
  return r.firm.at(index_of(core::firm_variables(), name));
}
inline const std::vector<double>& traits_of(const core::BlockResult& r, std::string_view name) {
  return r.firm_constant.at(index_of(core::firm_constant_variables(), name));
}

/// Chance that members see a defection in the first action, from the regulation as written.
inline double chance_seen(const core::Scenario& s, double stealth) {
  const core::Regulation& rules = s.association[0].regulation;
  const double unseen = (1.0 - s.model.informal_visibility) * (1.0 - rules.monitoring) *
                        (1.0 - s.model.transparency_effect * rules.transparency);
  return (1.0 - unseen) * (1.0 - s.association[0].actions[0].hidden) * (1.0 - stealth);
}

/// Periods in which something was logged.
inline std::vector<int> times_of(const std::vector<core::Event>& log, core::EventKind kind) {
  std::vector<int> out;
  for (const core::Event& e : log) {
    if (e.kind == kind)
      out.push_back(e.time);
  }
  return out;
}

/// Empties the flows of the last period, as simulate() does before each period but the first.
inline void clear_flows(core::World& w, int r) {
  for (int f = 0; f < w.derived.firms; ++f) {
    w.firms.gain(f, r) = w.firms.cost(f, r) = w.firms.transfer(f, r) = 0.0;
  }
  core::Groups& g = w.groups;
  g.programme(0, r) = g.outsider(0, r) = g.yields(0, r) = 0.0;
  g.sanctions(0, r) = g.side_deals(0, r) = 0;
  g.short_of_cash(0, r) = 0;
  for (int a = 0; a < static_cast<int>(w.derived.actions.size()); ++a) {
    g.made(a, r) = g.due(a, r) = g.apparent(a, r) = 0.0;
  }
}

/// The first steps of a period, up to the meeting.
inline void step_to_expectations(core::World& w, int r, int t) {
  if (t > 0)
    clear_flows(w, r);
  core::open_period(w, r, t);
  core::facilitate(w, r, t);
  core::form_expectations(w, r, t);
}

/// The first half of a period, up to what is seen and sanctioned.
inline void step_to_monitoring(core::World& w, int r, int t) {
  step_to_expectations(w, r, t);
  core::hold_meeting(w, r, t);
  core::act(w, r, t);
  core::monitor(w, r, t);
}

/// What follows monitoring in a period.
inline void finish_period(core::World& w, int r, int t) {
  core::learn(w, r, t);
  core::change_members(w, r, t);
  core::review_group(w, r, t);
  core::settle(w, r, t);
}

/// A whole period.
inline void step(core::World& w, int r, int t) {
  step_to_monitoring(w, r, t);
  finish_period(w, r, t);
}

/// False-failure rate of one statistical check: with fixed seeds a check either always passes or
/// always fails; this is the chance that a correct program was given an unlucky seed.
inline constexpr double kFalseFailure = 1e-6;

/// Standard errors within which an estimate lies with chance 1 - kFalseFailure: 4.89.
inline double standard_errors() {
  return boost::math::quantile(boost::math::complement(boost::math::normal(), kFalseFailure / 2));
}

/// Value that a chi-square statistic exceeds with chance kFalseFailure.
inline double chi_square_limit(double degrees) {
  return boost::math::quantile(
      boost::math::complement(boost::math::chi_squared(degrees), kFalseFailure));
}

/// Pearson's statistic for counts against expected counts.
inline double chi_square(std::span<const double> counts, std::span<const double> expected) {
  double sum = 0.0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    sum += (counts[i] - expected[i]) * (counts[i] - expected[i]) / expected[i];
  }
  return sum;
}

}  // namespace minga::test
