// Draws the firms of a group and its state at the start. Sequences of draws of varying length come
// from Boost.Random distributions over addressed bits; each quantity has an address of its own, so
// that changing one distribution leaves all other draws alone.
#include "draws.hpp"
#include "minga/core/beliefs.hpp"
#include "minga/core/math.hpp"
#include "world.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace minga::core {
namespace {

constexpr double kNoLimit = std::numeric_limits<double>::infinity();
/// Largest number of candidates that are asked for one place before it stays empty.
constexpr int kAttempts = 40;
/// Addresses reserved for one candidate of a slot.
constexpr int kDrawsPerAttempt = 32;

/// Draws of one candidate for one slot.
class Candidate {
 public:
  Candidate(const World& w, int f, int r, int attempt) : w_(w), f_(f), r_(r), attempt_(attempt) {}
  AddressedBits bits(Purpose purpose, int which) const {
    return {w_.random, w_.firm_address(f_, r_, attempt_ * kDrawsPerAttempt + which), purpose};
  }
  double uniform(Purpose purpose) const {
    auto source = bits(purpose, 0);
    return RandomField::to_unit(source());
  }
  /// The same for what the firm does in this association only.
  double uniform_here(Purpose purpose) const {
    AddressedBits source(w_.random, w_.address(f_, r_, attempt_ * kDrawsPerAttempt), purpose);
    return RandomField::to_unit(source());
  }
  double normal(Purpose purpose, int which, double mean, double sd) const {
    if (sd <= 0.0)
      return mean;
    auto source = bits(purpose, which);
    return boost::random::normal_distribution<double>(mean, sd)(source);
  }
  /// Lognormal with this mean and coefficient of variation.
  double lognormal(int which, double mean, double cv) const {
    return draw_lognormal(bits(Purpose::setup_traits, which), mean, cv);
  }
  /// A coefficient restricted to [lo, hi]: beta with the given mean and sd where both are 0 and 1,
  /// else normal, redrawn until it is inside.
  double coefficient(int which, const Coefficient& c, double lo, double hi) const {
    if (c.sd <= 0.0)
      return c.mean;
    auto source = bits(Purpose::setup_coefficients, which);
    if (lo == 0.0 && hi == 1.0)
      return draw_beta(source, c);
    boost::random::normal_distribution<double> draw(c.mean, c.sd);
    for (int i = 0; i < 1000; ++i) {
      const double x = draw(source);
      if (x >= lo && x <= hi)
        return x;
    }
    return clamp(c.mean, lo, hi);
  }

