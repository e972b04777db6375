// Fermi imitation of a random neighbour, one node at a time, with two strategies on a graph whose
// nodes all have the same number of neighbours (the spatial prisoner's dilemma of Szabo and Toke
// 1998 and the spatial public good of Szolnoki, Perc and Szabo 2009): a fast form of what
// StructuredPopulation does, with the same draws and the same bits.
#pragma once

#include "minga/theory/structured.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace minga::theory {

class SpatialFermi {
 public:
  /// @throws std::invalid_argument unless there are two strategies, one degree, and the rule is
  /// Fermi, random sequential and without mutation
  SpatialFermi(std::shared_ptr<const StructuredModel> model, std::vector<StrategyIndex> begin,
               const StructuredDraws& draws);
  SpatialFermi(StructuredModel model, std::vector<StrategyIndex> begin,
               const StructuredDraws& draws);

  /// Whether a model is one that this can do.
  static bool can_do(const StructuredModel& model);

  void generation();

  std::span<const StrategyIndex> strategies() const { return own_; }
  std::span<const std::int64_t> players() const { return players_; }
  std::uint32_t time() const { return time_; }
  bool absorbed() const { return players_[0] == 0 || players_[1] == 0; }

 private:
  template <class Chance>
  void run(const Chance& chance);
  void turn(int node);
  double in_groups(std::size_t node) const;
  const int* neighbours_of(int node) const {
    return model_->graph.neighbour.data() +
           static_cast<std::size_t>(node) * static_cast<std::size_t>(degree_);
  }

  std::shared_ptr<const StructuredModel> model_;
  StructuredDraws draws_;
  int degree_ = 0;
  bool averaged_ = false;
  std::vector<StrategyIndex> own_;
  /// Neighbours who play strategy 1; in a game of groups, members of the node's own group who do.
  std::vector<std::uint16_t> ones_;
  /// Payoff by own strategy and number of others who play 1, of all neighbours or of one group:
  /// [own * (degree + 1) + ones].
  std::vector<double> payoff_;
  std::vector<double> chance_;  ///< the same of two players, where the table is small
  std::array<std::int64_t, 2> players_{};
  std::uint32_t time_ = 0;
};

}  // namespace minga::theory
