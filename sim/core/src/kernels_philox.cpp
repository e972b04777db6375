// Philox4x32-10 (Salmon et al. 2011, SC'11) for units in a row, with the processor's multiplication
// of 32-bit numbers to 64 bits, which the compiler does not find by itself. Constants as published;
// tested against Random123.
#include "kernels_philox.hpp"

#include <algorithm>

#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#include <immintrin.h>
#define MINGA_PHILOX_VECTORS 1
#endif

namespace minga::core {
namespace {

#ifdef MINGA_PHILOX_VECTORS

constexpr std::uint32_t kMultiply0 = 0xD2511F53U;
constexpr std::uint32_t kMultiply1 = 0xCD9E8D57U;
constexpr std::uint32_t kWeyl0 = 0x9E3779B9U;
constexpr std::uint32_t kWeyl1 = 0xBB67AE85U;
constexpr int kRounds = 10;

/// Writes the low halves of 64-bit lanes, as many as there are units left.
template <std::size_t kWidth>
void write(const DrawRequest& q, int begin, const std::uint64_t (&lanes)[4][kWidth]) {
  const int count = std::min(static_cast<int>(kWidth), q.units - begin);
  for (std::size_t word = 0; word < 4; ++word) {
    for (int i = 0; i < count; ++i)
      q.words[word][begin + i] = static_cast<std::uint32_t>(lanes[word][i]);
  }
}

__attribute__((target("avx512f"))) void philox(const RandomField& random, const DrawRequest& q) {
  const __m512i m0 = _mm512_set1_epi64(kMultiply0);
  const __m512i m1 = _mm512_set1_epi64(kMultiply1);
  const __m512i row = _mm512_set_epi64(7, 6, 5, 4, 3, 2, 1, 0);
  for (int begin = 0; begin < q.units; begin += 8) {
    std::uint32_t key0 = random.key()[0];
    std::uint32_t key1 = random.key()[1];
    __m512i c0 = _mm512_set1_epi64(q.first.replicate);
    __m512i c1 =
        _mm512_add_epi64(row, _mm512_set1_epi64(q.first.unit + static_cast<std::uint32_t>(begin)));
    __m512i c2 = _mm512_set1_epi64(q.first.period);
    __m512i c3 = _mm512_set1_epi64(q.call);
    for (int round = 0; round < kRounds; ++round, key0 += kWeyl0, key1 += kWeyl1) {
      // only the low halves count: products take nothing else
      const __m512i p0 = _mm512_mul_epu32(c0, m0);
      const __m512i p1 = _mm512_mul_epu32(c2, m1);
      c0 = _mm512_xor_si512(_mm512_xor_si512(_mm512_srli_epi64(p1, 32), c1),
                            _mm512_set1_epi64(key0));
      c2 = _mm512_xor_si512(_mm512_xor_si512(_mm512_srli_epi64(p0, 32), c3),
                            _mm512_set1_epi64(key1));
      c1 = p1;
      c3 = p0;
    }
    alignas(64) std::uint64_t lanes[4][8];
    _mm512_store_si512(lanes[0], c0);
    _mm512_store_si512(lanes[1], c1);
    _mm512_store_si512(lanes[2], c2);
    _mm512_store_si512(lanes[3], c3);
    write(q, begin, lanes);
  }
}

__attribute__((target("avx2"))) void philox(const RandomField& random, const DrawRequest& q) {
  const __m256i m0 = _mm256_set1_epi64x(kMultiply0);
  const __m256i m1 = _mm256_set1_epi64x(kMultiply1);
  const __m256i row = _mm256_set_epi64x(3, 2, 1, 0);
  for (int begin = 0; begin < q.units; begin += 4) {
    std::uint32_t key0 = random.key()[0];
    std::uint32_t key1 = random.key()[1];
    __m256i c0 = _mm256_set1_epi64x(q.first.replicate);
    __m256i c1 =
        _mm256_add_epi64(row, _mm256_set1_epi64x(q.first.unit + static_cast<std::uint32_t>(begin)));
    __m256i c2 = _mm256_set1_epi64x(q.first.period);
    __m256i c3 = _mm256_set1_epi64x(q.call);
    for (int round = 0; round < kRounds; ++round, key0 += kWeyl0, key1 += kWeyl1) {
      const __m256i p0 = _mm256_mul_epu32(c0, m0);
      const __m256i p1 = _mm256_mul_epu32(c2, m1);
      c0 = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(p1, 32), c1),
                            _mm256_set1_epi64x(key0));
      c2 = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(p0, 32), c3),
                            _mm256_set1_epi64x(key1));
      c1 = p1;
      c3 = p0;
    }
    alignas(64) std::uint64_t lanes[4][4];
    _mm256_store_si256(reinterpret_cast<__m256i*>(lanes[0]), c0);
    _mm256_store_si256(reinterpret_cast<__m256i*>(lanes[1]), c1);
    _mm256_store_si256(reinterpret_cast<__m256i*>(lanes[2]), c2);
    _mm256_store_si256(reinterpret_cast<__m256i*>(lanes[3]), c3);
    write(q, begin, lanes);
  }
}

__attribute__((target("default")))
#endif
void philox(const RandomField& random, const DrawRequest& q) {
  reference_kernels().draw(random, q);
}

}  // namespace

void draw_vectors(const RandomField& random, const DrawRequest& request) {
  philox(random, request);
}

}  // namespace minga::core
