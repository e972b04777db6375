#include "world.hpp"

#include "minga/core/math.hpp"
#include "rates.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace minga::core {
namespace {

Coefficients means(const Profile& p, double months) {
  Coefficients c{};
  c.norm_form = p.norm_form;
  c.omega = p.omega.mean;
  c.gamma = p.gamma.mean;
  c.intercept = p.norm_intercept.mean;
  c.slope = p.norm_slope.mean;
  c.threshold = p.norm_threshold.mean;
  c.kappa = p.kappa.mean;
  c.patience = p.patience.mean > 0.0 ? pow_fixed(p.patience.mean, months) : 0.0;
  c.lambda = p.lambda.mean;
  c.eta = p.eta.mean;
  c.epsilon = p.epsilon.mean;
  c.stealth = p.stealth.mean;
  c.anger = p.anger.mean;
  c.inducement = p.inducement.mean;
  c.persuasion = p.persuasion.mean;
  c.pessimism = p.pessimism.mean;
  return c;
}

ActionPlan plan_of(const Action& action, const Scenario& s) {
  ActionPlan plan;
  plan.action = action;
  plan.on_offer = action.form == GameForm::side_deal;
  plan.needs_presence = action.presence && !plan.on_offer;
  plan.scale = stake(action);
  plan.offer_chance =
      action.side_gain > 0.0
          ? 1.0 - (1.0 - action.offer_rate) * (1.0 - per_period(s.market.counter_offers, s.time))
          : 0.0;
  if (s.market.intermediary_share > 0.0 && plan.offer_chance > 0.0) {
    // who has a buyer's offer of its own takes that one
    const double brought = plan.offer_chance - action.offer_rate;
    plan.offer_value = 1.0 - s.market.intermediary_share * brought / plan.offer_chance;
  }
  return plan;
}

/// Tables under the distribution without rules and under that of the regulation.
void fill_tables(ActionPlan& plan, Distribution ruled, int firms, int levels) {
  Action foreseen = plan.action;
  foreseen.side_loss *= plan.offer_chance;  // a side deal takes an offer
  plan.table[0] = GameTable(foreseen, plan.fund ? ruled : Distribution::capture, firms, levels);
  plan.table[1] = GameTable(foreseen, ruled, firms, levels);
}

/// The fund's payment is a collective action too: a linear public good with an open record.
ActionPlan fund_plan(const Scenario& s, const Regulation& rules) {
  Action fund;
  fund.name = "fund";
  fund.form = GameForm::linear;
  fund.phase = 1;
  fund.every = rules.fund_every;
  fund.cost = rules.fund_fee;
  fund.multiplier = s.model.fund_return;
  ActionPlan plan = plan_of(fund, s);
  plan.fund = true;
  plan.needs_presence = false;
  return plan;
}

}  // namespace

Derived::Derived(const Scenario& s, int association) {
  if (s.association.empty() || s.profiles.empty()) {
    throw std::invalid_argument("scenario without association or profiles");
  }
  const Association& group = s.association[static_cast<std::size_t>(make_of(s, association))];
  model = per_period(s.model, s.time);
  fortnights = core::fortnights(s.time);
  demand_persistence = 1.0 - per_period(1.0 - s.market.demand_persistence, s.time);
  forget_offence = in_periods(group.regulation.forget_offence, s.time);
  founders = most_founders(s, association);
  firms = founders + (places_firms(s.structure.kind) ? 0 : s.population.entrants);
  profiles = static_cast<int>(s.profiles.size());
  if (s.structure.kind == StructureKind::partners || s.structure.kind == StructureKind::strangers)
    circles = std::max(1, founders / s.structure.group_size);
  month = period_months(s.time);
  year = month / 12.0;
  if (profiles > kMaxProfiles || group.actions.size() + 1 > kMaxActions ||
      s.model.levels > kMaxLevels) {
    throw std::invalid_argument("scenario over the limits of profiles, actions or levels");
  }
  for (const Action& a : group.actions)
    actions.push_back(plan_of(a, s));
  if (has_fund(group.regulation)) {
    actions.push_back(fund_plan(s, group.regulation));
  }
  // no circle ever has more: deals are even, and who joins goes to the smallest
  const int most_players = (firms + circles - 1) / circles;
  for (ActionPlan& plan : actions) {
    // the fund is the members' in equal parts, whatever the rule for yields
    fill_tables(plan, plan.fund ? Distribution::equal : group.regulation.distribution, most_players,
                s.model.levels);
  }
  for (const Profile& p : s.profiles)
    mean.push_back(means(p, month));
  shares = s.population.shares;
  belief = BetaBinomial(firms, s.model.belief_concentration);
  const double rate = log_fixed(1.0 + s.discount_rate) * year;
  for (int t = 0; t < s.time.periods; ++t) {
    discount.push_back(exp_fixed(-rate * t));
    season.push_back(1.0 + s.market.seasonality *
                               cos_turn((month_of(s.time, t) - s.market.season_peak) / 12.0));
  }
  for (int n = 0; n <= firms; ++n) {
    size_power.push_back(n < 3 ? 1.0 : pow_fixed(n - 1.0, s.model.group_size_exponent));
  }
  for (int t = 0; t < s.time.periods; ++t) {
    for (std::size_t p = 0; p < mean.size(); ++p) {
      // without a known end the horizon moves along
      horizon.push_back(t > 0 && !s.time.known_end ? horizon[p]
                                                   : horizon_weight(s, *this, mean[p].patience, t));
    }
  }
  for (const Action& a : group.actions)
    rivalry = rivalry || a.rivalry > 0.0;
}

