// Graphs of the literature. Lattices are in lattice.hpp. What makes no sense is refused with
// std::invalid_argument.
#pragma once

#include "minga/theory/graph.hpp"

namespace minga::theory {

/// Each node tied to the `degree` / 2 next ones on either side.
/// @param degree  even, from 2 to nodes - 1
Graph ring_graph(int nodes, int degree = 2);
/// Everybody tied to everybody: the well-mixed population without play against oneself.
Graph complete_graph(int nodes);
/// Node 0 tied to all others, and they to nobody else.
Graph star_graph(int nodes);
/// All nodes have `degree` neighbours, drawn at random: pairing of stubs, starting again when stuck
/// (Steger and Wormald 1999, Combinatorics, Probability and Computing 8:377); dense graphs are the
/// complement of a sparse one.
/// @param degree  from 1 to nodes - 1, nodes * degree even
Graph random_regular_graph(int nodes, int degree, const core::RandomField& random,
                           std::uint32_t replicate);
/// Ring with rewired ties (Watts and Strogatz 1998, Nature 393:440).
/// @param rewiring  chance that a tie is rewired, in [0, 1]
Graph small_world_graph(int nodes, int degree, double rewiring, const core::RandomField& random,
                        std::uint32_t replicate);
/// Preferential attachment; each new node brings `ties` ties, so that the mean degree is about
/// 2 `ties` (Barabasi and Albert 1999, Science 286:509).
/// @param ties  from 1 to nodes - 2
Graph barabasi_albert_graph(int nodes, int ties, const core::RandomField& random,
                            std::uint32_t replicate);

}  // namespace minga::theory