 private:
  const World& w_;
  int f_, r_, attempt_;
};

const FirmSpec* spec_of(const World& w, int f, int r) {
  const auto& list = w.scenario.population.firm;
  const auto firm = static_cast<std::size_t>(w.firms.number(f, r));
  return firm < list.size() ? &list[firm] : nullptr;
}

int draw_profile(const World& w, int f, int r, const Candidate& candidate) {
  const auto& profiles = w.scenario.profiles;
  if (const FirmSpec* spec = spec_of(w, f, r); spec && !spec->profile.empty()) {
    for (std::size_t p = 0; p < profiles.size(); ++p) {
      if (profiles[p].name == spec->profile)
        return static_cast<int>(p);
    }
  }
  double u = candidate.uniform(Purpose::setup_profile);
  for (std::size_t p = 0; p + 1 < profiles.size(); ++p) {
    u -= w.derived.shares[p];
    if (u < 0.0)
      return static_cast<int>(p);
  }
  return static_cast<int>(profiles.size()) - 1;
}

Coefficients draw_coefficients(const World& w, const Profile& p, const Candidate& from) {
  Coefficients c{};
  c.norm_form = p.norm_form;
  c.omega = from.coefficient(0, p.omega, -kNoLimit, kNoLimit);
  c.gamma = from.coefficient(1, p.gamma, 0.0, kNoLimit);
  c.intercept = from.coefficient(2, p.norm_intercept, 0.0, 1.0);
  c.slope = from.coefficient(3, p.norm_slope, 0.0, 1.0);
  c.threshold = from.coefficient(4, p.norm_threshold, 0.0, 1.0);
  c.kappa = from.coefficient(5, p.kappa, 0.0, kNoLimit);
  const double monthly = from.coefficient(6, p.patience, 0.0, 1.0);
  c.patience = monthly > 0.0 ? pow_fixed(monthly, w.derived.month) : 0.0;
  c.lambda = from.coefficient(7, p.lambda, 1.0, kNoLimit);
  c.eta = from.coefficient(8, p.eta, 0.01, kNoLimit);
  c.epsilon = from.coefficient(9, p.epsilon, 0.0, 1.0);
  c.stealth = from.coefficient(10, p.stealth, 0.0, 1.0);
  c.anger = from.coefficient(11, p.anger, 0.0, kNoLimit);
  c.inducement = from.coefficient(12, p.inducement, 0.0, kNoLimit);
  c.persuasion = from.coefficient(13, p.persuasion, 0.0, 1.0);
  c.pessimism = from.coefficient(14, p.pessimism, -kNoLimit, kNoLimit);
  return c;
}

double given(double spec, double drawn) { return spec >= 0.0 ? spec : drawn; }

/// Of the firm to this association's meeting place.
double distance_of(const World& w, int f, int r, const Seats& seats, const FirmSpec& spec,
                   const Candidate& from) {
  const Population& pop = w.scenario.population;
  if (!seats.distance_km.empty())
    return seats.distance_km[static_cast<std::size_t>(f)];
  return given(spec.distance_km, from.lognormal(2, pop.distance_km * w.groups.distance_factor(0, r),
                                                pop.distance_cv));
}

void draw_traits(World& w, int f, int r, const Seats& seats, const Candidate& from) {
  const Population& pop = w.scenario.population;
  const FirmSpec none;
  const FirmSpec* listed = spec_of(w, f, r);
  const FirmSpec& spec = listed != nullptr ? *listed : none;
  Firms& x = w.firms;
  x.size(f, r) = given(spec.size, from.lognormal(0, 1.0, pop.size_cv));
  x.power(f, r) = pow_fixed(x.size(f, r), w.model.capture_power);
  x.margin(f, r) = given(
      spec.margin, from.lognormal(1, pop.margin * w.groups.margin_factor(0, r), pop.margin_cv));
  x.distance(f, r) = distance_of(w, f, r, seats, spec, from);
  const auto place = [&](int which, double spread) {
    return clamp(from.normal(Purpose::setup_traits, which, 0.5, spread), 0.0, 1.0);
  };
  x.culture(f, r) =
      given(spec.culture, place(3, pop.culture_spread * w.groups.diversity_factor(0, r)));
  x.product(f, r) = given(spec.product, place(4, pop.product_spread));
  x.income_weight(f, r) =
      given(spec.income_weight,
            clamp(from.normal(Purpose::setup_traits, 5, pop.income_weight, pop.income_weight_sd),
                  0.0, 1.0));
  const Model& m = w.model;
  const double hourly = x.margin(f, r) / m.hours_month;
  const double hours = w.group_spec.meeting_hours + m.travel_hours_km * x.distance(f, r);
  x.meeting_cost(f, r) = hours * hourly + m.travel_cost_km * x.distance(f, r);
  const double margin_period = x.margin(f, r) * w.derived.month;
  x.benefit(f, r) = pop.expected_gain * w.groups.gain_factor(0, r) * margin_period;
  x.outside(f, r) = pop.outside_option * margin_period;
}

/// Chance of joining when money is asked beforehand: the stay choice with the investment as a loss.
double join_chance(const World& w, double benefit, double margin, double patience) {
  const double future = benefit * horizon_weight(w, patience, 0);
  return logistic((future - w.facilitator.co_investment) / (margin * w.model.exit_noise));
}

/// The investment is a signal: whoever gives it is more likely of a profile that would.
void screen_reputation(World& w, int f, int r) {
  const Population& pop = w.scenario.population;
  std::array<double, kMaxProfiles> likelihood{};
  const auto n = static_cast<std::size_t>(w.derived.profiles);
  for (std::size_t p = 0; p < n; ++p) {
    likelihood[p] = join_chance(w, pop.expected_gain * pop.margin * w.derived.month, pop.margin,
                                w.derived.mean[p].patience);
  }
  auto belief = w.reputation(f, r);
  bayes_update({belief.data(), n}, {likelihood.data(), n}, 1.0);
  w.set_reputation(f, r, belief);
}

double initial_engagement(const World& w, double bent, const Candidate& from) {
  const Participation& p = w.scenario.participation;
  if (p.mode == ParticipationMode::endogenous) {
    if (bent == 0.0 || p.initial <= 0.0 || p.initial >= 1.0)
      return p.initial;
    return logistic(log_fixed(p.initial / (1.0 - p.initial)) + bent);
  }
  if (p.split.empty())
    return p.rate;
  double u = from.uniform_here(Purpose::setup_engagement);
  for (std::size_t i = 0; i + 1 < p.split.size(); ++i) {
    u -= p.split[i];
    if (u < 0.0)
      return p.levels[i];
  }
  return p.levels[p.split.size() - 1];
}

double mean_initial_engagement(const Participation& p) {
  if (p.mode == ParticipationMode::endogenous)
    return p.initial;
  double mean = p.split.empty() ? p.rate : 0.0;
  for (std::size_t i = 0; i < p.split.size(); ++i)
    mean += p.split[i] * p.levels[i];
  return mean;
}

void draw_candidate(World& w, int f, int r, const Seats& seats, const Candidate& from) {
  Firms& x = w.firms;
  const int profile = draw_profile(w, f, r, from);
  x.profile(f, r) = static_cast<std::int8_t>(profile);
  x.coefficient(f, r) =
      draw_coefficients(w, w.scenario.profiles[static_cast<std::size_t>(profile)], from);
  draw_traits(w, f, r, seats, from);
  x.bent(f, r) = from.normal(Purpose::setup_bent, 0, 0.0, w.model.engagement_spread);
  x.engagement(f, r) = initial_engagement(w, x.bent(f, r), from);
}

}  // namespace

