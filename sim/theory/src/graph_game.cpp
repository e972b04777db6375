#include "minga/theory/graph_game.hpp"

#include "graph_checks.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <string>

namespace minga::theory {
namespace {

constexpr std::int64_t kMostCases = 10'000'000;

void check_strategies(std::size_t names, int size) {
  require(size >= 1 && size <= kMostStrategies, "strategies", size,
          "1 to " + std::to_string(kMostStrategies));
  require(names == static_cast<std::size_t>(size), "strategies", names,
          "one name for each of the game's " + std::to_string(size) + " strategies");
}

void check_pairwise(const PairwiseOnGraph& g) {
  require(g.game.payoff.rows() == g.game.payoff.cols(), "payoff columns", g.game.payoff.cols(),
          "a square matrix of " + std::to_string(g.game.payoff.rows()) + " rows");
  check_strategies(g.game.strategies.size(), g.game.size());
  for (Eigen::Index k = 0; k < g.game.payoff.size(); ++k) {
    const double x = g.game.payoff.data()[k];
    require(std::isfinite(x), "payoff", x, "finite numbers");
  }
}

void check_groups(const GroupsOnGraph& g, const Graph& graph) {
  check_strategies(g.game.strategies.size(), g.game.size());
  require(static_cast<bool>(g.game.payoff), "payoff", "nothing", "a function");
  if (g.game.group == 0)
    return;
  const int least = graph.smallest_degree() + 1;
  const int most = graph.largest_degree() + 1;
  require(g.game.group == least && g.game.group == most, "group", g.game.group,
          "the size of each node's group, which on this graph is " + std::to_string(least) +
              (least == most ? "" : " to " + std::to_string(most)) +
              " (degree + 1); leave it out, which a public good may, for groups of any size");
}

/// All ways in which `others` players can be spread over the strategies, from `strategy` on.
template <class See>
void each_composition(std::vector<int>& count, std::size_t strategy, int others, const See& see) {
  if (strategy + 1 == count.size()) {
    count[strategy] = others;
    see(count);
    return;
  }
  for (int n = 0; n <= others; ++n) {
    count[strategy] = n;
    each_composition(count, strategy + 1, others - n, see);
  }
}

struct Range {
  double least = std::numeric_limits<double>::infinity();
  double greatest = -std::numeric_limits<double>::infinity();
  void take(double x) {
    least = std::min(least, x);
    greatest = std::max(greatest, x);
  }
};

/// Payoffs of one group of a size.
Range range_of_group(const GroupGame& game, int group) {
  double cases = 1.0;  // binomial(group - 1 + strategies - 1, strategies - 1)
  for (int s = 1; s < game.size(); ++s)
    cases *= static_cast<double>(group - 1 + s) / s;
  require(cases <= static_cast<double>(kMostCases), "strategies", game.size(),
          "few enough to look at all groups of " + std::to_string(group) +
              " for this update rule, which needs the bounds of payoffs");
  Range range;
  std::vector<int> count(static_cast<std::size_t>(game.size()), 0);
  each_composition(count, 0, group - 1, [&](const std::vector<int>& others) {
    for (int own = 0; own < game.size(); ++own)
      range.take(game.payoff(own, others));
  });
  require(std::isfinite(range.least) && std::isfinite(range.greatest), "payoff",
          std::isfinite(range.least) ? range.greatest : range.least, "finite numbers");
  return range;
}

PayoffBounds bounds(const PairwiseOnGraph& g, const Graph& graph) {
  const double low = g.game.payoff.minCoeff();
  const double high = g.game.payoff.maxCoeff();
  if (g.sum == PayoffSum::averaged)
    return {std::min(low, 0.0), std::max(high, 0.0), high - low};  // 0: nobody to play with
  const int self = g.self ? 1 : 0;
  Range total;
  for (const int degree : {graph.smallest_degree() + self, graph.largest_degree() + self}) {
    total.take(degree * low);
    total.take(degree * high);
  }
  return {total.least, total.greatest, high - low};
}

PayoffBounds bounds(const GroupsOnGraph& g, const Graph& graph) {
  std::set<int> sizes;
  for (int i = 0; i < graph.nodes(); ++i)
    sizes.insert(graph.degree(i) + 1);
  Range one;
  for (const int size : sizes) {
    const Range range = range_of_group(g.game, size);
    one.take(range.least);
    one.take(range.greatest);
  }
  const double encounter = one.greatest - one.least;
  if (g.sum == PayoffSum::averaged)
    return {one.least, one.greatest, encounter};
  const int fewest = graph.smallest_degree() + 1;
  const int most = graph.largest_degree() + 1;
  return {std::min(fewest * one.least, most * one.least),
          std::max(fewest * one.greatest, most * one.greatest), encounter};
}

double payoff_of(const PairwiseOnGraph& g, const Graph& graph,
                 std::span<const StrategyIndex> strategies, int node, int own) {
  std::vector<int> met(static_cast<std::size_t>(g.game.size()), 0);
  for (const int j : graph.neighbours(node))
    ++met[strategies[static_cast<std::size_t>(j)]];
  if (g.self)
    ++met[static_cast<std::size_t>(own)];
  double sum = 0.0;
  int partners = 0;
  for (int s = 0; s < g.game.size(); ++s) {
    sum += met[static_cast<std::size_t>(s)] * g.game.payoff(own, s);
    partners += met[static_cast<std::size_t>(s)];
  }
  return g.sum == PayoffSum::averaged && partners > 0 ? sum / partners : sum;
}

double payoff_of(const GroupsOnGraph& g, const Graph& graph,
                 std::span<const StrategyIndex> strategies, int node, int own) {
  std::vector<int> hosts{node};
  hosts.insert(hosts.end(), graph.neighbours(node).begin(), graph.neighbours(node).end());
  double sum = 0.0;
  for (const int host : hosts) {
    std::vector<int> others(static_cast<std::size_t>(g.game.size()), 0);
    if (host != node)
      ++others[strategies[static_cast<std::size_t>(host)]];
    for (const int j : graph.neighbours(host)) {
      if (j != node)
        ++others[strategies[static_cast<std::size_t>(j)]];
    }
    sum += g.game.payoff(own, others);
  }
  return g.sum == PayoffSum::averaged ? sum / static_cast<double>(hosts.size()) : sum;
}

}  // namespace

void check(const GraphGame& game, const Graph& graph) {
  require(graph.nodes() >= 1, "nodes", graph.nodes(), "at least 1");
  if (const auto* pairwise = std::get_if<PairwiseOnGraph>(&game))
    check_pairwise(*pairwise);
  else
    check_groups(std::get<GroupsOnGraph>(game), graph);
}

const std::vector<std::string>& strategies_of(const GraphGame& game) {
  return std::visit(
      [](const auto& g) -> const std::vector<std::string>& { return g.game.strategies; }, game);
}

PayoffBounds payoff_bounds(const GraphGame& game, const Graph& graph) {
  return std::visit([&](const auto& g) { return bounds(g, graph); }, game);
}

double payoff_on_graph(const GraphGame& game, const Graph& graph,
                       std::span<const StrategyIndex> strategies, int node, int own) {
  return std::visit([&](const auto& g) { return payoff_of(g, graph, strategies, node, own); },
                    game);
}

}  // namespace minga::theory
