// Who can meet and copy whom: an undirected graph in compressed rows. What is played on it is
// others' business (graph_game.hpp), and so is who copies whom (structured.hpp).
#pragma once

#include "minga/core/ties.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace minga::theory {

/// A strategy of a player on a graph: its place in the game's list of strategies.
using StrategyIndex = std::uint8_t;
/// Strategies that a game on a graph can have.
inline constexpr int kMostStrategies = 255;

/// Undirected graph without loops and double ties. Whether a player also plays with itself is said
/// by the game.
struct Graph {
  std::vector<int> start{0};   ///< where the neighbours of each node begin, and the end
  std::vector<int> neighbour;  ///< the neighbours of node 0, of node 1, ...

  int nodes() const { return static_cast<int>(start.size()) - 1; }
  int degree(int node) const {
    const auto i = static_cast<std::size_t>(node);
    return start[i + 1] - start[i];
  }
  std::span<const int> neighbours(int node) const {
    const auto i = static_cast<std::size_t>(node);
    return {neighbour.data() + start[i], static_cast<std::size_t>(start[i + 1] - start[i])};
  }
  int smallest_degree() const;
  int largest_degree() const;
};

/// The graph of a list of ties; each node's neighbours are in rising order.
/// @throws std::invalid_argument for a tie with a node outside [0, nodes), a loop or a double tie
Graph graph_of(int nodes, const core::Ties& ties);

}  // namespace minga::theory
