// Makes the groups of the final file: coordinates, variables, their attributes and scales.
#pragma once

#include "h5_write.hpp"
#include "results_header.hpp"
#include "results_schema.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace minga::io::results {

/// Where the rows of a virtual file lie; null in a file that has its own.
using RowMap = std::vector<h5::VirtualRows>;

/// A group under construction: its axes by name.
struct GroupFile {
  h5::Group group;
  std::map<std::string, h5::Dataset, std::less<>> scales;
  const RowMap* rows = nullptr;
};

/// Root attributes that are known from the start.
void write_provenance(hid_t file, const StoredHeader& header);

/// A group over runs: scales run and those of `axes`, coordinates point and replicate.
GroupFile create_run_group(hid_t file, const std::string& name, const StoredHeader& header,
                           const Schema& schema, const RowMap* rows = nullptr);
/// One variable per design factor, on run.
void write_factors(const GroupFile& group, const ResultsHeader& header, const Schema& schema);
h5::Dataset create_variable(const GroupFile& group, const Column& column,
                            const ResultsHeader& header, const Schema& schema);
/// Text on run, the reason why a run failed.
h5::Dataset create_failed(const GroupFile& group, const Schema& schema);

hid_t file_type(core::Storage storage);
/// long_name, units, flags and fill value. @param missing  whether it has a fill value
void describe(const h5::Dataset& dataset, const core::Variable& variable,
              const ResultsHeader& header, bool missing);

}  // namespace minga::io::results
