#include "networks.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>

namespace minga::core {
namespace {

constexpr int kLatticeGroup = 5;

/// Uniform integer in [0, n).
int pick(AddressedBits& bits, int n) {
  return std::min(n - 1, static_cast<int>(RandomField::to_unit(bits()) * n));
}

std::pair<int, int> ordered(int i, int j) { return {std::min(i, j), std::max(i, j)}; }

Ties ties_of(const Scenario& s, const RandomField& random, std::uint32_t replicate) {
  const Structure& x = s.structure;
  const int firms = s.population.firms;
  AddressedBits bits(random, {replicate, kGroupUnit, 0}, Purpose::setup_network);
  switch (x.kind) {
    case StructureKind::lattice:
      return lattice(firms);
    case StructureKind::small_world:
      return small_world(firms, x.neighbours, x.rewiring, bits);
    case StructureKind::scale_free:
      return scale_free(firms, x.neighbours, bits);
    case StructureKind::edge_list: {
      Ties ties;
      for (const std::vector<int>& edge : x.edges)
        ties.emplace_back(edge.at(0), edge.at(1));
      return ties;
    }
    default:
      throw std::logic_error("this structure is no network");
  }
}

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

int ties_in(const Scenario& s) {
  const Structure& x = s.structure;
  const int firms = s.population.firms;
  switch (x.kind) {
    case StructureKind::lattice:
      return 2 * firms;
    case StructureKind::small_world:
      return firms * (x.neighbours / 2);
    case StructureKind::scale_free: {
      const int core = x.neighbours + 1;
      const int ring = core == 2 ? 1 : core;
      return ring + (firms - core) * x.neighbours;
    }
    default:
      return static_cast<int>(x.edges.size());
  }
}

int hyperedges_in(const Scenario& s) {
  if (s.structure.kind == StructureKind::hyperedges)
    return static_cast<int>(s.structure.groups.size());
  return s.structure.groups_from == GroupsFrom::edges ? ties_in(s) : s.population.firms;
}

int largest_hyperedge(const Scenario& s) {
  const Structure& x = s.structure;
  if (x.kind == StructureKind::hyperedges) {
    std::size_t most = 0;
    for (const std::vector<int>& group : x.groups)
      most = std::max(most, group.size());
    return static_cast<int>(most);
  }
  if (x.groups_from == GroupsFrom::edges)
    return 2;
  if (x.kind == StructureKind::lattice)
    return kLatticeGroup;
  if (x.kind != StructureKind::edge_list)
    return s.population.firms;  // any firm may come to know all
  std::vector<int> degree(static_cast<std::size_t>(s.population.firms), 1);
  for (const std::vector<int>& edge : x.edges) {
    ++degree.at(static_cast<std::size_t>(edge.at(0)));
    ++degree.at(static_cast<std::size_t>(edge.at(1)));
  }
  return *std::max_element(degree.begin(), degree.end());
}

std::vector<std::vector<int>> hyperedges_of(const Scenario& s, const RandomField& random,
                                            std::uint32_t replicate) {
  if (s.structure.kind == StructureKind::hyperedges)
    return s.structure.groups;
  const Ties ties = ties_of(s, random, replicate);
  std::vector<std::vector<int>> out;
  if (s.structure.groups_from == GroupsFrom::edges) {
    for (const auto& [i, j] : ties)
      out.push_back({i, j});
    return out;
  }
  // the firm itself first, then its neighbours in the order of the ties
  for (int f = 0; f < s.population.firms; ++f)
    out.push_back({f});
  for (const auto& [i, j] : ties) {
    out[static_cast<std::size_t>(i)].push_back(j);
    out[static_cast<std::size_t>(j)].push_back(i);
  }
  return out;
}

}  // namespace minga::core
