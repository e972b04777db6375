// Intermediaries: whom they tempt away from what the group sells together, how that answers to what
// the group takes from their trade, and what they bring to it (docs/model/odd.md).
#include "minga/core/math.hpp"
#include "rates.hpp"
#include "world.hpp"

#include <algorithm>

namespace minga::core {
namespace {

/// How far a member is with the group, as an intermediary can tell: how often it takes part, and
/// how much it counts on the others; [0,1].
double attachment(const World& w, int f, int r) {
  const double odds = w.firms.private_odds(f, r);
  return 0.5 * (w.firms.engagement(f, r) + odds / (1.0 + odds));
}

/// Weight of a member among those who get offers, mean 1.
double appeal(const World& w, int f, int r) {
  const double s = w.scenario.market.intermediary_selectivity;
  if (s <= 0.0)
    return 1.0;
  double sum = 0.0;
  for (int j = 0; j < w.derived.firms; ++j) {
    if (w.member(j, r))
      sum += exp_fixed(-s * attachment(w, j, r));
  }
  return w.groups.members(0, r) * exp_fixed(-s * attachment(w, f, r)) / sum;
}

/// Chance of an intermediary's offer to a member in a period.
double bid_chance(const World& w, int f, int r) {
  const Market& m = w.scenario.market;
  const double base = per_period(m.counter_offers, w.scenario.time);
  const double provoked = 1.0 + m.intermediary_response * w.groups.joint_share(0, r);
  return std::min(1.0, base * provoked * appeal(w, f, r));
}

}  // namespace

double tempt(const World& w, int f, int a, int r, int t) {
  const ActionPlan& plan = w.derived.actions[static_cast<std::size_t>(a)];
  const Action& action = plan.action;
  if (action.side_gain <= 0.0)
    return 0.0;
  const Market& m = w.scenario.market;
  const double u = w.drawn(f, r, t, Purpose::offer, a);
  const bool plain = m.intermediary_response <= 0.0 && m.intermediary_selectivity <= 0.0;
  const double chance =
      plain ? plan.offer_chance : 1.0 - (1.0 - action.offer_rate) * (1.0 - bid_chance(w, f, r));
  if (u >= chance)
    return 0.0;
  // who has a buyer's offer of its own takes that one, and shares it with nobody
  return action.side_gain * (u < action.offer_rate ? 1.0 : 1.0 - m.intermediary_share);
}

double market_reach(const World& w, int r) {
  const Market& m = w.scenario.market;
  const double links = w.groups.access(0, r);
  return links + (1.0 - links) * m.intermediary_information * (1.0 - m.intermediary_share);
}

void follow_joint_sale(World& w, int r) {
  Groups& g = w.groups;
  double margins = 0.0;
  for (int f = 0; f < w.derived.firms; ++f) {
    if (w.member(f, r))
      margins += w.firms.margin(f, r) * w.derived.month;
  }
  const double share = margins > 0.0 ? std::max(0.0, g.joint_sale(0, r)) / margins : 0.0;
  g.joint_share(0, r) += w.model.benefit_memory * (share - g.joint_share(0, r));
}

}  // namespace minga::core
