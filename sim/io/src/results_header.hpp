// The header of results as JSON (header.json of a .parts folder), and what makes two headers the
// same experiment.
#pragma once

#include "minga/io/results.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace minga::io::results {

/// A header with what the program adds to it when an output is begun.
struct StoredHeader {
  ResultsHeader header;
  std::string created;  ///< ISO 8601, UTC
  std::string software_version;
  std::string git_sha1;
  bool git_dirty = false;  ///< the sources differed from that commit
  std::string compiler;
};

/// The header as a file keeps it (invalid UTF-8 replaced), with this program's identity and the
/// present time.
StoredHeader stamp(const ResultsHeader& header);

std::string to_json(const StoredHeader& stored);
/// @throws Damaged  not a header, or of a format that this program does not read
StoredHeader from_json(std::string_view text);

/// A hash of everything that must agree for runs to belong in one file. Ties segments to a header.
std::uint64_t identity_of(const StoredHeader& stored);

/// What differs between two experiments, "seed (1 there, 2 here), ..."; empty where nothing does.
std::string differences(const StoredHeader& there, const StoredHeader& here);

}  // namespace minga::io::results
