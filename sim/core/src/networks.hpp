// Associations that a network of firms makes: each firm with its neighbours (Santos,
// Santos and Pacheco 2008, Nature 454:213), or each tie.
#pragma once

#include "minga/core/random.hpp"
#include "minga/core/scenario.hpp"
#include "minga/core/ties.hpp"

#include <cstdint>
#include <vector>

namespace minga::core {

/// Ties in any replicate.
int ties_in(const Scenario& scenario);
/// Associations in any replicate, and the most founders that one can have.
int hyperedges_in(const Scenario& scenario);
int largest_hyperedge(const Scenario& scenario);
/// The firms of each association in one replicate.
std::vector<std::vector<int>> hyperedges_of(const Scenario& scenario, const RandomField& random,
                                            std::uint32_t replicate);

}  // namespace minga::core