World::World(const Scenario& s, const BlockRequest& request)
    : World(s, request, 0, std::make_shared<const Derived>(s, 0),
            lay_out(s, RandomField(request.seed, request.stream), request.first_replicate,
                    request.count)) {}

World::World(const Scenario& s, const BlockRequest& request, int which,
             std::shared_ptr<const Derived> from, const std::vector<Layout>& layouts)
    : scenario(s),
      association(which),
      group_spec(s.association.at(static_cast<std::size_t>(make_of(s, which)))),
      rules(group_spec.regulation),
      facilitator(group_spec.facilitator ? *group_spec.facilitator : s.facilitator),
      shared(std::move(from)),
      derived(*shared),
      model(derived.model),
      random(request.seed, request.stream),
      first_unit(which == 0 ? 0U : kFirstUnit + static_cast<std::uint32_t>(which - 1) * kSlotUnits),
      group_unit(which == 0 ? kGroupUnit : kGroupUnits + static_cast<std::uint32_t>(which)),
      first_replicate(request.first_replicate),
      replicates(request.count),
      events(static_cast<std::size_t>(request.count)),
      record_events(s.record.events),
      helped(),
      kernels(request.reference ? reference_kernels() : vector_kernels()),
      ahead(derived.firms, static_cast<int>(derived.actions.size())) {
  allocate();
  take_seats(layouts);
  // a programme's candidate groups are founded when it or they themselves decide so
  for (int r = 0; r < replicates && !s.programme.enabled; ++r)
    set_up_group(*this, r, 0, layouts[static_cast<std::size_t>(r)]);
}

void World::take_seats(const std::vector<Layout>& layouts) {
  for (int r = 0; r < replicates; ++r) {
    const Seats& seats = layouts[static_cast<std::size_t>(r)].seats(association);
    for (std::size_t f = 0; f < seats.firm.size(); ++f)
      firms.number(static_cast<int>(f), r) = seats.firm[f];
  }
}

