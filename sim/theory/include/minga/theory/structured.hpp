// A population on a graph whose strategies spread by one of the update rules: the general engine,
// for any graph, game and rule. Faster ones for two strategies are in spatial_imitation.hpp and
// spatial_fermi.hpp; they follow the same draws to the same bits.
#pragma once

#include "minga/core/random.hpp"
#include "minga/theory/graph_game.hpp"
#include "minga/theory/reinforcement.hpp"
#include "minga/theory/update.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace minga::theory {

/// What does not change while strategies spread; shared by all replicates on one graph.
struct StructuredModel {
  Graph graph;
  GraphGame game;
  Update update;
  Reinforcement learning{};  ///< where the rule is reinforcement
};

/// @throws std::invalid_argument naming what makes no sense: parameters out of range, a Moran rule
/// with synchronous updating or with fitness that may be negative, and what check(game, graph)
/// refuses
void check(const StructuredModel& model);

/// Whose draws are used.
struct StructuredDraws {
  core::RandomField random;
  std::uint32_t replicate = 0;
};

/// Strategies on a graph, generation by generation. A generation is as many revisions as there are
/// nodes (random sequential), or one of every node at once (synchronous).
///
/// Ties between best payoffs: one's own strategy stays if it is among the best; otherwise the first
/// in the game's list is taken. So nothing depends on the order of nodes.
class StructuredPopulation {
 public:
  StructuredPopulation(std::shared_ptr<const StructuredModel> model,
                       std::vector<StrategyIndex> begin, const StructuredDraws& draws);
  StructuredPopulation(StructuredModel model, std::vector<StrategyIndex> begin,
                       const StructuredDraws& draws);
  StructuredPopulation(StructuredPopulation&&) noexcept;
  StructuredPopulation& operator=(StructuredPopulation&&) noexcept;
  ~StructuredPopulation();

  void generation();

  /// A synchronous generation in bands of nodes, which threads may share. All bands of one phase
  /// come before any of the next; then end_generation(). Any bands give the same bits.
  void count_band(int from, int to);   ///< neighbours' strategies of nodes [from, to)
  void pay_band(int from, int to);     ///< their payoffs
  void choose_band(int from, int to);  ///< their next strategies
  void end_generation();

  std::span<const StrategyIndex> strategies() const;
  /// Number of players of each strategy.
  std::span<const std::int64_t> players() const;
  /// Generations so far.
  std::uint32_t time() const;
  /// Present payoff of a node.
  double payoff(int node) const;
  /// Whether no strategy can ever change again, as far as that is seen: one strategy is left under
  /// a rule that copies, or a rule without chance has come to rest.
  bool absorbed() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace minga::theory
