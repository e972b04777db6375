// The fast kernels and the general engine follow the same draws to the same bits, and the general
// engine those of a simulator written out here from the definitions.
#include "minga/core/math.hpp"
#include "minga/theory/study.hpp"
#include "support/catch.hpp"
#include "support/spatial_fixture.hpp"

#include <vector>

using namespace minga::test;
using namespace minga::theory;
using minga::core::RandomField;

namespace {

using States = std::vector<StrategyIndex>;

States states(const auto& population) {
  const auto s = population.strategies();
  return {s.begin(), s.end()};
}

/// Fermi imitation, one at a time, with every payoff from its definition.
void slow_generation(const StructuredModel& m, const StructuredDraws& d, std::uint32_t time,
                     States& s) {
  const int n = m.graph.nodes();
  const auto pay = [&](int i) {
    return payoff_on_graph(m.game, m.graph, s, i, s[static_cast<std::size_t>(i)]);
  };
  for (int step = 0; step < n; ++step) {
    const auto u = d.random.uniforms({d.replicate, static_cast<std::uint32_t>(step), time},
                                     minga::core::Purpose::theory_step);
    const int node = static_cast<int>(u[0] * n);
    const auto near = m.graph.neighbours(node);
    const int model = near[static_cast<std::size_t>(u[1] * static_cast<double>(near.size()))];
    const double x = m.update.intensity * (pay(model) - pay(node));
    if (u[2] < minga::core::logistic(x))
      s[static_cast<std::size_t>(node)] = s[static_cast<std::size_t>(model)];
  }
}

/// Imitation of the best, all at once, with every payoff from its definition.
States slow_imitation(const Graph& g, const GraphGame& game, const States& s) {
  States next = s;
  for (int i = 0; i < g.nodes(); ++i) {
    double best[2] = {-1e300, -1e300};
    const auto see = [&](int j) {
      const StrategyIndex t = s[static_cast<std::size_t>(j)];
      best[t] = std::max(best[t], payoff_on_graph(game, g, s, j, t));
    };
    see(i);
    for (const int j : g.neighbours(i))
      see(j);
    if (best[0] != best[1])
      next[static_cast<std::size_t>(i)] = best[1] > best[0] ? 1 : 0;
  }
  return next;
}

StructuredModel imitation(const Graph& g, const GraphGame& game) {
  return {g, game, {.rule = UpdateRule::imitate_best, .schedule = Schedule::synchronous}};
}

}  // namespace

TEST_CASE("Fermi imitation on lattices and other graphs is the same slow, general and fast") {
  const StructuredDraws d = draws(3, 2);
  GroupsOnGraph mean{linear_public_good(3.9), PayoffSum::averaged};
  const Graph regular = random_regular_graph(60, 5, d.random, 0);
  const Graph dense = complete_graph(30);
  std::vector<std::shared_ptr<const StructuredModel>> models{szabo_toke(12, 1.5),
                                                             szolnoki_perc(12, 4.0)};
  const auto add = [&](const Graph& g, const GraphGame& game) {
    models.push_back(std::make_shared<const StructuredModel>(
        StructuredModel{g, game, {.rule = UpdateRule::fermi, .intensity = 2.0}}));
  };
  add(regular, mean);
  add(regular, PairwiseOnGraph{weak_dilemma(1.3), false, PayoffSum::averaged});
  add(dense, PairwiseOnGraph{weak_dilemma(1.1), true, PayoffSum::accumulated});
  for (std::size_t k = 0; k < models.size(); ++k) {
    CAPTURE(k);
    const StructuredModel& m = *models[k];
    States slow = mixed(m.graph.nodes(), 0.6, d);
    StructuredPopulation general(models[k], slow, d);
    SpatialFermi fast(models[k], slow, d);
    const States first = slow;
    for (std::uint32_t t = 0; t < 6; ++t) {
      slow_generation(m, d, t, slow);
      general.generation();
      fast.generation();
      REQUIRE(states(general) == slow);
      REQUIRE(states(fast) == slow);
      CHECK(general.players()[0] == std::count(slow.begin(), slow.end(), kCooperate));
      CHECK(fast.players()[0] == general.players()[0]);
    }
    CHECK(slow != first);
  }
}

TEST_CASE("imitation of the best on lattices is the same slow, general and fast") {
  const StructuredDraws d = draws(4);
  // payoffs with ties between strategies (b = 1.5: 2 b = 3), and means
  const std::vector<PairwiseOnGraph> games{
      nowak_may_game(1.9),
      nowak_may_game(1.5),
      {weak_dilemma(1.2), false, PayoffSum::averaged},
      {{{"C", "D"}, (Eigen::MatrixXd(2, 2) << 1.0, -0.2, 1.4, 0.1).finished()},
       true,
       PayoffSum::averaged}};
  for (const Neighbourhood neighbourhood : {Neighbourhood::moore, Neighbourhood::von_neumann}) {
    for (const Border border : {Border::periodic, Border::open}) {
      for (std::size_t k = 0; k < games.size(); ++k) {
        for (const auto& [rows, columns] : {std::pair{3, 3}, {13, 17}, {3, 40}}) {
          CAPTURE(neighbourhood, border, k, rows, columns);
          const Lattice lattice{rows, columns, neighbourhood, border};
          const Graph g = graph_of(lattice);
          States slow = mixed(lattice.sites(), 0.7, d);
          StructuredPopulation general(imitation(g, games[k]), slow, d);
          SpatialImitation fast(lattice, games[k], slow);
          for (int t = 0; t < 8; ++t) {
            slow = slow_imitation(g, games[k], slow);
            general.generation();
            fast.generation();
            REQUIRE(states(general) == slow);
            REQUIRE(states(fast) == slow);
            CHECK(fast.players()[1] == general.players()[1]);
          }
        }
      }
    }
  }
}

