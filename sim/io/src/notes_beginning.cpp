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
#include <cmath>

namespace minga::io {
namespace {

using core::Association;
using core::Distribution;

/// Utility of contributing less that of not, where no other contributes, before the norm; in units
/// of what is at stake (docs/model/odd.md, 7.2). No rule is in force and nobody reacts.
double alone(const core::Scenario& s, const core::Profile& p, const Association& a,
             const core::Action& given, int n) {
  core::Action x = given;
  const double offers = 1.0 - (1.0 - x.offer_rate) * (1.0 - s.market.counter_offers);
  x.side_loss *= offers;
  const Distribution d = a.regulation.adoption == core::Adoption::start ? a.regulation.distribution
                                                                        : Distribution::capture;
  std::array<double, 2> utility{};
  for (std::size_t level = 0; level < utility.size(); ++level) {
    const auto own = static_cast<double>(level);
    const double money = core::productive_yield(x, d, own, own, n) +
                         core::plain_yield(x, own, own, n, n - own) +
                         (1.0 - own) * x.side_gain * offers - own * x.cost;
    const double others = (n - 1.0) * (core::productive_yield(x, d, 0.0, own, n) +
                                       core::plain_yield(x, 0.0, own, n, n - own));
    const double weight =
        p.omega.mean / std::pow(std::max(1.0, n - 1.0), s.model.group_size_exponent);
    utility[level] = money + (p.lambda.mean - 1.0) * std::min(0.0, money) + weight * others;
  }
  return (utility[1] - utility[0]) / core::stake(x) + p.kappa.mean * a.vision;
}

/// Chance that a firm of a profile, with its mean coefficients, contributes then.
double gives(const core::Scenario& s, const core::Profile& p, const Association& a,
             const core::Action& x, int n) {
  const double asked = core::norm(p.norm_form, p.norm_intercept.mean, p.norm_slope.mean,
                                  p.norm_threshold.mean, 0.0, 0.0);
  const double better = alone(s, p, a, x, n);
  const auto chance = [&](double norm) {
    return core::logistic((better + p.gamma.mean * norm) / p.eta.mean);
  };
  const double chosen = asked * chance(1.0) + (1.0 - asked) * chance(-1.0);
  return (1.0 - p.epsilon.mean) * chosen + p.epsilon.mean / 2.0;
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
