// Whether trust has something to begin with: a profile that gives although it expects nobody else
// to. Beliefs about profiles cannot rise above what the profiles do, so that without one all may
// wait for each other until the group gives up.
#include "minga/core/choice.hpp"
#include "minga/core/game.hpp"
#include "minga/core/math.hpp"
#include "minga/core/structure.hpp"
#include "notes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

namespace minga::io {
namespace {

using core::Association;
using core::Distribution;

/// Chance that a firm of a profile, with its mean coefficients, contributes to an action where
/// nobody else does, no rule is in force and nobody reacts: the model's own rule of decision.
double gives(const core::Scenario& s, const core::Profile& p, const Association& a,
             const core::Action& given, int n) {
  core::Action x = given;
  const double offers = 1.0 - (1.0 - x.offer_rate) * (1.0 - s.market.counter_offers);
  x.side_loss *= offers;  // a side deal takes an offer
  const Distribution d = a.regulation.adoption == core::Adoption::start ? a.regulation.distribution
                                                                        : Distribution::capture;
  const core::GameTable table(x, d, n, 1);
  core::Stakes stakes;
  stakes.n = n;
  stakes.own0 = table.own(n, 0);
  stakes.plain0 = table.plain(n, 0);
  stakes.others0 = table.others(n, 0);
  stakes.others_plain0 = table.others_plain(n, 0);
  stakes.induced = table.induced(n);
  stakes.stride = table.stride();
  stakes.scale = core::stake(x);
  stakes.cost = x.cost;
  stakes.side_gain = x.side_gain * offers;
  stakes.omega =
      p.omega.mean / core::pow_fixed(std::max(1.0, n - 1.0), s.model.group_size_exponent);
  stakes.gamma = p.gamma.mean;
  stakes.shared_vision = p.kappa.mean * a.vision;
  stakes.lambda = p.lambda.mean;
  std::vector<double> nobody(static_cast<std::size_t>(n), 0.0);
  nobody[0] = 1.0;
  const auto chance = [&](double norm) {
    stakes.norm = norm;
    std::array<double, 2> utility{};
    std::array<double, 2> choice{};
    core::utilities(stakes, nobody.data(), utility);
    core::choice_probabilities(utility, p.eta.mean, p.epsilon.mean, core::DecisionRule::logit,
                               choice);
    return choice[1];
  };
  const double asked = core::norm(p.norm_form, p.norm_intercept.mean, p.norm_slope.mean,
                                  p.norm_threshold.mean, 0.0, 0.0);
  return asked * chance(1.0) + (1.0 - asked) * chance(0.0);
}

}  // namespace

void Notes::beginning() {
  double most = 0.0;
  std::string who;
  for (std::size_t k = 0; k < s_.profiles.size(); ++k) {
    if (s_.population.shares[k] <= 0.0)
      continue;
    for (std::size_t i = 0; i < s_.association.size(); ++i) {
      const Association& a = s_.association[i];
      const int n = core::usual_players(s_, static_cast<int>(i));
      for (const core::Action& x : a.actions) {
        const double now = gives(s_, s_.profiles[k], a, x, n);
        if (who.empty() || now > most) {
          most = now;
          who = s_.profiles[k].name;
        }
      }
    }
  }
  if (most >= s_.model.trust_floor)
    return;
  check_.note("population.shares", s_.population.shares,
              fmt::format("no profile contributes without expecting others to, so that trust has "
                          "nothing to start from: {} would in {:.3g} % of cases, and groups give "
                          "up where under {:.3g} % is expected (model.trust_floor). Add a share "
                          "of one that does, such as saint = 0.1, or raise norm_intercept, "
                          "gamma or omega of one of these",
                          who, 100.0 * most, 100.0 * s_.model.trust_floor));
}

}  // namespace minga::io
