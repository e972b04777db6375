// Synchronous imitation of the best on a lattice with two strategies (Nowak and May 1992, Nature
// 359:826): a fast form of what StructuredPopulation does, with the same bits, without a graph in
// memory. Rows can be updated in bands by a caller with threads.
#pragma once

#include "minga/theory/graph_game.hpp"
#include "minga/theory/lattice.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace minga::theory {

class SpatialImitation {
 public:
  /// @throws std::invalid_argument unless the game has two strategies
  SpatialImitation(const Lattice& lattice, const PairwiseOnGraph& game,
                   std::vector<StrategyIndex> begin);

  void generation();

  /// Rows [from, to) of the next generation; bands may run at the same time. When all rows are
  /// done, end_generation().
  void update_rows(int from, int to);
  void end_generation();

  const Lattice& lattice() const { return lattice_; }
  std::span<const StrategyIndex> strategies() const { return now_; }
  std::span<const std::int64_t> players() const { return players_; }
  std::uint32_t time() const { return time_; }
  /// Whether nothing will ever change again.
  bool absorbed() const { return at_rest_ || players_[0] == 0 || players_[1] == 0; }

 private:
  struct Rows;
  void rank_row(int row, Rows& rows) const;
  void best_row(int row, Rows& rows);
  void count();

  Lattice lattice_;
  /// Place of a payoff among all possible ones, from 1; by own strategy and neighbours, of whom n0
  /// play strategy 0 and n1 strategy 1: [own * 256 + n0 + 16 n1].
  std::array<std::uint8_t, 512> rank_{};
  std::vector<StrategyIndex> now_;
  std::vector<StrategyIndex> next_;
  std::array<std::int64_t, 2> players_{};
  std::uint32_t time_ = 0;
  bool at_rest_ = false;
};

}  // namespace minga::theory
