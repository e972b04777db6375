// Random populations, constants and whole scenarios.
#include "support/random_scenario.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace minga::test {

using namespace core;

namespace {

void randomise(Population& p, Dice& d, std::size_t profiles) {
  p.firms = d.whole(2, 14);
  p.entrants = d.whole(0, 4);
  p.margin = std::exp(d.real(0.0, 10.0));
  for (double* cv : {&p.margin_cv, &p.size_cv, &p.distance_cv})
    *cv = d.some(2.0);
  p.distance_km = d.some(40.0);
  p.culture_spread = d.share();
  p.product_spread = d.share();
  p.income_weight = d.share();
  p.income_weight_sd = d.some(1.0);
  p.outside_option = d.coin() ? 0.0 : d.real(-0.5, 0.5);
  p.expected_gain = d.coin(0.2) ? 0.0 : d.real(-0.2, 0.5);
  p.earlier_failures = d.some(3.0);
  p.shares = d.shares(profiles);
  for (int i = d.coin(0.3) ? d.whole(1, p.firms) : 0; i > 0; --i) {
    FirmSpec f;
    f.name = "firm" + std::to_string(i);
    f.profile = d.coin() ? "p0" : "";
    f.size = d.coin() ? d.real(0.1, 5.0) : -1.0;
    f.distance_km = d.coin() ? d.real(0.0, 9.0) : -1.0;
    f.leader = d.coin(0.2);
    p.firm.push_back(f);
  }
}

void randomise(Model& m, Dice& d) {
  m.decision_rule = d.one<DecisionRule>();
  m.belief_rule = d.one<BeliefRule>();
  constexpr std::array<int, 4> kLevels{1, 2, 5, 20};
  m.levels = kLevels[static_cast<std::size_t>(d.whole(0, 3))];
  m.belief_concentration = std::exp(d.real(-5.0, 13.0));
  m.group_size_exponent = d.real(0.0, 2.0);
  for (double* share : {&m.reputation_drift,
                        &m.expectation_rate,
                        &m.private_memory,
                        &m.informal_visibility,
                        &m.detection_learning,
                        &m.detection_prior,
                        &m.expulsion_weight,
                        &m.promise_weight,
                        &m.promise_fade,
                        &m.engagement_rate,
                        &m.absence_excused,
                        &m.lateness_rate,
                        &m.capability_learning,
                        &m.capability_decay,
                        &m.manager_effect,
                        &m.market_access,
                        &m.access_decay,
                        &m.vision_decay,
                        &m.persuasion_rate,
                        &m.conflict_decay,
                        &m.conflict_loss,
                        &m.exit_rate,
                        &m.turnover_loss,
                        &m.entry_rate,
                        &m.closure,
                        &m.trust_floor,
                        &m.meeting_minimum,
                        &m.dissolve_share,
                        &m.diagnosis_accuracy,
                        &m.visit_evidence,
                        &m.vision_effect,
                        &m.training_effect,
                        &m.support_effect,
                        &m.substitution_effect,
                        &m.transparency_effect,
                        &m.audit_effect,
                        &m.mediation_effect}) {
    if (d.coin())
      *share = d.share();
  }
  m.evidence_weight = d.real(0.0, 3.0);
  m.yield_evidence = d.some(3.0);
  m.private_learning = d.some(5.0);
  m.fund_return = d.real(0.5, 3.0);
  m.meeting_gain = d.some(0.1);
  m.capture_power = d.real(0.0, 4.0);
  m.benefit_memory = d.real(0.01, 1.0);
  m.horizon_months = d.some(60.0);
  m.attention = d.some(3.0);
  m.link_effect = d.some(1.0);
  m.turnover_rate = d.some(10.0);
  m.vote_reluctance = d.real(-3.0, 3.0);
  m.trust_floor_periods = d.whole(1, 13);
  m.quorum_failures_max = d.whole(1, 8);
  m.drained_periods = d.whole(1, 13);
  m.phase_one_months = d.some(3.0);
  m.pilot_months = d.real(0.1, 3.0);
  m.plan_effort = d.real(0.1, 6.0);
  m.standing_months = d.some(12.0);
}

/// A client, a legal form that comes later, intermediaries that answer; drawn last as well.
void randomise_surroundings(Scenario& s, Dice& d) {
  Association& group = s.association[0];
  if (d.coin(0.4) && group.actions[0].form != GameForm::side_deal) {
    group.kind = AssociationKind::vertical_network;  // the only one with a client
    Client c;
    c.buys = group.actions[0].name;
    c.surplus = d.some(3.0);
    c.squeeze = d.share();
    c.outside_sales = d.share();
    c.patience = d.real(0.0, 0.999);
    c.eta = d.real(0.01, 1.0);
    c.trust = d.share();
    c.trust_strength = d.real(0.1, 10.0);
    c.forgetting = d.share();
    c.expected_delivery = d.share();
    c.development = d.some(20.0);
    c.development_effect = d.some(0.2);
    c.development_co_finance = d.share();
    group.client = c;
  }
  if (!group.formal)
    group.formalise = d.one<Formalise>();
  group.formalise_month = d.some(12.0);
  group.formalise_phase = d.whole(1, 4);
  group.formalise_cost = d.some(50.0);
  group.formal_exit_cost = d.some(50.0);
  for (double* x : {&s.market.intermediary_response, &s.market.intermediary_selectivity})
    *x = d.some(5.0);
  for (double* x : {&s.market.intermediary_share, &s.market.intermediary_information})
    *x = d.some(1.0);
}

void agree(Regulation& r) {
  std::sort(r.sanctions.begin(), r.sanctions.end());  // a ladder rises
  if (r.enforcer == Enforcer::peers) {
    r.sanctions.clear();
    r.peer_fine = std::max(0.1, r.peer_fine);
  } else {
    r.peer_cost = r.peer_fine = 0.0;
  }
  r.majority = std::min(r.majority, 0.4);  // two firms can still decide about a third
  r.admission_majority = std::min(r.admission_majority, 0.99);
  r.fund_reserve = std::max(1, r.fund_reserve);
}

void agree(Action& a) {
  const bool deal = a.form == GameForm::side_deal;
  if (deal || a.form == GameForm::common_pool || a.form == GameForm::information)
    a.excludable = Action{}.excludable;
  if (deal)
    a.market_exposure = a.skill = a.rivalry = a.spillover = 0.0;
}

/// Takes back what contradicts the rest; nothing is drawn.
void agree(Scenario& s) {
  Association& group = s.association[0];
  agree(group.regulation);
  const bool circles = s.structure.kind != StructureKind::group;
  for (Action& a : group.actions) {
    agree(a);
    if (circles && a.threshold > s.structure.group_size)
      a.threshold = s.structure.group_size;
  }
  Action& first = group.actions.front();
  first.phase = std::min(first.phase, 2);  // somebody can begin
  first.pilot = true;
  first.every = 1;
  if (group.client && group.client->development <= 0.0)
    group.client->development_effect = group.client->development_co_finance = 0.0;
  if (group.client && group.client->development_effect <= 0.0)
    group.client->development = group.client->development_co_finance = 0.0;
  for (FacilitatorRule& rule : s.facilitator.rules)
    rule.days = std::max(0.1, rule.days);
  Participation& p = s.participation;
  if (p.mode == ParticipationMode::fixed)
    p.rate = std::max(0.05, p.rate);
  Institution& i = s.institution;
  i.co_finance_end = std::min(i.co_finance, i.co_finance_end);
  s.facilitator.start_month =
      std::min(s.facilitator.start_month, 0.5 * month_of(s.time, s.time.periods - 1));
  i.funding_months = std::max(i.funding_months, s.facilitator.start_month + 0.5);
}

}  // namespace

