// Which variables a result file holds, on which axes and in which type: derived from the header and
// the core's lists, and shared by segments and the final file.
#pragma once

#include "minga/core/record.hpp"
#include "minga/io/results.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace minga::io::results {

/// The array of a BlockResult that a column comes from.
enum class Source : std::uint8_t {
  summary,
  by_profile,
  association,
  programme,
  trajectory,
  firm,
  firm_constant
};

/// A variable whose first axis is `run`. After it come [outer][inner], either of which may be 1.
struct Column {
  Source source;
  std::size_t index;  ///< of the variable in the core's list
  const core::Variable* variable;
  std::string_view group;
  std::vector<std::string_view> axes;  ///< after `run`
  std::size_t outer = 1;
  std::size_t inner = 1;

  std::size_t per_run() const { return outer * inner; }
  std::size_t extent(std::string_view axis) const { return axis == "time" ? outer : inner; }
};

struct Schema {
  Shard shard;
  std::size_t runs = 0;  ///< of all shards together
  std::size_t held = 0;  ///< runs in the file: the shard's
  std::size_t runs_per_segment = 0;
  std::size_t rows = 0;  ///< runs in a chunk: a segment's, or fewer where all are fewer
  std::vector<Column> columns;
  bool events = false;

  /// Whether run numbers need 64 bits.
  bool many() const { return runs > kMostNarrow; }
  static constexpr std::size_t kMostNarrow = 0x7FFFFFFF;
  std::size_t runs_in(std::size_t segment) const;
  /// Where a segment of this shard begins in the file.
  std::size_t first_row(std::size_t segment) const;
  /// The number of the run in that row.
  std::size_t run_at(std::size_t row) const;
};

/// @throws std::invalid_argument if the header contradicts itself; InputError if a factor has the
///         name of a result variable
Schema make_schema(const ResultsHeader& header);

std::size_t bytes_of(core::Storage storage);
std::string_view name_of(core::Storage storage);

}  // namespace minga::io::results
