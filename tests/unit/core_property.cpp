// What must hold for every valid scenario, tried on random ones over the ranges of the parameter
// table, ends included: nothing throws, shares are shares, the dead stay dead, people and money are
// accounted for.
#include "minga/io/scenario.hpp"
#include "support/catch.hpp"
#include "support/core_fixture.hpp"

#include <array>
#include <cmath>
#include <random>
#include <set>
#include <string>
#include <vector>

using namespace minga::test;
using namespace minga::core;

namespace {

constexpr int kScenarios = 400;
constexpr int kReplicates = 3;

/// Random values of parameters, with their ends more often than chance has it.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  double unit() { return (static_cast<double>(engine_() >> 11U) + 0.5) * 0x1.0p-53; }
  bool coin(double chance = 0.5) { return unit() < chance; }
  int whole(int lo, int hi) { return lo + static_cast<int>(unit() * (hi - lo + 1)); }
  /// In [lo, hi]; one in five at an end.
  double real(double lo, double hi) {
    const double u = unit();
    return u < 0.1 ? lo : (u > 0.9 ? hi : lo + (hi - lo) * unit());
  }
  double share() { return real(0.0, 1.0); }
  /// Nothing half of the time, otherwise up to `hi`.
  double some(double hi) { return coin() ? 0.0 : real(0.0, hi); }
  template <class Enum>
  Enum one() {
    constexpr auto all = names<Enum>();
    return static_cast<Enum>(whole(0, static_cast<int>(all.size()) - 1));
  }
  std::vector<double> shares(std::size_t count) {
    std::vector<double> out(count);
    double sum = 0.0;
    for (double& x : out)
      sum += x = coin(0.2) ? 0.0 : unit();
    if (sum == 0.0)
      sum = out[0] = 1.0;
    for (double& x : out)
      x /= sum;
    return out;
  }

 private:
  std::mt19937_64 engine_;
};

Coefficient beta(Dice& d, double hi = 1.0) {
  const double mean = d.real(0.0, hi);
  return {mean, d.some(0.99) * std::sqrt(mean * (1.0 - mean))};
}

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
    f.rules.push_back({d.one<Indicator>(), d.one<Comparison>(), d.real(-1.0, 2.0), d.whole(1, 4),
                       d.one<Activity>(), d.real(0.0, 3.0)});
  }
  return f;
}

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
  m.link_effect = d.some(3.0);
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
  return s;
}

bool is_share(double x) { return x >= -1e-9 && x <= 1.0 + 1e-9; }

/// Faults of one run, as text; empty where all is well. A run has thousands of numbers, and only
/// those that are wrong are worth an assertion.
class Inspector {
 public:
  Inspector(const Scenario& s, const BlockResult& result, std::size_t r)
      : s_(s),
        x_(result),
        r_(r),
        periods_(static_cast<std::size_t>(result.periods)),
        firms_(static_cast<std::size_t>(result.firms)) {}

  std::string faults() {
    if (!x_.failed[r_].empty())
      fault("failed: " + x_.failed[r_]);
    summary();
    trajectory();
    people();
    money();
    events();
    return faults_;
  }

 private:
  void fault(const std::string& text) { faults_ += text + "; "; }
  void need(bool holds, const std::string& text) {
    if (!holds)
      fault(text);
  }
  double value(const char* name) const { return summary_of(x_, name)[r_]; }
  double at(const char* name, std::size_t t) const { return path_of(x_, name)[r_ * periods_ + t]; }
  double firm(const char* name, std::size_t t, std::size_t f) const {
    return firms_of(x_, name)[(r_ * periods_ + t) * firms_ + f];
  }

  void summary() {
    const std::set<std::string_view> may_miss{"cooperation_rate", "trust", "payoff_gini"};
    for (const Variable& v : summary_variables()) {
      const double x = value(v.name.data());
      const bool milestone = v.name.starts_with("time_to_");
      if (std::isnan(x)) {
        need(milestone || may_miss.count(v.name) > 0, std::string(v.name) + " is NaN");
        continue;
      }
      need(std::isfinite(x), std::string(v.name) + " is infinite");
      if (milestone)
        need(x >= 0 && x <= x_.periods, std::string(v.name) + " is outside the horizon");
    }
    for (const char* name : {"cooperation_rate", "cooperation_final", "attendance", "trust",
                             "payoff_gini", "survived", "independent"}) {
      need(std::isnan(value(name)) || is_share(value(name)), std::string(name) + " is no share");
    }
    const bool survived = value("survived") == 1.0;
    need(survived == (value("periods_survived") == x_.periods), "survival and its length differ");
    need(survived == (value("state") == 0.0), "survival and state differ");
    need(survived == (value("cause") == 0.0), "survival and cause differ");
    need(survived || value("members_final") == 0.0, "a dead group has members");
    need(value("independent") <= value("survived"), "a dead group is independent");
  }