double horizon_weight(const World& w, double patience, int t) {
  return horizon_weight(w.scenario, w.derived, patience, t);
}

namespace {

/// Money asked on joining: by a facilitator who is there to ask.
double asked_of_newcomers(const World& w, int r) {
  return w.groups.facilitated(0, r) != 0 ? w.facilitator.co_investment : 0.0;
}

/// Whether the firm drawn for a slot accepts the terms; without co-investment everybody does.
bool accepts(const World& w, int f, int r, double u) {
  const Firms& x = w.firms;
  return asked_of_newcomers(w, r) <= 0.0 ||
         u < join_chance(w, x.benefit(f, r), x.margin(f, r), x.coefficient(f, r).patience);
}

/// Makes the firm drawn for a slot a member, on the terms asked.
void join(World& w, int f, int r, int t) {
  Firms& x = w.firms;
  const double investment = asked_of_newcomers(w, r);
  for (int p = 0; p < w.derived.profiles; ++p)
    x.reputation(w.at_profile(f, p), r) = w.groups.prior(p, r);
  if (investment > 0.0) {
    screen_reputation(w, f, r);
    x.transfer(f, r) -= investment;
    w.groups.fund(0, r) += investment;
    if (t > w.groups.founded(0, r))  // founders learn it with the first period's flows
      x.benefit(f, r) -= w.model.benefit_memory * investment;
  }
  if (w.own_views())
    start_views(w, f, r, t);
  x.private_offset(f, r) = -x.coefficient(f, r).pessimism;
  x.private_odds(f, r) = exp_fixed(x.private_offset(f, r));
  x.horizon(f, r) = horizon_weight(w, x.coefficient(f, r).patience, t);
  x.status(f, r) = static_cast<std::int8_t>(FirmStatus::member);
  x.joined(f, r) = t;
  x.ever(f, r) = 1;
  ++w.groups.members(0, r);
  ++w.groups.changes(0, r);
}

/// Whether another firm may take the place of one that refuses the terms: not where it sits in
/// several associations or has a place of its own.
bool replaceable(const World& w, int f, int r, const Layout& layout) {
  return !places_firms(w.scenario.structure.kind) && layout.memberships(w.firms.number(f, r)) == 1;
}

/// Asks candidates for one place at the start until one accepts, at most kAttempts.
void fill_place(World& w, int f, int r, int t, const Layout& layout) {
  const int attempts = replaceable(w, f, r, layout) ? kAttempts : 1;
  for (int attempt = 0; attempt < attempts; ++attempt) {
    const Candidate candidate(w, f, r, attempt);
    draw_candidate(w, f, r, layout.seats(w.association), candidate);
    if (!accepts(w, f, r, candidate.uniform_here(Purpose::setup_join)))
      continue;
    join(w, f, r, t);
    return;
  }
}

}  // namespace

