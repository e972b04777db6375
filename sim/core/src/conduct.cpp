// Conduct to expect of each profile in each action, under the regime in force (assurance) and
// without it (trust in intentions), several profiles at a time (docs/model/odd.md, 7.6).
#include "kernels.hpp"
#include "world.hpp"

#include <array>

namespace minga::core {
namespace {

using ByLevel = std::array<double, kMaxLevels + 1>;

/// What a profile fears at each level, in stakes: sanction and exclusion in proportion to what is
/// missing; from peers what they are known to do to one who gives that much.
void fear_levels(const World& w, const ActionPlan& plan, double detected, double excluded, int r,
                 ByLevel& fear) {
  const int levels = w.model.levels;
  const double threat = detected * (w.fine_for(plan, 0, r) + excluded) / plan.scale;
  for (int x = 0; x <= levels; ++x) {
    const double missing = 1.0 - static_cast<double>(x) / levels;
    fear[static_cast<std::size_t>(x)] =
        w.rules.enforcer == Enforcer::peers
            ? detected * (w.peers_take(plan, x, r) + excluded * missing) / plan.scale
            : threat * missing;
  }
}

/// Expected conduct of the profiles in one action: with the rules in force and by intention alone,
/// side by side.
class Conducts {
 public:
  Conducts(World& w, int a, int r) : w_(w), a_(a), r_(r) {}

  /// @param share  of the others that are expected to contribute
  void foresee_action(double share, const double* belief) {
    share_ = share;
    stakes_ = stakes_of(w_, w_.derived.mean.front(), a_, r_, w_.usual_players(r_));
    const ActionPlan& plan = w_.derived.actions[static_cast<std::size_t>(a_)];
    stakes_.side_gain =
        plan.action.side_gain * (plan.on_offer ? 1.0 : plan.offer_chance) * plan.offer_value;
    foreseen_ = foresee(stakes_, belief);
  }

  /// @param future  what membership is worth, currency
  void add(int p, double future, double credence) {
    const ActionPlan& plan = w_.derived.actions[static_cast<std::size_t>(a_)];
    const Coefficients& c = w_.derived.mean[static_cast<std::size_t>(p)];
    Stakes s = stakes_of(w_, c, a_, r_, stakes_.n);
    if (plan.on_offer) {
      // due only where an offer arose, so this firm's own deal is certain
      s.side_harm =
          plan.action.side_loss * (1.0 - plan.offer_chance) * (1.0 + s.omega * (s.n - 1)) / s.n;
    }
    s.gamma = 0.0;  // the norm comes in below, once for each obligation
    ByLevel money;
    ByLevel fear;
    utilities(s, foreseen_, {money.data(), static_cast<std::size_t>(s.levels) + 1});
    const double detected = credence * w_.announced_detection(plan, c.stealth, r_);
    fear_levels(w_, plan, detected, future * expulsion_chance(w_, 0), r_, fear);
    const double promise = w_.model.promise_weight * w_.groups.promise(0, r_);
    enter(c, money, nullptr, 0.0);
    enter(c, money, &fear, promise);
    profile_[static_cast<std::size_t>(count_ / 2 - 1)] = p;
    if (count_ == kKernelWidth)
      finish();
  }

  void finish() {
    if (count_ == 0)
      return;
    lanes_.count = count_;
    w_.kernels.conduct(w_.model.levels, w_.model.decision_rule, lanes_);
    for (int i = 0; i < count_; i += 2) {
      const int p = profile_[static_cast<std::size_t>(i / 2)];
      w_.groups.intention(w_.at_profile(a_, p), r_) = lanes_.level[i];
      w_.groups.conduct(w_.at_profile(a_, p), r_) = lanes_.level[i + 1];
    }
    count_ = 0;
  }

 private:
  void enter(const Coefficients& c, const ByLevel& money, const ByLevel* fear, double kept) {
    const int i = count_++;
    const Obligation asked = obligation(
        norm(c.norm_form, c.intercept, c.slope, c.threshold, share_, kept), w_.model.levels);
    for (std::size_t x = 0; x <= static_cast<std::size_t>(w_.model.levels); ++x)
      lanes_.utility[x][i] = fear == nullptr ? money[x] : money[x] - (*fear)[x];
    lanes_.gamma[i] = c.gamma;
    lanes_.eta[i] = c.eta;
    lanes_.epsilon[i] = c.epsilon;
    lanes_.low[i] = asked.low;
    lanes_.high[i] = asked.high;
    lanes_.chance_up[i] = asked.chance_up;
  }

  World& w_;
  int a_, r_;
  double share_ = 0.0;
  Stakes stakes_;
  Foreseen foreseen_;
  ConductLanes lanes_;
  std::array<int, kKernelWidth / 2> profile_{};
  int count_ = 0;
};

}  // namespace

void assess_conduct(World& w, int r, int t) {
  Groups& g = w.groups;
  const int n = w.usual_players(r);
  const double gain =
      w.mean_over_members(w.firms.benefit, r) - w.mean_over_members(w.firms.outside, r);
  const double credence = w.mean_over_members(w.firms.detection, r);
  std::vector<double>& belief = w.column;
  belief.resize(static_cast<std::size_t>(n));
  const double* horizon =
      w.derived.horizon.data() + static_cast<std::ptrdiff_t>(t) * w.derived.profiles;
  for (int a = 0; a < static_cast<int>(w.derived.actions.size()); ++a) {
    const bool presence = w.derived.actions[static_cast<std::size_t>(a)].needs_presence;
    const double share = g.expectation(a, r) * (presence ? g.attendance(0, r) : 1.0);
    w.derived.belief.weights(share, n - 1, belief.data());
    Conducts conducts(w, a, r);
    conducts.foresee_action(share, belief.data());
    for (int p = 0; p < w.derived.profiles; ++p)
      conducts.add(p, gain * horizon[p], credence);
    conducts.finish();
  }
}

}  // namespace minga::core