  void trajectory() {
    double sanctions = 0.0;
    double days = 0.0;
    double phase = 1.0;
    bool dead = false;
    for (std::size_t t = 0; t < periods_; ++t) {
      for (const char* name : {"cooperation_rate", "attendance", "trust", "expected_conduct",
                               "engagement", "capability", "vision"}) {
        const double x = at(name, t);
        need(std::isnan(x) ? true : is_share(x), std::string(name) + " is no share");
        const bool always = std::string_view(name) == "capability" ||
                            std::string_view(name) == "vision" ||
                            std::string_view(name) == "attendance";
        if (always)
          need(std::isnan(x) == dead, std::string(name) + " is missing while alive");
      }
      for (const char* name : {"fund", "sanctions", "side_deals", "facilitator_days"})
        need(at(name, t) >= 0.0, std::string(name) + " is negative or NaN");
      need(dead || at("conflict", t) >= 0.0, "conflict is negative or NaN");
      need(std::isfinite(at("payoff", t)), "payoff is not finite");
      need(at("phase", t) >= phase && at("phase", t) <= 4.0, "phases went back");
      phase = at("phase", t);
      need(!dead || at("state", t) != 0.0, "the dead came back");
      need(!dead || at("state", t) == at("state", t - 1), "a dead group changed its state");
      if (!dead && at("state", t) != 0.0) {
        need(static_cast<double>(t) == value("periods_survived"), "died at another time");
        need(at("fund", t) == 0.0, "the fund of a dead group was kept");
        dead = true;
      }
      sanctions += at("sanctions", t);
      days += at("facilitator_days", t);
    }
    need(at("fund", periods_ - 1) == 0.0, "the fund was not returned");
    need(sanctions == value("sanctions_total"), "sanctions do not add up");
    need(std::fabs(days - value("facilitator_days")) < 1e-3 * (1.0 + days), "days do not add up");
    need(phase == value("phase_reached"), "the phase reached is another");
    need(at("state", periods_ - 1) == value("state"), "the state is another");
  }

  void people() {
    std::vector<int> before(firms_, 0);
    double expelled = 0.0;
    for (std::size_t t = 0; t < periods_; ++t) {
      const bool alive = at("state", t) == 0.0;
      double members = 0.0;
      for (std::size_t f = 0; f < firms_; ++f) {
        const auto now = static_cast<int>(firm("status", t, f));
        members += now == 1;
        need(now >= 0 && now <= 3, "no such status");
        need(before[f] < 2 || now == before[f], "one who had left or been expelled came back");
        need(before[f] != 1 || now != 0, "a member became a candidate");
        before[f] = now;
        const double contributed = firm("contributed", t, f);
        const double attended = firm("attended", t, f);
        const bool in = now == 1 && (alive || value("periods_survived") == static_cast<double>(t));
        need(std::isnan(contributed) || is_share(contributed), "contributed is no share");
        need(std::isnan(attended) == !in, "attendance and membership differ");
        need(!in || attended == 0.0 || attended == 1.0, "attended in part");
        need(in ? is_share(firm("trust", t, f)) : std::isnan(firm("trust", t, f)),
             "trust in a firm is no share");
        need(in ? is_share(firm("engagement", t, f)) : std::isnan(firm("engagement", t, f)),
             "a firm's engagement is no share");
        need(std::isfinite(firm("payoff", t, f)), "a firm's payoff is not finite");
      }
      need(at("members", t) == (alive ? members : 0.0), "members and statuses differ");
    }
    for (const int status : before)
      expelled += status == 3;
    need(expelled == value("expulsions"), "expulsions and statuses differ");
  }

