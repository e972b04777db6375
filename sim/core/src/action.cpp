// Steps 4 and 5 of a period: contributions are made, actions yield with noise, yields are shared.
#include "minga/core/math.hpp"
#include "world.hpp"

#include <algorithm>
#include <cmath>

namespace minga::core {
namespace {

bool takes_place(const World& w, const ActionPlan& plan, int a, int r) {
  if (w.groups.active(a, r) == 0)
    return false;
  return !plan.needs_presence || w.groups.meeting(0, r) != 0;
}

/// What a circle's members did: contributions, loyal members included, and side deals.
struct Tally {
  double total = 0.0;
  double deals = 0.0;
};

/// Collects contributions by circle. Absent members owe and do not give.
std::vector<Tally> collect(World& w, int a, int r) {
  const ActionPlan& plan = w.derived.actions[static_cast<std::size_t>(a)];
  Groups& g = w.groups;
  std::vector<Tally> tally(static_cast<std::size_t>(w.derived.circles));
  for (int c = 0; c < w.derived.circles; ++c)
    g.circle_made(w.at_circle(a, c), r) = g.circle_due(w.at_circle(a, c), r) = 0.0;
  for (int f = 0; f < w.derived.firms; ++f) {
    if (!w.member(f, r))
      continue;
    const int circle = w.firms.circle(f, r);
    double& level = w.firms.level(w.at_action(a, f), r);
    if (level < 0.0) {
      // members of a side deal without an offer stay loyal, nothing was due
      tally[static_cast<std::size_t>(circle)].total += 1.0;
      continue;
    }
    if (plan.needs_presence && w.firms.present(f, r) == 0)
      level = 0.0;
    g.due(a, r) += 1.0;
    g.made(a, r) += level;
    g.circle_due(w.at_circle(a, circle), r) += 1.0;
    g.circle_made(w.at_circle(a, circle), r) += level;
    tally[static_cast<std::size_t>(circle)].total += level;
    if (w.firms.temptation(w.at_action(a, f), r) > 0.0)
      tally[static_cast<std::size_t>(circle)].deals += 1.0 - level;
    if (plan.fund) {
      w.firms.transfer(f, r) -= level * plan.action.cost;
      g.fund(0, r) += level * plan.action.cost;
    } else {
      w.firms.cost(f, r) += level * plan.action.cost;
    }
  }
  return tally;
}

double noise_factor(const World& w, const ActionPlan& plan, int a, int r, int t) {
  if (plan.action.noise <= 0.0)
    return 1.0;
  const double u =
      w.random.uniform(w.group_address(r, t), Purpose::yield_noise, static_cast<std::uint32_t>(a));
  return std::max(0.0, 1.0 + plan.action.noise * normal_quantile(u));
}

/// The member that an owner-facilitator is: a leader if there is one.
int owner(const World& w, int r) {
  int first = -1;
  const auto& specs = w.scenario.population.firm;
  for (int f = 0; f < w.derived.firms; ++f) {
    if (!w.member(f, r))
      continue;
    if (first < 0)
      first = f;
    const int firm = w.firms.number(f, r);
    if (firm < static_cast<int>(specs.size()) && specs[static_cast<std::size_t>(firm)].leader)
      return f;
  }
  return first;
}

/// Productive yield of a member; the diverted part goes to the owner-facilitator's firm.
void pay_yield(World& w, int f, int r, double amount, int captor) {
  w.firms.gain(f, r) += amount;
  w.groups.yields(0, r) += amount;
  if (captor < 0 || captor == f || amount <= 0.0)
    return;
  const double taken = w.facilitator.capture * amount;
  w.firms.transfer(f, r) -= taken;
  w.firms.transfer(captor, r) += taken;
}

/// What an action yields to all members, before its buyer has paid.
double agreed_yield(const World& w, int a, int r, const std::vector<Tally>& tallies,
                    double factor) {
  const ActionPlan& plan = w.derived.actions[static_cast<std::size_t>(a)];
  const Distribution rule = w.distribution(plan, r);
  const double help = w.helped[static_cast<std::size_t>(a)].help;
  double sum = 0.0;
  for (int f = 0; f < w.derived.firms; ++f) {
    if (!w.member(f, r))
      continue;
    const double level = w.firms.level(w.at_action(a, f), r);
    const Tally& tally = tallies[static_cast<std::size_t>(w.firms.circle(f, r))];
    sum += w.firms.share(w.at_action(a, f), r) * helped_yield(plan.action, rule,
                                                              level < 0.0 ? 1.0 : level,
                                                              tally.total, w.players(f, r), help);
  }
  return factor * sum;
}

void distribute(World& w, int a, int r, int t, const std::vector<Tally>& tallies, double noise) {
  const ActionPlan& plan = w.derived.actions[static_cast<std::size_t>(a)];
  Groups& g = w.groups;
  const Distribution rule = w.distribution(plan, r);
  // a fund's payments stay in the fund; only its liquidity yield is new money
  double factor =
      plan.fund ? (w.model.fund_return - 1.0) / w.model.fund_return : g.competence(a, r) * noise;
  if (client_buys(w, plan))
    factor *= pay_order(w, a, r, t, agreed_yield(w, a, r, tallies, factor));
  const double help = w.helped[static_cast<std::size_t>(a)].help;
  const bool diverts = g.facilitated(0, r) != 0 && w.facilitator.capture > 0.0 && !plan.fund;
  const int captor = diverts ? owner(w, r) : -1;
  for (int f = 0; f < w.derived.firms; ++f) {
    if (!w.member(f, r))
      continue;
    const double level = w.firms.level(w.at_action(a, f), r);
    const double own = level < 0.0 ? 1.0 : level;
    const int n = w.players(f, r);
    const Tally& tally = tallies[static_cast<std::size_t>(w.firms.circle(f, r))];
    const double yield = factor * w.firms.share(w.at_action(a, f), r) *
                         helped_yield(plan.action, rule, own, tally.total, n, help);
    pay_yield(w, f, r, yield, captor);
    if (plan.action.side_gain > 0.0)
      g.joint_sale(0, r) += yield;
    const double plain = plain_yield(plan.action, own, tally.total, n, tally.deals, help);
    w.firms.gain(f, r) += plain;
    g.outsider(0, r) += plan.action.spillover * yield;
    const double side = (1.0 - own) * w.firms.temptation(w.at_action(a, f), r);
    if (by_habit(w)) {
      w.firms.reward(w.at_action(a, f), r) = yield + plain + side - own * plan.action.cost;
    }
    if (side <= 0.0)
      continue;
    w.firms.gain(f, r) += side;
    ++g.side_deals(0, r);
  }
}

}  // namespace

void act(World& w, int r, int t) {
  Groups& g = w.groups;
  g.joint_sale(0, r) = 0.0;
  forget_order(w, r);
  for (int a = 0; a < static_cast<int>(w.derived.actions.size()); ++a) {
    const ActionPlan& plan = w.derived.actions[static_cast<std::size_t>(a)];
    if (!takes_place(w, plan, a, r)) {
      if (g.active(a, r) != 0 && client_buys(w, plan))
        pay_order(w, a, r, t, 0.0);  // an order that nobody met to serve
      g.active(a, r) = 0;
      continue;
    }
    const std::vector<Tally> tallies = collect(w, a, r);
    const double noise = noise_factor(w, plan, a, r, t);
    g.noise(a, r) = noise;
    distribute(w, a, r, t, tallies, noise);
    w.bear_cofinanced_cost(r, t, plan.action.operating_cost);
  }
  follow_joint_sale(w, r);
}

}  // namespace minga::core
