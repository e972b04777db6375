#include "minga/theory/structured_run.hpp"

#include "graph_checks.hpp"
#include "minga/theory/spatial_fermi.hpp"

#include <cmath>
#include <string>
#include <utility>

namespace minga::theory {

std::vector<StrategyIndex> begin_with_shares(int nodes, std::span<const double> shares,
                                             const StructuredDraws& draws) {
  require(nodes >= 1, "nodes", nodes, "at least 1");
  require(!shares.empty() && shares.size() <= static_cast<std::size_t>(kMostStrategies), "shares",
          shares.size(), "one for each of 1 to " + std::to_string(kMostStrategies) + " strategies");
  constexpr double kRounding = 1e-9;
  double sum = 0.0;
  for (const double share : shares) {
    require(share >= 0.0, "share", share, "at least 0");
    sum += share;
  }
  require(std::fabs(sum - 1.0) <= kRounding, "sum of shares", sum, "1");
  std::vector<StrategyIndex> out(static_cast<std::size_t>(nodes));
  for (int i = 0; i < nodes; ++i) {
    double left = draws.random.uniform({draws.replicate, static_cast<std::uint32_t>(i), 0},
                                       core::Purpose::theory_begin) *
                  sum;
    std::size_t s = 0;
    while (s + 1 < shares.size() && (left -= shares[s]) >= 0.0)
      ++s;
    out[static_cast<std::size_t>(i)] = static_cast<StrategyIndex>(s);
  }
  return out;
}

std::vector<StrategyIndex> begin_with_counts(int nodes, std::span<const int> counts,
                                             const StructuredDraws& draws) {
  require(nodes >= 1, "nodes", nodes, "at least 1");
  require(!counts.empty() && counts.size() <= static_cast<std::size_t>(kMostStrategies), "counts",
          counts.size(), "one for each of 1 to " + std::to_string(kMostStrategies) + " strategies");
  std::int64_t sum = 0;
  for (const int count : counts) {
    require(count >= 0, "count", count, "at least 0");
    sum += count;
  }
  require(sum == nodes, "sum of counts", static_cast<double>(sum), std::to_string(nodes));
  // Nodes in the order of a draw of their own: every order is as likely as any other.
  std::vector<std::pair<double, int>> order(static_cast<std::size_t>(nodes));
  for (int i = 0; i < nodes; ++i) {
    order[static_cast<std::size_t>(i)] = {
        draws.random.uniform({draws.replicate, static_cast<std::uint32_t>(i), 0},
                             core::Purpose::theory_begin),
        i};
  }
  std::sort(order.begin(), order.end());
  std::vector<StrategyIndex> out(static_cast<std::size_t>(nodes));
  std::size_t at = 0;
  for (std::size_t s = 0; s < counts.size(); ++s) {
    for (int k = 0; k < counts[s]; ++k)
      out[static_cast<std::size_t>(order[at++].second)] = static_cast<StrategyIndex>(s);
  }
  return out;
}

std::vector<StrategyIndex> begin_with_one(int nodes, int node, StrategyIndex strategy,
                                          StrategyIndex others) {
  require(nodes >= 1, "nodes", nodes, "at least 1");
  require(node >= 0 && node < nodes, "node", node, "0 to " + std::to_string(nodes - 1));
  std::vector<StrategyIndex> out(static_cast<std::size_t>(nodes), others);
  out[static_cast<std::size_t>(node)] = strategy;
  return out;
}

double RunRecord::mean_share(int strategy, std::uint32_t generations) const {
  require(generations >= 1, "generations", generations, "at least 1");
  const auto s = static_cast<std::size_t>(strategy);
  const std::uint32_t end = absorbed ? planned_end : times.back();
  require(end - times.front() + 1 >= generations, "generations", generations,
          "up to the number recorded, " + std::to_string(end - times.front() + 1));
  double sum = 0.0;
  for (std::uint32_t back = 0; back < generations; ++back) {
    const std::size_t at = std::min<std::size_t>(end - back - times.front(), times.size() - 1);
    sum += shares[at].at(s);
  }
  return sum / generations;
}

RunRecord run(const StructuredModel& model, std::vector<StrategyIndex> begin,
              const StructuredDraws& draws, const RunPlan& plan) {
  const auto shared = std::make_shared<const StructuredModel>(model);
  if (SpatialFermi::can_do(model)) {
    SpatialFermi population(shared, std::move(begin), draws);
    return run(population, plan);
  }
  StructuredPopulation population(shared, std::move(begin), draws);
  return run(population, plan);
}

}  // namespace minga::theory
