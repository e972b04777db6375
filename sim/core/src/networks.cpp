#include "networks.hpp"

#include <algorithm>
#include <stdexcept>

namespace minga::core {
namespace {

constexpr int kLatticeGroup = 5;

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
