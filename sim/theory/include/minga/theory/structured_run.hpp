// First strategies on a graph, and runs with a record: shares in every generation, whole states
// when asked for, an end when nothing can change. Watching does not disturb: what is recorded has
// no influence on what happens.
#pragma once

#include "minga/theory/structured.hpp"

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <span>
#include <vector>

namespace minga::theory {

/// Each node's strategy drawn by itself with these chances.
/// @throws std::invalid_argument unless the shares are at least 0 and sum to 1 (within 1e-9)
std::vector<StrategyIndex> begin_with_shares(int nodes, std::span<const double> shares,
                                             const StructuredDraws& draws);
/// So many nodes of each strategy, at places drawn evenly from all.
/// @throws std::invalid_argument unless the counts are at least 0 and sum to the nodes
std::vector<StrategyIndex> begin_with_counts(int nodes, std::span<const int> counts,
                                             const StructuredDraws& draws);
/// All play `others`, but one node.
std::vector<StrategyIndex> begin_with_one(int nodes, int node, StrategyIndex strategy,
                                          StrategyIndex others);

/// What runs and is recorded: StructuredPopulation, SpatialImitation, SpatialFermi.
template <class P>
concept Evolving = requires(P p, const P c) {
  p.generation();
  { c.strategies() } -> std::convertible_to<std::span<const StrategyIndex>>;
  { c.players() } -> std::convertible_to<std::span<const std::int64_t>>;
  { c.time() } -> std::convertible_to<std::uint32_t>;
  { c.absorbed() } -> std::convertible_to<bool>;
};

struct RunPlan {
  std::uint32_t generations = 0;         ///< from where the population is now
  std::vector<std::uint32_t> snapshots;  ///< times whose whole state is kept, in any order
  bool stop_when_absorbed = true;
};

struct Snapshot {
  std::uint32_t time = 0;
  std::vector<StrategyIndex> strategies;
};

struct RunRecord {
  std::vector<std::uint32_t> times;         ///< from the start on, every generation
  std::vector<std::vector<double>> shares;  ///< [time][strategy]
  std::vector<Snapshot> snapshots;
  bool absorbed = false;  ///< at the last time recorded

  /// Mean share of a strategy over the last `generations` recorded. After an early end in an
  /// absorbing state the last share counts for all generations that were not run.
  double mean_share(int strategy, std::uint32_t generations) const;
  std::uint32_t planned_end = 0;  ///< time at which the run would have ended unabsorbed
};

template <Evolving P>
RunRecord run(P& population, const RunPlan& plan) {
  RunRecord record;
  const auto note = [&] {
    const std::span<const std::int64_t> players = population.players();
    double all = 0.0;
    for (const std::int64_t n : players)
      all += static_cast<double>(n);
    record.times.push_back(population.time());
    std::vector<double>& shares = record.shares.emplace_back();
    for (const std::int64_t n : players)
      shares.push_back(static_cast<double>(n) / all);
    if (std::find(plan.snapshots.begin(), plan.snapshots.end(), population.time()) !=
        plan.snapshots.end()) {
      const std::span<const StrategyIndex> s = population.strategies();
      record.snapshots.push_back({population.time(), {s.begin(), s.end()}});
    }
  };
  record.planned_end = population.time() + plan.generations;
  note();
  while (population.time() < record.planned_end &&
         !(plan.stop_when_absorbed && population.absorbed())) {
    population.generation();
    note();
  }
  record.absorbed = population.absorbed();
  return record;
}

/// Runs a model in the fastest way that gives its bits.
RunRecord run(const StructuredModel& model, std::vector<StrategyIndex> begin,
              const StructuredDraws& draws, const RunPlan& plan);

}  // namespace minga::theory
