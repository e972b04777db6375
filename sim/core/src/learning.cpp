// Step 7 of a period: reputations by Bayes on what was seen and on poor yields, private experience,
// engagement, vision, capability, conflict, credibility.
#include "minga/core/beliefs.hpp"
#include "minga/core/math.hpp"
#include "world.hpp"

#include <algorithm>

namespace minga::core {
namespace {

/// Level from which conflict is open: half of its largest effect on yields.
constexpr double kOpenConflict = 1.0;

using Belief = std::array<double, kMaxProfiles>;

SeenAct seen_act(const World& w, int f, int a, int r) {
  return static_cast<SeenAct>(w.firms.seen(w.at_action(a, f), r));
}

double false_positives(const World& w, const ActionPlan& plan, int r) {
  const bool watched = w.regulated(r) && has_judge(w.rules) && !plan.fund;
  return watched ? w.rules.false_positive : 0.0;
}

/// Visibility of each profile's defections in an action, as the members know it.
Belief visibilities(const World& w, const ActionPlan& plan, int r) {
  Belief v{};
  for (std::size_t p = 0; p < w.derived.mean.size(); ++p) {
    v[p] = w.visibility(plan, w.derived.mean[p].stealth, r);
  }
  return v;
}

void judge_acts(World& w, int a, int r) {
  const ActionPlan& plan = w.derived.actions[static_cast<std::size_t>(a)];
  const auto n = static_cast<std::size_t>(w.derived.profiles);
  auto likelihood = act_likelihoods(w, a, r, false_positives(w, plan, r));
  // the same acts say the same about everybody
  for (Belief& of_act : likelihood)
    weaken({of_act.data(), n}, w.model.evidence_weight);
  for (int f = 0; f < w.derived.firms; ++f) {
    const SeenAct act = seen_act(w, f, a, r);
    if (act == SeenAct::nothing || !w.member(f, r))
      continue;
    bayes_update(w.reputation_of(f, r), {likelihood[static_cast<std::size_t>(act)].data(), n}, 1.0);
  }
}

/// Judges the members of one circle by its yield, each given the others.
void judge_circle(World& w, int a, int c, int r, const Belief& genuine) {
  const ActionPlan& plan = w.derived.actions[static_cast<std::size_t>(a)];
  const auto n = static_cast<std::size_t>(w.derived.profiles);
  const auto suspect = [&](int f) {
    return w.member(f, r) && w.firms.circle(f, r) == c &&
           seen_act(w, f, a, r) == SeenAct::contribution;
  };
  double mean = 0.0;
  double variance = 0.0;
  double apparent = 0.0;
  for (int f = 0; f < w.derived.firms; ++f) {
    if (!suspect(f))
      continue;
    const double q = expect(w.reputation_of(f, r), {genuine.data(), n});
    mean += q;
    variance += q * (1.0 - q);
    apparent += 1.0;
  }
  if (apparent <= 0.0)
    return;
  // the yield is read as if in proportion to contributions; its noise is known
  const double spread = plan.action.noise * apparent;
  variance += spread * spread + 0.25;  // at least the rounding of a count
  const double signal = w.groups.circle_made(w.at_circle(a, c), r) * w.groups.noise(a, r);
  std::vector<double>& likelihood = w.column;
  likelihood.clear();
  for (int f = 0; f < w.derived.firms; ++f) {
    if (!suspect(f))
      continue;
    std::array<double, kMaxProfiles> exponent;
    yield_exponents(signal, mean, variance, w.reputation_of(f, r), {genuine.data(), n},
                    {exponent.data(), n});
    likelihood.insert(likelihood.end(), exponent.begin(), exponent.begin() + static_cast<long>(n));
  }
  w.kernels.exp_each(likelihood);
  if (w.model.yield_evidence != 1.0)
    w.kernels.pow_each(likelihood, w.model.yield_evidence);
  std::size_t at = 0;
  for (int f = 0; f < w.derived.firms; ++f) {
    if (!suspect(f))
      continue;
    bayes_update(w.reputation_of(f, r), {likelihood.data() + at, n}, 1.0);
    at += n;
  }
}

/// A yield below what was apparently contributed casts suspicion on all whose reputation is
/// uncertain: each member that seemed to contribute is judged given the others.
void judge_yield(World& w, int a, int r) {
  const ActionPlan& plan = w.derived.actions[static_cast<std::size_t>(a)];
  if (w.model.yield_evidence <= 0.0 || plan.fund)
    return;
  const Belief visible = visibilities(w, plan, r);
  Belief genuine{};
  for (std::size_t p = 0; p < w.derived.mean.size(); ++p) {
    const double c = w.groups.conduct(w.at_profile(a, static_cast<int>(p)), r);
    genuine[p] = c / (c + (1.0 - c) * (1.0 - visible[p]));
  }
  for (int c = 0; c < w.derived.circles; ++c)
    judge_circle(w, a, c, r, genuine);
}

void count_apparent(World& w, int a, int r) {
  w.groups.apparent(a, r) = 0.0;
  for (int f = 0; f < w.derived.firms; ++f) {
    if (w.firms.seated(f, r) != 0 && seen_act(w, f, a, r) == SeenAct::contribution)
      w.groups.apparent(a, r) += 1.0;
  }
}

void drift_to_prior(World& w, int r) {
  const Belief prior = w.stranger(r);
  const auto n = static_cast<std::size_t>(w.derived.profiles);
  for (int f = 0; f < w.derived.firms; ++f) {
    if (!w.member(f, r))
      continue;
    if (!w.own_views()) {
      drift(w.reputation_of(f, r), {prior.data(), n}, w.model.reputation_drift);
      continue;
    }
    revise_beliefs(w, f, r, [&](std::span<double> belief) {
      drift(belief, {prior.data(), belief.size()}, w.model.reputation_drift);
    });
  }
}

/// What the yields of the period say about the share of the others that truly contributed, less
/// what the firm had expected of them; zero where nothing was due from them.
double surprise(const World& w, int f, int r) {
  double news = 0.0;
  double owed = 0.0;
  for (int a = 0; a < static_cast<int>(w.derived.actions.size()); ++a) {
    if (w.groups.active(a, r) == 0)
      continue;
    const int circle = w.at_circle(a, w.firms.circle(f, r));
    const double own = w.firms.level(w.at_action(a, f), r);
    const double due = w.groups.circle_due(circle, r) - (own >= 0.0 ? 1.0 : 0.0);
    if (due <= 0.0)
      continue;
    const double made = w.groups.circle_made(circle, r) * w.groups.noise(a, r);
    const double others = clamp(made - std::max(0.0, own), 0.0, due);
    news += others - due * w.firms.tau(w.at_action(a, f), r);
    owed += due;
  }
  return owed > 0.0 ? news / owed : 0.0;
}

void learn_privately(World& w, int r) {
  const Model& m = w.model;
  std::vector<double>& odds = w.column;
  odds.assign(static_cast<std::size_t>(w.derived.firms), 0.0);
  for (int f = 0; f < w.derived.firms; ++f) {
    if (!w.member(f, r))
      continue;
    const double news = surprise(w, f, r);
    double& offset = w.firms.private_offset(f, r);
    offset += m.private_learning * news -
              m.private_memory * (offset + w.firms.coefficient(f, r).pessimism);
    odds[static_cast<std::size_t>(f)] = offset;
    const double net = w.firms.gain(f, r) - w.firms.cost(f, r) + w.firms.transfer(f, r);
    w.firms.benefit(f, r) += m.benefit_memory * (net - w.firms.benefit(f, r));
  }
  w.kernels.exp_each(odds);
  for (int f = 0; f < w.derived.firms; ++f) {
    if (w.member(f, r))
      w.firms.private_odds(f, r) = odds[static_cast<std::size_t>(f)];
  }
}

/// The rival belief rule: adaptive expectations of what was apparently contributed.
void learn_adaptively(World& w, int r) {
  if (w.model.belief_rule != BeliefRule::adaptive)
    return;
  for (int a = 0; a < static_cast<int>(w.derived.actions.size()); ++a) {
    if (w.groups.active(a, r) == 0)
      continue;
    double looked = 0.0;
    for (int f = 0; f < w.derived.firms; ++f)
      looked += seen_act(w, f, a, r) != SeenAct::nothing;
    if (looked <= 0.0)
      continue;
    const double share = w.groups.apparent(a, r) / looked;
    w.groups.expectation(a, r) += w.model.expectation_rate * (share - w.groups.expectation(a, r));
  }
}

void move_engagement(World& w, int r, int t) {
  if (w.scenario.participation.mode == ParticipationMode::fixed)
    return;
  const Model& m = w.model;
  const double pull = w.mean_over_members(w.firms.engagement, r) - 0.5;
  std::vector<double>& target = w.column;
  target.assign(static_cast<std::size_t>(w.derived.firms), 0.0);
  for (int f = 0; f < w.derived.firms; ++f) {
    if (!w.member(f, r))
      continue;
    const double years = (t - w.firms.joined(f, r)) * w.derived.year;
    // benefit net of its costs, in meetings' worth; beyond three it moves nobody further
    const double meeting = std::max(kLeastMeetingCost, w.firms.meeting_cost(f, r));
    const double worth = clamp(w.firms.benefit(f, r) / meeting, -3.0, 3.0);
    target[static_cast<std::size_t>(f)] =
        m.engagement_bias + w.firms.bent(f, r) + m.engagement_gain * worth +
        m.engagement_pull * pull + m.engagement_income * (w.firms.income_weight(f, r) - 0.5) -
        m.engagement_fatigue * years - m.engagement_load * w.firms.others(f, r);
  }
  w.kernels.logistic_each(target);
  for (int f = 0; f < w.derived.firms; ++f) {
    double& e = w.firms.engagement(f, r);
    if (w.member(f, r))
      e += m.engagement_rate * (target[static_cast<std::size_t>(f)] - e);
  }
}

struct Totals {
  double made = 0.0, due = 0.0, apparent = 0.0, seen = 0.0;
};

Totals totals(const World& w, int r) {
  Totals x;
  for (int a = 0; a < static_cast<int>(w.derived.actions.size()); ++a) {
    if (w.groups.active(a, r) == 0)
      continue;
    x.made += w.groups.made(a, r);
    x.due += w.groups.due(a, r);
    x.apparent += w.groups.apparent(a, r);
    for (int f = 0; f < w.derived.firms; ++f) {
      x.seen += w.firms.seated(f, r) != 0 && seen_act(w, f, a, r) == SeenAct::defection;
    }
  }
  return x;
}

void move_capability(World& w, int r, double made_share) {
  Groups& g = w.groups;
  const Model& m = w.model;
  // what the facilitator does in the group's place teaches the group nothing
  double help = 0.0;
  double made = 0.0;
  for (std::size_t a = 0; a < w.helped.size(); ++a) {
    if (g.active(static_cast<int>(a), r) == 0)
      continue;
    help += w.helped[a].help;
    made += g.made(static_cast<int>(a), r);
  }
  // neither the work done in its place nor the organising teaches the group anything
  const double work = help > 0.0 ? help / (help + made) : 0.0;
  const double reliance =
      1.0 - (1.0 - work) * (1.0 - m.substitution_effect * w.effect(Activity::do_for_them, r));
  double& k = g.capability(0, r);
  k += m.capability_learning * made_share * (1.0 - reliance) * (1.0 - k) - m.capability_decay * k;
  g.access(0, r) -= m.access_decay * (1.0 - k) * g.access(0, r);
}

void move_vision(World& w, int r) {
  Groups& g = w.groups;
  const int n = g.members(0, r);
  double persuaders = 0.0;
  for (int f = 0; f < w.derived.firms; ++f) {
    if (w.member(f, r) && w.firms.present(f, r) != 0)
      persuaders += w.firms.coefficient(f, r).persuasion;
  }
  double& v = g.vision(0, r);
  if (n > 0)
    v += w.model.persuasion_rate * persuaders / n * (1.0 - v);
  v -= w.model.vision_decay * v;
}

void move_conflict(World& w, int r, int t, double seen_defections) {
  Groups& g = w.groups;
  const Model& m = w.model;
  const bool diverts = g.facilitated(0, r) != 0 && w.facilitator.capture > 0.0;
  double& c = g.conflict(0, r);
  const double calm = m.conflict_decay * (w.regulated(r) && w.rules.conflict_committee ? 2.0 : 1.0);
  c -= std::min(1.0, calm) * c;
  c += m.conflict_defection * seen_defections / std::max(1, g.members(0, r));
  if (diverts)
    c += m.conflict_inequality * w.facilitator.capture;
  if (g.conflict_before(0, r) < kOpenConflict && c >= kOpenConflict)
    w.log(r, t, -1, EventKind::conflict, c);
}

void note_indicators(World& w, int r, const Totals& x) {
  Groups& g = w.groups;
  const auto set = [&](Indicator i, double value) { g.indicator(static_cast<int>(i), r) = value; };
  const int n = g.members(0, r);
  if (x.due > 0.0)
    set(Indicator::compliance, x.apparent / x.due);
  for (int a = 0; a < static_cast<int>(w.derived.actions.size()); ++a) {
    if (g.active(a, r) == 0 || g.due(a, r) <= 0.0)
      continue;
    const ActionPlan& plan = w.derived.actions[static_cast<std::size_t>(a)];
    if (plan.fund)
      set(Indicator::fund_payments, g.made(a, r) / g.due(a, r));
  }
  if (n > 0)
    set(Indicator::agreements_kept, 1.0 - std::min(1.0, x.seen / n));
  set(Indicator::conflict, g.conflict(0, r));
  double margins = 0.0;
  for (int f = 0; f < w.derived.firms; ++f) {
    if (w.member(f, r))
      margins += w.firms.margin(f, r) * w.derived.month;
  }
  if (margins > 0.0)
    set(Indicator::sales, g.yields(0, r) / margins);
  set(Indicator::members, n);
  set(Indicator::phase, g.phase(0, r));
}

}  // namespace

std::array<std::array<double, kMaxProfiles>, 3> act_likelihoods(const World& w, int a, int r,
                                                                double false_positive) {
  const ActionPlan& plan = w.derived.actions[static_cast<std::size_t>(a)];
  const Belief visible = visibilities(w, plan, r);
  std::array<Belief, 3> likelihood{};
  for (const SeenAct act : {SeenAct::contribution, SeenAct::defection}) {
    for (std::size_t p = 0; p < w.derived.mean.size(); ++p) {
      const double conduct = w.groups.conduct(w.at_profile(a, static_cast<int>(p)), r);
      likelihood[static_cast<std::size_t>(act)][p] =
          act_likelihood(act, conduct, visible[p], false_positive);
    }
  }
  return likelihood;
}

void learn(World& w, int r, int t) {
  Groups& g = w.groups;
  for (int a = 0; a < static_cast<int>(w.derived.actions.size()); ++a) {
    if (g.active(a, r) == 0)
      continue;
    count_apparent(w, a, r);
    if (w.own_views()) {
      learn_from_sight(w, a, r, t);
      continue;
    }
    judge_acts(w, a, r);
    judge_yield(w, a, r);
  }
  drift_to_prior(w, r);
  learn_privately(w, r);
  learn_adaptively(w, r);
  reinforce(w, r);
  const Totals x = totals(w, r);
  move_engagement(w, r, t);
  move_capability(w, r, x.due > 0.0 ? x.made / x.due : 0.0);
  follow_client(w, r, t);
  move_vision(w, r);
  move_conflict(w, r, t, x.seen);
  g.attendance(0, r) +=
      w.model.expectation_rate *
      (g.indicator(static_cast<int>(Indicator::attendance), r) - g.attendance(0, r));
  g.promise(0, r) -= w.model.promise_fade * g.promise(0, r);
  if (g.facilitated(0, r) != 0 && x.due > 0.0) {
    const double success = g.yields(0, r) > 0.0 ? x.made / x.due : 0.0;
    g.credibility(0, r) += w.model.credibility_rate * (success - g.credibility(0, r));
  }
  if (x.due > 0.0) {
    g.conduct_smooth(0, r) += w.model.benefit_memory * (x.made / x.due - g.conduct_smooth(0, r));
  }
  note_indicators(w, r, x);
}

}  // namespace minga::core
