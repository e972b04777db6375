// Random values of parameters for tests that try many scenarios.
#pragma once

#include "minga/core/names.hpp"

#include <cstdint>
#include <random>
#include <vector>

namespace minga::test {

/// Random values of parameters, with their ends more often than chance has it.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  double unit() { return (static_cast<double>(engine_() >> 11U) + 0.5) * 0x1.0p-53; }
  bool coin(double chance = 0.5) { return unit() < chance; }
  int whole(int lo, int hi) { return lo + static_cast<int>(unit() * (hi - lo + 1)); }
  /// In [lo, hi]; one in five at an end.
  double real(double lo, double hi) {
    const double u = unit();
    return u < 0.1 ? lo : (u > 0.9 ? hi : lo + (hi - lo) * unit());
  }
  double share() { return real(0.0, 1.0); }
  /// Nothing half of the time, otherwise up to `hi`.
  double some(double hi) { return coin() ? 0.0 : real(0.0, hi); }
  template <class Enum>
  Enum one() {
    constexpr auto all = core::names<Enum>();
    return static_cast<Enum>(whole(0, static_cast<int>(all.size()) - 1));
  }
  std::vector<double> shares(std::size_t count) {
    std::vector<double> out(count);
    double sum = 0.0;
    for (double& x : out)
      sum += x = coin(0.2) ? 0.0 : unit();
    if (sum == 0.0)
      sum = out[0] = 1.0;
    for (double& x : out)
      x /= sum;
    return out;
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace minga::test
