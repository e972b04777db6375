// The group /events of the final file: columns of a length that is known only at the end.
#pragma once

#include "h5_write.hpp"
#include "results_chunk.hpp"
#include "results_layout.hpp"
#include "results_segment.hpp"

#include <vector>

namespace minga::io::results {

/// Gathers the events of segments into chunks of equal length and appends them.
class EventLog {
 public:
  EventLog(hid_t file, const ResultsHeader& header);
  void add(const Segment& segment);
  /// Writes the last chunk and the coordinate.
  void close();

 private:
  struct Column {
    h5::Dataset dataset;
    core::Storage storage;
    Bytes waiting;  ///< values that do not fill a chunk yet
  };
  void flush(Column& column, std::size_t events);

  h5::Group group_;
  std::vector<Column> columns_;
  h5::Dataset scale_;
  hsize_t written_ = 0;
};

/// The group of an index: columns that show rows of other files, and the coordinate.
void create_event_index(hid_t file, const ResultsHeader& header, const RowMap& rows,
                        hsize_t events);

}  // namespace minga::io::results
