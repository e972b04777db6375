#include "minga/theory/graph.hpp"

#include "graph_checks.hpp"

#include <algorithm>
#include <string>

namespace minga::theory {
namespace {

int extreme_degree(const Graph& g, bool largest) {
  int found = g.nodes() > 0 ? g.degree(0) : 0;
  for (int i = 1; i < g.nodes(); ++i)
    found = largest ? std::max(found, g.degree(i)) : std::min(found, g.degree(i));
  return found;
}

std::string text_of(std::pair<int, int> tie) {
  return "(" + std::to_string(tie.first) + ", " + std::to_string(tie.second) + ")";
}

}  // namespace

int Graph::smallest_degree() const { return extreme_degree(*this, false); }
int Graph::largest_degree() const { return extreme_degree(*this, true); }

Graph graph_of(int nodes, const core::Ties& ties) {
  require(nodes >= 1, "nodes", nodes, "at least 1");
  Graph g;
  g.start.assign(static_cast<std::size_t>(nodes) + 1, 0);
  for (const auto& tie : ties) {
    const auto [i, j] = tie;
    if (i < 0 || j < 0 || i >= nodes || j >= nodes)
      refuse("tie", text_of(tie), "two nodes from 0 to " + std::to_string(nodes - 1));
    if (i == j)
      refuse("tie", text_of(tie), "two different nodes (self-interaction is the game's)");
    ++g.start[static_cast<std::size_t>(i) + 1];
    ++g.start[static_cast<std::size_t>(j) + 1];
  }
  for (std::size_t i = 1; i < g.start.size(); ++i)
    g.start[i] += g.start[i - 1];
  g.neighbour.resize(2 * ties.size());
  std::vector<int> next(g.start.begin(), g.start.end() - 1);
  for (const auto& [i, j] : ties) {
    g.neighbour[static_cast<std::size_t>(next[static_cast<std::size_t>(i)]++)] = j;
    g.neighbour[static_cast<std::size_t>(next[static_cast<std::size_t>(j)]++)] = i;
  }
  for (int i = 0; i < nodes; ++i) {
    const auto begin = g.neighbour.begin() + g.start[static_cast<std::size_t>(i)];
    const auto end = begin + g.degree(i);
    std::sort(begin, end);
    const auto twice = std::adjacent_find(begin, end);
    if (twice != end)
      refuse("tie", text_of({i, *twice}), "there only once");
  }
  return g;
}

}  // namespace minga::theory
