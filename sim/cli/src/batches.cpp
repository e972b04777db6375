#include "batches.hpp"

#include <cmath>

namespace minga::cli {

Batches::Batches(const io::Until& until, const io::ResultsHeader& header)
    : until_(until), shard_(header.shard) {
  if (!until_.on())
    return;
  each_ = shard_.together;
  points_.resize(shard_.held(header.segments()) / each_);
}

std::vector<std::size_t> Batches::next(io::ResultsWriter& writer) {
  std::vector<std::size_t> round;
  for (std::size_t i = 0; i < points_.size(); ++i) {
    const std::size_t first = shard_.segment(i * each_);
    look(points_[i], first, writer);
    if (!points_[i].closed)
      round.push_back(first + points_[i].batches);
  }
  return round;
}

void Batches::look(PointProgress& point, std::size_t first_segment,
                   io::ResultsWriter& writer) const {
  while (!point.closed && writer.has_segment(first_segment + point.batches)) {
    for (const double value : writer.outcome(first_segment + point.batches, until_.outcome))
      point.moments.add(value);
    ++point.batches;
    point.closed = point.batches == each_ || is_enough(point);
  }
}

bool Batches::is_enough(const PointProgress& point) const {
  const auto replicates = point.batches * static_cast<std::size_t>(until_.batch);
  if (replicates < static_cast<std::size_t>(until_.least))
    return false;
  const Estimate estimate = point.moments.estimate();
  const double most =
      until_.relative ? until_.half_width * std::abs(estimate.value) : until_.half_width;
  return (estimate.high - estimate.low) / 2.0 <= most;  // false where either is unknown
}

bool Batches::needs(std::size_t segment) const {
  if (!until_.on())
    return true;
  const PointProgress& point = points_.at(shard_.place(segment) / each_);
  return !point.closed || segment % each_ < point.batches;
}

}  // namespace minga::cli
