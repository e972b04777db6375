// A1, A3, A4: the Moran process, with constant and frequency-dependent fitness. Monte Carlo: false
// failure 1e-4 a comparison (kTheoryFailure), seeds fixed.
#include "minga/theory/birth_death.hpp"
#include "minga/theory/fixation_estimate.hpp"
#include "minga/theory/stability.hpp"
#include "support/catch.hpp"
#include "support/theory_fixture.hpp"

using namespace minga::test;
using namespace minga::theory;

namespace {

const Update kMoran = rule(UpdateRule::moran_birth_death);

MatrixGame constant_fitness(double r) { return two_by_two(r, r, 1, 1, "mutant", "resident"); }

double rho(double r, int n) { return fixation(constant_fitness(r), n, kMoran).probability; }

}  // namespace

// (1 - 1/r) / (1 - r^-N), Moran 1958
TEST_CASE("A1: a mutant of constant fitness is fixed with Moran's probability") {
  CHECK_THAT(rho(1.1, 100), WithinAbs(0.090916, 1e-6));
  CHECK_THAT(rho(2.0, 10), WithinAbs(0.500489, 1e-6));
  CHECK_THAT(rho(0.9, 10), WithinAbs(0.059482, 1e-6));
  for (const double r : {0.5, 0.99, 1.3, 4.0}) {
    for (const int n : {2, 7, 60}) {
      CAPTURE(r, n);
      CHECK_THAT(rho(r, n), WithinRel((1 - 1 / r) / (1 - std::pow(r, -n)), 1e-10));
    }
  }
}

TEST_CASE("A1: a neutral mutant is fixed with chance 1/N under every rule of copying") {
  for (const auto which :
       {UpdateRule::moran_birth_death, UpdateRule::moran_death_birth, UpdateRule::fermi}) {
    for (const int n : {2, 10, 100}) {
      CAPTURE(static_cast<int>(which), n);
      const auto f = fixation(two_by_two(1, 1, 1, 1), n, rule(which));
      CHECK_THAT(f.probability, WithinRel(1.0 / n, 1e-12));
    }
  }
}

TEST_CASE("A1: simulated Moran processes are fixed with Moran's probability") {
  constexpr int kRuns = 40000;
  struct Case {
    double r;
    int n;
  };
  for (const auto& c : {Case{1.1, 100}, Case{2.0, 10}, Case{0.9, 10}}) {
    CAPTURE(c.r, c.n);
    const auto chain = birth_death(constant_fitness(c.r), c.n, kMoran);
    const auto fast = estimate_fixation(chain, 1, {.seed = 11, .replicates = kRuns});
    CHECK(chance_off(fast.probability, rho(c.r, c.n)) < theory_errors());
  }
  const auto steps = estimate_fixation_stepwise(constant_fitness(2.0), 10, kMoran,
                                                {.seed = 12, .replicates = 8000});
  CHECK(chance_off(steps.probability, 0.500489) < theory_errors());
}

// Nowak, Sasaki, Taylor, Fudenberg 2004: ten rounds of tit for tat against always defect
TEST_CASE("A3: N rho of tit for tat among defectors rises with N at weak selection") {
  const auto game = two_by_two(30, 9, 14, 10, "TFT", "ALLD");
  const auto weak = rule(UpdateRule::moran_birth_death, 1.0, 0.1);
  CHECK_THAT(10 * fixation(game, 10, weak).probability, WithinAbs(1.52218, 1e-5));
  CHECK_THAT(20 * fixation(game, 20, weak).probability, WithinAbs(2.14676, 1e-5));
  CHECK_THAT(50 * fixation(game, 50, weak).probability, WithinAbs(3.21906, 1e-5));
}

TEST_CASE("A3: simulated frequency-dependent Moran processes agree, step by step and skipping") {
  const auto game = two_by_two(30, 9, 14, 10, "TFT", "ALLD");
  const auto weak = rule(UpdateRule::moran_birth_death, 1.0, 0.1);
  const double exact = fixation(game, 20, weak).probability;
  const auto fast =
      estimate_fixation(birth_death(game, 20, weak), 1, {.seed = 13, .replicates = 100000});
  CHECK(chance_off(fast.probability, exact) < theory_errors());
  const auto steps = estimate_fixation_stepwise(game, 20, weak, {.seed = 14, .replicates = 8000});
  CHECK(chance_off(steps.probability, exact) < theory_errors());
}

TEST_CASE("A4: the one-third law's sign is that of the exact process, and depends on N") {
  const auto game = two_by_two(5, 0, 3, 0.9);
  const auto very_weak = rule(UpdateRule::moran_birth_death, 1.0, 1e-5);
  for (const auto& [n, favoured] :
       {std::pair{10, false}, std::pair{100, true}, std::pair{1000, true}}) {
    CAPTURE(n);
    CHECK(favoured_at_weak_selection(game, n) == favoured);
    CHECK((fixation(game, n, very_weak).probability * n > 1.0) == favoured);
  }
  CHECK(one_third_law(game));
}

TEST_CASE("the finite one-third law agrees with the exact process for other games, too") {
  const auto very_weak = rule(UpdateRule::moran_birth_death, 1.0, 1e-5);
  for (const auto& game :
       {two_by_two(3, 0, 5, 1), two_by_two(4, 0, 3, 2), two_by_two(6, 0, 3, 1),
        two_by_two(1, 3, 2, 1), two_by_two(9, 1, 5, 3), two_by_two(2, 1, 3, 0)}) {
    for (const int n : {4, 12, 200}) {
      CAPTURE(game.payoff, n);
      CHECK(favoured_at_weak_selection(game, n) ==
            (fixation(game, n, very_weak).probability * n > 1.0));
    }
  }
}

TEST_CASE("a strategy can be stable without end, and not in a small population") {
  // ALLD resists TFT in large populations only (Nowak et al. 2004, figure 3)
  const auto game = two_by_two(30, 9, 14, 10, "TFT", "ALLD");
  const auto weak = rule(UpdateRule::moran_birth_death, 1.0, 0.1);
  CHECK(is_ess(game, 1));
  CHECK_FALSE(is_ess_in_population(game, 20, weak, 1));
  CHECK(selection_opposes_invasion(game, 20, 1, 0));
}
