// A2: pairwise comparison under the Fermi rule (Traulsen, Nowak, Pacheco 2006, PRE 74:011909).
// Monte Carlo: false failure 1e-4 a comparison (kTheoryFailure), seeds fixed.
#include "minga/theory/birth_death.hpp"
#include "minga/theory/fixation_estimate.hpp"
#include "support/catch.hpp"
#include "support/theory_fixture.hpp"

using namespace minga::test;
using namespace minga::theory;

namespace {

constexpr int kN = 20;
const Update kFermi = rule(UpdateRule::fermi, 0.1);
const MatrixGame kDonation = donation_game(3, 1);
const MatrixGame kStagHunt = two_by_two(4, 0, 3, 2);

double rho(const MatrixGame& game, int mutant) {
  return fixation(game, kN, kFermi, mutant, 1 - mutant).probability;
}

/// Their closed form, summed as written.
double closed_form(const MatrixGame& game, int n, double beta, int k) {
  const double a = game.payoff(0, 0), b = game.payoff(0, 1);
  const double c = game.payoff(1, 0), d = game.payoff(1, 1);
  const double u = (a - b - c + d) / (n - 1);
  const double v = (-a + b * n - d * n + d) / (n - 1);
  double part = 0.0, whole = 0.0;
  for (int i = 0; i < n; ++i) {
    const double term = std::exp(-beta * (u * i * (i + 1) / 2.0 + v * i));
    part += i < k ? term : 0.0;
    whole += term;
  }
  return part / whole;
}

}  // namespace

TEST_CASE("A2: fixation under the Fermi rule has the published values") {
  CHECK_THAT(rho(kDonation, 0), WithinAbs(0.0134414, 1e-6));
  CHECK_THAT(rho(kDonation, 1), WithinAbs(0.121309, 1e-6));
  CHECK_THAT(rho(kStagHunt, 0), WithinAbs(0.0161668, 1e-6));
  CHECK_THAT(rho(kStagHunt, 1), WithinAbs(0.0536756, 1e-6));
  CHECK_THAT(fixation_probabilities(birth_death(kDonation, kN, kFermi))[10],
             WithinAbs(0.239050, 1e-6));
}

TEST_CASE("A2: fixation from any number of mutants follows the closed form") {
  for (const auto& game : {kDonation, kStagHunt, two_by_two(1, 3, 2, 1), two_by_two(2, 2, 2, 2)}) {
    for (const double beta : {0.0, 0.01, 1.0, 3.0}) {
      const auto phi = fixation_probabilities(birth_death(game, 30, rule(UpdateRule::fermi, beta)));
      for (int k = 0; k <= 30; ++k) {
        CAPTURE(game.payoff, beta, k);
        CHECK_THAT(phi[static_cast<std::size_t>(k)],
                   WithinRel(closed_form(game, 30, beta, k), 1e-9));
      }
    }
  }
}

TEST_CASE("A2: simulated pairwise comparison agrees, step by step and skipping") {
  for (const auto& game : {kDonation, kStagHunt}) {
    for (const int mutant : {0, 1}) {
      CAPTURE(game.payoff, mutant);
      const auto chain = birth_death(game, kN, kFermi, mutant, 1 - mutant);
      const double exact = fixation_probabilities(chain)[1];
      const auto fast = estimate_fixation(chain, 1, {.seed = 21, .replicates = 200000});
      CHECK(chance_off(fast.probability, exact) < theory_errors());
      const auto steps = estimate_fixation_stepwise(
          game, kN, kFermi, {.seed = 22, .replicates = 5000}, mutant, 1 - mutant);
      CHECK(chance_off(steps.probability, exact) < theory_errors());
    }
  }
  const auto half =
      estimate_fixation(birth_death(kDonation, kN, kFermi), 10, {.seed = 23, .replicates = 200000});
  CHECK(chance_off(half.probability, 0.239050) < theory_errors());
}

TEST_CASE("simulated times to fixation agree with the exact ones, step by step and skipping") {
  const auto chain = birth_death(kDonation, kN, kFermi, 1, 0);
  const auto exact = fixation_times(chain);
  const auto fast = estimate_fixation(chain, 1, {.seed = 24, .replicates = 50000}, Waits::drawn);
  CHECK(mean_off(fast.any_time, exact.any[1]) < theory_errors());
  CHECK(mean_off(fast.fixed_time, exact.at_all[1]) < theory_errors());
  const auto steps =
      estimate_fixation_stepwise(kDonation, kN, kFermi, {.seed = 25, .replicates = 5000}, 1, 0);
  CHECK(mean_off(steps.any_time, exact.any[1]) < theory_errors());
  CHECK(mean_off(steps.fixed_time, exact.at_all[1]) < theory_errors());
}
