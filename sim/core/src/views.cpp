// Beliefs of each member about each partner, where they are not common: learned from what it saw
// itself. Public reputations are their mean.
#include "minga/core/beliefs.hpp"
#include "minga/core/math.hpp"
#include "world.hpp"

namespace minga::core {
namespace {

using Belief = std::array<double, kMaxProfiles>;

/// Lets a function change what i believes about f.
template <class Change>
void change_view(World& w, int i, int f, int r, const Change& change) {
  const auto n = static_cast<std::size_t>(w.derived.profiles);
  Belief belief{};
  for (std::size_t p = 0; p < n; ++p)
    belief[p] = w.firms.view(w.at_view(i, f, static_cast<int>(p)), r);
  change(std::span<double>(belief.data(), n));
  for (std::size_t p = 0; p < n; ++p)
    w.firms.view(w.at_view(i, f, static_cast<int>(p)), r) = belief[p];
}

void set_view(World& w, int i, int f, int r, const Belief& belief) {
  for (int p = 0; p < w.derived.profiles; ++p)
    w.firms.view(w.at_view(i, f, p), r) = belief[static_cast<std::size_t>(p)];
}

bool in_one_circle(const World& w, int i, int f, int r) {
  return w.firms.circle(i, r) == w.firms.circle(f, r);
}

/// What i sees of f's act: each pair of eyes by itself, with the same chance.
SeenAct sight(const World& w, int i, int f, int a, int r, int t) {
  const ActionPlan& plan = w.derived.actions[static_cast<std::size_t>(a)];
  if (w.firms.level(w.at_action(a, f), r) > kContribution)
    return SeenAct::contribution;
  const double u = w.random.uniform(w.address(i, r, t), Purpose::partner_seen,
                                    static_cast<std::uint32_t>(f * kMaxActions + a));
  const double visible = w.visibility(plan, w.firms.coefficient(f, r).stealth, r);
  return u < visible ? SeenAct::defection : SeenAct::contribution;
}

}  // namespace

void revise_beliefs(World& w, int f, int r, const std::function<void(std::span<double>)>& change) {
  if (!w.own_views()) {
    Belief belief = w.reputation(f, r);
    change({belief.data(), static_cast<std::size_t>(w.derived.profiles)});
    w.set_reputation(f, r, belief);
    return;
  }
  for (int i = 0; i < w.derived.firms; ++i) {
    if (i != f && w.member(i, r))
      change_view(w, i, f, r, change);
  }
}

void start_views(World& w, int f, int r, int t) {
  const Belief known = w.reputation(f, r);
  const Belief stranger = w.stranger(r);
  for (int i = 0; i < w.derived.firms; ++i) {
    set_view(w, i, f, r, known);
    if (t > w.groups.founded(0, r))
      set_view(w, f, i, r, stranger);
  }
}

void learn_from_sight(World& w, int a, int r, int t) {
  const ActionPlan& plan = w.derived.actions[static_cast<std::size_t>(a)];
  // nobody accuses in one's own eyes
  const auto likelihood = act_likelihoods(w, a, r, 0.0);
  for (int f = 0; f < w.derived.firms; ++f) {
    const auto looked = static_cast<SeenAct>(w.firms.seen(w.at_action(a, f), r));
    if (looked == SeenAct::nothing || !w.member(f, r))
      continue;
    for (int i = 0; i < w.derived.firms; ++i) {
      if (i == f || !w.member(i, r) || !in_one_circle(w, i, f, r) ||
          (plan.needs_presence && w.firms.present(i, r) == 0))
        continue;
      const auto act = static_cast<std::size_t>(sight(w, i, f, a, r, t));
      change_view(w, i, f, r, [&](std::span<double> belief) {
        bayes_update(belief, {likelihood[act].data(), belief.size()}, w.model.evidence_weight);
      });
    }
  }
}

void forget_partners(World& w, int f, int r) {
  const Belief prior = w.stranger(r);
  for (int j = 0; j < w.derived.firms; ++j) {
    if (j == f || !w.member(j, r))
      continue;
    change_view(w, f, j, r, [&](std::span<double> belief) {
      drift(belief, {prior.data(), belief.size()}, w.model.turnover_loss);
    });
  }
}

void publish_views(World& w, int r) {
  for (int f = 0; f < w.derived.firms; ++f) {
    if (!w.member(f, r))
      continue;
    Belief sum{};
    int count = 0;
    for (int i = 0; i < w.derived.firms; ++i) {
      if (i == f || !w.member(i, r))
        continue;
      for (int p = 0; p < w.derived.profiles; ++p)
        sum[static_cast<std::size_t>(p)] += w.firms.view(w.at_view(i, f, p), r);
      ++count;
    }
    if (count == 0)
      continue;  // nobody is left to believe anything
    for (double& share : sum)
      share /= count;
    w.set_reputation(f, r, sum);
  }
}

double viewed_share(const World& w, int f, int r, int a) {
  double sum = 0.0;
  int count = 0;
  for (int j = 0; j < w.derived.firms; ++j) {
    if (j == f || !w.member(j, r) || !in_one_circle(w, f, j, r))
      continue;
    for (int p = 0; p < w.derived.profiles; ++p)
      sum += w.firms.view(w.at_view(f, j, p), r) * w.groups.conduct(w.at_profile(a, p), r);
    ++count;
  }
  return count > 0 ? clamp(sum / count, 0.0, 1.0) : w.groups.expectation(a, r);
}

}  // namespace minga::core
