// Random profiles, actions, regulations and facilitators.
#include "support/random_scenario.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace minga::test {

using namespace core;

namespace {

Coefficient beta(Dice& d, double hi = 1.0) {
  const double mean = d.real(0.0, hi);
  return {mean, d.some(0.99) * std::sqrt(mean * (1.0 - mean))};
}

}  // namespace

Profile random_profile(Dice& d, int number, bool known_end) {
  Profile p;
  p.name = "p" + std::to_string(number);
  p.omega = {d.real(-1.0, 2.0), d.some(1.0)};
  p.gamma = {d.some(4.0), d.some(1.0)};
  p.norm_form = d.one<NormForm>();
  p.norm_intercept = beta(d);
  p.norm_slope = beta(d);
  p.norm_threshold = beta(d);
  p.kappa = {d.some(2.0), d.some(0.5)};
  p.patience = beta(d, known_end ? 1.0 : 0.999);
  p.lambda = {d.real(1.0, 4.0), d.some(1.0)};
  p.eta = {d.real(0.02, 2.0), d.some(0.3)};
  p.epsilon = beta(d);
  p.stealth = beta(d);
  p.anger = {d.some(3.0), d.some(1.0)};
  p.inducement = {d.some(2.0), d.some(1.0)};
  p.persuasion = beta(d);
  p.pessimism = {d.real(-5.0, 5.0), d.some(2.0)};
  return p;
}

Action random_action(Dice& d, int number, int slots) {
  Action a;
  a.name = "a" + std::to_string(number);
  a.form = d.one<GameForm>();
  a.phase = d.whole(1, 3);
  a.pilot = d.coin();
  a.every = d.whole(1, 4);
  a.cost = d.real(0.5, 50.0);
  a.side_gain = d.some(30.0);
  switch (a.form) {
    case GameForm::linear:
      a.multiplier = d.real(0.1, 15.0);
      break;
    case GameForm::purchase:
      a.volume = d.real(1.0, 300.0);
      a.discount = d.real(0.01, 1.0);
      a.half_volume = d.real(0.1, 20.0);
      break;
    case GameForm::threshold:
      a.benefit = d.real(1.0, 100.0);
      a.threshold = d.real(0.5, slots);
      a.refund = d.share();
      break;
    case GameForm::weakest_link:
      a.benefit = d.real(1.0, 100.0);
      a.spoil = d.share();
      break;
    case GameForm::side_deal:
      a.cost = 0.0;
      a.side_gain = d.real(0.5, 30.0);
      break;
    case GameForm::club:
      a.benefit = d.real(1.0, 100.0);
      a.capacity = d.real(0.5, 20.0);
      a.congestion = d.some(3.0);
      break;
    case GameForm::cost_sharing:
      a.benefit = d.real(1.0, 100.0);
      a.threshold = d.real(0.5, slots);
      break;
    case GameForm::common_pool:
      a.multiplier = d.real(0.5, 10.0);
      a.depletion = d.real(0.1, 20.0);
      break;
    case GameForm::information:
      a.benefit = d.real(1.0, 100.0);
      break;
  }
  a.side_loss = d.some(60.0);
  a.offer_rate = d.share();
  a.excludable = d.share();
  a.noise = d.some(2.0);
  a.hidden = d.share();
  a.market_exposure = d.share();
  a.skill = d.share();
  a.rivalry = d.share();
  a.spillover = d.some(2.0);
  a.operating_cost = d.some(50.0);
  return a;
}

Regulation random_regulation(Dice& d) {
  Regulation r;
  r.written = d.coin();
  r.adoption = d.one<Adoption>();
  r.commitment = d.share();
  r.quorum = d.share();
  r.quorum_base = d.one<QuorumBase>();
  r.majority = d.share();
  r.majority_base = d.one<MajorityBase>();
  r.lateness_fine = d.some(10.0);
  r.absence_fine = d.some(10.0);
  r.absences_for_review = d.whole(0, 3);
  r.monitoring = d.real(0.01, 1.0);
  r.false_positive = d.share();
  r.monitoring_cost = d.some(20.0);
  r.enforcer = d.one<Enforcer>();
  if (r.enforcer != Enforcer::nobody) {
    r.enforcement = d.real(0.01, 1.0);
    for (int i = d.whole(0, 3); i > 0; --i)
      r.sanctions.push_back(d.real(0.0, 40.0));
    r.expel_after = d.whole(0, 3);
  }
  r.expel_by_vote = d.coin();
  r.forget_offence = d.whole(1, 20);
  r.peer_cost = d.some(5.0);
  r.peer_fine = d.some(10.0);
  r.fund_fee = d.some(15.0);
  r.fund_every = d.whole(1, 4);
  r.fund_reserve = d.whole(0, 12);
  r.late_fee = r.fund_fee > 0.0 ? d.some(5.0) : 0.0;
  r.distribution = d.one<Distribution>();
  r.transparency = d.share();
  r.conflict_committee = d.coin();
  r.admission_majority = d.share();
  r.exit_penalty = d.some(30.0);
  return r;
}

Facilitator random_facilitator(Dice& d) {
  Facilitator f;
  const bool works = d.coin(0.7);
  for (std::size_t p = 0; p < 4; ++p) {
    f.days[p] = works ? d.real(0.0, 8.0) : 0.0;
    const auto weights = d.shares(kActivities);
    std::copy(weights.begin(), weights.end(), f.weights[p].begin());
  }
  f.start_month = d.some(5.0);
  f.exit_month = f.start_month + d.real(0.0, 20.0);
  f.taper_months = d.share() * (f.exit_month - f.start_month);
  f.keeps_phases = d.coin();
  f.imposed = d.share();
  f.neutrality = d.share();
  f.credibility = d.share();
  f.capture = d.share();
  f.co_investment = d.some(50.0);
  for (int i = d.whole(0, 3); i > 0; --i) {
    const auto when = d.one<Indicator>();
    const double value = when == Indicator::phase ? d.real(1.5, 3.5) : d.real(0.05, 0.95);
    f.rules.push_back(
        {when, d.one<Comparison>(), value, d.whole(1, 4), d.one<Activity>(), d.real(0.0, 3.0)});
  }
  return f;
}

}  // namespace minga::test
