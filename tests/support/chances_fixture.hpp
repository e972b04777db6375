// What tests of chances share: one seed, distances of counts in standard errors, and a group that
// is watched.
#pragma once

#include "support/core_fixture.hpp"

#include <cmath>
#include <cstdint>

namespace minga::test {

using namespace core;

inline constexpr std::uint64_t kSeed = 17;

/// Distance of a count from n p in standard errors.
inline double distance(double count, double n, double p) {
  return std::fabs(count - n * p) / std::sqrt(n * p * (1.0 - p));
}

inline double count_events(const BlockResult& result, EventKind kind) {
  double n = 0.0;
  for (const Event& e : result.events)
    n += e.kind == kind;
  return n;
}

/// Calculating firms under an officer who sees some of what they fail to do.
inline Scenario watched() {
  Scenario s = laboratory(10, 1);
  s.profiles[0].stealth = {0.4, 0.0};
  s.profiles[0].eta = {3.0, 0.0};  // so that some contribute and some do not
  Regulation& rules = s.association[0].regulation;
  rules.adoption = Adoption::start;
  rules.enforcer = Enforcer::officer;
  rules.monitoring = 0.3;
  rules.transparency = 0.5;
  rules.enforcement = 0.8;
  rules.false_positive = 0.07;
  rules.sanctions = {1.0};
  s.association[0].actions[0].hidden = 0.2;
  return s;
}

}  // namespace minga::test