TEST_CASE("rows updated in any bands and order give the same state as the whole") {
  const StructuredDraws d = draws(5);
  const Lattice lattice{30, 23, Neighbourhood::moore, Border::periodic};
  const States begin = mixed(lattice.sites(), 0.8, d);
  SpatialImitation whole(lattice, nowak_may_game(1.85), begin);
  SpatialImitation bands(lattice, nowak_may_game(1.85), begin);
  for (int t = 0; t < 12; ++t) {
    whole.generation();
    bands.update_rows(17, 30);
    bands.update_rows(0, 1);
    bands.update_rows(1, 1);
    bands.update_rows(1, 17);
    bands.end_generation();
    REQUIRE(states(bands) == states(whole));
  }
  CHECK_THROWS_WITH(bands.update_rows(0, 31), ContainsSubstring("rows = 0 to 31"));
}

TEST_CASE("a synchronous generation in bands of nodes is the same as in one piece") {
  const StructuredDraws d = draws(6);
  StructuredModel m = santos_pacheco(400, 1.4, d);
  m.update.mutation = 0.02;
  const States begin = mixed(400, 0.5, d);
  for (const GraphGame& game :
       {GraphGame(m.game), GraphGame(GroupsOnGraph{linear_public_good(2.0), {}})}) {
    m.game = game;
    StructuredPopulation whole(m, begin, d);
    StructuredPopulation bands(m, begin, d);
    for (int t = 0; t < 10; ++t) {
      whole.generation();
      for (const auto phase : {&StructuredPopulation::count_band, &StructuredPopulation::pay_band,
                               &StructuredPopulation::choose_band}) {
        (bands.*phase)(250, 400);
        (bands.*phase)(0, 250);
      }
      bands.end_generation();
      REQUIRE(states(bands) == states(whole));
    }
    CHECK(states(whole) != begin);
  }
  m.update.schedule = Schedule::random_sequential;
  StructuredPopulation sequential(m, begin, d);
  CHECK_THROWS_AS(sequential.choose_band(0, 400), std::invalid_argument);
}

TEST_CASE("kernels refuse what they are not made for") {
  const StructuredDraws d = draws(1);
  StructuredModel m = *szabo_toke(5, 1.5);
  m.update.mutation = 0.1;
  CHECK_THROWS_WITH(SpatialFermi(m, States(25, 0), d), ContainsSubstring("no mutation"));
  m.update.mutation = 0.0;
  CHECK_THROWS_WITH(SpatialFermi(m, States(24, 0), d), ContainsSubstring("first strategies = 24"));
  CHECK_THROWS_WITH(SpatialFermi(m, States(25, 2), d),
                    "first strategy = 2 is not accepted: it must be 0 or 1");
  const MatrixGame three{{"a", "b", "c"}, Eigen::MatrixXd::Zero(3, 3)};
  CHECK_THROWS_WITH(SpatialImitation(Lattice{5, 5, {}, {}}, {three, true, {}}, States(25, 0)),
                    ContainsSubstring("strategies = 3"));
}

TEST_CASE(
    "a study of a lattice takes the kernel where it can, with the bits of the general engine") {
  Scenario s;
  s.name = "lattice";
  s.game.payoff = {{1.0, 0.0}, {1.85, 0.0}};
  s.game.strategies = {"cooperate", "defect"};
  s.population.size = 20 * 30;
  s.population.shares = {{"cooperate", 0.6}, {"defect", 0.4}};
  s.structure.kind = MeetingKind::lattice;
  s.structure.rows = 20;
  s.structure.columns = 30;
  s.structure.neighbourhood = Neighbourhood::moore;
  s.update.update = {.rule = UpdateRule::imitate_best, .schedule = Schedule::synchronous};
  s.analysis.what = {Question::simulation};
  s.analysis.generations = 40;
  s.run.seed = 7;
  for (const bool self : {true, false}) {
    s.structure.self = self;
    const SimulatedRun fast = Study(s).simulate(3);
    const StructuredDraws d{RandomField(7, 0), 3};
    const StructuredModel m =
        imitation(graph_of(s.structure, 600, RandomField(7, 0), 3), played_on_graph(s));
    StructuredPopulation slow(m, begin_with_shares(600, std::vector<double>{0.6, 0.4}, d), d);
    const RunRecord record = run(slow, {40, {}, true});
    CAPTURE(self);
    CHECK(fast.shares == record.shares);
    CHECK(fast.absorbed == record.absorbed);
  }
}
