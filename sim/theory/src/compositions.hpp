// All ways in which players can be spread over strategies.
#pragma once

#include <functional>
#include <vector>

namespace minga::theory {

/// Counts of `strategies` strategies that sum to `players`, most of the first strategy first.
inline std::vector<std::vector<int>> compositions(int players, int strategies) {
  std::vector<std::vector<int>> out;
  std::vector<int> made(static_cast<std::size_t>(strategies), 0);
  const std::function<void(std::size_t, int)> place = [&](std::size_t at, int left) {
    if (at + 1 == made.size()) {
      made[at] = left;
      out.push_back(made);
      return;
    }
    for (int n = left; n >= 0; --n) {
      made[at] = n;
      place(at + 1, left - n);
    }
  };
  place(0, players);
  return out;
}

}  // namespace minga::theory
