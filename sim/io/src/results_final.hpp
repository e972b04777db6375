// The last step of writing results: from segments to the file under its name.
#pragma once

#include "results_header.hpp"
#include "results_schema.hpp"
#include "results_segment.hpp"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>

namespace minga::io::results {

/// Gives a segment by its number, or nothing where it is missing. Asked for each once, in ascending
/// order; what it gives must stay valid until it is asked again.
using SegmentSource = std::function<std::optional<Segment>(std::size_t segment)>;

/// Has a file written under another name, seals it, and renames it to `out`.
/// @throws FileError, also for failures of HDF5; then nothing is left of it
void write_sealed(const std::filesystem::path& out,
                  const std::function<void(const std::filesystem::path&)>& write);

/// Whether a segment that is not there is missed.
using Needed = std::function<bool(std::size_t segment)>;

/// Runs in a file.
struct Written {
  std::size_t committed = 0;
  std::size_t not_needed = 0;
};

/// Builds `out` as a sealed file. Where runs are missing its status is
/// `interrupted`.
/// @param needed  asked of segments that are not there, after `segments`; empty: all are
/// @throws FileError; then nothing is left of it
Written write_final(const std::filesystem::path& out, const StoredHeader& header,
                    const Schema& schema, const SegmentSource& segments, const Needed& needed = {});

}  // namespace minga::io::results
