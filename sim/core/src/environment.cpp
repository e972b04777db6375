// Steps 1 and 2 of a period: market and institution, then what the facilitator sees and does.
#include "minga/core/beliefs.hpp"
#include "minga/core/math.hpp"
#include "steering.hpp"
#include "world.hpp"

#include <algorithm>
#include <cmath>

namespace minga::core {
namespace {

/// Stationary first-order autoregression of log demand, sd demand_sd; common to all associations.
double demand_after(const World& w, int r, int t, double before) {
  const Market& m = w.scenario.market;
  const double u = w.random.uniform(w.common_address(r, t), Purpose::demand);
  const double rho = w.derived.demand_persistence;
  const double shock = m.demand_sd * std::sqrt(1.0 - rho * rho) * normal_quantile(u);
  return t == 0 ? m.demand_sd * normal_quantile(u) : rho * before + shock;
}

void move_market(World& w, int r, int t) {
  w.groups.demand(0, r) = demand_after(w, r, t, w.groups.demand(0, r));
}

void move_institution(World& w, int r, int t) {
  Groups& g = w.groups;
  if (g.funded(0, r) == 0)
    return;
  const Institution& i = w.scenario.institution;
  const bool shock = politics_end_funding(w, r, t);
  if (!shock && month_of(w.scenario.time, t) < i.funding_months)
    return;
  g.funded(0, r) = 0;
  g.funding_end(0, r) = t;
  w.log(r, t, -1, EventKind::funding_ended, shock ? 1.0 : 0.0);
}

/// Counts for how many periods in a row the condition of each rule has held.
void follow_rules(World& w, int r) {
  const std::vector<FacilitatorRule>& rules = w.facilitator.rules;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const double seen = w.groups.indicator(static_cast<int>(rules[i].when), r);
    const bool holds =
        rules[i].comparison == Comparison::below ? seen < rules[i].value : seen > rules[i].value;
    int& streak = w.groups.streak(static_cast<int>(i), r);
    streak = holds ? streak + 1 : 0;
  }
}

/// Ordered rules take their days first; what is left is shared by the phase's weights.
void allot_days(const World& w, int r, double days, std::array<double, kActivities>& to) {
  const Facilitator& f = w.facilitator;
  const Groups& g = w.groups;
  for (std::size_t i = 0; i < f.rules.size(); ++i) {
    const FacilitatorRule& rule = f.rules[i];
    if (g.streak(static_cast<int>(i), r) < rule.periods)
      continue;
    const double given = std::min(days, rule.days * w.derived.fortnights);
    to[static_cast<std::size_t>(rule.activity)] += given;
    days -= given;
  }
  const auto& weights = f.weights[static_cast<std::size_t>(g.phase(0, r) - 1)];
  for (std::size_t k = 0; k < kActivities; ++k)
    to[k] += days * weights[k];
}

/// Activities that build trust tilt the shared beliefs by the facilitator's credibility; behaviour
/// then confirms or refutes what they said.
void build_trust(World& w, int r) {
  Groups& g = w.groups;
  const double shared = 1.0 - (1.0 - w.effect(Activity::social, r)) *
                                  (1.0 - w.effect(Activity::sensitise, r)) *
                                  (1.0 - w.effect(Activity::visit, r));
  const double strength =
      w.model.trust_effect * g.credibility(0, r) * w.facilitator.neutrality * shared;
  if (strength <= 0.0)
    return;
  const auto n = static_cast<std::size_t>(w.derived.profiles);
  std::array<double, kMaxProfiles> score{};
  const auto actions = w.derived.actions.size();
  for (std::size_t p = 0; p < n; ++p) {
    for (std::size_t a = 0; a < actions; ++a) {
      score[p] += w.groups.intention(static_cast<int>(a * n + p), r) / static_cast<double>(actions);
    }
  }
  for (int f = 0; f < w.derived.firms; ++f) {
    if (!w.member(f, r))
      continue;
    revise_beliefs(w, f, r, [&](std::span<double> belief) {
      tilt(belief, {score.data(), n}, strength);
    });
  }
}

/// The k-th member, counted from 0.
int pick_member(const World& w, int r, double u) {
  auto k = static_cast<int>(u * w.groups.members(0, r));
  for (int f = 0; f < w.derived.firms; ++f) {
    if (w.member(f, r) && k-- == 0)
      return f;
  }
  return -1;
}

/// How far visits and interviews show what a firm is, [0,1].
double diagnosing(const World& w, double interviews, double visits) {
  return 1.0 - (1.0 - interviews) * (1.0 - w.model.visit_evidence * visits);
}

/// Visits and interviews show something of what a firm is: with the stated accuracy the true
/// profile, else one at random; the members update by Bayes on that known error rate.
/// @param u  two draws: whether it shows, and else what
void reveal(World& w, int f, int r, double effort, std::span<const double, 2> u, Finding finding) {
  const int n = w.derived.profiles;
  const double accuracy = w.model.diagnosis_accuracy * effort * w.facilitator.neutrality;
  const auto truth = static_cast<int>(w.firms.profile(f, r));
  const int signal = u[0] < accuracy ? truth : std::min(n - 1, static_cast<int>(u[1] * n));
  std::array<double, kMaxProfiles> likelihood{};
  for (int p = 0; p < n; ++p)
    likelihood[static_cast<std::size_t>(p)] = (p == signal ? accuracy : 0.0) + (1.0 - accuracy) / n;
  revise_beliefs(w, f, r, [&](std::span<double> belief) {
    bayes_update(belief, {likelihood.data(), belief.size()}, 1.0);
  });
  if (!w.steering)
    return;
  finding.firm = f;
  finding.signal = signal;
  finding.accuracy = accuracy;
  w.steering->findings.push_back(finding);
}

/// Diagnosis of a member that is met by chance.
/// @param effort  [0,1], 0: none
void diagnose(World& w, int r, int t, double effort, Activity activity) {
  if (effort <= 0.0 || w.groups.members(0, r) == 0)
    return;
  const auto u = w.random.uniforms(w.group_address(r, t), Purpose::diagnose_firm);
  const int f = pick_member(w, r, u[0]);
  if (f < 0)
    return;
  reveal(w, f, r, effort, std::span<const double, 2>(&u[1], 2), {.activity = activity});
}

/// Visits and interviews of firms that somebody chose. They show the chosen firm as they would show
/// one met by chance; and one that missed the last meeting is asked whether it could have come.
void run_errands(World& w, int r, int t) {
  for (const Errand& e : w.steering->now.errands) {
    if (!w.member(e.firm, r) || e.days <= 0.0)
      continue;
    const double effect = 1.0 - exp_fixed(-e.days / w.model.activity_scale);
    const double effort = e.activity == Activity::visit ? diagnosing(w, 0.0, effect) : effect;
    const auto u = w.random.uniforms(w.address(e.firm, r, t), Purpose::diagnose_firm);
    Finding finding{.activity = e.activity, .aimed = true};
    finding.asked = w.firms.seated(e.firm, r) != 0 && w.firms.present(e.firm, r) == 0 &&
                    u[3] < effort * w.facilitator.neutrality;
    finding.could = finding.asked && w.firms.available(e.firm, r) != 0;
    reveal(w, e.firm, r, effort, std::span<const double, 2>(&u[1], 2), finding);
  }
}

/// What the scenario's strategy does in the period.
Decision own_decision(World& w, int r, int t) {
  Decision d;
  d.there = facilitator_there(w, r, t);
  if (d.there)
    follow_rules(w, r);
  const double days = w.groups.service(0, r) * days_asked(w, r, t);
  if (days > 0.0)
    allot_days(w, r, days, d.days);
  return d;
}

/// Somebody outside may change it. Nobody works where no outside money is.
void steer(World& w, int r, int t, Decision& d) {
  if (!w.steering)
    return;
  if (w.steering->decide != nullptr)
    (*w.steering->decide)(see(w, r, t), d);
  d.there = d.there && w.groups.funded(0, r) != 0;
  if (!d.there) {
    d.days = {};
    d.errands.clear();
    d.advice.clear();
  }
  w.steering->now = d;
  w.steering->findings.clear();
}

/// Days by activity, aimed ones included; returns their sum.
double spend_days(World& w, int r, const Decision& d) {
  Groups& g = w.groups;
  for (std::size_t k = 0; k < kActivities; ++k)
    g.days(static_cast<int>(k), r) = d.days[k];
  for (const Errand& e : d.errands)
    g.days(static_cast<int>(e.activity), r) += e.days;
  double worked = 0.0;
  for (int k = 0; k < static_cast<int>(kActivities); ++k) {
    worked += g.days(k, r);
    g.effect(k, r) = 1.0 - exp_fixed(-g.days(k, r) / w.model.activity_scale);
  }
  return worked;
}

/// Diagnosis in passing: by the days that are not aimed at a firm.
void diagnose_unaimed(World& w, int r, int t, const Decision& d) {
  const auto effect = [&](Activity a) {
    return 1.0 - exp_fixed(-d.days[static_cast<std::size_t>(a)] / w.model.activity_scale);
  };
  const double interviews = effect(Activity::diagnose);
  const double effort = diagnosing(w, interviews, effect(Activity::visit));
  diagnose(w, r, t, effort, interviews > 0.0 ? Activity::diagnose : Activity::visit);
}

void work(World& w, int r) {
  Groups& g = w.groups;
  const Model& m = w.model;
  const Facilitator& f = w.facilitator;
  g.conflict(0, r) *= 1.0 - m.mediation_effect * f.neutrality * w.effect(Activity::mediate, r);
  const double linking = m.link_effect * w.effect(Activity::link, r);
  g.access(0, r) += linking * (1.0 - g.access(0, r));
  const double workshop = w.effect(Activity::planning, r) * g.attendance(0, r);
  g.vision(0, r) += m.vision_effect * g.credibility(0, r) * workshop * (1.0 - g.vision(0, r));
  g.conflict(0, r) += m.conflict_imposition * f.imposed * workshop;
  g.plan(0, r) += workshop * w.derived.fortnights;
  g.draft(0, r) += m.drafting_rate * w.effect(Activity::draft_regulation, r);
  g.capability(0, r) += m.training_effect * w.effect(Activity::train_leaders, r) *
                        g.attendance(0, r) * (1.0 - g.capability(0, r));
}

}  // namespace

