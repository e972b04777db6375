// Reputations against Bayes by enumeration, and one period of a whole group against a direct
// computation of everything that its members work out and learn.
#include "minga/core/beliefs.hpp"
#include "support/catch.hpp"
#include "support/core_fixture.hpp"

#include <boost/math/distributions/normal.hpp>

#include <array>
#include <cmath>
#include <numeric>
#include <vector>

using namespace minga::test;
using namespace minga::core;

namespace {

using Shares = std::vector<double>;

double total(const Shares& x) { return std::accumulate(x.begin(), x.end(), 0.0); }

/// Chance of what is seen, by enumeration of what was done, whether it was watched and whether
/// somebody accused wrongly.
double enumerated(SeenAct seen, double conduct, double visibility, double wrong) {
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
Scenario watched_group() {
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

Shares reputation_of(const World& w, int f, int r) {
  Shares out;
  for (int p = 0; p < w.derived.profiles; ++p)
    out.push_back(w.firms.reputation(w.at_profile(f, p), r));
  return out;
}

/// Chance that members see a defection, from the regulation as written.
double visible(const Scenario& s, double stealth) {
  const Regulation& rules = s.association[0].regulation;
  const double unseen = (1.0 - s.model.informal_visibility) * (1.0 - rules.monitoring) *
                        (1.0 - s.model.transparency_effect * rules.transparency);
  return (1.0 - unseen) * (1.0 - s.association[0].actions[0].hidden) * (1.0 - stealth);
}

/// What is public before a period's expectations are formed.
struct Public {
  double expectation, attendance, benefit, detection, promise, vision;
};

Public public_state(const World& w, int r) {
  return {w.groups.expectation(0, r),
          w.groups.attendance(0, r),
          w.mean_over_members(w.firms.benefit, r),
          w.mean_over_members(w.firms.detection, r),
          w.groups.promise(0, r),
          w.groups.vision(0, r)};
}

/// Conduct of a profile in the group's linear good, from docs/model/odd.md 7.2 term by term: mean
/// level over what its norm may ask and over what it may choose.
double direct_conduct(const Scenario& s, const World& w, const Profile& p, const Public& known,
                      bool ruled) {
  const Action& a = s.association[0].actions[0];
  const Regulation& rules = s.association[0].regulation;
  const int n = w.groups.members(0, 0);
  const int levels = s.model.levels;
  const double share = known.expectation * known.attendance;
  Shares chance(static_cast<std::size_t>(n));
  BetaBinomial(n, s.model.belief_concentration).weights(share, n - 1, chance.data());
  const double months = s.time.period_days / kDaysPerMonth;
  const double patience = std::pow(p.patience.mean, months);
  double future = 0.0;
  for (int j = 1; j <= static_cast<int>(s.model.horizon_months / months); ++j)
    future += std::pow(patience, j);
  // the last, broken period of the horizon
  const double whole = s.model.horizon_months / months;
  future = patience * (1.0 - std::pow(patience, whole)) / (1.0 - patience);
  const double caught = known.detection * visible(s, p.stealth.mean) * rules.enforcement;
  const double feared =
      ruled ? caught * (rules.sanctions[0] +
                        known.benefit * future * s.model.expulsion_weight / rules.expel_after)
            : 0.0;
  const double promise = ruled ? s.model.promise_weight * known.promise : 0.0;
  const double line = p.norm_intercept.mean + p.norm_slope.mean * share;
  const double asked = line + (1.0 - line) * promise;
  double mean = 0.0;
  for (int obligation = 0; obligation <= levels; ++obligation) {
    // the norm falls on the two levels next to it, in proportion to nearness
    const double weight = std::max(0.0, 1.0 - std::fabs(asked * levels - obligation));
    const double target = static_cast<double>(obligation) / levels;
    double sum = 0.0;
    double level = 0.0;
    for (int i = 0; i <= levels; ++i) {
      const double x = static_cast<double>(i) / levels;
      double utility = 0.0;
      for (int k = 0; k < n; ++k) {
        const double c = chance[static_cast<std::size_t>(k)];
        const double each = w.groups.competence(0, 0) * a.multiplier * a.cost * (k + x) / n;
        const double z = each - a.cost * x;
        utility += c * (z < 0.0 ? p.lambda.mean * z : z);
        utility +=
            c * p.omega.mean / std::pow(n - 1.0, s.model.group_size_exponent) * (n - 1) * each;
        if (k < n - 1) {
          utility += c * x * p.inducement.mean * s.model.conduct_response * patience *
                     w.groups.competence(0, 0) * a.multiplier * a.cost / n;
        }
      }
      utility -= feared * (1.0 - x);
      utility =
          utility / a.cost - p.gamma.mean * std::fabs(x - target) + p.kappa.mean * known.vision * x;
      const double chosen = std::exp(utility / p.eta.mean);
      sum += chosen;
      level += chosen * x;
    }
    mean += weight * ((1.0 - p.epsilon.mean) * level / sum + p.epsilon.mean * 0.5);
  }
  return mean;
}

}  // namespace

TEST_CASE("the likelihood of a seen act is that of all ways in which it comes about") {
  for (const double conduct : {0.0, 0.3, 0.95, 1.0}) {
    for (const double visibility : {0.0, 0.4, 1.0}) {
      for (const double wrong : {0.0, 0.05, 1.0}) {
        for (const SeenAct act : {SeenAct::contribution, SeenAct::defection}) {
          CHECK_THAT(act_likelihood(act, conduct, visibility, wrong),
                     WithinAbs(enumerated(act, conduct, visibility, wrong), 1e-15));
        }
        CHECK(act_likelihood(SeenAct::nothing, conduct, visibility, wrong) == 1.0);
      }
    }
  }
}

TEST_CASE("Bayes' rule multiplies and normalises, with the evidence to a power") {
  const Shares prior{0.2, 0.5, 0.3};
  const Shares likelihood{0.9, 0.4, 0.1};
  for (const double weight : {0.0, 0.5, 1.0, 2.0}) {
    Shares got = prior;
    bayes_update(got, likelihood, weight);
    double sum = 0.0;
    for (std::size_t p = 0; p < 3; ++p)
      sum += prior[p] * std::pow(likelihood[p], weight);
    for (std::size_t p = 0; p < 3; ++p)
      CHECK_THAT(got[p], WithinRel(prior[p] * std::pow(likelihood[p], weight) / sum, 1e-13));
  }
}

TEST_CASE("evidence that comes in two parts teaches the same as both at once, in either order") {
  const Shares a{0.9, 0.4, 0.1};
  const Shares b{0.2, 0.6, 0.7};
  Shares one{0.2, 0.5, 0.3};
  Shares other = one;
  Shares both = one;
  bayes_update(one, a, 1.0);
  bayes_update(one, b, 1.0);
  bayes_update(other, b, 1.0);
  bayes_update(other, a, 1.0);
  bayes_update(both, Shares{0.18, 0.24, 0.07}, 1.0);
  for (std::size_t p = 0; p < 3; ++p) {
    CHECK_THAT(one[p], WithinRel(other[p], 1e-14));
    CHECK_THAT(one[p], WithinRel(both[p], 1e-14));
  }
}

TEST_CASE("an impossible observation teaches nothing, one profile's impossibility excludes it") {
  Shares belief{0.2, 0.5, 0.3};
  bayes_update(belief, Shares{0.0, 0.0, 0.0}, 1.0);
  CHECK(belief == Shares{0.2, 0.5, 0.3});
  Shares certain{1.0, 0.0, 0.0};
  bayes_update(certain, Shares{0.0, 0.5, 0.5}, 0.7);
  CHECK(certain == Shares{1.0, 0.0, 0.0});
  bayes_update(belief, Shares{0.0, 0.5, 0.5}, 0.5);
  CHECK(belief[0] == 0.0);
  CHECK_THAT(belief[1], WithinRel(0.625, 1e-14));
}

TEST_CASE("drift moves a reputation a share of the way to the prior and keeps its sum") {
  Shares belief{1.0, 0.0, 0.0};
  const Shares prior{0.2, 0.5, 0.3};
  drift(belief, prior, 0.25);
  CHECK_THAT(belief[0], WithinRel(0.8));
  CHECK_THAT(belief[1], WithinRel(0.125));
  CHECK_THAT(belief[2], WithinRel(0.075));
  for (int i = 0; i < 200; ++i)
    drift(belief, prior, 0.25);
  for (std::size_t p = 0; p < 3; ++p)
    CHECK_THAT(belief[p], WithinAbs(prior[p], 1e-12));
}

TEST_CASE("a tilt moves log odds by strength times the difference of scores") {
  const Shares score{0.9, 0.5, 0.1};
  const Shares before{0.2, 0.5, 0.3};
  Shares after = before;
  tilt(after, score, 1.7);
  CHECK_THAT(total(after), WithinAbs(1.0, 1e-15));
  CHECK_THAT(std::log(after[0] / after[2]) - std::log(before[0] / before[2]),
             WithinRel(1.7 * 0.8, 1e-12));
  CHECK(expect(after, score) > expect(before, score));
  tilt(after, score, -1.7);
  for (std::size_t p = 0; p < 3; ++p)
    CHECK_THAT(after[p], WithinRel(before[p], 1e-12));
  tilt(after, Shares{3.0, 3.0, 3.0}, 50.0);
  CHECK_THAT(after[1], WithinRel(before[1], 1e-12));
}

// With eleven others the number that truly contributed is close to normal; the exact posterior adds
// up all of its 2^11 cases.
TEST_CASE("what a poor yield says about a member is close to the enumeration of all the others") {
  const Shares belief{0.3, 0.4, 0.3};
  const Shares genuine{0.95, 0.6, 0.2};
  constexpr int kOthers = 11;
  constexpr double kNoise = 1.2;  // sd of the yield, in contributions
  std::array<double, kOthers> honest{};
  for (std::size_t i = 0; i < kOthers; ++i)
    honest[i] = 0.35 + 0.05 * static_cast<double>(i);
  Shares count(kOthers + 1, 0.0);
  for (unsigned cases = 0; cases < (1U << kOthers); ++cases) {
    double p = 1.0;
    std::size_t k = 0;
    for (std::size_t i = 0; i < kOthers; ++i) {
      const bool yes = (cases >> i & 1U) != 0;
      p *= yes ? honest[i] : 1.0 - honest[i];
      k += yes;
    }
    count[k] += p;
  }
  double mean = expect(belief, genuine);
  double variance = kNoise * kNoise + mean * (1.0 - mean);
  for (const double q : honest) {
    mean += q;
    variance += q * (1.0 - q);
  }
  for (const double signal : {3.0, 6.0, 7.0, 9.0, 11.0}) {
    CAPTURE(signal);
    Shares exact = belief;
    Shares likelihood(3);
    for (std::size_t p = 0; p < 3; ++p) {
      likelihood[p] = 0.0;
      for (std::size_t k = 0; k <= kOthers; ++k) {
        for (const int own : {0, 1}) {
          const double chance = own != 0 ? genuine[p] : 1.0 - genuine[p];
          const boost::math::normal yield(static_cast<double>(k) + own, kNoise);
          likelihood[p] += count[k] * chance * boost::math::pdf(yield, signal);
        }
      }
    }
    bayes_update(exact, likelihood, 1.0);
    Shares got = belief;
    yield_likelihood(signal, mean, variance, belief, genuine, likelihood);
    bayes_update(got, likelihood, 1.0);
    for (std::size_t p = 0; p < 3; ++p)
      CHECK_THAT(got[p], WithinAbs(exact[p], 0.015));
    // a good yield speaks for a member, a poor one against it
    CHECK((got[0] > belief[0]) == (signal > mean + 0.01));
  }
}

TEST_CASE("conduct under the rules and without them is each profile's own choice at its means") {
  const Scenario s = watched_group();
  World w = world_of(s, 1, 3);
  for (int t = 0; t < 8; ++t) {
    const Public known = public_state(w, 0);
    if (t > 0)
      clear_flows(w, 0);
    open_period(w, 0, t);
    facilitate(w, 0, t);
    form_expectations(w, 0, t);
    for (int p = 0; p < 3; ++p) {
      CAPTURE(t, p);
      const Profile& profile = s.profiles[static_cast<std::size_t>(p)];
      CHECK_THAT(w.groups.conduct(p, 0),
                 WithinAbs(direct_conduct(s, w, profile, known, true), 1e-10));
      CHECK_THAT(w.groups.intention(p, 0),
                 WithinAbs(direct_conduct(s, w, profile, known, false), 1e-10));
    }
    hold_meeting(w, 0, t);
    act(w, 0, t);
    monitor(w, 0, t);
    learn(w, 0, t);
    change_members(w, 0, t);
    review_group(w, 0, t);
    settle(w, 0, t);
  }
}

TEST_CASE(
    "a firm's expected conduct and trust are its reputation's means, and the public's follows") {
  const Scenario s = watched_group();
  World w = world_of(s, 1, 3);
  for (int t = 0; t < 6; ++t) {
    const double before = w.groups.expectation(0, 0);
    step_to_monitoring(w, 0, t);
    double mean = 0.0;
    for (int f = 0; f < 8; ++f) {
      const Shares belief = reputation_of(w, f, 0);
      double conduct = 0.0;
      double intention = 0.0;
      for (int p = 0; p < 3; ++p) {
        conduct += belief[static_cast<std::size_t>(p)] * w.groups.conduct(p, 0);
        intention += belief[static_cast<std::size_t>(p)] * w.groups.intention(p, 0);
      }
      CHECK_THAT(w.firms.conduct(f, 0), WithinRel(conduct, 1e-12));
      CHECK_THAT(w.firms.intention(f, 0), WithinRel(intention, 1e-12));
      mean += conduct / 8.0;
    }
    const double rate = s.model.expectation_rate;
    CHECK_THAT(w.groups.expectation(0, 0), WithinRel(before + rate * (mean - before), 1e-12));
    // each firm leaves itself out of the mean, and shifts the rest by its own log odds
    const double all = w.groups.expectation(0, 0);
    for (int f = 0; f < 8; ++f) {
      const double others = (8.0 * all - w.firms.conduct(f, 0)) / 7.0;
      const double odds = others / (1.0 - others) * std::exp(w.firms.private_offset(f, 0));
      CHECK_THAT(expected_share(w, f, 0, 0),
                 WithinRel(odds / (1.0 + odds) * w.groups.attendance(0, 0), 1e-10));
    }
    learn(w, 0, t);
    change_members(w, 0, t);
    review_group(w, 0, t);
    settle(w, 0, t);
  }
}

TEST_CASE(
    "a period's reputations are the prior ones, Bayes on each act, the yield's hint and drift") {
  const Scenario s = watched_group();
  int seen_defections = 0;
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    World w = world_of(s, 1, seed);
    for (int t = 0; t < 6; ++t) {
      CAPTURE(seed, t);
      step_to_monitoring(w, 0, t);
      std::vector<Shares> expected;
      std::vector<std::size_t> good;
      // each act under the regime in force, by enumeration
      for (int f = 0; f < 8; ++f) {
        Shares belief = reputation_of(w, f, 0);
        const auto act = static_cast<SeenAct>(w.firms.seen(f, 0));
        if (act == SeenAct::nothing) {  // was not there
          expected.push_back(belief);
          continue;
        }
        seen_defections += act == SeenAct::defection;
        double sum = 0.0;
        for (int p = 0; p < 3; ++p) {
          const double stealth = s.profiles[static_cast<std::size_t>(p)].stealth.mean;
          belief[static_cast<std::size_t>(p)] *=
              std::pow(enumerated(act, w.groups.conduct(p, 0), visible(s, stealth), 0.1), 0.8);
          sum += belief[static_cast<std::size_t>(p)];
        }
        for (double& b : belief)
          b /= sum;
        if (act == SeenAct::contribution)
          good.push_back(static_cast<std::size_t>(f));
        expected.push_back(belief);
      }
      // what the yield says about those who seemed to contribute
      Shares genuine;
      for (int p = 0; p < 3; ++p) {
        const double c = w.groups.conduct(p, 0);
        const double v = visible(s, s.profiles[static_cast<std::size_t>(p)].stealth.mean);
        genuine.push_back(c / (c + (1.0 - c) * (1.0 - v)));
      }
      double mean = 0.0;
      const double noise = 0.3 * static_cast<double>(good.size());
      double variance = noise * noise + 0.25;
      for (const std::size_t f : good) {
        double q = 0.0;
        for (std::size_t p = 0; p < 3; ++p)
          q += expected[f][p] * genuine[p];
        mean += q;
        variance += q * (1.0 - q);
      }
      const double signal = w.groups.made(0, 0) * w.groups.noise(0, 0);
      for (const std::size_t f : good) {
        double own = 0.0;
        for (std::size_t p = 0; p < 3; ++p)
          own += expected[f][p] * genuine[p];
        double sum = 0.0;
        for (std::size_t p = 0; p < 3; ++p) {
          const double surprise = signal - (mean - own + genuine[p]);
          expected[f][p] *=
              std::pow(std::exp(-surprise * surprise / (2.0 * variance)), s.model.yield_evidence);
          sum += expected[f][p];
        }
        for (double& b : expected[f])
          b /= sum;
      }
      learn(w, 0, t);
      for (int f = 0; f < 8; ++f) {
        const Shares got = reputation_of(w, f, 0);
        for (std::size_t p = 0; p < 3; ++p) {
          const double b = expected[static_cast<std::size_t>(f)][p];
          const double drifted =
              b + s.model.reputation_drift * (w.groups.prior(static_cast<int>(p), 0) - b);
          CHECK_THAT(got[p], WithinAbs(drifted, 1e-11));
        }
        CHECK_THAT(total(got), WithinAbs(1.0, 1e-12));
      }
      change_members(w, 0, t);
      review_group(w, 0, t);
      settle(w, 0, t);
    }
  }
  CHECK(seen_defections > 20);  // the case is not empty
}

TEST_CASE("a new representative starts nearer to a stranger by the share lost with the old one") {
  Scenario s = watched_group();
  s.model.turnover_rate = 1e9;  // everybody, every period
  s.model.turnover_loss = 0.6;
  World w = world_of(s, 1, 2);
  step_to_monitoring(w, 0, 0);
  learn(w, 0, 0);
  std::vector<Shares> before;
  for (int f = 0; f < 8; ++f)
    before.push_back(reputation_of(w, f, 0));
  change_members(w, 0, 0);
  for (int f = 0; f < 8; ++f) {
    const Shares after = reputation_of(w, f, 0);
    for (std::size_t p = 0; p < 3; ++p) {
      const double prior = w.groups.prior(static_cast<int>(p), 0);
      CHECK_THAT(after[p],
                 WithinAbs(0.4 * before[static_cast<std::size_t>(f)][p] + 0.6 * prior, 1e-13));
    }
    CHECK(w.firms.private_offset(f, 0) == -w.firms.coefficient(f, 0).pessimism);
  }
}

TEST_CASE(
    "earlier failures move the prior from profiles that contribute freely to those that do not") {
  Scenario s = watched_group();
  const World fresh = world_of(s);
  s.population.earlier_failures = 1.0;
  const World burnt = world_of(s);
  for (int p = 0; p < 3; ++p)
    CHECK_THAT(fresh.groups.prior(p, 0),
               WithinAbs(s.population.shares[static_cast<std::size_t>(p)], 1e-15));
  CHECK(burnt.groups.prior(0, 0) < fresh.groups.prior(0, 0));
  CHECK(burnt.groups.prior(2, 0) > fresh.groups.prior(2, 0));
  const double moved = std::log(burnt.groups.prior(2, 0) / burnt.groups.prior(0, 0)) -
                       std::log(fresh.groups.prior(2, 0) / fresh.groups.prior(0, 0));
  CHECK(moved > 0.5);
}
