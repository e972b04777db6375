// One shard of an experiment as a finished file: its whole header, and its segments back out of it.
#pragma once

#include "h5_handle.hpp"
#include "results_header.hpp"
#include "results_schema.hpp"
#include "results_segment.hpp"

#include <filesystem>
#include <optional>
#include <vector>

namespace minga::io::results {

/// The header as it was when the shard was begun; nothing if the file is no shard.
/// @throws h5::Failure  also if it is damaged
std::optional<StoredHeader> shard_header(hid_t file);

/// A segment with the bytes that its views refer to.
struct HeldSegment {
  std::vector<Bytes> bytes;
  Segment segment;
};

/// Reads segments of a shard's file as they would have to lie in the file of all shards.
class ShardFile {
 public:
  /// @throws h5::Failure
  ShardFile(const std::filesystem::path& path, const StoredHeader& header);

  /// Nothing where it is missing. @throws h5::Failure; Damaged
  std::optional<HeldSegment> read(std::size_t segment, const Schema& whole) const;
  /// Whether a segment that is not there is missed.
  bool needs(std::size_t segment) const;

 private:
  std::optional<Bytes> chunk_of(std::size_t column, std::size_t segment, const Schema& whole) const;
  void add_failures(HeldSegment& held) const;
  void add_events(HeldSegment& held) const;

  h5::File file_;
  Schema schema_;
};

/// First row of /events whose run is not below `run`; events lie in the order of runs.
hsize_t first_event(const h5::Dataset& runs, std::size_t run);

}  // namespace minga::io::results
