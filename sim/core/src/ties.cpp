#include "minga/core/ties.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace minga::core {
namespace {

/// Uniform integer in [0, n).
int pick(AddressedBits& bits, int n) {
  return std::min(n - 1, static_cast<int>(RandomField::to_unit(bits()) * n));
}

std::pair<int, int> ordered(int i, int j) { return {std::min(i, j), std::max(i, j)}; }

}  // namespace

Ties lattice(int firms) {
  const int side = static_cast<int>(std::lround(std::sqrt(static_cast<double>(firms))));
  Ties ties;
  for (int f = 0; f < firms; ++f) {
    const int row = f / side;
    const int column = f % side;
    ties.emplace_back(f, row * side + (column + 1) % side);
    ties.emplace_back(f, (row + 1) % side * side + column);
  }
  return ties;
}

Ties small_world(int firms, int neighbours, double rewiring, AddressedBits& bits) {
  std::set<std::pair<int, int>> taken;
  std::vector<int> degree(static_cast<std::size_t>(firms), neighbours);
  Ties ties;
  for (int step = 1; step <= neighbours / 2; ++step) {
    for (int f = 0; f < firms; ++f) {
      ties.emplace_back(f, (f + step) % firms);
      taken.insert(ordered(f, (f + step) % firms));
    }
  }
  for (auto& [from, to] : ties) {
    if (RandomField::to_unit(bits()) >= rewiring)
      continue;
    // as in the original, a tie stays where its firm knows everybody already
    if (degree[static_cast<std::size_t>(from)] >= firms - 1)
      continue;
    for (int attempt = 0; attempt < 10 * firms; ++attempt) {
      const int other = pick(bits, firms);
      if (other == from || taken.contains(ordered(from, other)))
        continue;
      taken.erase(ordered(from, to));
      --degree[static_cast<std::size_t>(to)];
      ++degree[static_cast<std::size_t>(other)];
      to = other;
      taken.insert(ordered(from, to));
      break;
    }
  }
  return ties;
}

Ties scale_free(int firms, int ties, AddressedBits& bits) {
  Ties out;
  std::vector<int> ends;  // each firm once for each of its ties
  const auto tie = [&](int i, int j) {
    out.emplace_back(i, j);
    ends.push_back(i);
    ends.push_back(j);
  };
  const int core = ties + 1;
  for (int f = 0; f < (core == 2 ? 1 : core); ++f)
    tie(f, (f + 1) % core);
  for (int f = core; f < firms; ++f) {
    std::set<int> chosen;
    while (static_cast<int>(chosen.size()) < ties)
      chosen.insert(ends[static_cast<std::size_t>(pick(bits, static_cast<int>(ends.size())))]);
    for (const int other : chosen)
      tie(f, other);
  }
  return out;
}

}  // namespace minga::core
