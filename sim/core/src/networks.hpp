// Networks of firms, and the associations that they make: each firm with its neighbours (Santos,
// Santos and Pacheco 2008, Nature 454:213), or each tie.
#pragma once

#include "minga/core/random.hpp"
#include "minga/core/scenario.hpp"

#include <cstdint>
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

/// Ties in any replicate.
int ties_in(const Scenario& scenario);
/// Associations in any replicate, and the most founders that one can have.
int hyperedges_in(const Scenario& scenario);
int largest_hyperedge(const Scenario& scenario);
/// The firms of each association in one replicate.
std::vector<std::vector<int>> hyperedges_of(const Scenario& scenario, const RandomField& random,
                                            std::uint32_t replicate);

}  // namespace minga::core
