// Elementary functions against the C library in long double and against boost::math, their edges,
// and the bits that every machine must give.
#include "minga/core/math.hpp"
#include "support/catch.hpp"

#include <boost/math/distributions/normal.hpp>
#include <boost/math/policies/policy.hpp>

#include <cmath>
#include <numbers>
#include <vector>

using namespace minga::test;
using namespace minga::core;

namespace {

double relative_error(double got, long double exact) {
  return static_cast<double>(std::fabs((static_cast<long double>(got) - exact) / exact));
}

/// Values spread over [lo, hi], ends included, that are not round numbers in between.
std::vector<double> grid(double lo, double hi, int count) {
  std::vector<double> out;
  for (int i = 0; i <= count; ++i)
    out.push_back(lo + (hi - lo) * i / count);
  return out;
}

/// FNV-1a over the bits of values.
class Digest {
 public:
  void add(double value) {
    auto bits = std::bit_cast<std::uint64_t>(value);
    for (int i = 0; i < 8; ++i, bits >>= 8U) {
      hash_ = (hash_ ^ (bits & 0xFFU)) * 0x100000001B3ULL;
    }
  }
  std::uint64_t value() const { return hash_; }

 private:
  std::uint64_t hash_ = 0xCBF29CE484222325ULL;
};

}  // namespace

TEST_CASE("exp_fixed is within 1e-15 of the exponential on [-700, 700]") {
  double worst = 0.0;
  for (const double x : grid(-700.0, 700.0, 200003))
    worst = std::max(worst, relative_error(exp_fixed(x), std::exp(static_cast<long double>(x))));
  for (const double x : grid(-1.0, 1.0, 100003))
    worst = std::max(worst, relative_error(exp_fixed(x), std::exp(static_cast<long double>(x))));
  CHECK(worst < 1e-15);
  CHECK(worst > 0.0);
}

TEST_CASE("exp_fixed is exact at zero and stays at its ends outside [-700, 700]") {
  CHECK(exp_fixed(0.0) == 1.0);
  CHECK(exp_fixed(-0.0) == 1.0);
  CHECK(exp_fixed(701.0) == exp_fixed(700.0));
  CHECK(exp_fixed(-1e300) == exp_fixed(-700.0));
  CHECK(exp_fixed(std::numeric_limits<double>::infinity()) == exp_fixed(700.0));
  CHECK(exp_fixed(-std::numeric_limits<double>::infinity()) == exp_fixed(-700.0));
  CHECK(exp_fixed(-700.0) > 0.0);
  CHECK(std::isfinite(exp_fixed(700.0)));
}

TEST_CASE("exp_fixed does not fall where its argument rises over the seams of range reduction") {
  for (int n = -20; n <= 20; ++n) {
    const double seam = (n + 0.5) * std::numbers::ln2;
    double x = seam - 1e-12;
    double before = exp_fixed(x);
    for (int i = 0; i < 200; ++i) {
      x += 1e-14;
      const double now = exp_fixed(x);
      // one unit in the last place of slack: the polynomial is evaluated at both ends of its range
      REQUIRE(now >= before * (1.0 - 2.3e-16));
      before = now;
    }
  }
}

TEST_CASE("log_fixed is within 1e-15 of the logarithm over the normal numbers") {
  double worst = 0.0;
  for (int e = -1021; e <= 1023; ++e) {
    for (const double m : grid(1.0, 1.9999, 97)) {
      const double x = std::ldexp(m, e);
      if (x == 1.0)
        continue;
      worst = std::max(worst, relative_error(log_fixed(x), std::log(static_cast<long double>(x))));
    }
  }
  CHECK(worst < 1e-15);
  CHECK(worst > 0.0);
}

TEST_CASE("log_fixed is within 1e-15 of the logarithm close to one, where it crosses zero") {
  double worst = 0.0;
  for (const double x : grid(0.5, 2.0, 200003)) {
    if (x == 1.0)
      continue;
    worst = std::max(worst, relative_error(log_fixed(x), std::log(static_cast<long double>(x))));
  }
  for (int k = 2; k <= 52; ++k) {
    for (const double x : {1.0 + std::ldexp(1.0, -k), 1.0 - std::ldexp(1.0, -k)}) {
      worst = std::max(worst, relative_error(log_fixed(x), std::log(static_cast<long double>(x))));
    }
  }
  CHECK(worst < 1e-15);
}

