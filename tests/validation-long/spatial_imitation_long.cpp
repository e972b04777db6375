// S1: share of cooperators in Nowak and May's chaotic lattice (1992, Nature 359:826).
#include "support/catch.hpp"
#include "support/spatial_fixture.hpp"

#include <cmath>
#include <vector>

using namespace minga::test;
using namespace minga::theory;

TEST_CASE("S1: a chaotic lattice keeps about 12 ln 2 - 8 = .31777 cooperators") {
  // Seed 111, 8 replicates on 400 x 400, generations 501 to 3000. Measured .3156 with a standard
  // error of .0001: the formula, which is an approximation, is missed by .002, within the published
  // tolerance of .005; a correct program fails for fewer than one seed in a million.
  const Lattice lattice{400, 400, Neighbourhood::moore, Border::periodic};
  std::vector<double> means;
  for (std::uint32_t r = 0; r < 8; ++r) {
    SpatialImitation population(lattice, nowak_may_game(1.9),
                                mixed(lattice.sites(), 0.9, draws(111, r)));
    means.push_back(run(population, {3000, {}, true}).mean_share(kCooperate, 2500));
  }
  const Estimate share = mean_of(means);
  CAPTURE(share.mean, share.standard_error);
  CHECK(share.standard_error < 0.0005);
  CHECK(std::fabs(share.mean - (12.0 * std::log(2.0) - 8.0)) < 0.005);
}
