// Square lattices: neighbourhood, borders, and the graph that they make.
#pragma once

#include "minga/theory/graph.hpp"

#include <cstdint>

namespace minga::theory {

enum class Neighbourhood : std::uint8_t {
  von_neumann,  ///< four: above, left, right, below
  moore         ///< eight: also the diagonal ones
};

enum class Border : std::uint8_t {
  periodic,  ///< a torus
  open       ///< sites at an edge have fewer neighbours
};

/// Square lattice; site (row, column) is node row * columns + column.
struct Lattice {
  int rows = 0;
  int columns = 0;
  Neighbourhood neighbourhood = Neighbourhood::von_neumann;
  Border border = Border::periodic;

  int sites() const { return rows * columns; }
};

/// @throws std::invalid_argument unless both sides are at least 3 (periodic; a neighbour would
/// count twice) or 2 (open), with no more than 2^28 - 1 sites
void check(const Lattice& lattice);

/// The lattice as a graph. Neighbours come row by row from the upper left.
Graph graph_of(const Lattice& lattice);

}  // namespace minga::theory
