// Builds the final HDF5 file, segment by segment. Layout: docs/formats.
#pragma once

#include "results_header.hpp"
#include "results_layout.hpp"
#include "results_schema.hpp"
#include "results_segment.hpp"

#include <filesystem>
#include <memory>
#include <string_view>

namespace minga::io::results {

/// Segments are added in ascending order; rows of those left out read as missing.
/// Every member may throw h5::Failure.
class Assembly {
 public:
  /// @param rows  where rows over runs lie, for a virtual file, to which nothing is added
  Assembly(const std::filesystem::path& file, const StoredHeader& header, const Schema& schema,
           const RowMap* rows = nullptr);
  ~Assembly();
  Assembly(const Assembly&) = delete;
  Assembly& operator=(const Assembly&) = delete;

  void add(const Segment& segment);
  /// @param why  what `failed` says of its runs
  void leave_out(std::size_t segment, const char* why);
  /// The file, for what is of a virtual one only.
  hid_t file() const;
  /// Writes what is known only at the end and closes the file.
  void close(std::string_view status, std::size_t runs_committed, std::size_t runs_not_needed);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace minga::io::results
