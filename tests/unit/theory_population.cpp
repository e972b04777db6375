// The plain simulator against the exact chances of a revision, rule by rule, and against the exact
// long run under mutation. Monte Carlo: false failure 1e-4 a comparison (kTheoryFailure).
#include "minga/theory/fixation_estimate.hpp"
#include "minga/theory/group_games.hpp"
#include "minga/theory/population.hpp"
#include "minga/theory/population_chain.hpp"
#include "minga/theory/reinforcement.hpp"
#include "minga/theory/revision.hpp"
#include "support/catch.hpp"
#include "support/theory_fixture.hpp"

#include <boost/math/distributions/chi_squared.hpp>

#include <numeric>
#include <stdexcept>

using namespace minga::test;
using namespace minga::theory;

namespace {

constexpr UpdateRule kRules[] = {UpdateRule::moran_birth_death,
                                 UpdateRule::moran_death_birth,
                                 UpdateRule::fermi,
                                 UpdateRule::proportional_imitation,
                                 UpdateRule::imitate_best,
                                 UpdateRule::best_response,
                                 UpdateRule::aspiration};

/// Three strategies that all do something else, with positive payoffs.
MatrixGame three() {
  MatrixGame game;
  game.strategies = {"a", "b", "c"};
  game.payoff.resize(3, 3);
  game.payoff << 3, 1, 2, 4, 2, 1, 2, 3, 2.5;
  return game;
}

const std::vector<int> kCounts{4, 3, 5};

Update update_of(UpdateRule which) {
  Update u = rule(which, 0.7);
  u.mutation = 0.1;
  u.aspiration = 2.2;
  return u;
}

bool fits(const std::vector<double>& counts, const std::vector<double>& expected) {
  double misfit = 0.0;
  int cells = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (expected[i] == 0.0) {
      if (counts[i] > 0.0)
        return false;  // what cannot happen
      continue;
    }
    misfit += (counts[i] - expected[i]) * (counts[i] - expected[i]) / expected[i];
    ++cells;
  }
  const boost::math::chi_squared law(std::max(1, cells - 1));
  return misfit < boost::math::quantile(boost::math::complement(law, kTheoryFailure));
}

}  // namespace

TEST_CASE("one step of the simulator has the exact chances, under every rule") {
  constexpr int kSteps = 40000;
  for (const auto which : kRules) {
    CAPTURE(static_cast<int>(which));
    const Update update = update_of(which);
    const auto exact = Revision(three(), 12, update).step(kCounts);
    const Population fresh(three(), kCounts, update);
    const minga::core::RandomField field(61, 0);
    std::vector<double> counts(9, 0.0), expected(9, 0.0);
    for (std::uint32_t r = 0; r < kSteps; ++r) {
      Population p = fresh;
      p.step(field.uniforms({r, 0, 0}, minga::core::Purpose::theory_step));
      std::size_t from = 0, to = 0;
      for (std::size_t s = 0; s < 3; ++s) {
        if (p.counts()[s] < kCounts[s])
          from = s;
        if (p.counts()[s] > kCounts[s])
          to = s;
      }
      ++counts[3 * from + to];
    }
    for (Eigen::Index i = 0; i < 3; ++i) {
      for (Eigen::Index j = 0; j < 3; ++j) {
        if (i != j)
          expected[static_cast<std::size_t>(3 * i + j)] = kSteps * exact(i, j);
      }
    }
    expected[0] = kSteps * exact(0, 0);  // nothing changed
    CHECK(fits(counts, expected));
    CHECK_THAT(exact(0, 0) + exact(0, 1) + exact(0, 2) + exact(1, 0) + exact(1, 2) + exact(2, 0) +
                   exact(2, 1),
               WithinAbs(1.0, 1e-12));
  }
}

TEST_CASE("revising all at once takes each by its own chances at the old payoffs") {
  constexpr int kRuns = 10000;
  for (const auto which : kRules) {
    CAPTURE(static_cast<int>(which));
    Update update = update_of(which);
    update.schedule = Schedule::synchronous;
    const auto chances = Revision(three(), 12, update).chances(kCounts);
    const minga::core::RandomField field(62, 0);
    Mean first;
    for (std::uint32_t r = 0; r < kRuns; ++r) {
      Population p(three(), kCounts, update);
      p.generation(field, r, 0);
      first.add(p.counts()[0]);
    }
    double expected = 0.0;
    for (Eigen::Index s = 0; s < 3; ++s)
      expected += kCounts[static_cast<std::size_t>(s)] * chances(s, 0);
    CHECK(mean_off(first.estimate(), expected) < theory_errors());
  }
}

TEST_CASE("simulated shares under mutation are those of the exact chain, for pairs and groups") {
  Update update = rule(UpdateRule::fermi, 1.0);
  update.mutation = 0.05;
  const auto good = public_good({.group = 3, .multiplier = 2.0, .cost = 1.0, .loner = 0.5});
  for (const Game& game : {Game{three()}, Game{good}}) {
    const auto exact = long_run(population_chain(game, 12, update)).shares;
    const auto simulated =
        simulate_shares(game, kCounts, update, 400, 100, {.seed = 63, .replicates = 60});
    for (std::size_t s = 0; s < 3; ++s) {
      CAPTURE(s);
      // of 60 replicates the mean is nearly normal; Student's wider tails are allowed for
      CHECK(mean_off(simulated[s], exact[static_cast<Eigen::Index>(s)]) < 1.15 * theory_errors());
    }
  }
}

