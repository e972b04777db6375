// S4 and S7, short: the spatial prisoner's dilemma and the spatial public good under the Fermi
// rule, one at a time. Smaller lattices than in validation-long blur the thresholds, so the bands
// around them are wider; shares away from the thresholds need no larger lattice.
#include "support/catch.hpp"
#include "support/spatial_fixture.hpp"

#include <cmath>
#include <memory>
#include <vector>

using namespace minga::test;
using namespace minga::theory;

namespace {

RunRecord play(const std::shared_ptr<const StructuredModel>& model, std::uint64_t seed,
               std::uint32_t replicate, std::uint32_t generations) {
  const StructuredDraws d = draws(seed, replicate);
  SpatialFermi population(model, mixed(model->graph.nodes(), 0.5, d), d);
  return run(population, {generations, {}, true});
}

}  // namespace

TEST_CASE("S4 short: cooperators vanish between b = 1.82 and 1.87") {
  // Szabo and Toke 1998, Phys. Rev. E 58:69: 1.8472. Seed 104, 3 replicates on 80 x 80, 3000
  // generations. At 1.87 they were gone after about 500 generations (six times less); at 1.82 their
  // share is near .097, 620 sites, with a standard deviation of some 80 sites: an end by chance is
  // more than 7 standard deviations away.
  for (std::uint32_t r = 0; r < 3; ++r) {
    const RunRecord below = play(szabo_toke(80, 1.82), 104, r, 3000);
    CHECK_FALSE(below.absorbed);
    CHECK(below.mean_share(kCooperate, 1000) > 0.05);
    const RunRecord above = play(szabo_toke(80, 1.87), 104, r, 3000);
    CHECK(above.absorbed);
    CHECK(above.shares.back()[kCooperate] == 0.0);
  }
}

TEST_CASE("S7 short: cooperators appear between r = 3.6 and 3.9, defectors vanish below 5.8") {
  // Szolnoki, Perc and Szabo 2009, Phys. Rev. E 80:056109: 3.74 and 5.49. Seed 105, 3 replicates on
  // 60 x 60, 3000 generations. At 3.6 cooperators were gone after fewer than 200 generations,
  // at 5.8 defectors after fewer than 2000; at 3.9 and 5.0 the smaller share is .44 and .07, 1580
  // and 250 sites, more than 5 standard deviations from an end.
  for (std::uint32_t r = 0; r < 3; ++r) {
    CHECK(play(szolnoki_perc(60, 3.6), 105, r, 3000).shares.back()[kCooperate] == 0.0);
    CHECK_FALSE(play(szolnoki_perc(60, 3.9), 105, r, 3000).absorbed);
    CHECK_FALSE(play(szolnoki_perc(60, 5.0), 105, r, 3000).absorbed);
    CHECK(play(szolnoki_perc(60, 5.8), 105, r, 6000).shares.back()[kCooperate] == 1.0);
  }
}

TEST_CASE("S7 short: at r = 4.0 about half cooperate") {
  // .512 on 200 x 200, tolerance .03. Seed 106, 4 replicates on 60 x 60, generations 1501 to 3000;
  // standard error of the mean between replicates near .003, so that the band is ten of them wide.
  std::vector<double> means;
  for (std::uint32_t r = 0; r < 4; ++r)
    means.push_back(play(szolnoki_perc(60, 4.0), 106, r, 3000).mean_share(kCooperate, 1500));
  const Estimate share = mean_of(means);
  CAPTURE(share.mean, share.standard_error);
  CHECK(share.standard_error < 0.01);
  CHECK(std::fabs(share.mean - 0.512) < 0.03);
}
