// Tournaments and the evolution of reciprocity: what the literature of the repeated prisoner's
// dilemma found and should come out again. Simulations are compared with expectations at false
// failure 1e-4 a comparison (kTheoryFailure), seeds fixed.
#include "minga/theory/adaptive.hpp"
#include "minga/theory/birth_death.hpp"
#include "minga/theory/match.hpp"
#include "minga/theory/population_chain.hpp"
#include "minga/theory/replicator.hpp"
#include "minga/theory/strategies.hpp"
#include "minga/theory/tournament.hpp"
#include "support/catch.hpp"
#include "support/theory_fixture.hpp"

#include <algorithm>
#include <array>
#include <tuple>

using namespace minga::test;
using namespace minga::theory;

namespace {

std::vector<Automaton> everybody() {
  std::vector<Automaton> all;
  for (const auto& s : named_strategies())
    all.push_back(s.automaton);
  return all;
}

}  // namespace

TEST_CASE("mutual cooperation over 200 moves gives 600, and always defecting beats no one") {
  const auto t = play_tournament(axelrods_game(),
                                 strategies({"tit-for-tat", "always-cooperate", "always-defect"}),
                                 {}, {.seed = 5, .replicates = 1});
  CHECK(t.scores.payoff(0, 1) == 600.0);
  CHECK(t.scores.payoff(0, 0) == 600.0);
  CHECK(t.scores.payoff(0, 2) == 199.0);
  CHECK(t.scores.payoff(2, 0) == 204.0);
  CHECK(t.scores.payoff(2, 1) == 1000.0);
  CHECK(t.scores.payoff(2, 2) == 200.0);
  CHECK(t.ranking[0].name == "always-defect");  // among so few, who exploits the exploitable wins
}

TEST_CASE("nice and retaliating strategies head the tournament, and tit for tat never outscores") {
  const auto t = expected_tournament(axelrods_game(), everybody(), {});
  const auto place = [&](const std::string& name) {
    for (std::size_t k = 0; k < t.ranking.size(); ++k) {
      if (t.ranking[k].name == name)
        return k;
    }
    return t.ranking.size();
  };
  CHECK(place("tit-for-tat") < t.ranking.size() / 2);
  CHECK(place("tit-for-tat") < place("tester"));
  CHECK(place("tit-for-tat") < place("joss"));
  CHECK(place("always-defect") > t.ranking.size() / 2);
  CHECK(t.ranking[place("tit-for-tat")].wins == 0);
}

TEST_CASE("simulated tournaments agree with expected ones, with and without errors") {
  const auto entries = everybody();
  for (const double error : {0.0, 0.05}) {
    const TournamentRules rules{.turns = 60, .self_play = true, .errors = {error, error}};
    const auto expected = expected_tournament(axelrods_game(), entries, rules);
    for (std::size_t i = 0; i < entries.size(); i += 3) {
      for (std::size_t j = i; j < entries.size(); j += 2) {
        CAPTURE(entries[i].name, entries[j].name, error);
        const auto e = simulate_matches(axelrods_game(), entries[i], entries[j], 60, rules.errors,
                                        {.seed = 6, .replicates = 400});
        const auto a = static_cast<Eigen::Index>(i);
        const auto b = static_cast<Eigen::Index>(j);
        const double exact = expected.scores.payoff(a, b) / 60;
        if (e.first.standard_error < 1e-12)
          CHECK_THAT(e.first.mean, WithinAbs(exact, 1e-9));
        else
          CHECK(mean_off(e.first, exact) < theory_errors());
      }
    }
  }
}

TEST_CASE("in the ecological tournament defectors rise on the naive and fall with them") {
  const auto t = expected_tournament(
      axelrods_game(), strategies({"always-cooperate", "always-defect", "tit-for-tat"}), {});
  const auto path = ecological_tournament(t.scores, Eigen::Vector3d(0.6, 0.3, 0.1), 200);
  double highest = 0.0;
  for (const auto& x : path)
    highest = std::max(highest, x[1]);
  CHECK(highest > 0.5);
  CHECK(path.back()[1] < 1e-3);
  CHECK(path.back()[2] > 0.5);
}

