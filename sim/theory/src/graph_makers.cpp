#include "minga/theory/graph_makers.hpp"

#include "graph_checks.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace minga::theory {
namespace {

using core::AddressedBits;

AddressedBits bits_for(const core::RandomField& random, std::uint32_t replicate) {
  return {random, {replicate, core::kGroupUnit, 0}, core::Purpose::setup_network};
}

void check_ring(int nodes, int degree) {
  require(nodes >= 3, "nodes", nodes, "at least 3");
  require(degree >= 2 && degree < nodes && degree % 2 == 0, "degree", degree,
          "an even number from 2 to nodes - 1 = " + std::to_string(nodes - 1));
}

/// One attempt at pairing all stubs without loops and double ties; empty when stuck.
core::Ties pair_stubs(int nodes, int degree, AddressedBits& bits) {
  std::vector<int> stubs;
  for (int i = 0; i < nodes; ++i)
    stubs.insert(stubs.end(), static_cast<std::size_t>(degree), i);
  std::set<std::pair<int, int>> taken;
  core::Ties ties;
  int failures = 0;
  while (!stubs.empty()) {
    // both stubs change places with the last two, and go
    const std::size_t last = stubs.size() - 1;
    for (std::size_t k = 0; k < 2; ++k) {
      const double u = core::RandomField::to_unit(bits());
      std::swap(stubs[static_cast<std::size_t>(u * static_cast<double>(last - k + 1))],
                stubs[last - k]);
    }
    const auto [i, j] = std::minmax(stubs[last], stubs[last - 1]);
    if (i == j || taken.contains({i, j})) {
      // few stubs left and none of them fits: 100 failures in a row are a dead end in practice
      if (++failures > 100)
        return {};
      continue;
    }
    failures = 0;
    taken.insert({i, j});
    ties.emplace_back(i, j);
    stubs.resize(last - 1);
  }
  return ties;
}

core::Ties complement(int nodes, const core::Ties& ties) {
  const std::set<std::pair<int, int>> taken(ties.begin(), ties.end());
  core::Ties out;
  for (int i = 0; i < nodes; ++i) {
    for (int j = i + 1; j < nodes; ++j) {
      if (!taken.contains({i, j}))
        out.emplace_back(i, j);
    }
  }
  return out;
}

}  // namespace

Graph ring_graph(int nodes, int degree) {
  check_ring(nodes, degree);
  core::Ties ties;
  for (int i = 0; i < nodes; ++i) {
    for (int step = 1; step <= degree / 2; ++step)
      ties.emplace_back(i, (i + step) % nodes);
  }
  return graph_of(nodes, ties);
}

Graph complete_graph(int nodes) {
  require(nodes >= 2, "nodes", nodes, "at least 2");
  return graph_of(nodes, complement(nodes, {}));
}

Graph star_graph(int nodes) {
  require(nodes >= 2, "nodes", nodes, "at least 2");
  core::Ties ties;
  for (int i = 1; i < nodes; ++i)
    ties.emplace_back(0, i);
  return graph_of(nodes, ties);
}

Graph random_regular_graph(int nodes, int degree, const core::RandomField& random,
                           std::uint32_t replicate) {
  require(nodes >= 2, "nodes", nodes, "at least 2");
  require(degree >= 1 && degree < nodes && (nodes % 2 == 0 || degree % 2 == 0), "degree", degree,
          "from 1 to nodes - 1 = " + std::to_string(nodes - 1) + ", with nodes * degree even");
  const bool dense = degree > (nodes - 1) / 2;
  const int drawn = dense ? nodes - 1 - degree : degree;
  AddressedBits bits = bits_for(random, replicate);
  core::Ties ties;
  while (drawn > 0 && ties.empty())
    ties = pair_stubs(nodes, drawn, bits);
  return graph_of(nodes, dense ? complement(nodes, ties) : ties);
}

Graph small_world_graph(int nodes, int degree, double rewiring, const core::RandomField& random,
                        std::uint32_t replicate) {
  check_ring(nodes, degree);
  require(rewiring >= 0.0 && rewiring <= 1.0, "rewiring", rewiring, "a chance from 0 to 1");
  AddressedBits bits = bits_for(random, replicate);
  return graph_of(nodes, core::small_world(nodes, degree, rewiring, bits));
}

Graph barabasi_albert_graph(int nodes, int ties, const core::RandomField& random,
                            std::uint32_t replicate) {
  require(nodes >= 3, "nodes", nodes, "at least 3");
  require(ties >= 1 && ties <= nodes - 2, "ties", ties,
          "from 1 to nodes - 2 = " + std::to_string(nodes - 2));
  AddressedBits bits = bits_for(random, replicate);
  return graph_of(nodes, core::scale_free(nodes, ties, bits));
}

}  // namespace minga::theory
