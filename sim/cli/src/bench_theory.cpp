// The theory layer: lattices by the kernels made for them, and fixation by event skipping, each
// beside the plain way to the same result.
#include "bench.hpp"
#include "minga/theory/fixation_estimate.hpp"
#include "minga/theory/lattice.hpp"
#include "minga/theory/matrix_games.hpp"
#include "minga/theory/spatial_imitation.hpp"
#include "minga/theory/structured_run.hpp"

namespace minga::cli {
namespace {

using namespace theory;

constexpr int kSide = 200;
constexpr int kGenerations = 5;

const StructuredDraws kDraws{core::RandomField(1, 0), 0};

MatrixGame nowak_may_game() {
  return {{"cooperate", "defect"}, (Eigen::MatrixXd(2, 2) << 1.0, 0.0, 1.9, 0.0).finished()};
}

std::vector<Speed> lattice(const BenchSettings& settings) {
  const Lattice grid{kSide, kSide, Neighbourhood::moore, Border::periodic};
  const PairwiseOnGraph game{nowak_may_game(), true, PayoffSum::accumulated};
  const auto start = begin_with_shares(grid.sites(), std::vector<double>{0.5, 0.5}, kDraws);
  SpatialImitation fast(grid, game, start);
  StructuredPopulation general(
      {graph_of(grid), game, {.rule = UpdateRule::imitate_best, .schedule = Schedule::synchronous}},
      start, kDraws);
  const double updates = static_cast<double>(grid.sites()) * kGenerations;
  const auto turn = [](auto& population) {
    for (int t = 0; t < kGenerations; ++t)
      population.generation();
  };
  const auto speeds =
      in_turns({{updates, [&] { turn(fast); }}, {updates, [&] { turn(general); }}}, settings);
  return {{"Nowak-May, 200 x 200", median_of(speeds[0]) / kMillion, "million updates/s",
           "general engine", ratio_of(speeds[0], speeds[1])},
          {"  general engine", median_of(speeds[1]) / kMillion, "million updates/s", "", 0.0}};
}

std::vector<Speed> fixation(const BenchSettings& settings) {
  constexpr int kPopulation = 100;
  constexpr int kRuns = 2000;
  constexpr int kStepwise = 20;
  const MatrixGame game = donation_game(3, 1);
  Update weak;
  weak.intensity = 0.01;
  const auto skipping = [&] {
    estimate_fixation(birth_death(game, kPopulation, weak), 1, {.seed = 1, .replicates = kRuns});
  };
  const auto stepwise = [&] {
    estimate_fixation_stepwise(game, kPopulation, weak, {.seed = 1, .replicates = kStepwise});
  };
  const auto speeds = in_turns({{kRuns, skipping}, {kStepwise, stepwise}}, settings);
  return {{"fixation, N = 100", median_of(speeds[0]) / 1000.0, "thousand runs/s", "step by step",
           ratio_of(speeds[0], speeds[1])},
          {"  step by step", median_of(speeds[1]) / 1000.0, "thousand runs/s", "", 0.0}};
}

}  // namespace

std::vector<Speed> theory_speeds(const BenchSettings& settings) {
  std::vector<Speed> result = lattice(settings);
  for (Speed& speed : fixation(settings))
    result.push_back(std::move(speed));
  return result;
}

}  // namespace minga::cli
