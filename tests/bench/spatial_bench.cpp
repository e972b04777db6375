// Node updates per second and core on lattices: the fast kernels beside the general engine on the
// same task. Aim: at least 20 million a second, forty times what an agent-based tool in C++ was
// measured to do. Run: build/release/tests/bench/minga_bench
#include "minga/theory/lattice.hpp"
#include "minga/theory/spatial_fermi.hpp"
#include "minga/theory/spatial_imitation.hpp"
#include "minga/theory/structured_run.hpp"

#include <benchmark/benchmark.h>

#include <vector>

using namespace minga::theory;

namespace {

const StructuredDraws kDraws{minga::core::RandomField(1, 0), 0};

MatrixGame dilemma(double b) {
  return {{"cooperate", "defect"}, (Eigen::MatrixXd(2, 2) << 1.0, 0.0, b, 0.0).finished()};
}

StructuredModel nowak_may(const Lattice& lattice) {
  return {graph_of(lattice),
          PairwiseOnGraph{dilemma(1.9), true, PayoffSum::accumulated},
          {.rule = UpdateRule::imitate_best, .schedule = Schedule::synchronous}};
}

StructuredModel fermi(const Lattice& lattice, const GraphGame& game, double noise) {
  return {graph_of(lattice), game, {.rule = UpdateRule::fermi, .intensity = 1.0 / noise}};
}

template <class Population>
void turn(benchmark::State& state, Population& population, int sites, int settle) {
  for (int t = 0; t < settle; ++t)
    population.generation();
  for (auto _ : state)
    population.generation();
  state.counters["updates"] =
      benchmark::Counter(static_cast<double>(sites), benchmark::Counter::kIsIterationInvariantRate);
}

Lattice square(benchmark::State& state, Neighbourhood neighbourhood) {
  const int side = static_cast<int>(state.range(0));
  return {side, side, neighbourhood, Border::periodic};
}

std::vector<StrategyIndex> half(const Lattice& lattice) {
  return begin_with_shares(lattice.sites(), std::vector<double>{0.5, 0.5}, kDraws);
}

void nowak_may_fast(benchmark::State& state) {
  const Lattice lattice = square(state, Neighbourhood::moore);
  SpatialImitation population(lattice, {dilemma(1.9), true, PayoffSum::accumulated}, half(lattice));
  turn(state, population, lattice.sites(), 5);
}
void nowak_may_general(benchmark::State& state) {
  const Lattice lattice = square(state, Neighbourhood::moore);
  StructuredPopulation population(nowak_may(lattice), half(lattice), kDraws);
  turn(state, population, lattice.sites(), 5);
}

template <class Population>
void dilemma_fermi(benchmark::State& state) {
  const Lattice lattice = square(state, Neighbourhood::von_neumann);
  Population population(
      fermi(lattice, PairwiseOnGraph{dilemma(1.5), true, PayoffSum::accumulated}, 0.1),
      half(lattice), kDraws);
  turn(state, population, lattice.sites(), 20);
}
template <class Population>
void public_good_fermi(benchmark::State& state) {
  const Lattice lattice = square(state, Neighbourhood::von_neumann);
  Population population(
      fermi(lattice, GroupsOnGraph{linear_public_good(4.0), PayoffSum::accumulated}, 0.5),
      half(lattice), kDraws);
  turn(state, population, lattice.sites(), 20);
}

}  // namespace

BENCHMARK(nowak_may_fast)->Arg(200)->Arg(1000)->Arg(3200);
BENCHMARK(nowak_may_general)->Arg(200)->Arg(1000);
BENCHMARK(dilemma_fermi<SpatialFermi>)->Arg(200)->Arg(1000)->Arg(3200);
BENCHMARK(dilemma_fermi<StructuredPopulation>)->Arg(200)->Arg(1000);
BENCHMARK(public_good_fermi<SpatialFermi>)->Arg(200)->Arg(1000)->Arg(3200);
BENCHMARK(public_good_fermi<StructuredPopulation>)->Arg(200);
