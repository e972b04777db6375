// The bytes of one segment file: a fixed head, the sizes of its payloads, the payloads, a checksum
// over all of it. Format: docs/formats. Pure functions of bytes; files are another's business.
#pragma once

#include "minga/core/record.hpp"
#include "results_chunk.hpp"
#include "results_schema.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace minga::io::results {

/// Columns of the event log, in the order of their payloads.
std::span<const core::Variable> event_variables();

struct Failure {
  std::uint32_t row = 0;  ///< run within the segment
  std::string reason;
};

/// A segment whose checksum and identity were checked. Views into the bytes it was read from.
struct Segment {
  std::size_t index = 0;
  std::size_t runs = 0;
  std::size_t events = 0;
  std::vector<ByteView> columns;  ///< a compressed chunk per column of the schema
  std::vector<Failure> failures;
  std::vector<ByteView> event_columns;  ///< compressed, `events` values each; empty: not recorded
};

/// @throws std::invalid_argument if the block does not hold exactly the runs of that segment
void check_runs(const Schema& schema, std::size_t index, const core::BlockResult& block);

/// A block's values of a column, in the stored type and the extents of the file.
/// @param rows     of `out`; those that the block does not have are filled
/// @param results  named in error messages
/// @throws FileError for a value that does not fit its type
void store_column(const Column& column, const core::BlockResult& block, std::size_t rows,
                  std::size_t first_run, const std::string& results, std::byte* out);

/// @param out  named in error messages
/// @throws FileError for a value that does not fit its type; std::invalid_argument for a block of
///         another shape than the schema's
Bytes encode_segment(const Schema& schema, std::uint64_t identity, std::size_t index,
                     const core::BlockResult& runs, const std::string& out);

/// @throws Damaged  torn, altered, or of another experiment or place
Segment decode_segment(const Schema& schema, std::uint64_t identity, std::size_t index,
                       ByteView bytes);

/// A variable of /summary for the runs of a segment, NaN where it is missing.
/// @throws std::invalid_argument if there is none of that name
std::vector<double> outcome_of(const Schema& schema, const Segment& segment,
                               std::string_view variable);

}  // namespace minga::io::results
