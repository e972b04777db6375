// Points in the unit cube: where the sampled factors of a design lie. Knows nothing of factors.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace minga::io {

/// Coordinates in (0, 1), one row a point.
using UnitPoints = std::vector<std::vector<double>>;

/// Latin hypercube (McKay, Beckman, Conover 1979): of n points each dimension has exactly one in
/// every n-th part of (0, 1), at random within it.
UnitPoints latin_hypercube(std::size_t points, std::size_t dimensions, std::uint64_t seed);

/// Sobol' points with the direction numbers of Boost.Random (Joe and Kuo 2008). Shifted: the first
/// points, the origin among them, with the bits of each dimension exchanged at random (a digital
/// shift), which keeps the balance and makes every point uniform. Not shifted: the sequence after
/// the origin, the same for every seed.
UnitPoints sobol(std::size_t points, std::size_t dimensions, std::uint64_t seed, bool shifted);

/// Dimensions that Sobol' points are known for.
inline constexpr std::size_t kMostSobolDimensions = 3667;

}  // namespace minga::io
