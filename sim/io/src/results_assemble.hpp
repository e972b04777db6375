// Builds the final HDF5 file, segment by segment. Layout: docs/formats.
#pragma once

#include "results_header.hpp"
#include "results_layout.hpp"
#include "results_schema.hpp"
#include "results_segment.hpp"

#include <filesystem>
#include <memory>
#include <span>
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
  void add_failures(std::size_t segment, std::span<const Failure> failures);
  /// @param why  what `failed` says of its runs
  void leave_out(std::size_t segment, const char* why);
  /// The file, for what is of a virtual one only.
  hid_t file() const;
  /// Writes what is known only at the end and closes the file.
  void close(std::string_view status, std::size_t runs_committed, std::size_t runs_not_needed);

  /// The file without the values of recorded variables, which all read as missing: what remains of
  /// a file whose values are elsewhere. For an assembly in memory, instead of `close`.
  static std::unique_ptr<Assembly> in_memory(const StoredHeader& header, const Schema& schema);
  Bytes close_image(std::string_view status, std::size_t runs_committed);

 private:
  struct State;
  explicit Assembly(std::unique_ptr<State> state);
  void lay_out(const StoredHeader& header, const RowMap* rows);
  void finish(std::string_view status, std::size_t runs_committed, std::size_t runs_not_needed);
  std::unique_ptr<State> state_;
};

}  // namespace minga::io::results
