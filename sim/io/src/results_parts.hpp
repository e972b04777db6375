// The folder OUT.h5.parts: header.json and the sealed segments of a run that is not finished.
#pragma once

#include "results_chunk.hpp"
#include "results_header.hpp"
#include "results_schema.hpp"
#include "results_segment.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace minga::io::results {

std::filesystem::path parts_of(const std::filesystem::path& out);

/// An opened folder of parts. Nothing in it is ever changed in place.
class Parts {
 public:
  /// Begins a folder: makes it and writes its header.
  static Parts create(const std::filesystem::path& folder, const StoredHeader& header);
  /// Opens one and checks every segment. @throws FileError if its header is missing or damaged
  static Parts open(const std::filesystem::path& folder);
  /// Whether there is anything in it that a run left: a header or segments.
  static bool used(const std::filesystem::path& folder);

  const StoredHeader& header() const { return header_; }
  const Schema& schema() const { return schema_; }
  std::uint64_t identity() const { return identity_; }
  const std::vector<std::string>& problems() const { return problems_; }
  std::size_t stored_bytes() const { return stored_bytes_; }

  /// Also of the segments of other shards.
  bool has(std::size_t segment) const;
  std::size_t runs_committed() const { return runs_committed_; }
  std::size_t runs_failed() const { return runs_failed_; }

  /// @throws std::invalid_argument if the bytes are not that segment of this experiment
  void commit(std::size_t segment, ByteView bytes);
  /// The bytes of a segment, checked again; nothing if it has been damaged since.
  std::optional<Bytes> read(std::size_t segment);
  /// Removes the folder, the header last.
  void remove();

 private:
  Parts(std::filesystem::path folder, StoredHeader header);
  std::filesystem::path file_of(std::size_t segment) const;
  void scan();
  void count(const Segment& segment, std::size_t bytes);

  std::filesystem::path folder_;
  StoredHeader header_;
  Schema schema_;
  std::uint64_t identity_ = 0;
  std::vector<bool> present_;  ///< of the shard's own segments
  std::vector<std::string> problems_;
  std::size_t stored_bytes_ = 0;
  std::size_t runs_committed_ = 0;
  std::size_t runs_failed_ = 0;
};

}  // namespace minga::io::results
