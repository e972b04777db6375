// Payoffs on graphs, by hand.
#include "minga/theory/graph_game.hpp"
#include "minga/theory/graph_makers.hpp"
#include "minga/theory/group_games.hpp"
#include "minga/theory/lattice.hpp"
#include "support/catch.hpp"
#include "support/spatial_fixture.hpp"

#include <vector>

using namespace minga::test;
using namespace minga::theory;

namespace {

using States = std::vector<StrategyIndex>;

/// Voluntary public good (Hauert et al. 2002): cooperators, defectors, and loners who get sigma;
/// who is alone in taking part is a loner, too.
GroupGame voluntary(double r, double sigma) {
  return {{"cooperate", "defect", "loner"}, 0, [=](int own, std::span<const int> others) {
            const int taking_part = others[0] + others[1] + 1;
            if (own == 2 || taking_part == 1)
              return sigma;
            const int contributors = others[0] + (own == 0 ? 1 : 0);
            return r * contributors / taking_part - (own == 0 ? 1.0 : 0.0);
          }};
}

}  // namespace

TEST_CASE("a two-player game pays the sum or the mean over neighbours, with oneself where asked") {
  const Graph g = graph_of(4, {{0, 1}, {0, 2}, {0, 3}});
  const States s{1, 0, 0, 1};  // the hub defects against two cooperators and a defector
  PairwiseOnGraph game{{{"C", "D"}, (Eigen::MatrixXd(2, 2) << 3.0, 1.0, 5.0, 2.0).finished()}};
  CHECK(payoff_on_graph(game, g, s, 0, 1) == 12.0);
  CHECK(payoff_on_graph(game, g, s, 0, 0) == 7.0);  // what it would get as a cooperator
  CHECK(payoff_on_graph(game, g, s, 1, 0) == 1.0);
  game.self = true;
  CHECK(payoff_on_graph(game, g, s, 0, 1) == 14.0);
  CHECK(payoff_on_graph(game, g, s, 0, 0) == 10.0);
  game.sum = PayoffSum::averaged;
  CHECK(payoff_on_graph(game, g, s, 0, 1) == 3.5);
  CHECK(payoff_on_graph(game, graph_of(2, {}), States{0, 1}, 0, 0) == 3.0);
}

TEST_CASE("a public good is played in the own group and in each neighbour's group") {
  // path 0 - 1 - 2: groups {0,1}, {0,1,2}, {1,2}
  const Graph g = graph_of(3, {{0, 1}, {1, 2}});
  const States s{0, 1, 0};
  const GroupsOnGraph game{linear_public_good(1.5, 2.0), PayoffSum::accumulated};
  // node 0: own group of two, one contributor: 1.5 * 2 / 2 - 2; group of three, two: 1.5 * 4 / 3 -
  // 2
  CHECK(payoff_on_graph(game, g, s, 0, 0) == Approx(-0.5 + 0.0));
  CHECK(payoff_on_graph(game, g, s, 1, 1) == Approx(2.0 + 1.5 + 1.5));
  CHECK(payoff_on_graph(game, g, s, 1, 0) == Approx(1.0 + 1.0 + 1.0));
  const GroupsOnGraph mean{game.game, PayoffSum::averaged};
  CHECK(payoff_on_graph(mean, g, s, 1, 1) == Approx(5.0 / 3.0));
  const GroupsOnGraph marginal{linear_public_good(0.5, 2.0, GoodFactor::marginal_return),
                               PayoffSum::accumulated};
  CHECK(payoff_on_graph(marginal, g, s, 1, 1) == Approx(1.0 + 2.0 + 1.0));
}

TEST_CASE("groups take any symmetric game, such as one with loners") {
  const Graph g = graph_of(3, {{0, 1}, {1, 2}});
  const GroupsOnGraph game{voluntary(3.0, 1.0), PayoffSum::accumulated};
  const States s{0, 2, 1};
  CHECK(payoff_on_graph(game, g, s, 1, 2) == 3.0);
  // node 0: alone with a loner, 1; and with a loner and a defector, 3/2 - 1
  CHECK(payoff_on_graph(game, g, s, 0, 0) == Approx(1.5));
  CHECK(payoff_on_graph(game, g, s, 2, 1) == Approx(1.0 + 1.5));
}

