// Makers of networks as lists of ties; what a network is for is others' business (associations in
// networks.hpp, games on graphs in the theory layer).
#pragma once

#include "minga/core/random.hpp"

#include <utility>
#include <vector>

namespace minga::core {

using Ties = std::vector<std::pair<int, int>>;

/// Square lattice with periodic borders, four neighbours each (von Neumann).
/// @param firms  a square of at least 9
Ties lattice(int firms);
/// Ring of firms tied to `neighbours` others, each tie rewired with chance `rewiring` (Watts and
/// Strogatz 1998, Nature 393:440).
Ties small_world(int firms, int neighbours, double rewiring, AddressedBits& bits);
/// Preferential attachment of firms that bring `ties` ties each (Barabasi and Albert 1999, Science
/// 286:509), from a ring of `ties` + 1 firms.
Ties scale_free(int firms, int ties, AddressedBits& bits);

}  // namespace minga::core
