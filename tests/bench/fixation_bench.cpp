// Fixation runs per second and core: a single mutant among N = 100 under pairwise comparison, by
// event skipping and step by step. Aim: at least 38,000 a second, a hundred times what an
// established tool of the field was measured to do on such a task. Run:
// build/release/tests/bench/minga_bench --benchmark_filter=fixation
#include "minga/theory/fixation_estimate.hpp"
#include "minga/theory/matrix_games.hpp"

#include <benchmark/benchmark.h>

using namespace minga::theory;

namespace {

constexpr int kPopulation = 100;

/// Neutral, so that runs are long, and a donation game at weak selection.
MatrixGame game_of(benchmark::State& state) {
  return state.range(0) == 0 ? two_by_two(1, 1, 1, 1) : donation_game(3, 1);
}

Update weak() {
  Update u;
  u.intensity = 0.01;
  return u;
}

void count(benchmark::State& state, int runs) {
  state.counters["runs"] =
      benchmark::Counter(static_cast<double>(runs), benchmark::Counter::kIsIterationInvariantRate);
}

void fixation_skipping(benchmark::State& state) {
  constexpr int kRuns = 10000;
  const MatrixGame game = game_of(state);
  for (auto _ : state) {
    const auto chain = birth_death(game, kPopulation, weak());
    benchmark::DoNotOptimize(estimate_fixation(chain, 1, {.seed = 1, .replicates = kRuns}));
  }
  count(state, kRuns);
}
BENCHMARK(fixation_skipping)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

void fixation_stepwise(benchmark::State& state) {
  constexpr int kRuns = 100;
  const MatrixGame game = game_of(state);
  for (auto _ : state)
    benchmark::DoNotOptimize(
        estimate_fixation_stepwise(game, kPopulation, weak(), {.seed = 1, .replicates = kRuns}));
  count(state, kRuns);
}
BENCHMARK(fixation_stepwise)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

}  // namespace
