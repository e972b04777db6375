// What a facilitator can see of an association, and what is behind it.
#include "minga/core/beliefs.hpp"
#include "steering.hpp"
#include "world.hpp"

#include <algorithm>

namespace minga::core {
namespace {

std::vector<Event> events_of_period(const World& w, int r) {
  const auto& all = w.events[static_cast<std::size_t>(r)];
  const std::size_t from = w.steering ? w.steering->first_event : 0;
  return {all.begin() + static_cast<std::ptrdiff_t>(std::min(from, all.size())), all.end()};
}

/// What everybody hears of: nobody knows yet that a sanction hit the wrong one.
std::vector<Event> events_seen(const World& w, int r) {
  std::vector<Event> events = events_of_period(w, r);
  for (Event& e : events) {
    if (e.kind == EventKind::wrongly_sanctioned)
      e.kind = EventKind::sanctioned;
  }
  return events;
}

std::int8_t act_seen(const World& w, int f, int a, int r) {
  if (w.groups.active(a, r) == 0)
    return -1;
  const auto seen = static_cast<SeenAct>(w.firms.seen(w.at_action(a, f), r));
  return seen == SeenAct::nothing ? std::int8_t{-1}
                                  : static_cast<std::int8_t>(seen == SeenAct::defection);
}

SeenFirm see_firm(const World& w, int f, int r, int t) {
  const Firms& x = w.firms;
  SeenFirm s;
  s.status = static_cast<FirmStatus>(x.status(f, r));
  s.joined = x.joined(f, r);
  s.size = x.size(f, r);
  s.distance = x.distance(f, r);
  s.income_weight = x.income_weight(f, r);
  s.product = x.product(f, r);
  const auto number = static_cast<std::size_t>(std::max(0, x.number(f, r)));
  const auto& specs = w.scenario.population.firm;
  s.leader = number < specs.size() && specs[number].leader;
  s.offences = x.offences(f, r);
  s.absences = x.absences(f, r);
  const bool ran = t > w.groups.founded(0, r) && x.seated(f, r) != 0;
  const int actions = static_cast<int>(w.group_spec.actions.size());
  s.acts.assign(static_cast<std::size_t>(actions), -1);
  if (!ran)
    return s;
  s.seated = true;
  s.present = x.present(f, r) != 0;
  const bool counted = w.steering && static_cast<std::size_t>(f) < w.steering->absences.size() &&
                       x.absences(f, r) > w.steering->absences[static_cast<std::size_t>(f)];
  s.excused = w.regulated(r) && !s.present && !counted;
  for (int a = 0; a < static_cast<int>(w.derived.actions.size()); ++a) {
    if (a < actions) {
      s.acts[static_cast<std::size_t>(a)] = act_seen(w, f, a, r);
    } else if (w.groups.active(a, r) != 0 && x.level(w.at_action(a, f), r) >= 0.0) {
      s.payment_due = true;
      s.paid = x.level(w.at_action(a, f), r) > kContribution;
    }
  }
  return s;
}

SeenAction see_action(const World& w, int a, int r) {
  SeenAction s;
  s.active = w.groups.active(a, r) != 0;
  if (!s.active)
    return s;
  s.due = w.groups.due(a, r);
  s.apparent = w.groups.apparent(a, r);
  s.help = w.helped[static_cast<std::size_t>(a)].help;
  return s;
}

FirmTruth firm_truth(const World& w, int f, int r) {
  const Firms& x = w.firms;
  FirmTruth s;
  s.profile = x.profile(f, r);
  s.stealth = x.coefficient(f, r).stealth;
  s.trust = x.intention(f, r);
  s.conduct = x.conduct(f, r);
  s.engagement = x.engagement(f, r);
  s.payoff = x.gain(f, r) - x.cost(f, r) + x.transfer(f, r);
  if (x.seated(f, r) == 0)
    return s;
  s.available = x.available(f, r) != 0;
  for (int a = 0; a < static_cast<int>(w.group_spec.actions.size()); ++a) {
    const double level = x.level(w.at_action(a, f), r);
    if (w.groups.active(a, r) == 0)
      continue;
    const bool tempted = x.temptation(w.at_action(a, f), r) > 0.0;
    s.offers += tempted;
    s.side_deals += tempted && level >= 0.0 && level < 1.0;
    if (level < 0.0)
      continue;
    s.given += level;
    s.due += 1.0;
  }
  return s;
}

}  // namespace

std::vector<Condition> conditions_of(const World& w, int r, int t) {
  using Kind = Condition::Kind;
  const Groups& g = w.groups;
  const auto is = [](Kind kind, bool met) { return Condition{kind, met ? 1.0 : 0.0, 1.0, met}; };
  if (g.phase(0, r) == 1) {
    const double months = months_since_founded(w, r, t);
    return {{Kind::months, months, w.model.phase_one_months, months >= w.model.phase_one_months},
            {Kind::attendance, g.attendance(0, r), w.model.phase_one_attendance,
             g.attendance(0, r) >= w.model.phase_one_attendance}};
  }
  if (g.phase(0, r) == 2) {
    return {is(Kind::regulation, w.regulated(r) || w.rules.adoption == Adoption::never),
            is(Kind::pilot, g.time_pilot(0, r) >= 0)};
  }
  if (g.phase(0, r) == 3)
    return {is(Kind::plan, g.time_plan(0, r) >= 0), is(Kind::routine, g.time_routine(0, r) >= 0)};
  return {};
}

Sight see(const World& w, int r, int t) {
  const Groups& g = w.groups;
  Sight s;
  s.association = w.association;
  s.period = t;
  s.month = months_since_founded(w, r, t);
  s.state = static_cast<GroupState>(g.state(0, r));
  s.cause = static_cast<Cause>(g.cause(0, r));
  s.phase = g.phase(0, r);
  s.members = g.members(0, r);
  s.funded = g.funded(0, r) != 0;
  s.facilitated = g.facilitated(0, r) != 0;
  s.regulated = w.regulated(r);
  s.manager = g.manager(0, r) != 0;
  s.formal = g.formal(0, r) != 0;
  s.fund = g.fund(0, r);
  s.draft = std::clamp(g.draft(0, r), 0.0, 1.0);
  s.plan = std::clamp(g.plan(0, r) / w.model.plan_effort, 0.0, 1.0);
  s.met = g.meeting(0, r) != 0;
  s.sales = g.yields(0, r);
  for (std::size_t i = 0; i < kIndicators; ++i)
    s.indicator[i] = g.indicator(static_cast<int>(i), r);
  s.milestones = {g.time_regulation(0, r), g.time_pilot(0, r), g.time_plan(0, r),
                  g.time_routine(0, r), g.time_manager(0, r)};
  s.conditions = conditions_of(w, r, std::max(0, t - 1));
  for (int a = 0; a < static_cast<int>(w.group_spec.actions.size()); ++a)
    s.actions.push_back(see_action(w, a, r));
  for (int f = 0; f < w.derived.firms; ++f) {
    s.firms.push_back(see_firm(w, f, r, t));
    s.present += s.firms.back().present;
  }
  s.events = events_seen(w, r);
  if (w.steering)
    s.findings = w.steering->findings;
  return s;
}

Truth look_behind(const World& w, int r, int) {
  const Groups& g = w.groups;
  Truth s;
  s.trust = w.mean_over_members(w.firms.intention, r);
  s.conduct = w.mean_over_members(w.firms.conduct, r);
  s.engagement = w.mean_over_members(w.firms.engagement, r);
  s.vision = g.vision(0, r);
  s.capability = g.capability(0, r);
  s.credibility = g.credibility(0, r);
  for (int a = 0; a < static_cast<int>(w.derived.actions.size()); ++a) {
    if (g.active(a, r) == 0)
      continue;
    s.given += g.made(a, r);
    s.due += g.due(a, r);
  }
  s.side_deals = g.side_deals(0, r);
  for (std::size_t k = 0; k < kActivities; ++k)
    s.worked[k] = g.days(static_cast<int>(k), r);
  s.wrongful = g.wrongful(0, r);
  s.days = g.days_total(0, r);
  s.conduct_smooth = g.conduct_smooth(0, r);
  s.stood_alone = g.time_alone(0, r) >= 0;
  for (int f = 0; f < w.derived.firms; ++f) {
    s.firms.push_back(firm_truth(w, f, r));
    s.member_gain += w.firms.gain_total(f, r) - w.firms.cost_total(f, r);
  }
  s.events = events_of_period(w, r);
  return s;
}

}  // namespace minga::core