  void money() {
    const double welfare =
        value("member_gain") - value("member_cost") - value("cost") + value("outsider_effect");
    const double scale = 1.0 + std::fabs(value("member_gain")) + value("member_cost");
    need(std::fabs(welfare - value("welfare")) < 1e-9 * scale, "welfare is not its ledger");
    double gain = 0.0;
    double cost = 0.0;
    double transfers = 0.0;
    const auto profiles = s_.profiles.size();
    for (std::size_t p = 0; p < profiles; ++p) {
      gain += ledger_of(x_, "member_gain_by_profile")[r_ * profiles + p];
      cost += ledger_of(x_, "member_cost_by_profile")[r_ * profiles + p];
      transfers += ledger_of(x_, "transfers_by_profile")[r_ * profiles + p];
    }
    need(std::fabs(gain - value("member_gain")) < 1e-9 * scale, "gains by profile differ");
    need(std::fabs(cost - value("member_cost")) < 1e-9 * scale, "costs by profile differ");
    need(std::fabs(transfers) < 1e-6 * scale, "money was made or lost");
    need(value("cost") >= 0.0 && value("member_cost") >= 0.0, "a cost is negative");
  }

  void events() {
    double expelled = 0.0;
    for (const Event& e : x_.events) {
      if (static_cast<std::size_t>(e.run) != r_)
        continue;
      need(e.time >= 0 && e.time < x_.periods, "an event lies outside the horizon");
      need(e.firm >= -1 && e.firm < x_.firms, "an event has no firm");
      need(std::isfinite(e.value), "an event's value is not finite");
      expelled += e.kind == EventKind::expelled;
    }
    need(expelled == value("expulsions"), "expulsions and events differ");
  }

  const Scenario& s_;
  const BlockResult& x_;
  std::size_t r_, periods_, firms_;
  std::string faults_;
};

}  // namespace

TEST_CASE("every valid scenario runs, and its results keep what they promise") {
  int survived = 0;
  int failed = 0;
  for (std::uint64_t seed = 1; seed <= kScenarios; ++seed) {
    const Scenario s = random_scenario(seed);
    CAPTURE(seed);
    BlockResult result;
    REQUIRE_NOTHROW(result = run(s, kReplicates, seed));
    for (std::size_t r = 0; r < kReplicates; ++r) {
      const std::string faults = Inspector(s, result, r).faults();
      CAPTURE(r);
      if (faults != "")
        CHECK(faults.substr(0, 300) == "");
      (summary_of(result, "survived")[r] == 1.0 ? survived : failed) += 1;
    }
  }
  // the scenarios are not all of one kind
  CHECK(survived > kScenarios / 4);
  CHECK(failed > kScenarios / 4);
}

TEST_CASE("the random scenarios are valid by the parameter table") {
  for (std::uint64_t seed = 1; seed <= kScenarios; seed += 8) {
    CAPTURE(seed);
    Scenario s = random_scenario(seed);
    REQUIRE_NOTHROW(minga::io::load_scenario_text(minga::io::resolved_text(s), "random.toml"));
  }
}

TEST_CASE(
    "a meeting that costs nothing is attended for what it offers, and engagement is a share") {
  Scenario s = laboratory(5, 10);
  s.association[0].meeting_hours = 0.0;
  s.association[0].capability = 0.0;
  s.population.distance_km = 0.0;
  s.population.expected_gain = 0.0;
  s.model.meeting_gain = 0.0;
  s.model.attention = 1.0;
  s.model.quorum_failures_max = 1000;
  s.participation.mode = ParticipationMode::endogenous;
  s.participation.initial = 1.0;
  s.model.engagement_rate = 0.0;
  s.association[0].actions[0].every = 3;
  constexpr int kRuns = 40;
  const BlockResult result = run(s, kRuns);
  for (const float e : path_of(result, "engagement"))
    REQUIRE(is_share(static_cast<double>(e)));
  double first = 0.0;
  double second = 0.0;
  for (std::size_t r = 0; r < kRuns; ++r) {
    first += path_of(result, "attendance")[r * 10] / kRuns;
    second += path_of(result, "attendance")[r * 10 + 1] / kRuns;
  }
  CHECK_THAT(first, WithinAbs(1.0, 1e-6));  // a contribution can be made
  // nothing to win: as much worth as it costs, so half of them; 200 draws, five standard errors
  CHECK_THAT(second, WithinAbs(0.5, 0.18));
  s.model.engagement_rate = 0.5;
  const BlockResult moving = run(s, kRuns);
  for (const float e : path_of(moving, "engagement"))
    REQUIRE(is_share(static_cast<double>(e)));
}
