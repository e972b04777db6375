#include "sample_points.hpp"

#include "minga/core/random.hpp"

#include <boost/random/sobol.hpp>

#include <numeric>

namespace minga::io {
namespace {

static_assert(boost::random::default_sobol_table::max_dimension == kMostSobolDimensions);

/// Draws of points are those of a generator of their own, not of any run.
constexpr std::uint32_t kStream = 0x504F494EU;
enum Call : std::uint32_t { kPlace, kOrder, kShift };

std::uint32_t draw(const core::RandomField& field, std::size_t point, std::size_t dimension,
                   Call call) {
  return field.words({static_cast<std::uint32_t>(point), static_cast<std::uint32_t>(dimension), 0},
                     call)[0];
}

}  // namespace

UnitPoints latin_hypercube(std::size_t points, std::size_t dimensions, std::uint64_t seed) {
  const core::RandomField field(seed, kStream);
  UnitPoints out(points, std::vector<double>(dimensions));
  std::vector<std::size_t> part(points);
  for (std::size_t d = 0; d < dimensions; ++d) {
    std::iota(part.begin(), part.end(), std::size_t{0});
    for (std::size_t i = points; i-- > 1;) {  // Fisher and Yates
      const std::uint64_t pick = std::uint64_t{draw(field, i, d, kOrder)} * (i + 1) >> 32U;
      std::swap(part[i], part[pick]);
    }
    for (std::size_t i = 0; i < points; ++i) {
      const double within = core::RandomField::to_unit(draw(field, i, d, kPlace));
      out[i][d] = (static_cast<double>(part[i]) + within) / static_cast<double>(points);
    }
  }
  return out;
}

UnitPoints sobol(std::size_t points, std::size_t dimensions, std::uint64_t seed, bool shifted) {
  boost::random::sobol_engine<std::uint32_t, 32> engine(dimensions);
  const core::RandomField field(seed, kStream);
  UnitPoints out(points, std::vector<double>(dimensions));
  for (std::size_t i = 0; i < points; ++i) {
    for (std::size_t d = 0; d < dimensions; ++d) {
      if (!shifted) {
        out[i][d] = engine() * 0x1.0p-32;  // never 0: Boost leaves the origin out
        continue;
      }
      const std::uint32_t bits = i == 0 ? 0U : engine();
      out[i][d] = core::RandomField::to_unit(bits ^ draw(field, 0, d, kShift));
    }
  }
  return out;
}

}  // namespace minga::io
