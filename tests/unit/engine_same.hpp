// Comparison of results bit for bit, NaN included.
#pragma once

#include "minga/core/record.hpp"

#include <cstring>
#include <vector>

namespace minga::test {

template <class T>
bool same_bits(const std::vector<std::vector<T>>& a, const std::vector<std::vector<T>>& b) {
  if (a.size() != b.size())
    return false;
  for (std::size_t v = 0; v < a.size(); ++v) {
    if (a[v].size() != b[v].size())
      return false;
    if (!a[v].empty() && std::memcmp(a[v].data(), b[v].data(), a[v].size() * sizeof(T)) != 0) {
      return false;
    }
  }
  return true;
}

inline bool same_events(const std::vector<core::Event>& a, const std::vector<core::Event>& b) {
  if (a.size() != b.size())
    return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i].run != b[i].run || a[i].time != b[i].time || a[i].association != b[i].association ||
        a[i].firm != b[i].firm || a[i].kind != b[i].kind ||
        std::memcmp(&a[i].value, &b[i].value, sizeof(double)) != 0) {
      return false;
    }
  }
  return true;
}

inline bool same_results(const core::BlockResult& a, const core::BlockResult& b) {
  return a.runs == b.runs && a.periods == b.periods && a.firms == b.firms &&
         a.profiles == b.profiles && a.failed == b.failed && same_bits(a.summary, b.summary) &&
         same_bits(a.by_profile, b.by_profile) && same_bits(a.association, b.association) &&
         same_bits(a.trajectory, b.trajectory) && same_bits(a.firm, b.firm) &&
         same_bits(a.firm_constant, b.firm_constant) && same_events(a.events, b.events);
}

inline bool same_results(const std::vector<core::BlockResult>& a,
                         const std::vector<core::BlockResult>& b) {
  if (a.size() != b.size())
    return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!same_results(a[i], b[i]))
      return false;
  }
  return true;
}

}  // namespace minga::test
