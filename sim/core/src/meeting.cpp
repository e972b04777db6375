// Step 3 of a period: who can come, who comes, whether the meeting is valid, and what it decides.
// The decision to contribute is taken together with the decision to attend, because the chance to
// contribute is part of what attending is worth (a nested choice).
#include "minga/core/math.hpp"
#include "world.hpp"

#include <algorithm>
#include <cmath>

namespace minga::core {
namespace {

/// Draws a level from choice probabilities by inversion.
int pick_level(std::span<const double> chance, double u) {
  for (std::size_t x = 0; x + 1 < chance.size(); ++x) {
    u -= chance[x];
    if (u < 0.0)
      return static_cast<int>(x);
  }
  return static_cast<int>(chance.size()) - 1;
}

struct Outlook {
  double value = 0.0;  ///< of being able to contribute, currency
  double level = 0.0;
};

/// The firm's decision about one action, given that it takes part.
Outlook decide(World& w, int f, int a, int r, int t, std::vector<double>& belief) {
  const ActionPlan& plan = w.derived.actions[static_cast<std::size_t>(a)];
  const Coefficients& c = w.firms.coefficient(f, r);
  Firms& x = w.firms;
  Stakes s = stakes_of(w, c, a, r, w.players(f, r));
  const double share = x.tau(w.at_action(a, f), r);
  w.derived.belief.weights(share, s.n - 1, belief.data());
  s.own_yield *= x.share(w.at_action(a, f), r);
  s.side_gain = x.temptation(w.at_action(a, f), r);
  // the tables count a defector's side deal with the chance of an offer; this one knows its own
  const double certain = (s.side_gain > 0.0 ? 1.0 : 0.0) - plan.offer_chance;
  s.side_harm = plan.action.side_loss * certain * (1.0 + s.omega * (s.n - 1)) / s.n;
  double away = 0.0;  // feared for staying away from what is due
  std::array<double, kMaxLevels + 1> from_peers{};
  if (w.regulated(r) && w.rules.enforcer != Enforcer::nobody) {
    const double fine = w.fine_for(plan, x.offences(f, r), r);
    const double future =
        (x.benefit(f, r) - x.outside(f, r)) * x.horizon(f, r) + w.rules.exit_penalty;
    const double excluded = future * expulsion_chance(w, x.offences(f, r));
    const double detected = x.detection(f, r) * w.announced_detection(plan, c.stealth, r);
    s.sanction = detected * fine;
    s.exclusion = detected * excluded;
    if (w.rules.enforcer == Enforcer::peers) {
      for (int level = 0; level < s.levels; ++level)
        from_peers[static_cast<std::size_t>(level)] = detected * w.peers_take(plan, level, r);
      s.sanction_at = from_peers.data();
    }
    away = x.detection(f, r) * w.announced_for_absence() * (fine + excluded);
  }
  const double promise = w.model.promise_weight * w.groups.promise(0, r);
  const Obligation asked =
      obligation(norm(c.norm_form, c.intercept, c.slope, c.threshold, share, promise), s.levels);
  const auto act = static_cast<std::uint32_t>(a);
  const double felt = w.random.uniform(w.address(f, r, t), Purpose::oblige, act);
  s.norm = felt < asked.chance_up ? asked.high : asked.low;
  std::array<double, kMaxLevels + 1> utility{};
  std::array<double, kMaxLevels + 1> chance{};
  const auto size = static_cast<std::size_t>(s.levels) + 1;
  utilities(s, belief.data(), {utility.data(), size});
  choice_probabilities({utility.data(), size}, c.eta, c.epsilon, w.model.decision_rule,
                       {chance.data(), size});
  const double u = w.random.uniform(w.address(f, r, t), Purpose::contribute, act);
  Outlook result;
  // who stays away contributes nothing either, and has nothing to hide behind
  const double stay = utility[0] + (s.sanction + s.exclusion - away) / s.scale;
  // nobody stays away for fear of its own mistakes: it can come and not contribute
  const double come =
      std::max(utility[0], expected_utility({utility.data(), size}, {chance.data(), size}));
  result.value = s.scale * (come - stay);
  result.level = static_cast<double>(pick_level({chance.data(), size}, u)) / s.levels;
  return result;
}

double meeting_load(const World& w, int f, int r, double mean_culture) {
  const int n = w.groups.members(0, r);
  const double strangeness = std::fabs(w.firms.culture(f, r) - mean_culture);
  return (1.0 + w.model.size_load * (n - 1)) * (1.0 + w.model.diversity_load * strangeness);
}

/// Decides about every action under way that the firm can take part in; returns the value of
/// coming.
double plan_contributions(World& w, int f, int r, int t, const std::vector<Sums>& sums,
                          std::vector<double>& belief) {
  double value = 0.0;
  for (int a = 0; a < static_cast<int>(w.derived.actions.size()); ++a) {
    const ActionPlan& plan = w.derived.actions[static_cast<std::size_t>(a)];
    double& level = w.firms.level(w.at_action(a, f), r);
    level = -1.0;
    if (w.groups.active(a, r) == 0)
      continue;
    w.firms.share(w.at_action(a, f), r) = yield_share(w, plan, f, r, sums);
    w.firms.tau(w.at_action(a, f), r) = expected_share(w, f, r, a);
    double& temptation = w.firms.temptation(w.at_action(a, f), r);
    temptation = 0.0;
    if (plan.needs_presence && w.firms.available(f, r) == 0) {
      level = 0.0;  // owed, not given: it could not come
      continue;
    }
    temptation = tempt(w, f, a, r, t);
    if (plan.on_offer && temptation <= 0.0)
      continue;  // no offer, nothing due
    const Outlook o = decide(w, f, a, r, t, belief);
    level = o.level;
    if (plan.needs_presence)
      value += o.value;
  }
  return value;
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

bool comes(World& w, int f, int r, double value, double load, double u) {
  const Model& m = w.model;
  const Coefficients& c = w.firms.coefficient(f, r);
  const double cost = std::max(kLeastMeetingCost, w.firms.meeting_cost(f, r) * load);
  double gain = value + m.meeting_gain * w.firms.margin(f, r) * w.groups.attendance(0, r);
  if (w.regulated(r))
    gain += w.rules.absence_fine;
  const double utility = (gain - cost) / cost + m.attention + c.kappa * w.groups.vision(0, r) +
                         m.cover * c.stealth + convening(w, r);
  const double chance = (1.0 - c.epsilon) * logistic(utility / c.eta) + 0.5 * c.epsilon;
  return u < chance;
}

/// Attendance of all members; returns how many are present. Also counts who could have come.
int gather(World& w, int r, int t, int& confirmed) {
  const std::vector<Sums> sums = sums_by_circle(w, r);
  const double culture = w.mean_over_members(w.firms.culture, r);
  const int n = w.groups.members(0, r);
  std::vector<double> belief(static_cast<std::size_t>(n));
  int present = 0;
  confirmed = 0;
  for (int f = 0; f < w.derived.firms; ++f) {
    w.firms.present(f, r) = 0;
    if (!w.member(f, r))
      continue;
    const auto u = w.random.uniforms(w.address(f, r, t), Purpose::participate);
    w.firms.available(f, r) = u[0] < w.firms.engagement(f, r);
    confirmed += w.firms.available(f, r);
    const double value = plan_contributions(w, f, r, t, sums, belief);
    if (w.firms.available(f, r) == 0)
      continue;
    const double load = meeting_load(w, f, r, culture);
    if (!comes(w, f, r, value, load, u[1]))
      continue;
    w.firms.present(f, r) = 1;
    w.firms.cost(f, r) += w.firms.meeting_cost(f, r) * load;
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
    const auto u = w.random.uniforms(w.address(f, r, t), Purpose::participate);
    if (w.firms.present(f, r) != 0) {
      w.firms.absences(f, r) = 0;
      if (w.rules.lateness_fine > 0.0 && u[2] < m.lateness_rate) {
        w.pay_fine(f, r, w.rules.lateness_fine);
        w.log(r, t, f, EventKind::fined_lateness, w.rules.lateness_fine);
      }
      continue;
    }
    if (w.firms.available(f, r) == 0 && u[3] < m.absence_excused)
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
