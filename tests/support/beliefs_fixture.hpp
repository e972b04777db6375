// A group with everything that beliefs need, and Bayes by enumeration.
#pragma once

#include "minga/core/beliefs.hpp"
#include "support/core_fixture.hpp"

#include <numeric>
#include <vector>

namespace minga::test {

using namespace core;

using Shares = std::vector<double>;

inline double total(const Shares& x) { return std::accumulate(x.begin(), x.end(), 0.0); }

/// Chance of what is seen, by enumeration of what was done, whether it was watched and whether
/// somebody accused wrongly.
inline double enumerated(SeenAct seen, double conduct, double visibility, double wrong) {
  double chance = 0.0;
  for (const bool contributes : {false, true}) {
    for (const bool watched : {false, true}) {
      for (const bool accused : {false, true}) {
        const double p = (contributes ? conduct : 1.0 - conduct) *
                         (watched ? visibility : 1.0 - visibility) *
                         (accused ? wrong : 1.0 - wrong);
        const bool looks_bad = contributes ? accused : watched;
        if (looks_bad == (seen == SeenAct::defection))
          chance += p;
      }
    }
  }
  return chance;
}

/// A group of three profiles with everything that beliefs need: rules, noise, false accusations.
inline Scenario watched_group() {
  Scenario s = laboratory(8, 12);
  Profile saint = plain_profile("saint");
  saint.gamma = {2.0, 0.0};
  saint.norm_intercept = {1.0, 0.0};
  saint.omega = {0.6, 0.0};
  Profile citizen = plain_profile("citizen");
  citizen.gamma = {1.5, 0.0};
  citizen.norm_intercept = {0.1, 0.0};
  citizen.norm_slope = {0.7, 0.0};
  citizen.inducement = {0.3, 0.0};
  citizen.patience = {0.97, 0.0};
  citizen.kappa = {0.3, 0.0};
  citizen.pessimism = {0.4, 0.2};
  Profile sly = plain_profile("sly");
  sly.stealth = {0.5, 0.0};
  sly.lambda = {2.0, 0.0};
  sly.patience = {0.9, 0.0};
  sly.epsilon = {0.1, 0.0};
  s.profiles = {saint, citizen, sly};
  s.population.shares = {0.25, 0.5, 0.25};
  Regulation& rules = s.association[0].regulation;
  rules.adoption = Adoption::start;
  rules.commitment = 0.4;
  rules.enforcer = Enforcer::officer;
  rules.monitoring = 0.3;
  rules.transparency = 0.4;
  rules.false_positive = 0.1;
  rules.enforcement = 0.7;
  rules.sanctions = {2.0, 5.0};
  rules.expel_after = 50;
  s.association[0].actions[0].noise = 0.3;
  s.association[0].actions[0].hidden = 0.2;
  s.association[0].actions[0].multiplier = 3.0;
  s.model.evidence_weight = 0.8;
  s.model.levels = 2;
  return s;
}

inline Shares reputation_of(const World& w, int f, int r) {
  Shares out;
  for (int p = 0; p < w.derived.profiles; ++p)
    out.push_back(w.firms.reputation(w.at_profile(f, p), r));
  return out;
}

}  // namespace minga::test
