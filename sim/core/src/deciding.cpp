// What each member would contribute to each action if it takes part, and what being able to is
// worth to it, several members at a time (docs/model/odd.md, 7.2).
#include "kernels.hpp"
#include "world.hpp"

#include <array>

namespace minga::core {
namespace {

/// Members who decide about one action, a few at a time.
class Deciding {
 public:
  Deciding(World& w, int a, int r, int t) : w_(w), a_(a), r_(r), t_(t) {
    const ActionPlan& plan = w.derived.actions[static_cast<std::size_t>(a)];
    game_.promise = w.model.promise_weight * w.groups.promise(0, r);
    game_.belief = &w.derived.belief;
    game_.rule = w.model.decision_rule;
    sanctioned_ = w.regulated(r) && w.rules.enforcer != Enforcer::nobody;
    if (sanctioned_ && w.rules.enforcer == Enforcer::peers) {
      for (int level = 0; level < w.model.levels; ++level)
        peers_[static_cast<std::size_t>(level)] = w.peers_take(plan, level, r);
      game_.peers = peers_.data();
    }
  }

  /// Adds a member that takes part; `value` receives what being able to contribute is worth.
  void add(int f, double& value) {
    if (count_ > 0 && w_.players(f, r_) != game_.n)
      finish();
    if (count_ == 0)
      take(f);
    enter(f);
    who_[static_cast<std::size_t>(count_)] = f;
    value_[static_cast<std::size_t>(count_)] = &value;
    if (++count_ == kKernelWidth)
      finish();
  }

  /// Decides for all that were added and not yet decided for.
  void finish() {
    if (count_ == 0)
      return;
    lanes_.count = count_;
    w_.kernels.decide(game_, lanes_, w_.scratch);
    const bool counts = w_.derived.actions[static_cast<std::size_t>(a_)].needs_presence;
    for (int i = 0; i < count_; ++i) {
      const auto k = static_cast<std::size_t>(i);
      w_.firms.level(w_.at_action(a_, who_[k]), r_) =
          by_habit(w_) ? habitual_level(w_, who_[k], a_, r_, lanes_.mean[i], lanes_.drawn[i])
                       : lanes_.level[i];
      if (counts)
        *value_[k] += lanes_.value[i];
    }
    count_ = 0;
  }

 private:
  /// What is the same for all who play in a circle of this size.
  void take(int f) {
    const Stakes s = stakes_of(w_, w_.firms.coefficient(f, r_), a_, r_, w_.players(f, r_));
    game_.n = s.n;
    game_.levels = s.levels;
    game_.stride = s.stride;
    game_.own0 = s.own0;
    game_.plain0 = s.plain0;
    game_.others0 = s.others0;
    game_.others_plain0 = s.others_plain0;
    game_.induced = s.induced;
    game_.scale = s.scale;
    game_.cost = s.cost;
    game_.others_yield = s.others_yield;
  }

  void enter(int f) {
    const int i = count_;
    const ActionPlan& plan = w_.derived.actions[static_cast<std::size_t>(a_)];
    const Coefficients& c = w_.firms.coefficient(f, r_);
    const Firms& x = w_.firms;
    DecisionLanes& to = lanes_;
    const double temptation = x.temptation(w_.at_action(a_, f), r_);
    to.tau[i] = x.tau(w_.at_action(a_, f), r_);
    to.own_yield[i] = game_.others_yield * x.share(w_.at_action(a_, f), r_);
    to.side_gain[i] = temptation;
    to.omega[i] = c.omega / w_.derived.size_power[static_cast<std::size_t>(game_.n)];
    // the tables count a defector's side deal with the chance of an offer; this one knows its own
    const double certain = (temptation > 0.0 ? 1.0 : 0.0) - plan.offer_chance;
    to.side_harm[i] =
        plan.action.side_loss * certain * (1.0 + to.omega[i] * (game_.n - 1)) / game_.n;
    enter_fears(f, plan, c);
    to.gamma[i] = c.gamma;
    to.vision[i] = c.kappa * w_.groups.vision(0, r_);
    to.inducement[i] = c.inducement * w_.model.conduct_response * c.patience;
    to.lambda[i] = c.lambda;
    to.eta[i] = c.eta;
    to.epsilon[i] = c.epsilon;
    to.line[i] = c.norm_form == NormForm::line ? 1.0 : 0.0;
    to.intercept[i] = c.intercept;
    to.slope[i] = c.slope;
    to.threshold[i] = c.threshold;
    to.felt[i] = w_.drawn(f, r_, t_, Purpose::oblige, a_);
    to.drawn[i] = w_.drawn(f, r_, t_, Purpose::contribute, a_);
  }

  void enter_fears(int f, const ActionPlan& plan, const Coefficients& c) {
    const int i = count_;
    const Firms& x = w_.firms;
    lanes_.sanction[i] = lanes_.exclusion[i] = lanes_.detected[i] = lanes_.away[i] = 0.0;
    if (!sanctioned_)
      return;
    const double fine = w_.fine_for(plan, x.offences(f, r_), r_);
    const double future =
        (x.benefit(f, r_) - x.outside(f, r_)) * x.horizon(f, r_) + w_.rules.exit_penalty;
    const double excluded = future * expulsion_chance(w_, x.offences(f, r_));
    const double detected = x.detection(f, r_) * w_.announced_detection(plan, c.stealth, r_);
    lanes_.detected[i] = detected;
    lanes_.sanction[i] = detected * fine;
    lanes_.exclusion[i] = detected * excluded;
    lanes_.away[i] = x.detection(f, r_) * w_.announced_for_absence() * (fine + excluded);
  }

  World& w_;
  int a_, r_, t_;
  bool sanctioned_ = false;
  DecisionGame game_;
  DecisionLanes lanes_;
  std::array<double, kMaxLevels + 1> peers_{};
  std::array<int, kKernelWidth> who_{};
  std::array<double*, kKernelWidth> value_{};
  int count_ = 0;
};

/// What a member brings to an action; whether there is anything for it to decide.
bool prepare(World& w, int f, int a, int r, int t, const std::vector<Sums>& sums) {
  const ActionPlan& plan = w.derived.actions[static_cast<std::size_t>(a)];
  w.firms.share(w.at_action(a, f), r) = yield_share(w, plan, f, r, sums);
  w.firms.tau(w.at_action(a, f), r) = expected_share(w, f, r, a);
  double& temptation = w.firms.temptation(w.at_action(a, f), r);
  temptation = 0.0;
  if (plan.needs_presence && w.firms.available(f, r) == 0) {
    w.firms.level(w.at_action(a, f), r) = 0.0;  // owed, not given: it could not come
    return false;
  }
  temptation = tempt(w, f, a, r, t);
  return !plan.on_offer || temptation > 0.0;  // no offer, nothing due
}

}  // namespace

std::vector<double>& plan_contributions(World& w, int r, int t) {
  const std::vector<Sums> sums = sums_by_circle(w, r);
  std::vector<double>& value = w.column;
  value.assign(static_cast<std::size_t>(w.derived.firms), 0.0);
  for (int a = 0; a < static_cast<int>(w.derived.actions.size()); ++a) {
    Deciding deciding(w, a, r, t);
    for (int f = 0; f < w.derived.firms; ++f) {
      if (!w.member(f, r))
        continue;
      w.firms.level(w.at_action(a, f), r) = -1.0;
      if (w.groups.active(a, r) != 0 && prepare(w, f, a, r, t, sums))
        deciding.add(f, value[static_cast<std::size_t>(f)]);
    }
    deciding.finish();
  }
  return value;
}

}  // namespace minga::core