void World::allocate() {
  const int n = derived.firms;
  const int p = derived.profiles;
  const int a = static_cast<int>(derived.actions.size());
  const int k = replicates;
  const auto ints = [k](int size, int value = 0) { return Field<int>(size, k, value); };
  const auto bytes = [k](int size) { return Field<std::int8_t>(size, k, std::int8_t{0}); };
  const auto reals = [k](int size) { return Field<double>(size, k, 0.0); };
  Firms& f = firms;
  for (auto* x : {&f.profile, &f.status, &f.available, &f.present, &f.seated})
    *x = bytes(n);
  f.coefficient = Field<Coefficients>(n, k);
  for (auto* x :
       {&f.bent,         &f.size,           &f.power,         &f.margin,         &f.distance,
        &f.culture,      &f.product,        &f.income_weight, &f.meeting_cost,   &f.engagement,
        &f.private_odds, &f.private_offset, &f.detection,     &f.benefit,        &f.outside,
        &f.horizon,      &f.conduct,        &f.intention,     &f.gain,           &f.cost,
        &f.transfer,     &f.gain_total,     &f.cost_total,    &f.transfer_total, &f.payoff_total}) {
    *x = reals(n);
  }
  for (auto* x : {&f.others, &f.absences, &f.offences, &f.offence_age, &f.joined, &f.ever})
    *x = ints(n);
  f.number = ints(n, -1);
  f.circle = ints(n, -1);
  f.reputation = reals(n * p);
  if (own_views())
    f.view = reals(n * n * p);
  f.level = f.tau = reals(n * a);
  f.temptation = f.share = reals(n * a);
  f.seen = bytes(n * a);
  if (by_habit(*this)) {
    f.habit = Field<double>(n * a, k, -1.0);
    f.aspiration = f.reward = reals(n * a);
  }
  Groups& g = groups;
  for (auto* x : {&g.state, &g.cause, &g.regulated, &g.funded, &g.manager, &g.meeting,
                  &g.facilitated, &g.short_of_cash}) {
    *x = bytes(1);
  }
  g.overlap = reals(1);
  g.overlap_at = ints(1, -1);
  for (auto* x : {&g.phase, &g.members, &g.changes, &g.since_routine, &g.quorum_failures,
                  &g.distrust, &g.drained, &g.periods_alive, &g.sanctions, &g.wrongful,
                  &g.side_deals, &g.expulsions, &g.sanctions_total, &g.phase_reached}) {
    *x = ints(1);
  }
  for (auto* x : {&g.pilot_since, &g.end_period, &g.time_regulation, &g.time_pilot, &g.time_plan,
                  &g.time_routine, &g.time_manager, &g.time_exit, &g.time_alone, &g.funding_end}) {
    *x = ints(1, -1);
  }
  for (auto* x : {&g.fund,
                  &g.vision,
                  &g.capability,
                  &g.conflict,
                  &g.conflict_before,
                  &g.credibility,
                  &g.access,
                  &g.demand,
                  &g.promise,
                  &g.attendance,
                  &g.draft,
                  &g.plan,
                  &g.pilot_made,
                  &g.pilot_due,
                  &g.days_total,
                  &g.programme,
                  &g.outsider,
                  &g.cost_total,
                  &g.outsider_total,
                  &g.made_total,
                  &g.due_total,
                  &g.attendance_total,
                  &g.conduct_smooth,
                  &g.yields,
                  &g.made_last,
                  &g.due_last}) {
    *x = reals(1);
  }
  g.peer_pressure = reals(scenario.model.levels);
  g.days = g.effect = reals(static_cast<int>(kActivities));
  helped.resize(derived.actions.size());
  scratch.resize(static_cast<std::size_t>(n) + 1U);
  g.streak = ints(static_cast<int>(facilitator.rules.size()));
  g.indicator = reals(static_cast<int>(kIndicators));
  g.prior = reals(p);
  g.conduct = g.intention = reals(a * p);
  g.noise = g.expectation = g.competence = g.made = g.due = g.apparent = reals(a);
  g.active = bytes(a);
  g.joint_sale = g.joint_share = reals(1);
  g.formal = bytes(1);
  set_up_client(*this);
  g.circle_size = ints(derived.circles);
  g.state = Field<std::int8_t>(1, k, static_cast<std::int8_t>(GroupState::not_formed));
  g.served = Field<std::int8_t>(1, k, std::int8_t{1});
  g.founded = ints(1, -1);
  g.failures = reals(1);
  for (auto* x : {&g.service, &g.credence, &g.distance_factor, &g.diversity_factor,
                  &g.margin_factor, &g.gain_factor})
    *x = Field<double>(1, k, 1.0);
  g.money = Field<double>(1, k, std::numeric_limits<double>::infinity());
  g.circle_made = g.circle_due = reals(a * derived.circles);
}

double horizon_weight(const Scenario& s, const Derived& d, double patience, int t) {
  double periods = d.model.horizon_months / d.month;
  if (s.time.known_end)
    periods = std::min(periods, s.time.periods - 1.0 - t);
  if (periods <= 0.0 || patience <= 0.0)
    return 0.0;
  if (patience >= 1.0)
    return periods;
  return patience * (1.0 - pow_fixed(patience, periods)) / (1.0 - patience);
}

double months_since_founded(const World& w, int r, int t) {
  return month_of(w.scenario.time, t - w.groups.founded(0, r));
}

void World::log(int r, int t, int firm, EventKind kind, double value) {
  if (!record_events)
    return;
  events[static_cast<std::size_t>(r)].push_back(
      {r, t, association, firm < 0 ? -1 : firms.number(firm, r), kind, value});
}

