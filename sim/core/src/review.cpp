// Step 8 of a period, group: milestones, phases, manager, dissolution with its cause; and the
// settlement of the period's flows into totals.
#include "minga/core/math.hpp"
#include "steering.hpp"
#include "world.hpp"

#include <algorithm>
#include <cmath>

namespace minga::core {
namespace {

/// Fortnights of a manager's pay that a chartered fund must hold before one is hired.
constexpr double kManagerReserve = 6.0;

int months_to_periods(const World& w, double months) {
  return static_cast<int>(std::lround(months / w.derived.month));
}

bool strikes(World& w, int& first_time, int r, int t, EventKind kind) {
  if (first_time >= 0)
    return false;
  first_time = t;
  w.log(r, t, -1, kind);
  return true;
}

void follow_pilot(World& w, int r, int t) {
  Groups& g = w.groups;
  if (g.time_pilot(0, r) >= 0)
    return;
  for (int a = 0; a < static_cast<int>(w.derived.actions.size()); ++a) {
    if (g.active(a, r) == 0 || !w.derived.actions[static_cast<std::size_t>(a)].action.pilot)
      continue;
    if (g.pilot_since(0, r) < 0)
      g.pilot_since(0, r) = t;
    g.pilot_made(0, r) += g.made(a, r);
    g.pilot_due(0, r) += g.due(a, r);
  }
  const int since = g.pilot_since(0, r);
  if (since < 0 || t - since < months_to_periods(w, w.model.pilot_months))
    return;
  if (g.pilot_due(0, r) > 0.0 && g.pilot_made(0, r) >= w.model.pilot_share * g.pilot_due(0, r)) {
    strikes(w, g.time_pilot(0, r), r, t, EventKind::pilot_done);
    return;
  }
  g.pilot_since(0, r) = -1;  // the pilot failed; the next one starts anew
  g.pilot_made(0, r) = g.pilot_due(0, r) = 0.0;
}

void follow_planning(World& w, int r, int t) {
  Groups& g = w.groups;
  if (g.meeting(0, r) != 0) {
    g.draft(0, r) += w.model.self_drafting;
    g.plan(0, r) += w.model.self_planning * g.capability(0, r);
  }
  // a plan is the members' when it is made in meetings of a group in phase three
  if (g.phase(0, r) >= 3 && g.meeting(0, r) != 0 && g.plan(0, r) >= w.model.plan_effort) {
    strikes(w, g.time_plan(0, r), r, t, EventKind::plan_agreed);
  }
}

void follow_routine(World& w, int r, int t) {
  Groups& g = w.groups;
  const bool working = g.attendance(0, r) >= w.model.routine_attendance &&
                       g.conduct_smooth(0, r) >= w.model.routine_conduct;
  g.since_routine(0, r) = working ? g.since_routine(0, r) + 1 : 0;
  if (g.since_routine(0, r) >= months_to_periods(w, 6.0)) {
    strikes(w, g.time_routine(0, r), r, t, EventKind::routine_reached);
  }
}

void employ_manager(World& w, int r, int t) {
  Groups& g = w.groups;
  const double cost = w.group_spec.manager_cost * w.derived.fortnights;
  const double worth = w.mean_over_members(w.firms.benefit, r) * g.members(0, r);
  const bool chartered = w.regulated(r) && w.rules.fund_fee > 0.0;
  if (g.manager(0, r) == 0) {
    const bool payable = !chartered || g.fund(0, r) >= kManagerReserve * w.group_spec.manager_cost;
    const bool ripe = g.phase(0, r) >= 3 && g.meeting(0, r) != 0 && payable;
    if (!ripe || worth <= cost)
      return;
    g.manager(0, r) = 1;
    strikes(w, g.time_manager(0, r), r, t, EventKind::manager_hired);
  } else if (worth < 0.0 || (chartered && g.fund(0, r) < cost)) {
    g.manager(0, r) = 0;
  }
  if (g.manager(0, r) != 0)
    w.bear_cofinanced_cost(r, t, cost);
}

bool ready_for_next_phase(const World& w, int r, int t) {
  const Groups& g = w.groups;
  if (g.phase(0, r) == 1) {
    return months_since_founded(w, r, t) >= w.model.phase_one_months &&
           g.attendance(0, r) >= w.model.phase_one_attendance;
  }
  if (g.phase(0, r) == 2) {
    const bool regulated_or_none = w.regulated(r) || w.rules.adoption == Adoption::never;
    return regulated_or_none && g.time_pilot(0, r) >= 0;
  }
  return g.phase(0, r) == 3 && g.time_plan(0, r) >= 0 && g.time_routine(0, r) >= 0;
}

void change_phase(World& w, int r, int t) {
  Groups& g = w.groups;
  int& phase = g.phase(0, r);
  if (phase_held_back(w) || !ready_for_next_phase(w, r, t))
    return;
  ++phase;
  g.phase_reached(0, r) = std::max(g.phase_reached(0, r), phase);
  w.log(r, t, -1, EventKind::phase_changed, phase);
}

void follow_independence(World& w, int r, int t) {
  Groups& g = w.groups;
  const int free_since = g.time_exit(0, r) >= 0 ? std::max(g.time_exit(0, r), g.funding_end(0, r))
                                                : (g.facilitated(0, r) == 0 ? g.founded(0, r) : -1);
  if (free_since < 0 || g.funded(0, r) != 0)
    return;
  if (g.conduct_smooth(0, r) < w.model.standing_share)
    return;
  if (t + 1 - free_since >= months_to_periods(w, w.model.standing_months)) {
    strikes(w, g.time_alone(0, r), r, t, EventKind::standing_alone);
  }
}

bool members_vote_to_end(World& w, int r, int t) {
  if (w.groups.meeting(0, r) == 0)
    return false;
  const auto worth_of = [&](int f) {
    return (w.firms.benefit(f, r) - w.firms.outside(f, r)) * w.firms.horizon(f, r);
  };
  int worse = 0;
  for (int f = 0; f < w.derived.firms; ++f)
    worse += w.member(f, r) && worth_of(f) < 0.0;
  if (worse < w.model.dissolve_share * w.groups.members(0, r))
    return false;  // nobody calls a vote
  int yes = 0;
  int present = 0;
  for (int f = 0; f < w.derived.firms; ++f) {
    if (!w.member(f, r) || w.firms.present(f, r) == 0)
      continue;
    ++present;
    const double worth = worth_of(f);
    const double scaled = -worth / (w.firms.margin(f, r) * w.model.exit_noise);
    yes += w.random.uniform(w.address(f, r, t), Purpose::vote_dissolve) <
           logistic(scaled - w.model.vote_reluctance / w.firms.coefficient(f, r).eta);
  }
  return present > 0 && 2 * yes > present;
}

Cause cause_of_end(World& w, int r, int t) {
  Groups& g = w.groups;
  const Model& m = w.model;
  if (closing(w))
    return Cause::vote;
  if (g.members(0, r) < w.group_spec.min_members)
    return Cause::too_few;
  if (g.quorum_failures(0, r) >= m.quorum_failures_max)
    return Cause::quorum;
  const double expected = w.mean_over_members(w.firms.conduct, r);
  g.distrust(0, r) = expected < m.trust_floor ? g.distrust(0, r) + 1 : 0;
  if (g.distrust(0, r) >= m.trust_floor_periods)
    return Cause::distrust;
  g.drained(0, r) = g.short_of_cash(0, r) != 0 ? g.drained(0, r) + 1 : 0;
  if (g.drained(0, r) >= m.drained_periods)
    return Cause::drained;
  return members_vote_to_end(w, r, t) ? Cause::vote : Cause::none;
}

/// What is left in the fund belongs to the members, and so do its debts.
void return_fund(World& w, int r) {
  double& fund = w.groups.fund(0, r);
  const int n = w.groups.members(0, r);
  if (n == 0) {
    // the last to leave settle it: whoever was ever a member
    int ever = 0;
    for (int f = 0; f < w.derived.firms; ++f)
      ever += w.firms.ever(f, r);
    for (int f = 0; f < w.derived.firms; ++f) {
      if (w.firms.ever(f, r) != 0)
        w.firms.transfer(f, r) += fund / ever;
    }
  } else {
    for (int f = 0; f < w.derived.firms; ++f) {
      if (w.member(f, r))
        w.firms.transfer(f, r) += fund / n;
    }
  }
  fund = 0.0;
}

}  // namespace

void end_group(World& w, int r, int t, Cause cause) {
  Groups& g = w.groups;
  // a registered association that nobody comes to any more exists on paper only
  const bool shell = g.formal(0, r) != 0 && cause == Cause::quorum;
  g.state(0, r) = static_cast<std::int8_t>(shell ? GroupState::dormant : GroupState::dissolved);
  g.cause(0, r) = static_cast<std::int8_t>(cause);
  g.end_period(0, r) = t;
  g.manager(0, r) = 0;
  return_fund(w, r);
  w.log(r, t, -1, shell ? EventKind::dormant : EventKind::dissolved, static_cast<double>(cause));
}

void review_group(World& w, int r, int t) {
  Groups& g = w.groups;
  follow_pilot(w, r, t);
  follow_planning(w, r, t);
  follow_routine(w, r, t);
  employ_manager(w, r, t);
  keep_legal_form(w, r, t);
  change_phase(w, r, t);
  follow_independence(w, r, t);
  const Cause cause = cause_of_end(w, r, t);
  if (cause != Cause::none) {
    end_group(w, r, t, cause);
  } else if (t + 1 == w.scenario.time.periods) {
    return_fund(w, r);
  }
  ++g.periods_alive(0, r);
}

void settle(World& w, int r, int t) {
  Groups& g = w.groups;
  const double discount = w.derived.discount[static_cast<std::size_t>(t)];
  for (int f = 0; f < w.derived.firms; ++f) {
    Firms& x = w.firms;
    x.gain_total(f, r) += discount * x.gain(f, r);
    x.cost_total(f, r) += discount * x.cost(f, r);
    x.transfer_total(f, r) += x.transfer(f, r);
    x.payoff_total(f, r) += x.gain(f, r) - x.cost(f, r) + x.transfer(f, r);
  }
  g.cost_total(0, r) += discount * g.programme(0, r);
  g.outsider_total(0, r) += discount * g.outsider(0, r);
  g.sanctions_total(0, r) += g.sanctions(0, r);
  g.attendance_total(0, r) += g.indicator(static_cast<int>(Indicator::attendance), r);
  for (int a = 0; a < static_cast<int>(w.derived.actions.size()); ++a) {
    if (g.active(a, r) == 0)
      continue;
    g.made_total(0, r) += g.made(a, r);
    g.due_total(0, r) += g.due(a, r);
    if (t + months_to_periods(w, 6.0) < w.scenario.time.periods)
      continue;
    g.made_last(0, r) += g.made(a, r);
    g.due_last(0, r) += g.due(a, r);
  }
}

}  // namespace minga::core