// Nowak, Sigmund 1993: with errors win stay lose shift outdoes tit for tat once defectors are few,
// and cannot invade defectors by itself
TEST_CASE("win stay lose shift replaces tit for tat among the erring, but needs it to start") {
  const auto game = round_robin(axelrods_game(),
                                strategies({"tit-for-tat", "win-stay-lose-shift", "always-defect"}),
                                Horizon::endless(), {.action = 0.01});
  const auto strong = rule(UpdateRule::fermi, 10.0);
  CHECK(fixation(game, 50, strong, 1, 0).probability > 1.0 / 50);
  CHECK(fixation(game, 50, strong, 0, 1).probability < 1.0 / 50);
  CHECK(fixation(game, 50, strong, 1, 2).probability < 1.0 / 50);
  // at R = 3, T = 5 it is just not stable against ALLD: 2R > T + P holds only without equality
  CHECK(game.payoff(2, 1) > game.payoff(1, 1));
  const auto milder =
      round_robin(two_by_two(3.5, 0, 5, 1), strategies({"win-stay-lose-shift", "always-defect"}),
                  Horizon::endless(), {.action = 0.01});
  CHECK(milder.payoff(0, 0) > milder.payoff(1, 0));
}

// Imhof, Fudenberg, Nowak 2005, PNAS 102:10797: with a small cost of complexity and rare mutation,
// evolution cycles, and most time is spent near tit for tat
TEST_CASE("evolution among ALLC, ALLD and tit for tat dwells on reciprocity") {
  auto game =
      round_robin(axelrods_game(), strategies({"always-cooperate", "always-defect", "tit-for-tat"}),
                  Horizon::rounds(50));
  const auto shares = rare_mutation(game, 30, rule(UpdateRule::fermi, 0.5)).shares;
  CHECK(shares[2] > shares[0]);
  CHECK(shares[2] > shares[1]);
}

// Nowak, Sigmund 1990, Acta Appl. Math. 20:247: among reactive strategies (p, q) of the donation
// game, cooperation is rewarded where p - q > c/b
TEST_CASE("adaptive dynamics reward cooperation where reciprocity exceeds cost over benefit") {
  const auto stage = donation_game(3, 1);
  for (const auto& [p, q, rewarded] : {std::tuple{0.9, 0.3, true}, std::tuple{0.8, 0.5, false},
                                       std::tuple{0.5, 0.1, true}, std::tuple{0.3, 0.2, false}}) {
    CAPTURE(p, q);
    const auto g = selection_gradient(stage, MemoryOne{p, q, p, q}, Horizon::endless(), {}, 0.5);
    CHECK((g[0] + g[2] > 0.0) == rewarded);
    CHECK((g[1] + g[3] > 0.0) == rewarded);
  }
  const auto path = adapt(stage, {0.9, 0.3, 0.9, 0.3}, Horizon::endless(), {.action = 1e-3}, 20, 1);
  CHECK(path.traits.back()[0] > 0.9);
}

// Doebeli, Hauert, Killingback 2004, Science 306:859: quadratic B and C, singular at
// (c1-b1)/(4 b2 - 2 c2), branching where 2 b2 < c2 < b2 < 0
TEST_CASE("investment in the continuous snowdrift game branches where it should") {
  const auto game = [](double b1, double b2, double c1, double c2) {
    return [=](double y, double x) {
      const auto b = [&](double z) { return b2 * z * z + b1 * z; };
      const auto c = [&](double z) { return c2 * z * z + c1 * z; };
      return b(x + y) - c(y) - (b(2 * x) - c(x));
    };
  };
  const auto branching = singular_traits(game(7, -1.5, 4.6, -1.6), 0.0, 1.0);
  REQUIRE(branching.size() == 1);
  CHECK_THAT(branching[0].trait, WithinAbs((4.6 - 7) / (4 * -1.5 + 2 * 1.6), 1e-6));
  CHECK(branching[0].branches());
  const auto stable = singular_traits(game(7, -1.5, 4.6, -1.0), 0.0, 1.0);
  REQUIRE(stable.size() == 1);
  CHECK(stable[0].attracts);
  CHECK(stable[0].uninvadable);
  const auto path = adapt(game(7, -1.5, 4.6, -1.0), 0.1, 0.0, 1.0, 50, 50);
  CHECK_THAT(path.traits.back()[0], WithinAbs(stable[0].trait, 1e-4));
}
