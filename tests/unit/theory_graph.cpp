// Graphs and lattices: who is whose neighbour, counted and by hand; what makes no sense is refused.
#include "minga/theory/graph_makers.hpp"
#include "minga/theory/lattice.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <set>
#include <vector>

using namespace minga::test;
using namespace minga::theory;

namespace {

const minga::core::RandomField kRandom(11, 0);

std::vector<int> near(const Graph& g, int node) {
  const auto n = g.neighbours(node);
  return {n.begin(), n.end()};
}

/// Undirected, without loops and double ties.
void check_simple(const Graph& g) {
  for (int i = 0; i < g.nodes(); ++i) {
    const std::vector<int> n = near(g, i);
    CHECK(std::set<int>(n.begin(), n.end()).size() == n.size());
    for (const int j : n) {
      REQUIRE(j != i);
      const std::vector<int> back = near(g, j);
      REQUIRE(std::count(back.begin(), back.end(), i) == 1);
    }
  }
}

int ties(const Graph& g) { return static_cast<int>(g.neighbour.size()) / 2; }

bool all_have(const Graph& g, int degree) {
  return g.smallest_degree() == degree && g.largest_degree() == degree;
}

}  // namespace

TEST_CASE("listed ties make each node's neighbours, in rising order") {
  const Graph g = graph_of(4, {{2, 0}, {0, 1}, {3, 0}, {3, 2}});
  CHECK(g.nodes() == 4);
  CHECK(near(g, 0) == std::vector<int>{1, 2, 3});
  CHECK(near(g, 1) == std::vector<int>{0});
  CHECK(near(g, 2) == std::vector<int>{0, 3});
  CHECK(g.degree(3) == 2);
  CHECK(graph_of(2, {}).degree(1) == 0);
}

TEST_CASE("ties that make no sense are refused with the tie") {
  CHECK_THROWS_WITH(graph_of(3, {{0, 3}}),
                    "tie = (0, 3) is not accepted: it must be two nodes from 0 to 2");
  CHECK_THROWS_WITH(graph_of(3, {{1, 1}}), ContainsSubstring("tie = (1, 1)"));
  CHECK_THROWS_WITH(graph_of(3, {{0, 1}, {1, 0}}),
                    "tie = (0, 1) is not accepted: it must be there only once");
  CHECK_THROWS_AS(graph_of(0, {}), std::invalid_argument);
}

TEST_CASE("rings, stars and complete graphs have their ties") {
  CHECK(near(ring_graph(6), 0) == std::vector<int>{1, 5});
  CHECK(near(ring_graph(6, 4), 0) == std::vector<int>{1, 2, 4, 5});
  CHECK(all_have(complete_graph(7), 6));
  const Graph star = star_graph(5);
  CHECK(star.degree(0) == 4);
  CHECK(ties(star) == 4);
  CHECK_THROWS_WITH(
      ring_graph(6, 3),
      "degree = 3 is not accepted: it must be an even number from 2 to nodes - 1 = 5");
  CHECK_THROWS_AS(ring_graph(6, 6), std::invalid_argument);
  CHECK_THROWS_AS(star_graph(1), std::invalid_argument);
}

TEST_CASE("in a random regular graph all have the same number of neighbours, sparse or dense") {
  for (const auto& [nodes, degree] :
       std::vector<std::pair<int, int>>{{100, 3}, {50, 4}, {10, 7}, {6, 5}, {2, 1}, {9, 4}}) {
    CAPTURE(nodes, degree);
    const Graph g = random_regular_graph(nodes, degree, kRandom, 0);
    CHECK(all_have(g, degree));
    check_simple(g);
  }
  CHECK(random_regular_graph(100, 3, kRandom, 0).neighbour !=
        random_regular_graph(100, 3, kRandom, 1).neighbour);
  CHECK(random_regular_graph(100, 3, kRandom, 1).neighbour ==
        random_regular_graph(100, 3, kRandom, 1).neighbour);
  CHECK_THROWS_WITH(random_regular_graph(9, 3, kRandom, 0),
                    ContainsSubstring("degree = 3") && ContainsSubstring("even"));
}

TEST_CASE("small worlds and scale-free graphs keep their number of ties") {
  const Graph small = small_world_graph(200, 4, 0.3, kRandom, 0);
  check_simple(small);
  CHECK(ties(small) == 400);
  CHECK(small_world_graph(50, 4, 0.0, kRandom, 0).neighbour == ring_graph(50, 4).neighbour);
  const Graph scale_free = barabasi_albert_graph(1000, 2, kRandom, 0);
  check_simple(scale_free);
  CHECK(ties(scale_free) == 3 + 997 * 2);
  CHECK(scale_free.smallest_degree() == 2);
  CHECK(scale_free.largest_degree() > 30);  // about sqrt(1000); 15 would be much in a random graph
  CHECK_THROWS_AS(small_world_graph(50, 4, 1.1, kRandom, 0), std::invalid_argument);
  CHECK_THROWS_AS(barabasi_albert_graph(5, 4, kRandom, 0), std::invalid_argument);
}

TEST_CASE("on a torus the neighbours of a corner are across the borders") {
  const Lattice four{3, 4, Neighbourhood::von_neumann, Border::periodic};
  CHECK(near(graph_of(four), 0) == std::vector<int>{8, 3, 1, 4});
  CHECK(all_have(graph_of(four), 4));
  check_simple(graph_of(four));
  const Lattice eight{3, 4, Neighbourhood::moore, Border::periodic};
  CHECK(near(graph_of(eight), 5) == std::vector<int>{0, 1, 2, 4, 6, 8, 9, 10});
  CHECK(all_have(graph_of(eight), 8));
  check_simple(graph_of(eight));
}

TEST_CASE("with open borders corners and edges have fewer neighbours") {
  const Graph four = graph_of(Lattice{3, 4, Neighbourhood::von_neumann, Border::open});
  CHECK(near(four, 0) == std::vector<int>{1, 4});
  CHECK(four.degree(1) == 3);
  CHECK(four.degree(5) == 4);
  const Graph eight = graph_of(Lattice{3, 4, Neighbourhood::moore, Border::open});
  CHECK(near(eight, 11) == std::vector<int>{6, 7, 10});
  CHECK(eight.degree(1) == 5);
  check_simple(eight);
}

TEST_CASE("the lattice of four neighbours is the one that associations of firms sit on") {
  const Graph firms = graph_of(25, minga::core::lattice(25));
  const Graph sites = graph_of(Lattice{5, 5, {}, {}});
  for (int i = 0; i < 25; ++i) {
    std::vector<int> sorted = near(sites, i);
    std::sort(sorted.begin(), sorted.end());
    CHECK(sorted == near(firms, i));
  }
}

TEST_CASE("a lattice too small for its neighbourhood is refused") {
  CHECK_THROWS_WITH(
      graph_of(Lattice{2, 5, {}, Border::periodic}),
      "rows = 2 is not accepted: it must be at least 3 on a lattice with periodic borders");
  CHECK_THROWS_WITH(graph_of(Lattice{5, 1, {}, Border::open}), ContainsSubstring("columns = 1"));
  CHECK_THROWS_WITH(check(Lattice{100000, 100000, {}, {}}),
                    ContainsSubstring("rows * columns = 10000000000"));
}
