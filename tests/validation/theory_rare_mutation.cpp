// A6 and its kind: where finite populations spend their time when mutants are rare, and what
// becomes of public goods with loners and punishers there. All exact.
#include "minga/theory/birth_death.hpp"
#include "minga/theory/group_games.hpp"
#include "minga/theory/population_chain.hpp"
#include "support/catch.hpp"
#include "support/theory_fixture.hpp"

using namespace minga::test;
using namespace minga::theory;

namespace {

/// Ten rounds of ALLC, ALLD, TFT at 3, .1, 5, 1, per round; TFT pays .8 once in ten rounds.
MatrixGame imhofs_game() {
  MatrixGame game;
  game.strategies = {"ALLC", "ALLD", "TFT"};
  game.payoff.resize(3, 3);
  game.payoff << 30, 1, 30, 50, 10, 14, 29.2, 8.3, 29.2;
  game.payoff /= 10;
  return game;
}

}  // namespace

TEST_CASE("A6: the small-mutation limit has the published distribution") {
  const auto limit = rare_mutation(imhofs_game(), 20, rule(UpdateRule::fermi, 0.1));
  CHECK_THAT(limit.shares[0], WithinAbs(0.12297, 1e-4));
  CHECK_THAT(limit.shares[1], WithinAbs(0.42690, 1e-4));
  CHECK_THAT(limit.shares[2], WithinAbs(0.45013, 1e-4));
}

TEST_CASE("A6: the full chain comes to the limit as mutation becomes rare") {
  auto update = rule(UpdateRule::fermi, 0.1);
  const auto limit = rare_mutation(imhofs_game(), 20, update);
  double last = 1.0;
  for (const double mutation : {1e-2, 1e-3, 1e-5}) {
    update.mutation = mutation;
    const auto full = long_run(population_chain(imhofs_game(), 20, update));
    const double off = (full.shares - limit.shares).cwiseAbs().maxCoeff();
    CAPTURE(mutation, off);
    CHECK(off < 0.5 * last);
    last = off;
  }
  CHECK(last < 1e-3);
}

// Fudenberg, Imhof 2006; Sandholm 2010, ch. 12: selection of the risk-dominant equilibrium
TEST_CASE("rare mutation selects the risk-dominant equilibrium of a stag hunt") {
  const auto share = [](const MatrixGame& game, int n) {
    return rare_mutation(game, n, rule(UpdateRule::fermi, 1.0)).shares[0];
  };
  const auto hare_dominates = stag_hunt(4, 0, 3, 2);
  const auto stag_dominates = stag_hunt(5, 1, 3, 2);
  CHECK(share(hare_dominates, 20) < 0.01);
  CHECK(share(stag_dominates, 20) > 0.99);
  CHECK(share(hare_dominates, 40) < share(hare_dominates, 20));
  // two strategies: the shares are as the fixation chances, rho_A : rho_B
  const auto update = rule(UpdateRule::fermi, 0.2);
  const double a = fixation(hare_dominates, 12, update, 0, 1).probability;
  const double b = fixation(hare_dominates, 12, update, 1, 0).probability;
  CHECK_THAT(rare_mutation(hare_dominates, 12, update).shares[0], WithinRel(a / (a + b), 1e-10));
}

// Hauert, Traulsen, Brandt, Nowak, Sigmund 2007, Science 316:1905: N = 5, r = 3, sigma = 1,
// beta = 1, gamma = .3, M = 100, strong imitation
TEST_CASE("punishers prevail where one may stay out, and defectors where one may not") {
  PublicGood good{.group = 5, .multiplier = 3.0, .cost = 1.0};
  good.peers = PeerPunishment{.fine = 1.0, .cost = 0.3};
  const auto strong = rule(UpdateRule::fermi, 100.0);
  const auto forced = rare_mutation(public_good(good), 100, strong).shares;
  CHECK(forced[1] > 0.9);
  good.loner = 1.0;
  const auto game = public_good(good);
  REQUIRE(game.strategies[3] == "peer punisher");
  const auto free = rare_mutation(game, 100, strong).shares;
  CAPTURE(free);
  CHECK(free[3] > 0.7);
  CHECK(free[1] < 0.1);
}

// Sigmund, De Silva, Traulsen, Hauert 2010, Nature 466:861
TEST_CASE("pool punishers win with fines for second-order free riders, and peers without") {
  PublicGood good{.group = 5, .multiplier = 3.0, .cost = 1.0, .others_only = true, .loner = 1.0};
  good.peers = PeerPunishment{.fine = 0.7, .cost = 0.7};
  good.pool = PoolPunishment{.fine = 0.7, .fee = 0.7};
  const auto strong = rule(UpdateRule::fermi, 1000.0);
  const auto without = rare_mutation(public_good(good), 100, strong).shares;
  good.peers->second_order = 1.0;
  good.pool->second_order = true;
  const auto with = rare_mutation(public_good(good), 100, strong).shares;
  CAPTURE(without, with);
  CHECK(without[3] > 0.5);
  CHECK(with[4] > 0.7);
}
