// Games of groups on a graph: each node hosts a group of itself and its neighbours, and plays in
// its own group and in those of its neighbours (Santos, Santos and Pacheco 2008, Nature 454:213;
// Szolnoki, Perc and Szabo 2009, Phys. Rev. E 80:056109).
#pragma once

#include "minga/theory/game.hpp"

#include <cstdint>

namespace minga::theory {

enum class PayoffSum : std::uint8_t {
  accumulated,  ///< over all encounters
  averaged      ///< per encounter
};

/// A game of a group, played in all groups that a node belongs to. `game.group` is the size of each
/// group, or 0 when the payoff is defined for any number of others.
struct GroupsOnGraph {
  GroupGame game;
  PayoffSum sum = PayoffSum::accumulated;
};

/// What the factor of a linear public good is.
enum class GoodFactor : std::uint8_t {
  multiplication,   ///< r: all contributions times r, shared among the group
  marginal_return,  ///< r / group size: what each member gets of every unit contributed
};

/// Linear public good for groups of any size (group = 0): strategy 0 contributes `cost`, strategy 1
/// nothing. With n contributors in a group of G a member gets r cost n / G, less its own cost.
/// @throws std::invalid_argument unless factor >= 0 and cost > 0
GroupGame linear_public_good(double factor, double cost = 1.0,
                             GoodFactor kind = GoodFactor::multiplication);

}  // namespace minga::theory