TEST_CASE("log_fixed is zero at one, minus infinity at zero and not a number below") {
  CHECK(log_fixed(1.0) == 0.0);
  CHECK(log_fixed(0.0) == -std::numeric_limits<double>::infinity());
  CHECK(std::isnan(log_fixed(-1.0)));
  CHECK(std::isnan(log_fixed(std::numeric_limits<double>::quiet_NaN())));
}

TEST_CASE("logarithm and exponential undo each other") {
  for (const double x : grid(-300.0, 300.0, 4001))
    REQUIRE(std::fabs(log_fixed(exp_fixed(x)) - x) < 1e-13 * std::max(1.0, std::fabs(x)));
}

TEST_CASE("logistic and power follow from them") {
  for (const double x : grid(-40.0, 40.0, 2001)) {
    const long double exact = 1.0L / (1.0L + std::exp(-static_cast<long double>(x)));
    REQUIRE(relative_error(logistic(x), exact) < 2e-15);
  }
  CHECK(logistic(0.0) == 0.5);
  CHECK(logistic(1e9) == 1.0);
  CHECK(logistic(-1e9) < 1e-300);
  for (const double x : {0.01, 0.5, 0.97, 3.0, 1e6}) {
    for (const double y : {-3.5, -1.0, 0.0, 0.46, 1.0, 12.0}) {
      REQUIRE(relative_error(pow_fixed(x, y), std::pow(static_cast<long double>(x),
                                                       static_cast<long double>(y))) < 1e-13);
    }
  }
}

TEST_CASE("clamp restricts to the interval and leaves what is inside") {
  CHECK(clamp(-1.0, 0.0, 1.0) == 0.0);
  CHECK(clamp(2.0, 0.0, 1.0) == 1.0);
  CHECK(clamp(0.3, 0.0, 1.0) == 0.3);
}

TEST_CASE("cos_turn is within 1e-14 of the cosine of a share of a full turn") {
  double worst = 0.0;
  for (const double x : grid(-3.0, 3.0, 100003)) {
    const long double exact = std::cos(2.0L * std::numbers::pi_v<long double> * x);
    worst = std::max(worst, static_cast<double>(std::fabs(cos_turn(x) - exact)));
  }
  CHECK(worst < 1e-14);
}

TEST_CASE("cos_turn hits the quarters of a turn and repeats every turn") {
  CHECK(cos_turn(0.0) == 1.0);
  CHECK(cos_turn(0.5) == -1.0);
  CHECK(cos_turn(1.0) == 1.0);
  CHECK(std::fabs(cos_turn(0.25)) < 1e-14);
  CHECK(std::fabs(cos_turn(0.75)) < 1e-14);
  for (const double x : {0.0, 0.125, 0.375, 0.625}) {
    CHECK(cos_turn(x + 1024.0) == cos_turn(x));
    CHECK_THAT(cos_turn(-x), WithinAbs(cos_turn(x), 1e-15));
  }
}

TEST_CASE("normal_quantile is within 1e-15 of the quantile of the normal distribution") {
  const boost::math::normal_distribution<long double> normal;
  double worst = 0.0;
  std::vector<double> chances = grid(0.0005, 0.9995, 20003);
  for (int k = 2; k <= 33; ++k) {  // as far out as a word of 32 bits goes
    chances.push_back(std::ldexp(1.0, -k));
    chances.push_back(1.0 - std::ldexp(1.0, -k));
  }
  for (const double p : chances) {
    if (p == 0.5)
      continue;
    const long double exact = boost::math::quantile(normal, static_cast<long double>(p));
    worst = std::max(worst, relative_error(normal_quantile(p), exact));
  }
  CHECK(worst < 1e-15);
}

TEST_CASE("normal_quantile is odd about one half and rises") {
  CHECK(normal_quantile(0.5) == 0.0);
  for (const double p : {0.4375, 0.25, 0.0625, 0x1.0p-12, 0x1.0p-30})
    CHECK(normal_quantile(1.0 - p) == -normal_quantile(p));
  double before = normal_quantile(0x1.0p-33);
  for (int i = 1; i < 4096; ++i) {
    const double now = normal_quantile(i / 4096.0);
    REQUIRE(now > before);
    before = now;
  }
}

TEST_CASE("the elementary functions give the same bits on every machine") {
  Digest digest;
  for (const double x : grid(-30.0, 30.0, 5000)) {
    digest.add(exp_fixed(x));
    digest.add(log_fixed(std::ldexp(1.5 + x / 64.0, static_cast<int>(x))));
    digest.add(cos_turn(x));
    digest.add(normal_quantile((x + 30.5) / 61.0));
  }
  CHECK(digest.value() == 0x114CD1A93A63ADFCULL);
}