Scenario random_scenario(std::uint64_t seed) {
  Dice d(seed);
  Scenario s;
  s.name = "random";
  s.discount_rate = d.some(0.2);
  s.time.period_days = d.coin() ? 14.0 : d.real(1.0, 90.0);
  s.time.periods = d.whole(1, 30);
  s.time.known_end = d.coin(0.3);
  const int profiles = d.whole(1, 5);
  for (int p = 0; p < profiles; ++p)
    s.profiles.push_back(random_profile(d, p, s.time.known_end));
  randomise(s.population, d, s.profiles.size());
  Association group;
  group.name = "group";
  group.kind = d.one<AssociationKind>();
  group.formal = d.coin();
  group.formal_cost = d.some(20.0);
  group.min_members = d.whole(1, s.population.firms);
  group.vision = d.share();
  group.capability = d.share();
  group.meeting_hours = d.some(4.0);
  group.manager_cost = d.some(100.0);
  group.regulation = random_regulation(d);
  const int actions = d.whole(1, 4);
  for (int a = 0; a < actions; ++a)
    group.actions.push_back(random_action(d, a, s.population.firms + s.population.entrants));
  s.association = {group};
  s.facilitator = random_facilitator(d);
  Participation& p = s.participation;
  p.mode = d.one<ParticipationMode>();
  p.rate = d.share();
  p.initial = d.share();
  if (p.mode == ParticipationMode::fixed && d.coin())
    p.split = d.shares(3);
  s.institution.funding_months = d.some(20.0);
  s.institution.overhead = d.some(1.0);
  s.institution.credibility = d.share();
  s.institution.co_finance = d.share();
  s.institution.co_finance_end = d.share();
  s.institution.shock_rate = d.some(1.0);
  s.market.demand_sd = d.some(1.5);
  s.market.demand_persistence = d.real(0.0, 0.99);
  s.market.seasonality = d.share();
  s.market.counter_offers = d.share();
  randomise(s.model, d);
  s.record = {true, true, true, true};
  // circles that divide the members; drawn last, so that the rest stays as it was
  if (s.population.firms >= 2 && d.coin(0.4)) {
    s.structure.kind = d.coin(0.5) ? StructureKind::partners : StructureKind::strangers;
    do {
      s.structure.group_size = d.whole(2, s.population.firms);
    } while (s.population.firms % s.structure.group_size != 0);
  }
  randomise_surroundings(s, d);
  if (s.model.belief_rule == BeliefRule::bayes && d.coin(0.3))
    s.structure.beliefs = BeliefScope::partner;
  agree(s);
  return s;
}

}  // namespace minga::test