bool facilitator_there(const World& w, int r, int t) {
  const Facilitator& f = w.facilitator;
  const double month = months_since_founded(w, r, t);
  return w.groups.funded(0, r) != 0 && works(f) && month >= f.start_month && month < f.exit_month;
}

double days_asked(const World& w, int r, int t) {
  const Facilitator& f = w.facilitator;
  if (!facilitator_there(w, r, t))
    return 0.0;
  const double left = f.exit_month - months_since_founded(w, r, t);
  const double fade = f.taper_months > 0.0 ? std::min(1.0, left / f.taper_months) : 1.0;
  return fade * w.derived.fortnights * f.days[static_cast<std::size_t>(w.groups.phase(0, r) - 1)];
}

double demand_before(const World& w, int r, int t) {
  double demand = 0.0;
  for (int s = 0; s < t; ++s)
    demand = demand_after(w, r, s, demand);
  return demand;
}

bool politics_end_funding(const World& w, int r, int t) {
  const double hazard = 1.0 - exp_fixed(-w.scenario.institution.shock_rate * w.derived.year);
  return w.random.uniform(w.common_address(r, t), Purpose::political_shock) < hazard;
}

void open_period(World& w, int r, int t) {
  w.groups.conflict_before(0, r) = w.groups.conflict(0, r);
  move_market(w, r, t);
  move_institution(w, r, t);
}

void facilitate(World& w, int r, int t) {
  Groups& g = w.groups;
  for (int k = 0; k < static_cast<int>(kActivities); ++k)
    g.days(k, r) = g.effect(k, r) = 0.0;
  g.indicator(static_cast<int>(Indicator::month), r) = months_since_founded(w, r, t);
  Decision decision = own_decision(w, r, t);
  steer(w, r, t, decision);
  if (g.facilitated(0, r) != 0 && !decision.there) {
    g.time_exit(0, r) = t;
    w.log(r, t, -1, EventKind::facilitator_exit);
  }
  g.facilitated(0, r) = decision.there;
  const double worked = spend_days(w, r, decision);
  if (worked <= 0.0)
    return;
  g.days_total(0, r) += worked;
  const Institution& i = w.scenario.institution;
  g.programme(0, r) += worked * i.day_cost * (1.0 + i.overhead);
  build_trust(w, r);
  diagnose_unaimed(w, r, t, decision);
  if (w.steering)
    run_errands(w, r, t);
  work(w, r);
}

}  // namespace minga::core
