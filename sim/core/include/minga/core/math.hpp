// Elementary functions with the same bits on every x86-64 processor. The C library picks variants
// by processor (with or without fused multiply-add), so its last bit may differ between machines;
// the model's results must not. Accuracy is tested against the library.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace minga::core {

/// Taylor's series of e^r for |r| <= ln2/2, for a number or a vector of numbers: the same
/// operations in the same order.
template <class Real>
[[gnu::always_inline]] inline Real exp_series(Real r) {
  Real p = Real{} + 1.0 / 6227020800.0;
  p = p * r + 1.0 / 479001600.0;
  p = p * r + 1.0 / 39916800.0;
  p = p * r + 1.0 / 3628800.0;
  p = p * r + 1.0 / 362880.0;
  p = p * r + 1.0 / 40320.0;
  p = p * r + 1.0 / 5040.0;
  p = p * r + 1.0 / 720.0;
  p = p * r + 1.0 / 120.0;
  p = p * r + 1.0 / 24.0;
  p = p * r + 1.0 / 6.0;
  p = p * r + 0.5;
  p = p * r + 1.0;
  p = p * r + 1.0;
  return p;
}

/// artanh's series over f, in f^2, for |f| <= 0.172; likewise.
template <class Real>
[[gnu::always_inline]] inline Real artanh_series(Real f2) {
  Real p = Real{} + 1.0 / 23.0;
#pragma GCC unroll 11
  for (int k = 21; k >= 1; k -= 2)
    p = p * f2 + 1.0 / k;
  return p;
}

/// e^x, relative error under 1e-15 on [-700, 700], clamped outside. Range reduction to |r| <= ln2/2
/// and Taylor's series (Muller, Elementary Functions, 2016, ch. 11).
inline double exp_fixed(double x) {
  constexpr double kLog2e = 1.4426950408889634074;
  constexpr double kLn2High = 6.93147180369123816490e-01;
  constexpr double kLn2Low = 1.90821492927058770002e-10;
  // written so that a NaN comes out as the smallest value instead of an undefined conversion
  x = x > 700.0 ? 700.0 : (x >= -700.0 ? x : -700.0);
  // adding and subtracting 1.5 * 2^52 rounds to the nearest integer without a library call
  constexpr double kShift = 6755399441055744.0;
  const double n = (x * kLog2e + kShift) - kShift;
  const double r = (x - n * kLn2High) - n * kLn2Low;
  const double p = exp_series(r);
  const auto exponent = static_cast<std::uint64_t>(static_cast<std::int64_t>(n) + 1023) << 52U;
  return p * std::bit_cast<double>(exponent);
}

/// Natural logarithm, relative error under 1e-15 for normal x > 0; -infinity at 0, NaN below.
/// ln m = 2 artanh((m-1)/(m+1)) on [sqrt(1/2), sqrt(2)].
inline double log_fixed(double x) {
  if (!(x > 0.0)) {
    return x == 0.0 ? -std::numeric_limits<double>::infinity()
                    : std::numeric_limits<double>::quiet_NaN();
  }
  constexpr double kLn2 = 0.69314718055994530942;
  constexpr double kSqrt2 = 1.41421356237309504880;
  const auto bits = std::bit_cast<std::uint64_t>(x);
  auto exponent = static_cast<std::int64_t>(bits >> 52U) - 1023;
  double m = std::bit_cast<double>((bits & 0x000FFFFFFFFFFFFFULL) | 0x3FF0000000000000ULL);
  if (m > kSqrt2) {
    m *= 0.5;
    ++exponent;
  }
  const double f = (m - 1.0) / (m + 1.0);
  const double f2 = f * f;
  return static_cast<double>(exponent) * kLn2 + 2.0 * f * artanh_series(f2);
}

/// 1 / (1 + e^-x).
inline double logistic(double x) { return 1.0 / (1.0 + exp_fixed(-x)); }

/// x^y for x > 0.
inline double pow_fixed(double x, double y) { return exp_fixed(y * log_fixed(x)); }

/// Restricts x to [lo, hi].
inline double clamp(double x, double lo, double hi) { return x < lo ? lo : (x > hi ? hi : x); }

/// Cosine of a full turn's share: cos(2 pi x), absolute error under 1e-14.
inline double cos_turn(double x) {
  constexpr double kTwoPi = 6.28318530717958647693;
  double y = x - std::floor(x + 0.5);  // [-1/2, 1/2)
  double sign = 1.0;
  y = y < 0.0 ? -y : y;
  if (y > 0.25) {
    y = 0.5 - y;
    sign = -1.0;
  }
  const double a2 = -(kTwoPi * y) * (kTwoPi * y);
  double p = 1.0;
  for (int k = 20; k >= 2; k -= 2)
    p = 1.0 + p * a2 / (k * (k - 1));
  return sign * p;
}

/// Quantile of the standard normal distribution for 0 < p < 1, relative error under 1e-15:
/// Wichura 1988, Applied Statistics 37:477, algorithm AS 241 (PPND16).
double normal_quantile(double p);

}  // namespace minga::core
