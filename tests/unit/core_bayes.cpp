// Bayes' rule, drift, tilt and the evidence of a poor yield against direct computation.
#include "minga/core/beliefs.hpp"
#include "minga/core/math.hpp"
#include "support/beliefs_fixture.hpp"
#include "support/catch.hpp"

#include <boost/math/distributions/normal.hpp>

#include <array>
#include <cmath>

using namespace minga::test;
using namespace minga::core;

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
    yield_exponents(signal, mean, variance, belief, genuine, likelihood);
    for (double& l : likelihood)
      l = exp_fixed(l);
    bayes_update(got, likelihood, 1.0);
    for (std::size_t p = 0; p < 3; ++p)
      CHECK_THAT(got[p], WithinAbs(exact[p], 0.015));
    // a good yield speaks for a member, a poor one against it
    CHECK((got[0] > belief[0]) == (signal > mean + 0.01));
  }
}
