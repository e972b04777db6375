// Step 6 of a period: what members see of each other's contributions, sanctions by the enforcer,
// punishment by peers, and votes to expel.
#include "minga/core/beliefs.hpp"
#include "minga/core/math.hpp"
#include "steering.hpp"
#include "world.hpp"

#include <algorithm>

namespace minga::core {
namespace {

/// Offences or absences that weigh as a full reason to exclude where no rule sets a number.
constexpr int kCustomaryLimit = 3;

bool owes(const World& w, const ActionPlan& plan, int f, int a, int r) {
  if (!w.member(f, r) || w.firms.level(w.at_action(a, f), r) < 0.0)
    return false;
  return !plan.needs_presence || w.firms.present(f, r) != 0;
}

bool contributed(double level) { return level > kContribution; }

bool sanctions_possible(const World& w, int r) {
  if (!w.regulated(r))
    return false;
  if (w.rules.enforcer == Enforcer::officer)
    return true;
  return w.rules.enforcer == Enforcer::assembly && w.groups.meeting(0, r) != 0;
}

void sanction(World& w, int f, int a, int r, int t, bool wrongly) {
  const ActionPlan& plan = w.derived.actions[static_cast<std::size_t>(a)];
  const double level = w.firms.level(w.at_action(a, f), r);
  const double owed = wrongly ? 1.0 : 1.0 - level;
  const double fine = owed * sanction_for(w.rules, plan, w.firms.offences(f, r));
  w.firms.offence_age(f, r) = -1;  // counted once a period, however many actions it concerns
  ++w.groups.sanctions(0, r);
  w.groups.wrongful(0, r) += wrongly;
  w.pay_fine(f, r, fine);
  if (by_habit(w))
    w.firms.reward(w.at_action(a, f), r) -= fine;
  w.log(r, t, f, wrongly ? EventKind::wrongly_sanctioned : EventKind::sanctioned, fine);
}

/// A defector learns from its own case whether defection is found out; others keep to what the
/// rules announce.
void learn_detection(World& w, int f, int r, bool caught, double announced) {
  if (announced <= 0.0)
    return;
  // `detection` is the perceived chance relative to the announced one
  const double target = caught ? 1.0 / announced : 0.0;
  double& q = w.firms.detection(f, r);
  q += w.model.detection_learning * (target - q);
}

/// Looks at one member's act: fills `seen`, sanctions if the rules say so.
void watch(World& w, int f, int a, int r, int t) {
  const ActionPlan& plan = w.derived.actions[static_cast<std::size_t>(a)];
  const bool possible = sanctions_possible(w, r);
  const bool enforced =
      possible && w.drawn(f, r, t, Purpose::enforced, a) < enforcement_of(w, f, r);
  auto& seen = w.firms.seen(w.at_action(a, f), r);
  if (contributed(w.firms.level(w.at_action(a, f), r))) {
    const bool accused =
        possible && !plan.fund && w.drawn(f, r, t, Purpose::accused, a) < w.rules.false_positive;
    seen = static_cast<std::int8_t>(accused ? SeenAct::defection : SeenAct::contribution);
    if (accused && enforced)
      sanction(w, f, a, r, t, true);
    return;
  }
  const double stealth = w.firms.coefficient(f, r).stealth;
  const bool found = w.drawn(f, r, t, Purpose::seen, a) < w.visibility(plan, stealth, r);
  seen = static_cast<std::int8_t>(found ? SeenAct::defection : SeenAct::contribution);
  if (found && enforced)
    sanction(w, f, a, r, t, false);
  if (w.regulated(r) && w.rules.enforcer != Enforcer::peers)
    learn_detection(w, f, r, found && enforced, w.announced_detection(plan, stealth, r));
}

/// Who could have come and stayed away has not given what was due, and everybody sees it.
void judge_absent(World& w, int f, int a, int r, int t) {
  const ActionPlan& plan = w.derived.actions[static_cast<std::size_t>(a)];
  const bool stayed_away = plan.needs_presence && w.member(f, r) && w.firms.available(f, r) != 0 &&
                           w.firms.present(f, r) == 0;
  if (!stayed_away || !sanctions_possible(w, r))
    return;
  if (w.drawn(f, r, t, Purpose::enforced, a) < enforcement_of(w, f, r))
    sanction(w, f, a, r, t, false);
}

/// A member that was seen to give less than was due, and what its peers did about it.
struct Case {
  int firm;
  double level;
  std::vector<double> dealt{};  ///< levels of those who punished it
};

std::vector<Case> cases_seen(const World& w, int a, int r, int t) {
  const ActionPlan& plan = w.derived.actions[static_cast<std::size_t>(a)];
  std::vector<Case> cases;
  for (int f = 0; f < w.derived.firms; ++f) {
    const double level = w.firms.level(w.at_action(a, f), r);
    if (!owes(w, plan, f, a, r) || level >= 1.0)
      continue;
    // the draw of `watch`, where more than half passes for a contribution
    if (w.drawn(f, r, t, Purpose::seen, a) <
        w.visibility(plan, w.firms.coefficient(f, r).stealth, r))
      cases.push_back({f, level});
  }
  return cases;
}

/// Cost to the one and loss to the other in proportion to what the other gave less.
void punish(World& w, int i, int f, int a, double shortfall, bool offence, int r, int t) {
  w.firms.cost(i, r) += w.rules.peer_cost * shortfall;
  w.firms.cost(f, r) += w.rules.peer_fine * shortfall;
  if (by_habit(w))
    w.firms.reward(w.at_action(a, f), r) -= w.rules.peer_fine * shortfall;
  if (offence)
    w.firms.offence_age(f, r) = -1;  // counted once a period
  ++w.groups.sanctions(0, r);
  w.log(r, t, f, EventKind::peer_punished, w.rules.peer_fine * shortfall);
}

/// What members know of their peers' punishment moves toward what the cases showed. A case shows
/// what one who gave at least as much would have met. Less would have met more, and also from
/// others.
void learn_from_cases(World& w, const std::vector<Case>& cases, int r) {
  for (int x = 0; x < w.model.levels; ++x) {
    const double level = static_cast<double>(x) / w.model.levels;
    double met = 0.0;
    int count = 0;
    for (const Case& c : cases) {
      if (level < c.level)
        continue;
      for (const double punisher : c.dealt)
        met += std::max(0.0, punisher - level);
      ++count;
    }
    double& known = w.groups.peer_pressure(x, r);
    if (count > 0)
      known += w.model.detection_learning * (met / count - known);
  }
}

/// Each member that is angry enough pays to punish those that it sees giving less than itself, the
/// more the less they gave (Fehr and Gaechter 2000, 2002).
void punish_by_peers(World& w, int a, int r, int t) {
  const ActionPlan& plan = w.derived.actions[static_cast<std::size_t>(a)];
  std::vector<Case> cases = cases_seen(w, a, r, t);
  if (cases.empty())
    return;
  for (int i = 0; i < w.derived.firms; ++i) {
    if (w.firms.present(i, r) == 0 || !w.member(i, r))
      continue;
    const double own = w.firms.level(w.at_action(a, i), r);
    const double u = w.drawn(i, r, t, Purpose::punish_peer, a);
    for (Case& c : cases) {
      const double shortfall = own - c.level;
      if (shortfall <= 0.0 || w.firms.circle(i, r) != w.firms.circle(c.firm, r))
        continue;
      if (u >= punishing_chance(w, w.firms.coefficient(i, r), plan, shortfall))
        continue;
      c.dealt.push_back(own);
      punish(w, i, c.firm, a, shortfall, !contributed(c.level), r, t);
    }
  }
  learn_from_cases(w, cases, r);
}

/// Share of those present that vote to exclude a member: anger at what it did, against reluctance.
bool assembly_excludes(World& w, int f, int r, int t, double offence, Purpose purpose) {
  if (w.groups.meeting(0, r) == 0)
    return false;
  int yes = 0;
  int present = 0;
  const double standing = w.mean_over_members(w.firms.conduct, r) - w.firms.conduct(f, r);
  for (int i = 0; i < w.derived.firms; ++i) {
    if (i == f || w.firms.present(i, r) == 0 || !w.member(i, r))
      continue;
    const Coefficients& c = w.firms.coefficient(i, r);
    const double utility = c.anger * offence + standing - w.model.vote_reluctance;
    const double u = w.random.uniform(w.address(i, r, t), purpose, static_cast<std::uint32_t>(f));
    yes += u < logistic(utility / c.eta);
    ++present;
  }
  const int base =
      w.rules.majority_base == MajorityBase::members ? w.groups.members(0, r) : present;
  return present > 0 && yes > w.rules.majority * base;
}

void expel(World& w, int f, int r, int t) {
  if (w.rules.exit_penalty > 0.0)
    w.pay_fine(f, r, w.rules.exit_penalty);
  w.firms.status(f, r) = static_cast<std::int8_t>(FirmStatus::expelled);
  --w.groups.members(0, r);
  ++w.groups.changes(0, r);
  ++w.groups.expulsions(0, r);
  w.log(r, t, f, EventKind::expelled);
}

void count_offences(World& w, int r) {
  for (int f = 0; f < w.derived.firms; ++f) {
    if (!w.member(f, r) || w.firms.offence_age(f, r) >= 0)
      continue;
    ++w.firms.offences(f, r);
    w.firms.offence_age(f, r) = 0;
  }
}

void review_offenders(World& w, int r, int t) {
  const int limit = w.rules.expel_after;
  if (limit <= 0 || w.rules.enforcer == Enforcer::nobody)
    return;
  for (int f = 0; f < w.derived.firms; ++f) {
    if (!w.member(f, r) || w.firms.offences(f, r) < limit || w.firms.offence_age(f, r) > 0)
      continue;
    const double offence = static_cast<double>(w.firms.offences(f, r)) / limit;
    if (!w.rules.expel_by_vote || assembly_excludes(w, f, r, t, offence, Purpose::vote_expel)) {
      expel(w, f, r, t);
    }
  }
}

void review_absentees(World& w, int r, int t) {
  const int limit = w.rules.absences_for_review;
  if (limit <= 0)
    return;
  for (int f = 0; f < w.derived.firms; ++f) {
    if (!w.member(f, r) || w.firms.absences(f, r) < limit)
      continue;
    const double offence = static_cast<double>(w.firms.absences(f, r)) / limit;
    const bool out = assembly_excludes(w, f, r, t, offence, Purpose::vote_review);
    w.log(r, t, f, EventKind::review_vote, out);
    if (out) {
      expel(w, f, r, t);
    }
  }
}

/// A vote that the facilitator recommends, on whom no other vote has been held in this period.
void review_recommended(World& w, int r, int t) {
  for (int f = 0; f < w.derived.firms; ++f) {
    if (!w.member(f, r) || !expulsion_recommended(w, f))
      continue;
    const auto weight = [](int count, int limit) {
      return static_cast<double>(count) / (limit > 0 ? limit : kCustomaryLimit);
    };
    const double absent = weight(w.firms.absences(f, r), w.rules.absences_for_review);
    if (w.rules.absences_for_review > 0 && absent >= 1.0)
      continue;
    const double offence = std::max(weight(w.firms.offences(f, r), w.rules.expel_after), absent);
    const bool out = assembly_excludes(w, f, r, t, offence, Purpose::vote_review);
    w.log(r, t, f, EventKind::review_vote, out);
    if (out)
      expel(w, f, r, t);
  }
}

void forget_offences(World& w, int r) {
  for (int f = 0; f < w.derived.firms; ++f) {
    if (!w.member(f, r) || w.firms.offences(f, r) == 0)
      continue;
    if (++w.firms.offence_age(f, r) <= w.derived.forget_offence)
      continue;
    --w.firms.offences(f, r);
    w.firms.offence_age(f, r) = 1;
  }
}

}  // namespace

double punishing_chance(const World& w, const Coefficients& c, const ActionPlan& plan,
                        double shortfall) {
  return logistic(shortfall * (c.anger - w.rules.peer_cost / plan.scale) / c.eta);
}

void monitor(World& w, int r, int t) {
  for (int a = 0; a < static_cast<int>(w.derived.actions.size()); ++a) {
    const ActionPlan& plan = w.derived.actions[static_cast<std::size_t>(a)];
    for (int f = 0; f < w.derived.firms; ++f)
      w.firms.seen(w.at_action(a, f), r) = 0;
    if (w.groups.active(a, r) == 0)
      continue;
    for (int f = 0; f < w.derived.firms; ++f) {
      if (owes(w, plan, f, a, r))
        watch(w, f, a, r, t);
      else
        judge_absent(w, f, a, r, t);
    }
    if (w.regulated(r) && w.rules.enforcer == Enforcer::peers && !plan.fund)
      punish_by_peers(w, a, r, t);
  }
  if (!w.regulated(r))
    return;
  w.bear_group_cost(r, w.rules.monitoring_cost * w.derived.fortnights);
  count_offences(w, r);
  review_offenders(w, r, t);
  review_absentees(w, r, t);
  review_recommended(w, r, t);
  forget_offences(w, r);
}

}  // namespace minga::core