double credibility_at_start(const World& w, int r) {
  const double institution = w.scenario.institution.credibility * w.groups.credence(0, r);
  return w.facilitator.credibility * 0.5 * (1.0 + institution);
}

Interview interview_of(const World& w, int r) {
  const Population& pop = w.scenario.population;
  const double gain = pop.expected_gain * w.groups.gain_factor(0, r);
  const double asked = w.facilitator.co_investment / (pop.margin * w.groups.margin_factor(0, r));
  Interview found;
  int n = 0;
  for (int f = 0; f < w.derived.founders; ++f) {
    if (w.firms.number(f, r) < 0)
      continue;
    const Candidate candidate(w, f, r, 0);
    const auto profile = static_cast<std::size_t>(draw_profile(w, f, r, candidate));
    const Coefficients c = draw_coefficients(w, w.scenario.profiles[profile], candidate);
    // what a firm weighs when it is asked for money, as in `join_chance`
    found.commitment += gain * w.derived.month * horizon_weight(w, c.patience, 0) - asked;
    found.leadership = std::max(found.leadership, c.persuasion);
    found.trust -= c.pessimism;
    ++n;
  }
  if (n > 0) {
    found.commitment /= n;
    found.trust /= n;
  }
  return found;
}

bool admit_firm(World& w, int f, int r, int t) {
  if (!accepts(w, f, r, w.random.uniform(w.address(f, r, t), Purpose::join)))
    return false;
  join(w, f, r, t);
  w.log(r, t, f, EventKind::joined);
  return true;
}

void set_up_group(World& w, int r, int t, const Layout& layout) {
  Groups& g = w.groups;
  const Facilitator& fac = w.facilitator;
  g.state(0, r) = static_cast<std::int8_t>(GroupState::alive);
  g.founded(0, r) = t;
  g.phase(0, r) = 1;
  g.phase_reached(0, r) = 1;
  g.formal(0, r) = w.group_spec.formal || w.group_spec.formalise == Formalise::start;
  g.vision(0, r) = w.group_spec.vision;
  g.capability(0, r) = w.group_spec.capability;
  g.demand(0, r) = demand_before(w, r, t);
  g.funded(0, r) = works(fac) && g.served(0, r) != 0;
  g.facilitated(0, r) = facilitator_there(w, r, t) && w.scenario.institution.funding_months > 0.0;
  g.credibility(0, r) = credibility_at_start(w, r);
  g.attendance(0, r) = mean_initial_engagement(w.scenario.participation);
  g.indicator(static_cast<int>(Indicator::attendance), r) = g.attendance(0, r);
  for (const Indicator i :
       {Indicator::fund_payments, Indicator::compliance, Indicator::agreements_kept}) {
    g.indicator(static_cast<int>(i), r) = 1.0;
  }
  g.indicator(static_cast<int>(Indicator::phase), r) = 1.0;
  set_up_beliefs(w, r, t);
  for (int f = 0; f < w.derived.founders; ++f) {
    if (w.firms.number(f, r) >= 0)
      fill_place(w, f, r, t, layout);
  }
  for (int f = w.derived.founders; f < w.derived.firms; ++f) {
    // traits of firms that may apply later are fixed now, so that records can hold them
    draw_candidate(w, f, r, layout.seats(w.association), Candidate(w, f, r, 0));
  }
  g.indicator(static_cast<int>(Indicator::members), r) = g.members(0, r);
  if (w.rules.adoption == Adoption::start)
    adopt_regulation(w, r, t);
}

}  // namespace minga::core