double World::visibility(const ActionPlan& plan, double stealth, int r) const {
  if (plan.fund)
    return 1.0;  // payments are on record
  const double audit = model.audit_effect * effect(Activity::monitor_accounts, r);
  double hidden = (1.0 - model.informal_visibility) * (1.0 - audit);
  if (regulated(r))
    hidden *= (1.0 - rules.monitoring) * (1.0 - model.transparency_effect * rules.transparency);
  return (1.0 - hidden) * (1.0 - plan.action.hidden) * (1.0 - stealth);
}

double World::announced_detection(const ActionPlan& plan, double stealth, int r) const {
  if (!regulated(r) || rules.enforcer == Enforcer::nobody)
    return 0.0;
  if (plan.fund && rules.enforcer == Enforcer::peers)
    return 0.0;  // peers punish what they see at work, not arrears
  const double enforced = rules.enforcer == Enforcer::peers ? 1.0 : rules.enforcement;
  return visibility(plan, stealth, r) * enforced;
}

double World::announced_for_absence() const { return has_judge(rules) ? rules.enforcement : 0.0; }

double World::fine_for(const ActionPlan& plan, int offences, int r) const {
  if (rules.enforcer == Enforcer::peers)
    return peers_take(plan, 0, r);
  return sanction_for(rules, plan, offences);
}

double World::peers_take(const ActionPlan& plan, int step, int r) const {
  const bool at_work = !plan.fund && step < model.levels;
  return at_work ? rules.peer_fine * groups.peer_pressure(step, r) : 0.0;
}

Distribution World::distribution(const ActionPlan& plan, int r) const {
  if (plan.fund)
    return Distribution::equal;
  return regulated(r) ? rules.distribution : Distribution::capture;
}

void World::pay_fine(int f, int r, double amount) {
  firms.transfer(f, r) -= amount;
  const int others = groups.members(0, r) - 1;
  if (rules.fund_fee > 0.0 || others < 1) {
    groups.fund(0, r) += amount;
    return;
  }
  for (int j = 0; j < derived.firms; ++j) {
    if (j != f && member(j, r))
      firms.transfer(j, r) += amount / others;
  }
}

void World::bear_group_cost(int r, double amount) {
  const int n = groups.members(0, r);
  if (n == 0 || amount <= 0.0)
    return;
  const double from_fund = std::clamp(groups.fund(0, r), 0.0, amount);
  if (regulated(r) && rules.fund_fee > 0.0 && from_fund < amount)
    groups.short_of_cash(0, r) = 1;
  groups.fund(0, r) -= from_fund;
  for (int f = 0; f < derived.firms; ++f) {
    if (!member(f, r))
      continue;
    firms.cost(f, r) += amount / n;
    firms.transfer(f, r) += from_fund / n;
  }
}

void World::bear_cofinanced_cost(int r, int t, double amount) {
  double share = 0.0;
  const Institution& i = scenario.institution;
  if (groups.funded(0, r) != 0 && i.funding_months > 0.0) {
    // a group's subsidy declines on the group's own clock, whenever the programme took it on
    const double passed = clamp(months_since_founded(*this, r, t) / i.funding_months, 0.0, 1.0);
    share = i.co_finance + (i.co_finance_end - i.co_finance) * passed;
  }
  const double asked = share * amount;
  const double given = std::min(asked, groups.money(0, r));
  groups.money(0, r) -= given;
  groups.programme(0, r) += given * (1.0 + i.overhead);
  bear_group_cost(r, (1.0 - share) * amount + (asked - given));
}

std::array<double, kMaxProfiles> World::reputation(int f, int r) const {
  std::array<double, kMaxProfiles> belief{};
  for (int p = 0; p < derived.profiles; ++p)
    belief[static_cast<std::size_t>(p)] = firms.reputation(at_profile(f, p), r);
  return belief;
}

std::array<double, kMaxProfiles> World::stranger(int r) const {
  std::array<double, kMaxProfiles> prior{};
  for (int p = 0; p < derived.profiles; ++p)
    prior[static_cast<std::size_t>(p)] = groups.prior(p, r);
  return prior;
}

void World::set_reputation(int f, int r, const std::array<double, kMaxProfiles>& belief) {
  for (int p = 0; p < derived.profiles; ++p)
    firms.reputation(at_profile(f, p), r) = belief[static_cast<std::size_t>(p)];
}

double World::mean_over_members(const Field<double>& field, int r) const {
  double sum = 0.0;
  int n = 0;
  for (int f = 0; f < derived.firms; ++f) {
    if (!member(f, r))
      continue;
    sum += field(f, r);
    ++n;
  }
  return n > 0 ? sum / n : 0.0;
}

}  // namespace minga::core
