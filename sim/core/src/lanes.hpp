// Several firms at once: vectors of the compiler's own kind, which it lowers to whatever the
// processor has. (`std::bit_cast` would be a call in builds without optimisation, and vectors are
// passed differently to code for other processors.) Each element goes through the operations of the
// scalar code in the same order, so results have the same bits (and the build forbids fused
// multiply-add). Used by kernels_vector.cpp only.
#pragma once

#include "minga/core/math.hpp"

#include <cstdint>
#include <limits>

// One binary for every x86-64: the compiler makes a version for each of these and the loader picks.
// The loader runs before a sanitizer is ready, so sanitized builds have the plain version only.
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define MINGA_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define MINGA_CLONES
#endif
#define MINGA_LANES_INLINE [[gnu::always_inline]] inline

namespace minga::core::lanes {

inline constexpr int kLanes = 8;

using Reals [[gnu::vector_size(kLanes * sizeof(double))]] = double;
using Bits [[gnu::vector_size(kLanes * sizeof(double))]] = std::int64_t;

MINGA_LANES_INLINE Reals all(double x) { return Reals{} + x; }

MINGA_LANES_INLINE Reals magnitude(Reals x) {
  return __builtin_bit_cast(Reals, __builtin_bit_cast(Bits, x) & 0x7FFFFFFFFFFFFFFFLL);
}

/// Largest integer not above x, for |x| < 2^51.
MINGA_LANES_INLINE Reals floor_of(Reals x) {
  constexpr double kShift = 6755399441055744.0;
  const Reals near = (x + kShift) - kShift;
  return near > x ? near - 1.0 : near;
}

/// `exp_fixed`, element by element.
MINGA_LANES_INLINE Reals exp_of(Reals x) {
  constexpr double kLog2e = 1.4426950408889634074;
  constexpr double kLn2High = 6.93147180369123816490e-01;
  constexpr double kLn2Low = 1.90821492927058770002e-10;
  constexpr double kShift = 6755399441055744.0;
  x = x > 700.0 ? all(700.0) : (x >= -700.0 ? x : all(-700.0));
  const Reals shifted = x * kLog2e + kShift;
  const Reals n = shifted - kShift;
  const Reals r = (x - n * kLn2High) - n * kLn2Low;
  const Reals p = exp_series(r);
  // the integer stands in the low bits of the shifted number already
  const Bits exponent =
      (__builtin_bit_cast(Bits, shifted) - __builtin_bit_cast(std::int64_t, kShift) + 1023) << 52;
  return p * __builtin_bit_cast(Reals, exponent);
}

/// `log_fixed`, element by element, for normal x > 0 and for 0.
MINGA_LANES_INLINE Reals log_of(Reals x) {
  constexpr double kLn2 = 0.69314718055994530942;
  constexpr double kSqrt2 = 1.41421356237309504880;
  constexpr double kShift = 6755399441055744.0;
  const Bits bits = __builtin_bit_cast(Bits, x);
  Reals m = __builtin_bit_cast(Reals, (bits & 0x000FFFFFFFFFFFFFLL) | 0x3FF0000000000000LL);
  // an integer of few bits becomes a double without a conversion that only new processors have
  Reals exponent =
      __builtin_bit_cast(Reals, ((bits >> 52) & 0x7FF) + __builtin_bit_cast(std::int64_t, kShift)) -
      (kShift + 1023.0);
  const Bits upper = m > kSqrt2;
  m = upper ? m * 0.5 : m;
  exponent = upper ? exponent + 1.0 : exponent;
  const Reals f = (m - 1.0) / (m + 1.0);
  const Reals f2 = f * f;
  const Reals result = exponent * kLn2 + 2.0 * f * artanh_series(f2);
  return x == 0.0 ? all(-std::numeric_limits<double>::infinity()) : result;
}

}  // namespace minga::core::lanes
