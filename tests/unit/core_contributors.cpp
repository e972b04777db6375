// The belief over how many others contribute against its definition and its limits.
#include "support/catch.hpp"
#include "support/choice_fixture.hpp"

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include <cmath>
#include <vector>

using namespace minga::test;
using namespace minga::core;

namespace {

/// C(m,k) B(k + a, m - k + b) / B(a, b) (Skellam 1948), in long double.
long double beta_binomial(int k, int m, long double a, long double b) {
  using boost::math::lgamma;
  const auto beta = [](long double x, long double y) {
    return lgamma(x) + lgamma(y) - lgamma(x + y);
  };
  const long double choose = lgamma(m + 1.0L) - lgamma(k + 1.0L) - lgamma(m - k + 1.0L);
  return std::exp(choose + beta(k + a, m - k + b) - beta(a, b));
}

}  // namespace

TEST_CASE("the belief over contributors is beta-binomial for any number, mean and concentration") {
  for (const int m : {0, 1, 2, 3, 7, 19, 60}) {
    for (const double s : {0.05, 1.0, 8.0, 300.0}) {
      for (const double tau : {0.001, 0.1, 0.37, 0.5, 0.93, 0.9999}) {
        CAPTURE(m, s, tau);
        const auto got = belief_of(m, tau, s, 5);
        for (int k = 0; k <= m; ++k) {
          const auto exact = static_cast<double>(
              beta_binomial(k, m, static_cast<long double>(tau) * s, (1.0L - tau) * s));
          REQUIRE_THAT(got[static_cast<std::size_t>(k)], WithinRel(exact, 1e-11));
        }
      }
    }
  }
}

TEST_CASE("the belief sums to one and has the mean that the firm expects") {
  for (const int m : {1, 2, 5, 11, 40}) {
    for (const double s : {0.2, 8.0, 1000.0}) {
      for (double tau = 0.0; tau <= 1.0; tau += 0.0625) {
        CAPTURE(m, s, tau);
        const auto p = belief_of(m, tau, s);
        double mean = 0.0;
        double square = 0.0;
        for (int k = 0; k <= m; ++k) {
          mean += k * p[static_cast<std::size_t>(k)];
          square += k * k * p[static_cast<std::size_t>(k)];
        }
        REQUIRE_THAT(sum(p), WithinAbs(1.0, 1e-12));
        REQUIRE_THAT(mean, WithinAbs(m * tau, 1e-11));
        const double variance = m * tau * (1.0 - tau) * (s + m) / (s + 1.0);
        REQUIRE_THAT(square - mean * mean, WithinAbs(variance, 1e-9));
      }
    }
  }
}

TEST_CASE("certainty about the others puts all weight on all or on none") {
  const auto none = belief_of(6, 0.0, 8.0);
  const auto all = belief_of(6, 1.0, 8.0);
  CHECK_THAT(none.front(), WithinAbs(1.0, 1e-15));
  CHECK_THAT(all.back(), WithinAbs(1.0, 1e-15));
  CHECK_THAT(sum(none), WithinAbs(1.0, 1e-15));
  CHECK_THAT(sum(all), WithinAbs(1.0, 1e-15));
  CHECK(belief_of(0, 0.4, 8.0) == std::vector<double>{1.0});
}

TEST_CASE("a belief without doubt about the mean tends to the binomial") {
  for (const double tau : {0.2, 0.65}) {
    double before = 1.0;
    for (const double s : {10.0, 1e3, 1e5}) {
      const auto p = belief_of(9, tau, s);
      double distance = 0.0;
      for (int k = 0; k <= 9; ++k) {
        distance += std::fabs(p[static_cast<std::size_t>(k)] -
                              boost::math::pdf(boost::math::binomial(9, tau), k));
      }
      CHECK(distance < before);
      before = distance;
    }
    CHECK(before < 1e-4);
  }
}

TEST_CASE("the belief stays finite for the largest groups and concentrations that files allow") {
  for (const int m : {100, 999, 1999}) {
    for (const double s : {1e-3, 8.0, 1e6}) {
      for (const double tau : {0.0, 0.01, 0.5, 1.0}) {
        CAPTURE(m, s, tau);
        const auto p = belief_of(m, tau, s);
        REQUIRE_THAT(sum(p), WithinAbs(1.0, 1e-9));
      }
    }
  }
}
