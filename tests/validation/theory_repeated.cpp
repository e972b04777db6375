// A7, A8: repeated play of memory-one strategies with errors, and zero-determinant strategies.
// Monte Carlo to the .01 of the table; its standard errors are under .001, so that a correct
// program fails for fewer than one seed in 10^9.
#include "minga/theory/match.hpp"
#include "minga/theory/repeated.hpp"
#include "minga/theory/strategies.hpp"
#include "minga/theory/zero_determinant.hpp"
#include "support/catch.hpp"
#include "support/dice.hpp"
#include "support/theory_fixture.hpp"

#include <algorithm>

using namespace minga::test;
using namespace minga::theory;

namespace {

const Errors kFlip{.action = 0.01};

struct Published {
  const char* first;
  const char* second;
  double to_first, to_second;
};
// Nowak, Sigmund 1993, payoffs 3, 0, 5, 1
const std::vector<Published> kPublished{
    {"tit-for-tat", "tit-for-tat", 2.25, 2.25},
    {"win-stay-lose-shift", "win-stay-lose-shift", 2.95109, 2.95109},
    {"generous-tit-for-tat", "generous-tit-for-tat", 2.97032, 2.97032},
    {"always-cooperate", "always-cooperate", 2.98990, 2.98990},
    {"always-defect", "always-defect", 1.02990, 1.02990},
    {"win-stay-lose-shift", "always-defect", 0.535, 2.985}};

Play endless(const Automaton& a, const Automaton& b, const Errors& errors = {}) {
  return expected_play(axelrods_game(), a, b, Horizon::endless(), errors);
}

}  // namespace

TEST_CASE("A7: memory-one strategies with errors get the published payoffs") {
  for (const auto& p : kPublished) {
    CAPTURE(p.first, p.second);
    const Play play = endless(strategy(p.first), strategy(p.second), kFlip);
    CHECK_THAT(play.first, WithinAbs(p.to_first, 1e-5));
    CHECK_THAT(play.second, WithinAbs(p.to_second, 1e-5));
  }
}

TEST_CASE("A7: simulated matches get the published payoffs") {
  for (const auto& p : kPublished) {
    CAPTURE(p.first, p.second);
    const auto play = simulate_matches(axelrods_game(), strategy(p.first), strategy(p.second),
                                       20000, kFlip, {.seed = 71, .replicates = 600});
    // the first rounds weigh 1/20000 each, and matches forget them at the rate of errors
    CHECK(play.first.standard_error < 0.0025);
    CHECK_THAT(play.first.mean, WithinAbs(p.to_first, 0.01));
    CHECK_THAT(play.second.mean, WithinAbs(p.to_second, 0.01));
  }
}

TEST_CASE("errors trap tit for tat, and win stay lose shift corrects them") {
  const auto tft = strategy("tit-for-tat");
  const auto wsls = strategy("win-stay-lose-shift");
  CHECK(endless(tft, tft).first == 3.0);
  CHECK(endless(wsls, wsls, kFlip).first > endless(tft, tft, kFlip).first + 0.5);
  // one defection by error is followed by (D,D) and peace again
  CHECK_THAT(expected_play(axelrods_game(), memory_one("erring", {1, 0, 0, 1}, 0), wsls,
                           Horizon::rounds(4))
                 .first,
             WithinAbs((5 + 1 + 3 + 3) / 4.0, 1e-12));
  // all-out cooperators are exploited by win stay lose shift once it has erred
  const auto allc = strategy("always-cooperate");
  CHECK(endless(wsls, allc, kFlip).first > endless(allc, allc, kFlip).first);
  // contrite tit for tat makes its own errors good, tit for tat does not (Boyd 1989)
  const auto contrite = strategy("contrite-tit-for-tat");
  CHECK(endless(contrite, contrite, kFlip).first > 2.9);
}

TEST_CASE("A8: extortion by three against a cooperator gives 41/11 and 21/11") {
  const auto game = axelrods_game();
  const MemoryOne p = zero_determinant(game, 3.0, 1.0 / 26.0, 1.0);
  CHECK_THAT(p[0], WithinAbs(11.0 / 13.0, 1e-12));
  CHECK_THAT(p[1], WithinAbs(1.0 / 2.0, 1e-12));
  CHECK_THAT(p[2], WithinAbs(7.0 / 26.0, 1e-12));
  CHECK_THAT(p[3], WithinAbs(0.0, 1e-12));
  const Play play = endless(memory_one("extort", p, 1), strategy("always-cooperate"));
  CHECK_THAT(play.first, WithinAbs(41.0 / 11.0, 1e-6));
  CHECK_THAT(play.second, WithinAbs(21.0 / 11.0, 1e-6));
}

TEST_CASE("A8: extortion enforces its relation against any memory-one strategy") {
  const auto game = axelrods_game();
  Dice dice(81);
  for (int k = 0; k < 200; ++k) {
    const double chi = 1.0 + 5.0 * dice.unit();
    const double phi = dice.unit() * largest_phi(game, chi, 1.0);
    const auto x = memory_one("extort", zero_determinant(game, chi, phi, 1.0), dice.unit());
    const auto y =
        memory_one("any", {dice.unit(), dice.unit(), dice.unit(), dice.unit()}, dice.unit());
    const Play play = endless(x, y);
    CAPTURE(chi, phi);
    CHECK_THAT(play.first - 1.0, WithinAbs(chi * (play.second - 1.0), 1e-6));
  }
}

TEST_CASE("A8: longer memory does not escape extortion") {
  const auto extort = strategy("extort-3");
  Dice dice(82);
  for (int k = 0; k < 20; ++k) {
    std::vector<double> table(16);
    std::generate(table.begin(), table.end(), [&] { return dice.unit(); });
    const Play play = endless(extort, memory_n("any", 2, table, 0.5));
    CHECK_THAT(play.first - 1.0, WithinAbs(3.0 * (play.second - 1.0), 1e-6));
  }
  for (const char* name : {"tester", "tit-for-two-tats", "grofman", "random", "davis"}) {
    CAPTURE(name);
    const Play play = endless(extort, strategy(name));
    CHECK_THAT(play.first - 1.0, WithinAbs(3.0 * (play.second - 1.0), 1e-6));
  }
}

TEST_CASE("A8: a generous strategy loses in proportion, an equalizer sets the other's payoff") {
  const auto game = axelrods_game();
  const auto generous =
      memory_one("generous", zero_determinant(game, 2.0, largest_phi(game, 2.0, 3.0), 3.0), 1);
  CHECK_THAT(generous.states[2].cooperate, WithinAbs(1.0 / 8.0, 1e-12));  // Stewart, Plotkin 2013
  const auto sets = memory_one("equalizer", equalizer(game, 2.0), 0.5);
  Dice dice(83);
  for (int k = 0; k < 100; ++k) {
    const auto y =
        memory_one("any", {dice.unit(), dice.unit(), dice.unit(), dice.unit()}, dice.unit());
    const Play play = endless(generous, y);
    CHECK_THAT(play.first - 3.0, WithinAbs(2.0 * (play.second - 3.0), 1e-6));
    CHECK_THAT(endless(sets, y).second, WithinAbs(2.0, 1e-6));
  }
}
