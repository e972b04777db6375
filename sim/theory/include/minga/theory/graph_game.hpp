// What is played on a graph: a two-player game with every neighbour, or a game of groups of which
// each node hosts one. How strategies then spread is in structured.hpp.
#pragma once

#include "minga/theory/game.hpp"
#include "minga/theory/graph.hpp"
#include "minga/theory/public_goods_on_graph.hpp"

#include <span>
#include <variant>

namespace minga::theory {

/// A two-player game with every neighbour.
struct PairwiseOnGraph {
  MatrixGame game;
  bool self = false;  ///< whether one also plays with oneself (Nowak and May 1992)
  PayoffSum sum = PayoffSum::accumulated;
};

using GraphGame = std::variant<PairwiseOnGraph, GroupsOnGraph>;

/// @throws std::invalid_argument unless the game is well formed and can be played on the graph
void check(const GraphGame& game, const Graph& graph);

const std::vector<std::string>& strategies_of(const GraphGame& game);

/// Payoff of one node under one assignment of strategies, from the definition: the slow reference
/// that the simulators are tested against.
/// @param own  strategy whose payoff is asked; that of the node itself, or what it would get
double payoff_on_graph(const GraphGame& game, const Graph& graph,
                       std::span<const StrategyIndex> strategies, int node, int own);

/// Least and greatest payoff of any node under any assignment of strategies, and the greatest
/// difference between two payoffs from one encounter (one pair, or one group).
struct PayoffBounds {
  double least = 0.0;
  double greatest = 0.0;
  double encounter = 0.0;
};
/// The sums of the extremes of each encounter: reached or not, never passed.
/// @throws std::invalid_argument when a game of groups has too many cases to look at (10^7)
PayoffBounds payoff_bounds(const GraphGame& game, const Graph& graph);

}  // namespace minga::theory
