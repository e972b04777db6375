// Step 3 of a period: who can come, who comes, whether the meeting is valid, and what it decides.
// The decision to contribute is taken together with the decision to attend, because the chance to
// contribute is part of what attending is worth (a nested choice).
#include "minga/core/math.hpp"
#include "world.hpp"

#include <algorithm>
#include <cmath>

namespace minga::core {
namespace {

double meeting_load(const World& w, int f, int r, double mean_culture) {
  const int n = w.groups.members(0, r);
  const double strangeness = std::fabs(w.firms.culture(f, r) - mean_culture);
  return (1.0 + w.model.size_load * (n - 1)) * (1.0 + w.model.diversity_load * strangeness);
}

/// Somebody has to convene: a facilitator who calls, visits and brings people together, or a group
/// that is able to do it itself.
double convening(const World& w, int r) {
  const double calling =
      1.0 - (1.0 - w.effect(Activity::call_select, r)) * (1.0 - w.effect(Activity::sensitise, r)) *
                (1.0 - w.effect(Activity::visit, r)) * (1.0 - w.effect(Activity::social, r));
  const double alone = w.groups.capability(0, r);
  return w.model.convening_effect *
         (1.0 - (1.0 - w.groups.credibility(0, r) * calling) * (1.0 - alone));
}

/// What coming to the meeting is worth to a member over its noise, log odds.
double pull_of_meeting(const World& w, int f, int r, double value, double load, double convened) {
  const Model& m = w.model;
  const Coefficients& c = w.firms.coefficient(f, r);
  const double cost = std::max(kLeastMeetingCost, w.firms.meeting_cost(f, r) * load);
  double gain = value + m.meeting_gain * w.firms.margin(f, r) * w.groups.attendance(0, r);
  if (w.regulated(r))
    gain += w.rules.absence_fine;
  const double utility = (gain - cost) / cost + m.attention + c.kappa * w.groups.vision(0, r) +
                         m.cover * c.stealth + convened;
  return utility / c.eta;
}

/// Attendance of all members; returns how many are present. Also counts who could have come.
int gather(World& w, int r, int t, int& confirmed) {
  confirmed = 0;
  for (int f = 0; f < w.derived.firms; ++f) {
    w.firms.present(f, r) = 0;
    if (!w.member(f, r))
      continue;
    w.firms.available(f, r) = w.drawn(f, r, t, Purpose::participate) < w.firms.engagement(f, r);
    confirmed += w.firms.available(f, r);
  }
  std::vector<double>& chance = plan_contributions(w, r, t);
  const double culture = w.mean_over_members(w.firms.culture, r);
  const double convened = convening(w, r);
  const auto could = [&](int f) { return w.member(f, r) && w.firms.available(f, r) != 0; };
  for (int f = 0; f < w.derived.firms; ++f) {
    double& x = chance[static_cast<std::size_t>(f)];
    x = could(f) ? pull_of_meeting(w, f, r, x, meeting_load(w, f, r, culture), convened) : 0.0;
  }
  w.kernels.logistic_each(chance);
  int present = 0;
  for (int f = 0; f < w.derived.firms; ++f) {
    const double epsilon = w.firms.coefficient(f, r).epsilon;
    const double comes = (1.0 - epsilon) * chance[static_cast<std::size_t>(f)] + 0.5 * epsilon;
    if (!could(f) || !(w.drawn(f, r, t, Purpose::attend) < comes))
      continue;
    w.firms.present(f, r) = 1;
    w.firms.cost(f, r) += w.firms.meeting_cost(f, r) * meeting_load(w, f, r, culture);
    ++present;
  }
  return present;
}

/// What members learn from each other at a meeting, in money (Cai and Szeidl 2018).
void share_learning(World& w, int r, int present) {
  const double reach =
      w.model.meeting_gain * (present - 1.0) / std::max(1, w.groups.members(0, r) - 1);
  for (int f = 0; f < w.derived.firms; ++f) {
    if (w.firms.present(f, r) == 0)
      continue;
    const double gain = reach * w.firms.margin(f, r);
    w.firms.gain(f, r) += gain;
    w.groups.yields(0, r) += gain;
  }
}

void fine_lateness_and_absence(World& w, int r, int t) {
  const Model& m = w.model;
  for (int f = 0; f < w.derived.firms; ++f) {
    if (!w.member(f, r))
      continue;
    if (w.firms.present(f, r) != 0) {
      w.firms.absences(f, r) = 0;
      if (w.rules.lateness_fine > 0.0 && w.drawn(f, r, t, Purpose::late) < m.lateness_rate) {
        w.pay_fine(f, r, w.rules.lateness_fine);
        w.log(r, t, f, EventKind::fined_lateness, w.rules.lateness_fine);
      }
      continue;
    }
    if (w.firms.available(f, r) == 0 && w.drawn(f, r, t, Purpose::excuse) < m.absence_excused)
      continue;
    ++w.firms.absences(f, r);
    if (w.rules.absence_fine > 0.0) {
      w.pay_fine(f, r, w.rules.absence_fine);
      w.log(r, t, f, EventKind::fined_absence, w.rules.absence_fine);
    }
  }
}

/// What rules would change, in the mean over actions.
struct Prospect {
  double gain = 0.0;      ///< conduct of those who would defect
  double pressure = 0.0;  ///< expected sanction on a defector, in units of the stake, at most 1
};

Prospect prospect(const World& w, int r) {
  Prospect p;
  const auto actions = static_cast<double>(w.derived.actions.size());
  double detected = (1.0 - (1.0 - w.model.informal_visibility) * (1.0 - w.rules.monitoring)) *
                    w.rules.enforcement;
  if (w.rules.enforcer == Enforcer::nobody)
    detected = 0.0;
  for (std::size_t a = 0; a < w.derived.actions.size(); ++a) {
    const ActionPlan& plan = w.derived.actions[a];
    // a sanction as large as the stake turns a defector; a promise moves who keeps promises
    const double pressure = std::min(1.0, detected * sanction_for(w.rules, plan, 0) / plan.scale);
    const double defecting = 1.0 - w.groups.expectation(static_cast<int>(a), r);
    p.gain += defecting * std::max(pressure, w.model.promise_weight * w.rules.commitment) / actions;
    p.pressure += pressure / actions;
  }
  return p;
}

void vote_on_regulation(World& w, int r, int t, int present) {
  Groups& g = w.groups;
  const Prospect rules = prospect(w, r);
  int yes = 0;
  for (int f = 0; f < w.derived.firms; ++f) {
    if (w.firms.present(f, r) == 0)
      continue;
    const Coefficients& c = w.firms.coefficient(f, r);
    // whoever would defect fears sanctions as far as it would be seen; who angers at defectors
    // wants rules
    double own = 0.0;
    for (int a = 0; a < static_cast<int>(w.derived.actions.size()); ++a) {
      own += w.groups.intention(w.at_profile(a, w.firms.profile(f, r)), r);
    }
    own /= static_cast<double>(w.derived.actions.size());
    const double utility =
        rules.gain * (1.0 + c.anger) - (1.0 - own) * rules.pressure * (1.0 - c.stealth);
    const double u = w.random.uniform(w.address(f, r, t), Purpose::vote_adopt);
    yes += u < logistic(utility / c.eta);
  }
  const int base = w.rules.majority_base == MajorityBase::members ? g.members(0, r) : present;
  if (yes > w.rules.majority * base) {
    adopt_regulation(w, r, t);
    return;
  }
  g.draft(0, r) = 0.5;  // half of the work is done again
  w.log(r, t, -1, EventKind::regulation_rejected, static_cast<double>(yes) / present);
}

}  // namespace

double yield_share(const World& w, const ActionPlan& plan, int f, int r,
                   const std::vector<Sums>& circles) {
  if (plan.fund)
    return 1.0;
  const double size = w.firms.size(f, r);
  if (plan.action.form == GameForm::purchase)
    return size;  // own volume
  if (!has_pot(plan.action.form))
    return 1.0;
  const Sums& sums = circles[static_cast<std::size_t>(w.firms.circle(f, r))];
  const int n = w.players(f, r);
  const Distribution rule = w.distribution(plan, r);
  if (rule == Distribution::capture)
    return n * w.firms.power(f, r) / sums.power;
  return rule == Distribution::size ? n * size / sums.size : 1.0;
}

std::vector<Sums> sums_by_circle(const World& w, int r) {
  std::vector<Sums> circles(static_cast<std::size_t>(w.derived.circles));
  for (int f = 0; f < w.derived.firms; ++f) {
    if (!w.member(f, r))
      continue;
    Sums& s = circles[static_cast<std::size_t>(w.firms.circle(f, r))];
    s.size += w.firms.size(f, r);
    s.power += w.firms.power(f, r);
  }
  return circles;
}

/// What one who gives this level expects of peers before any case has been seen, in full
/// punishments: of present contributors, angry as the prior belief about strangers has it.
static double expected_punishment(const World& w, double level, int r) {
  const Groups& g = w.groups;
  const double shortfall = 1.0 - level;
  double chance = 0.0;
  for (std::size_t a = 0; a < w.derived.actions.size(); ++a) {
    const ActionPlan& plan = w.derived.actions[a];
    for (int p = 0; p < w.derived.profiles; ++p) {
      chance += g.prior(p, r) * g.conduct(w.at_profile(static_cast<int>(a), p), r) *
                punishing_chance(w, w.derived.mean[static_cast<std::size_t>(p)], plan, shortfall);
    }
  }
  chance /= static_cast<double>(w.derived.actions.size());
  return shortfall * (chance * g.attendance(0, r) * std::max(0, w.usual_players(r) - 1));
}

void adopt_regulation(World& w, int r, int t) {
  Groups& g = w.groups;
  g.regulated(0, r) = 1;
  g.time_regulation(0, r) = t;
  g.promise(0, r) = w.rules.commitment;
  for (int x = 0; x < w.model.levels && w.rules.enforcer == Enforcer::peers; ++x) {
    const double level = static_cast<double>(x) / w.model.levels;
    g.peer_pressure(x, r) = expected_punishment(w, level, r);
  }
  for (int f = 0; f < w.derived.firms; ++f)
    w.firms.detection(f, r) = w.model.detection_prior;
  w.log(r, t, -1, EventKind::regulation_adopted);
}

void hold_meeting(World& w, int r, int t) {
  Groups& g = w.groups;
  int confirmed = 0;
  const int present = gather(w, r, t, confirmed);
  const int n = g.members(0, r);
  const bool ruled = w.regulated(r) && w.rules.quorum > 0.0;
  const bool by_members = !ruled || w.rules.quorum_base == QuorumBase::members;
  const double needed =
      (ruled ? w.rules.quorum : w.model.meeting_minimum) * (by_members ? n : confirmed);
  const bool valid = present >= 2 && present >= needed;
  g.meeting(0, r) = valid;
  g.quorum_failures(0, r) = valid ? 0 : g.quorum_failures(0, r) + 1;
  g.indicator(static_cast<int>(Indicator::attendance), r) =
      n > 0 ? static_cast<double>(present) / n : 0.0;
  if (w.regulated(r))
    fine_lateness_and_absence(w, r, t);
  if (!valid) {
    w.log(r, t, -1, EventKind::quorum_failed, present);
    return;
  }
  share_learning(w, r, present);
  if (!w.regulated(r) && w.rules.adoption == Adoption::vote && g.draft(0, r) >= 1.0) {
    vote_on_regulation(w, r, t, present);
  }
}

}  // namespace minga::core
