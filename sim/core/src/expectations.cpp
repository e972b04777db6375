// What everybody can work out at the start of a period: competence of the group in each action,
// what a facilitator's work in the members' place will yield, and the public expectation that
// follows from reputations and from conduct (conduct.cpp; docs/model/odd.md).
#include "minga/core/beliefs.hpp"
#include "minga/core/math.hpp"
#include "steering.hpp"
#include "world.hpp"

#include <algorithm>
#include <cmath>

namespace minga::core {
namespace {

/// Mean niche overlap of the members' products, 1 if all make the same: exp(-d^2 / (4 w^2))
/// (MacArthur and Levins 1967, American Naturalist 101:377).
double product_overlap(const World& w, int r) {
  const double width = w.model.niche_width;
  double sum = 0.0;
  int pairs = 0;
  for (int i = 0; i < w.derived.firms; ++i) {
    if (!w.member(i, r))
      continue;
    for (int j = i + 1; j < w.derived.firms; ++j) {
      if (!w.member(j, r))
        continue;
      const double distance = w.firms.product(i, r) - w.firms.product(j, r);
      sum += exp_fixed(-distance * distance / (4.0 * width * width));
      ++pairs;
    }
  }
  return pairs > 0 ? sum / pairs : 0.0;
}

/// Share of the needed capability that is there: own, manager's, facilitator's help, or done by the
/// facilitator in the group's place.
double ability(const World& w, int r) {
  const Model& m = w.model;
  const double manager = w.groups.manager(0, r) != 0 ? m.manager_effect : 0.0;
  return 1.0 - (1.0 - w.groups.capability(0, r)) * (1.0 - manager) *
                   (1.0 - m.support_effect * w.effect(Activity::pilot_support, r)) *
                   (1.0 - m.substitution_effect * w.effect(Activity::do_for_them, r));
}

void assess_competence(World& w, int r, int t) {
  Groups& g = w.groups;
  const Model& m = w.model;
  const double sd = w.scenario.market.demand_sd;
  // mean one: E exp(z) = exp(sd^2 / 2)
  const double demand = exp_fixed(g.demand(0, r) - 0.5 * sd * sd) *
                        w.derived.season[static_cast<std::size_t>(t)] *
                        (m.market_access + (1.0 - m.market_access) * market_reach(w, r));
  const double able = ability(w, r);
  const double peace = 1.0 - m.conflict_loss * g.conflict(0, r) / (1.0 + g.conflict(0, r));
  if (w.derived.rivalry && g.overlap_at(0, r) != g.changes(0, r)) {
    g.overlap(0, r) = product_overlap(w, r);
    g.overlap_at(0, r) = g.changes(0, r);
  }
  const double overlap = g.overlap(0, r);
  for (std::size_t a = 0; a < w.derived.actions.size(); ++a) {
    const ActionPlan& plan = w.derived.actions[a];
    const Action& x = plan.action;
    g.competence(static_cast<int>(a), r) =
        plan.fund ? 1.0
                  : (1.0 - x.skill * (1.0 - able)) * (1.0 - x.market_exposure * (1.0 - demand)) *
                        peace * (1.0 - x.rivalry * overlap);
  }
}

/// Work that the facilitator does in the members' place, in contributions to each action under way.
double facilitators_work(const World& w, int r) {
  if (w.derived.circles > 1)
    return 0.0;  // he works for a group, not for small circles of it
  const double days =
      w.groups.days(static_cast<int>(Activity::do_for_them), r) +
      w.model.support_carry * w.groups.days(static_cast<int>(Activity::pilot_support), r);
  if (days <= 0.0)
    return 0.0;
  int actions = 0;
  for (int a = 0; a < static_cast<int>(w.derived.actions.size()); ++a) {
    const ActionPlan& plan = w.derived.actions[static_cast<std::size_t>(a)];
    actions += w.groups.active(a, r) != 0 && plan.needs_presence && !plan.fund;
  }
  return actions > 0 ? days * w.model.day_contributions / actions : 0.0;
}

/// Yields with n - 1 others of whom k contribute fully, as `GameTable` has them, when `h.help` is
/// done in the members' place.
void fill_helped(HelpedTables& h, const ActionPlan& plan, Distribution d, int n, int levels) {
  Action action = plan.action;
  action.side_loss *= plan.offer_chance;  // a side deal takes an offer
  const auto size = static_cast<std::size_t>(n) * static_cast<std::size_t>(levels + 1);
  for (auto* x : {&h.own, &h.plain, &h.others, &h.others_plain})
    x->resize(size);
  h.induced.resize(static_cast<std::size_t>(n));
  std::size_t at = 0;
  for (int x = 0; x <= levels; ++x) {
    const double own = static_cast<double>(x) / levels;
    for (int k = 0; k < n; ++k, ++at) {
      const double total = k + own;
      const double idle = n - 1.0 - k;
      h.own[at] = helped_yield(action, d, own, total, n, h.help);
      h.plain[at] = plain_yield(action, own, total, n, n - total, h.help);
      h.others[at] = k * helped_yield(action, d, 1.0, total, n, h.help) +
                     idle * helped_yield(action, d, 0.0, total, n, h.help);
      h.others_plain[at] = k * plain_yield(action, 1.0, total, n, n - total, h.help) +
                           idle * plain_yield(action, 0.0, total, n, n - total, h.help);
    }
  }
  for (int k = 0; k < n; ++k) {
    h.induced[static_cast<std::size_t>(k)] =
        k + 1 < n ? helped_yield(action, d, 1.0, k + 2.0, n, h.help) -
                        helped_yield(action, d, 1.0, k + 1.0, n, h.help)
                  : 0.0;
  }
}

void foresee_help(World& w, int r) {
  const double help = facilitators_work(w, r);
  const int n = std::max(1, w.groups.members(0, r));
  for (std::size_t a = 0; a < w.derived.actions.size(); ++a) {
    const ActionPlan& plan = w.derived.actions[a];
    HelpedTables& h = w.helped[a];
    h.help = w.groups.active(static_cast<int>(a), r) != 0 && plan.needs_presence ? help : 0.0;
    if (h.help > 0.0)
      fill_helped(h, plan, w.distribution(plan, r), n, w.model.levels);
  }
}

bool under_way(const World& w, int a, int r, int t) {
  const Groups& g = w.groups;
  const ActionPlan& plan = w.derived.actions[static_cast<std::size_t>(a)];
  if (g.members(0, r) < 2 || t % plan.action.every != 0)
    return false;
  if (plan.fund) {
    const double reserve = w.rules.fund_reserve * w.rules.fund_fee * g.members(0, r);
    return w.regulated(r) && g.fund(0, r) < reserve;
  }
  const Launch told = launch_of(w, a);
  if (told == Launch::held)
    return false;
  // nobody starts what cannot succeed
  const bool needs_some =
      plan.action.form == GameForm::threshold || plan.action.form == GameForm::cost_sharing;
  if (needs_some && plan.action.threshold > w.usual_players(r))
    return false;
  const bool skips = g.facilitated(0, r) != 0 && !w.facilitator.keeps_phases;
  // strategic projects follow from a plan, which members make in phase three
  const bool planned = plan.action.phase < 3 || g.time_plan(0, r) >= 0;
  return skips || told == Launch::launched || (g.phase(0, r) >= plan.action.phase && planned);
}

/// Expectation of a firm's conduct in one action, from its reputation.
double reputed(const World& w, const Field<double>& by_profile, int f, int a, int r) {
  double sum = 0.0;
  for (int p = 0; p < w.derived.profiles; ++p) {
    sum += w.firms.reputation(w.at_profile(f, p), r) * by_profile(w.at_profile(a, p), r);
  }
  return sum;
}

void read_reputations(World& w, int r, double rate) {
  Groups& g = w.groups;
  if (w.own_views())
    publish_views(w, r);
  const int actions = static_cast<int>(w.derived.actions.size());
  const int n = g.members(0, r);
  std::array<double, kMaxActions> sum{};
  for (int f = 0; f < w.derived.firms; ++f) {
    if (!w.member(f, r))
      continue;
    double conduct = 0.0;
    double intention = 0.0;
    for (int a = 0; a < actions; ++a) {
      const double c = reputed(w, g.conduct, f, a, r);
      sum[static_cast<std::size_t>(a)] += c;
      conduct += c;
      intention += reputed(w, g.intention, f, a, r);
    }
    w.firms.conduct(f, r) = conduct / actions;
    w.firms.intention(f, r) = intention / actions;
  }
  if (w.model.belief_rule == BeliefRule::adaptive || n == 0)
    return;
  for (int a = 0; a < actions; ++a) {
    const double mean = sum[static_cast<std::size_t>(a)] / n;
    g.expectation(a, r) += rate * (mean - g.expectation(a, r));
  }
}

}  // namespace

Stakes stakes_of(const World& w, const Coefficients& c, int action, int r, int players) {
  const ActionPlan& plan = w.derived.actions[static_cast<std::size_t>(action)];
  const GameTable& table = plan.table[w.regulated(r) ? 1 : 0];
  const int n = players;
  Stakes s;
  s.n = n;
  s.levels = w.model.levels;
  s.own0 = table.own(n, 0);
  s.plain0 = table.plain(n, 0);
  s.others0 = table.others(n, 0);
  s.others_plain0 = table.others_plain(n, 0);
  s.induced = table.induced(n);
  s.stride = table.stride();
  if (const HelpedTables& h = w.helped[static_cast<std::size_t>(action)]; h.help > 0.0) {
    s.own0 = h.own.data();
    s.plain0 = h.plain.data();
    s.others0 = h.others.data();
    s.others_plain0 = h.others_plain.data();
    s.induced = h.induced.data();
    s.stride = n;
  }
  s.scale = plan.scale;
  s.cost = plan.action.cost;
  s.own_yield = s.others_yield = w.groups.competence(action, r) * expected_price(w, action, r);
  s.omega = c.omega / w.derived.size_power[static_cast<std::size_t>(n)];
  s.gamma = c.gamma;
  s.shared_vision = c.kappa * w.groups.vision(0, r);
  s.inducement = c.inducement * w.model.conduct_response * c.patience;
  s.lambda = c.lambda;
  return s;
}

double sanction_for(const Regulation& rules, const ActionPlan& plan, int offences) {
  const double late = plan.fund ? rules.late_fee : 0.0;
  if (rules.sanctions.empty())
    return late;
  const auto step = std::min(static_cast<std::size_t>(offences), rules.sanctions.size() - 1);
  return late + rules.sanctions[step];
}

double expulsion_chance(const World& w, int offences) {
  if (w.rules.expel_after <= 0 || w.rules.enforcer == Enforcer::nobody)
    return 0.0;
  return w.model.expulsion_weight / std::max(1, w.rules.expel_after - offences);
}

double expected_share(const World& w, int f, int r, int a) {
  const Groups& g = w.groups;
  double share = g.expectation(a, r);
  const int n = g.members(0, r);
  if (w.own_views()) {
    share = viewed_share(w, f, r, a);
  } else if (w.model.belief_rule == BeliefRule::bayes && n > 1) {
    // leave the firm itself out of the mean
    share += (share - reputed(w, g.conduct, f, a, r)) / (n - 1);
    share = clamp(share, 0.0, 1.0);
  }
  const double odds = w.firms.private_odds(f, r);
  share = share * odds / (share * odds + 1.0 - share);
  const bool presence = w.derived.actions[static_cast<std::size_t>(a)].needs_presence;
  return share * (presence ? g.attendance(0, r) : 1.0);
}

/// Firms that the group is founded by, if all of them join.
static int founders_of(const World& w, int r) {
  int n = 0;
  for (int f = 0; f < w.derived.founders; ++f)
    n += w.firms.number(f, r) >= 0;
  return n;
}

void set_up_beliefs(World& w, int r, int t) {
  Groups& g = w.groups;
  const auto n = static_cast<std::size_t>(w.derived.profiles);
  const int actions = static_cast<int>(w.derived.actions.size());
  g.members(0, r) = founders_of(w, r);
  assess_competence(w, r, t);
  for (int a = 0; a < actions; ++a)
    g.expectation(a, r) = 0.5;  // no expectation yet
  assess_conduct(w, r, t);
  std::array<double, kMaxProfiles> prior{};
  std::array<double, kMaxProfiles> score{};
  for (std::size_t p = 0; p < n; ++p) {
    prior[p] = w.derived.shares[p];
    for (int a = 0; a < actions; ++a) {
      score[p] += g.intention(w.at_profile(a, static_cast<int>(p)), r) / actions;
    }
  }
  tilt(
      {prior.data(), n}, {score.data(), n},
      -w.model.failure_effect * (w.scenario.population.earlier_failures + w.groups.failures(0, r)));
  for (std::size_t p = 0; p < n; ++p)
    g.prior(static_cast<int>(p), r) = prior[p];
  for (int a = 0; a < actions; ++a) {
    double mean = 0.0;
    for (std::size_t p = 0; p < n; ++p) {
      mean += prior[p] * g.conduct(w.at_profile(a, static_cast<int>(p)), r);
    }
    g.expectation(a, r) = mean;
  }
  g.members(0, r) = 0;
}

/// Makes the draws that all members take in this period.
static void draw_ahead(World& w, int r, int t) {
  int used = w.derived.firms;
  while (used > 0 && !w.member(used - 1, r))
    --used;
  w.ahead.begin(r, t, used);
  const Address first = w.address(0, r, t);
  w.ahead.of_members(w.kernels, w.random, first);
  for (int a = 0; a < static_cast<int>(w.derived.actions.size()); ++a) {
    if (w.groups.active(a, r) != 0)
      w.ahead.of_action(w.kernels, w.random, first, static_cast<std::uint32_t>(a));
  }
}

void form_expectations(World& w, int r, int t) {
  form_circles(w, r, t);
  for (int a = 0; a < static_cast<int>(w.derived.actions.size()); ++a) {
    w.groups.active(a, r) = under_way(w, a, r, t);
  }
  draw_ahead(w, r, t);
  if (w.scenario.time.known_end) {
    for (int f = 0; f < w.derived.firms; ++f) {
      w.firms.horizon(f, r) = horizon_weight(w, w.firms.coefficient(f, r).patience, t);
    }
  }
  assess_competence(w, r, t);
  foresee_help(w, r);
  assess_conduct(w, r, t);
  read_reputations(w, r, w.model.expectation_rate);
}

}  // namespace minga::core
