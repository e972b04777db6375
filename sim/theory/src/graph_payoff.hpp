// Payoffs from counts of neighbours' strategies. Counts are whole numbers, so they can be kept up
// to date by small changes for ever without an error, and a payoff does not depend on the path to
// it.
#pragma once

#include "minga/theory/graph_game.hpp"

#include <array>
#include <span>
#include <vector>

namespace minga::theory {

/// Strategies, and how many neighbours of each node play each of them.
struct Neighbours {
  int strategies = 0;
  std::vector<StrategyIndex> own;
  std::vector<int> count;  ///< [node * strategies + strategy]

  const int* of(int node) const {
    return count.data() + static_cast<std::size_t>(node) * static_cast<std::size_t>(strategies);
  }
  int* of(int node) {
    return count.data() + static_cast<std::size_t>(node) * static_cast<std::size_t>(strategies);
  }
};

/// Counts the neighbours' strategies of nodes [from, to).
void count_neighbours(const Graph& graph, Neighbours& state, int from, int to);
/// Gives a node another strategy, and tells its neighbours.
void change(const Graph& graph, Neighbours& state, int node, StrategyIndex strategy);

/// Payoffs of a two-player game.
class PairPayoff {
 public:
  PairPayoff(const PairwiseOnGraph& game, const Graph& graph);
  /// What a player of strategy `own` gets among neighbours of whom `count[s]` play s.
  double among(int own, const int* count) const {
    const double* row = payoff_.data() + own * strategies_;
    double sum = 0.0;
    int partners = 0;
    for (int s = 0; s < strategies_; ++s) {
      const int met = count[s] + (self_ && s == own ? 1 : 0);
      sum += met * row[s];
      partners += met;
    }
    return averaged_ && partners > 0 ? sum / partners : sum;
  }
  double operator()(const Neighbours& state, int node, int own) const {
    return among(own, state.of(node));
  }
  /// Distance within which a change of strategy changes payoffs.
  static constexpr int kReach = 1;

 private:
  int strategies_;
  bool self_;
  bool averaged_;
  std::vector<double> payoff_;  ///< rows
};

/// Payoffs of a game of groups.
class GroupPayoff {
 public:
  GroupPayoff(const GroupsOnGraph& game, const Graph& graph) : game_(&game), graph_(&graph) {}
  double operator()(const Neighbours& state, int node, int own) const {
    double sum = in_group_of(state, node, node, own);
    for (const int host : graph_->neighbours(node))
      sum += in_group_of(state, host, node, own);
    const int groups = graph_->degree(node) + 1;
    return game_->sum == PayoffSum::averaged ? sum / groups : sum;
  }
  static constexpr int kReach = 2;

 private:
  double in_group_of(const Neighbours& state, int host, int node, int own) const {
    std::array<int, kMostStrategies> others;
    const int* count = state.of(host);
    for (int s = 0; s < state.strategies; ++s)
      others[static_cast<std::size_t>(s)] = count[s];
    ++others[state.own[static_cast<std::size_t>(host)]];
    --others[state.own[static_cast<std::size_t>(node)]];
    return game_->game.payoff(own, {others.data(), static_cast<std::size_t>(state.strategies)});
  }

  const GroupsOnGraph* game_;
  const Graph* graph_;
};

}  // namespace minga::theory
