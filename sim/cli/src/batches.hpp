// Replicates in batches until an outcome is known well enough: which batches are needed, from the
// results of those before.
#pragma once

#include "minga/io/results.hpp"
#include "minga/io/scenario.hpp"
#include "statistics.hpp"

#include <cstddef>
#include <vector>

namespace minga::cli {

/// What is known of one point. Batches are taken in their order, so that when a point is closed
/// depends on results alone and neither on threads nor on interruptions.
struct PointProgress {
  std::size_t batches = 0;  ///< looked at
  bool closed = false;      ///< needs no further
  Moments moments;
};

class Batches {
 public:
  /// Without a rule there is nothing to do, and every segment is needed.
  Batches(const io::Until& until, const io::ResultsHeader& header);

  /// The next batch of every point that needs one, as segments; nothing once none does.
  std::vector<std::size_t> next(io::ResultsWriter& writer);
  /// Whether a segment that is not there is missed.
  bool needs(std::size_t segment) const;

 private:
  void look(PointProgress& point, std::size_t first_segment, io::ResultsWriter& writer) const;
  bool is_enough(const PointProgress& point) const;

  io::Until until_;
  io::Shard shard_;
  std::size_t each_ = 1;               ///< batches that a point has at most
  std::vector<PointProgress> points_;  ///< of the shard
};

}  // namespace minga::cli