TEST_CASE("bounds of payoffs are those of the extreme assignments") {
  const Graph torus = graph_of(Lattice{4, 4, {}, {}});
  const PayoffBounds pair = payoff_bounds(nowak_may_game(1.9), torus);
  CHECK(pair.least == 0.0);
  CHECK(pair.greatest == 5 * 1.9);
  CHECK(pair.encounter == 1.9);
  const PayoffBounds group =
      payoff_bounds(GroupsOnGraph{linear_public_good(3.0), PayoffSum::accumulated}, torus);
  CHECK(group.least == Approx(5 * (3.0 / 5 - 1)));
  CHECK(group.greatest == Approx(5 * 3.0 * 4 / 5));
  CHECK(group.encounter == Approx(2.4 + 0.4));
}

TEST_CASE("games that cannot be played on a graph are refused with what is accepted") {
  const Graph torus = graph_of(Lattice{4, 4, {}, {}});
  GroupsOnGraph six{linear_public_good(3.0), PayoffSum::accumulated};
  six.game.group = 6;
  CHECK_THROWS_WITH(check(GraphGame(six), torus),
                    ContainsSubstring("group = 6") && ContainsSubstring("on this graph is 5"));
  six.game.group = 5;
  CHECK_NOTHROW(check(GraphGame(six), torus));
  CHECK_THROWS_WITH(check(GraphGame(six), star_graph(5)), ContainsSubstring("2 to 5"));
  PairwiseOnGraph pair = nowak_may_game(1.9);
  pair.game.strategies.pop_back();
  CHECK_THROWS_WITH(check(GraphGame(pair), torus), ContainsSubstring("strategies = 1"));
  pair = nowak_may_game(std::numeric_limits<double>::quiet_NaN());
  CHECK_THROWS_WITH(check(GraphGame(pair), torus), ContainsSubstring("payoff = nan"));
  CHECK_THROWS_WITH(linear_public_good(-1.0),
                    "factor = -1 is not accepted: it must be a number of at least 0");
  CHECK_THROWS_AS(linear_public_good(2.0, 0.0), std::invalid_argument);
}

TEST_CASE("a public good with remedies counts each node's own group where none is given") {
  // path 0 - 1 - 2: groups {0,1}, {0,1,2}, {1,2}; 2 stays out
  const Graph g = graph_of(3, {{0, 1}, {1, 2}});
  const States s{0, 1, 2};
  PublicGood good{.group = 0, .multiplier = 1.5, .cost = 2.0, .loner = 0.25};
  const GroupsOnGraph game{public_good(good), PayoffSum::accumulated};
  const GroupsOnGraph slow{voluntary(1.5, 0.25), PayoffSum::accumulated};  // of cost 1
  good.cost = 1.0;
  const GroupsOnGraph unit{public_good(good), PayoffSum::accumulated};
  for (int node = 0; node < 3; ++node) {
    for (int own = 0; own < 3; ++own)
      CHECK(payoff_on_graph(unit, g, s, node, own) ==
            Approx(payoff_on_graph(slow, g, s, node, own)));
  }
  // node 1 defects: 1.5 * 2 / 2 in each group with node 0, alone in the group with node 2
  CHECK(payoff_on_graph(game, g, s, 1, 1) == Approx(1.5 + 1.5 + 0.25));
  good.loner.reset();
  good.others_only = true;
  const GroupsOnGraph others{public_good(good), PayoffSum::accumulated};
  const States both{0, 1, 0};
  // node 1: all of 1.5 from node 0 alone, from both of two halves, from node 2 alone
  CHECK(payoff_on_graph(others, g, both, 1, 1) == Approx(4.5));
  CHECK(payoff_on_graph(others, graph_of(2, {}), States{0, 1}, 0, 0) == -1.0);  // nobody gives it
}
