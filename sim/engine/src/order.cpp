// The order in which segments are visited.
#include "minga/engine/ensemble.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace minga::engine {
namespace {

constexpr double kGolden = 0.6180339887498949;  // (sqrt(5) - 1) / 2

std::size_t step_of(std::size_t n) {
  auto step = static_cast<std::size_t>(std::llround(kGolden * static_cast<double>(n)));
  step = std::max<std::size_t>(step, 1);
  while (std::gcd(step, n) != 1)
    ++step;  // n + 1 is prime to n, so this ends
  return step;
}

}  // namespace

Spread::Spread(std::size_t n) : n_(std::max<std::size_t>(n, 1)), step_(step_of(n_)) {}

std::size_t Spread::operator()(std::size_t k) const {
  // 128 bits: a sweep may have more than 2^32 segments.
  __extension__ using Wide = unsigned __int128;
  return static_cast<std::size_t>(static_cast<Wide>(k) * step_ % n_);
}

}  // namespace minga::engine