TEST_CASE("aspiration and best response find the mixed equilibrium of a snowdrift") {
  const auto path = simulate_population(snowdrift(2, 1), {1, 59}, rule(UpdateRule::best_response),
                                        20, 1, {64, 0});
  // shovelling pays 1 against 0 when nobody does, and 1/2 of the cost less when all do: x* = 2/3
  CHECK(std::abs(path.counts.back()[0] - 40) <= 1);
}

TEST_CASE("draws are addressed: a run does not depend on which others are made") {
  const auto update = update_of(UpdateRule::fermi);
  const minga::core::RandomField field(65, 2);
  const auto all = simulate_population(three(), kCounts, update, 30, 1, field, 7);
  const auto some = simulate_population(three(), kCounts, update, 30, 10, field, 7);
  CHECK(some.counts[3] == all.counts[30]);
  const auto chain = birth_death(snowdrift(3, 2), 20, rule(UpdateRule::fermi, 0.1));
  const auto whole = estimate_fixation(chain, 10, {.seed = 66, .replicates = 300});
  const auto first = estimate_fixation(chain, 10, {.seed = 66, .replicates = 100});
  const auto rest = estimate_fixation(chain, 10, {.seed = 66, .replicates = 200, .first = 100});
  CHECK_THAT(whole.probability.mean * 300,
             WithinAbs(first.probability.mean * 100 + rest.probability.mean * 200, 1e-9));
  CHECK(simulate_population(three(), kCounts, update, 30, 1, {66, 2}, 7).counts != all.counts);
}

TEST_CASE("skipping and stepping come to the same distribution of times") {
  const auto game = snowdrift(3, 2);
  const auto update = rule(UpdateRule::fermi, 0.3);
  const auto chain = birth_death(game, 8, update);
  const auto exact = fixation_times(chain);
  const auto fast = estimate_fixation(chain, 4, {.seed = 67, .replicates = 30000}, Waits::drawn);
  const auto steps =
      estimate_fixation_stepwise(game, 8, update, {.seed = 68, .replicates = 6000}, 0, 1, 4);
  CHECK(mean_off(fast.any_time, exact.any[4]) < theory_errors());
  CHECK(mean_off(steps.any_time, exact.any[4]) < theory_errors());
  // second moments: standard errors times the root of replicates are standard deviations
  const double sd_fast = fast.any_time.standard_error * std::sqrt(30000.0);
  const double sd_steps = steps.any_time.standard_error * std::sqrt(6000.0);
  CHECK_THAT(sd_steps, WithinRel(sd_fast, 0.1));
}

TEST_CASE("an estimate of fixation that was not reached is no number") {
  const auto chain = birth_death(snowdrift(3, 1), 60, rule(UpdateRule::fermi, 5.0));
  const auto e = estimate_fixation(chain, 30, {.seed = 69, .replicates = 20}, Waits::skipped, 1000);
  CHECK(e.undecided == 20);
  CHECK(std::isnan(e.probability.mean));
  CHECK_THROWS_WITH(estimate_fixation(chain, 61, {.seed = 1, .replicates = 1}),
                    ContainsSubstring("start = 61"));
  CHECK_THROWS_AS(estimate_fixation(chain, 1, {.seed = 1, .replicates = 0}), std::invalid_argument);
}

TEST_CASE("reinforcement follows its equations") {
  std::vector<double> q{2.0, 3.0, 5.0};
  reinforce({.forgetting = 0.1, .experiment = 0.2}, q, 1, 4.0, 1.0, 9.0);
  CHECK_THAT(q[0], WithinAbs(0.9 * 2 + 3 * 0.1, 1e-12));
  CHECK_THAT(q[1], WithinAbs(0.9 * 3 + 3 * 0.8, 1e-12));
  CHECK_THAT(q[2], WithinAbs(0.9 * 5 + 3 * 0.1, 1e-12));
  const Reinforcement bush{.rule = Learning::bush_mosteller, .aspiration = 2.0, .rate = 0.5};
  std::vector<double> p{0.2, 0.3, 0.5};
  reinforce(bush, p, 2, 5.0, 0.0, 5.0);  // stimulus 1
  CHECK_THAT(p[2], WithinAbs(0.75, 1e-12));
  CHECK_THAT(p[0], WithinAbs(0.1, 1e-12));
  reinforce(bush, p, 2, 0.5, 0.0, 5.0);  // stimulus -1/2
  CHECK_THAT(p[2], WithinAbs(0.75 - 0.25 * 0.75, 1e-12));
  CHECK_THAT(std::accumulate(p.begin(), p.end(), 0.0), WithinAbs(1.0, 1e-12));
}

TEST_CASE("learners leave a dominated strategy, and collude where aspirations are in between") {
  const auto good = public_good({.group = 4, .multiplier = 1.2, .cost = 1.0});
  const auto fade = simulate_learning(good, 20, {.forgetting = 0.02}, 2000, 2000, {70, 0});
  CHECK(fade.chances.back()[0] < 0.2);
  // Macy, Flache 2002: pairs that aspire to more than P and less than R lock into cooperation
  const Reinforcement bush{.rule = Learning::bush_mosteller, .aspiration = 2.0, .rate = 0.5};
  const auto lock = simulate_learning(two_by_two(3, 0, 4, 1), 2, bush, 3000, 3000, {71, 0});
  CHECK(lock.chances.back()[0] > 0.95);
  CHECK_THROWS_WITH(simulate_learning(good, 21, {}, 10, 1, {72, 0}),
                    ContainsSubstring("players = 21"));
}
