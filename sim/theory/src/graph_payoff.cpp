#include "graph_payoff.hpp"

#include <algorithm>

namespace minga::theory {

void count_neighbours(const Graph& graph, Neighbours& state, int from, int to) {
  for (int i = from; i < to; ++i) {
    int* count = state.of(i);
    std::fill_n(count, state.strategies, 0);
    for (const int j : graph.neighbours(i))
      ++count[state.own[static_cast<std::size_t>(j)]];
  }
}

void change(const Graph& graph, Neighbours& state, int node, StrategyIndex strategy) {
  StrategyIndex& own = state.own[static_cast<std::size_t>(node)];
  for (const int j : graph.neighbours(node)) {
    int* count = state.of(j);
    --count[own];
    ++count[strategy];
  }
  own = strategy;
}

PairPayoff::PairPayoff(const PairwiseOnGraph& game, const Graph& /*graph*/)
    : strategies_(game.game.size()), self_(game.self), averaged_(game.sum == PayoffSum::averaged) {
  for (int own = 0; own < strategies_; ++own) {
    for (int other = 0; other < strategies_; ++other)
      payoff_.push_back(game.game.payoff(own, other));
  }
}

}  // namespace minga::theory
