// Step 8 of a period, firms: who leaves, who sends a new representative, who joins.
#include "minga/core/beliefs.hpp"
#include "minga/core/math.hpp"
#include "world.hpp"

namespace minga::core {
namespace {

/// Staying is a logistic choice on V(member) - V(out), in monthly margins.
double leave_chance(const World& w, int f, int r) {
  const double worth = (w.firms.benefit(f, r) - w.firms.outside(f, r)) * w.firms.horizon(f, r);
  return w.model.exit_rate *
         logistic(-(worth + exit_cost(w, r)) / (w.firms.margin(f, r) * w.model.exit_noise));
}

void leave(World& w, int f, int r, int t) {
  if (const double cost = exit_cost(w, r); cost > 0.0)
    w.pay_fine(f, r, cost);
  w.firms.status(f, r) = static_cast<std::int8_t>(FirmStatus::left);
  --w.groups.members(0, r);
  ++w.groups.changes(0, r);
  w.log(r, t, f, EventKind::left);
}

/// Trust is between persons: a new representative starts nearer to a stranger.
void change_representative(World& w, int f, int r, int t) {
  const auto prior = w.stranger(r);
  revise_beliefs(w, f, r, [&](std::span<double> belief) {
    drift(belief, {prior.data(), belief.size()}, w.model.turnover_loss);
  });
  if (w.own_views())
    forget_partners(w, f, r);
  const double pessimism = w.firms.coefficient(f, r).pessimism;
  w.firms.private_offset(f, r) = -pessimism;
  w.firms.private_odds(f, r) = exp_fixed(-pessimism);
  w.log(r, t, f, EventKind::representative_changed);
}

bool admitted(World& w, int r, int t) {
  if (w.groups.meeting(0, r) == 0)
    return false;
  int yes = 0;
  int present = 0;
  const double trust = w.mean_over_members(w.firms.intention, r);
  for (int i = 0; i < w.derived.firms; ++i) {
    if (w.firms.present(i, r) == 0 || !w.member(i, r))
      continue;
    ++present;
    // the more trust a group has built, the less it admits newcomers
    yes +=
        w.random.uniform(w.address(i, r, t), Purpose::vote_admit) < 1.0 - w.model.closure * trust;
  }
  const double majority = w.regulated(r) ? w.rules.admission_majority : 0.5;
  return present > 0 && yes > majority * present;
}

/// One of the firms outside that never were members, or -1. Any of them may apply, so that one who
/// refuses the terms does not stand in the others' way.
int pick_applicant(const World& w, int r, int t) {
  const auto outside = [&](int f) {
    return w.firms.status(f, r) == static_cast<std::int8_t>(FirmStatus::candidate);
  };
  int count = 0;
  for (int f = w.derived.founders; f < w.derived.firms; ++f)
    count += outside(f);
  auto k = static_cast<int>(w.random.uniform(w.group_address(r, t), Purpose::applicant) * count);
  for (int f = w.derived.founders; f < w.derived.firms; ++f) {
    if (outside(f) && k-- == 0)
      return f;
  }
  return -1;
}

void consider_applicant(World& w, int r, int t) {
  const int slot = pick_applicant(w, r, t);
  if (slot < 0 || w.random.uniform(w.group_address(r, t), Purpose::apply) >= w.model.entry_rate)
    return;
  // a firm applies only where members are seen to gain
  if (w.mean_over_members(w.firms.benefit, r) <= 0.0 || !admitted(w, r, t))
    return;
  admit_firm(w, slot, r, t);
}

}  // namespace

void change_members(World& w, int r, int t) {
  const double turnover = 1.0 - exp_fixed(-w.model.turnover_rate * w.derived.year);
  for (int f = 0; f < w.derived.firms; ++f) {
    if (!w.member(f, r))
      continue;
    if (w.drawn(f, r, t, Purpose::leave) < leave_chance(w, f, r)) {
      leave(w, f, r, t);
    } else if (w.drawn(f, r, t, Purpose::representative) < turnover) {
      change_representative(w, f, r, t);
    }
  }
  consider_applicant(w, r, t);
}

}  // namespace minga::core
