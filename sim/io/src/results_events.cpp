#include "results_events.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>

namespace minga::io::results {
namespace {

constexpr std::size_t kChunk = 16384;  // events
constexpr hsize_t kChunkLength = kChunk;

h5::DatasetShape growing(const void* fill) {
  h5::DatasetShape shape{{0}, {kChunkLength}};
  shape.unlimited = true;
  shape.compressed = true;
  shape.fill = fill;
  return shape;
}

constexpr core::Variable kScale{"event", "Event, by run and in order of occurrence", "1"};

h5::Dataset create_column(const h5::Group& group, const h5::Dataset& scale,
                          const core::Variable& variable, const ResultsHeader& header,
                          const h5::DatasetShape& shape) {
  h5::Dataset dataset = h5::create_dataset(group.get(), std::string(variable.name),
                                           file_type(variable.storage), shape);
  const bool may_miss = !variable.flags.empty() || variable.storage == core::Storage::f64;
  describe(dataset, variable, header, may_miss);
  h5::attach_scale(dataset, scale, 0);
  return dataset;
}

/// 0, 1, ... along the coordinate.
void write_numbers(const h5::Dataset& scale, hsize_t events) {
  std::vector<std::int64_t> numbers(kChunk);
  for (hsize_t first = 0; first < events; first += kChunk) {
    std::iota(numbers.begin(), numbers.end(), static_cast<std::int64_t>(first));
    h5::write_rows(scale, H5T_NATIVE_INT64, first, std::min(kChunkLength, events - first),
                   numbers.data());
  }
}

}  // namespace

EventLog::EventLog(hid_t file, const ResultsHeader& header)
    : group_(h5::create_group(file, "events")),
      scale_(h5::create_dataset(group_.get(), "event", H5T_STD_I64LE, growing(nullptr))) {
  h5::make_scale(scale_, "event");
  describe(scale_, kScale, header, false);
  for (const core::Variable& variable : event_variables()) {
    const Bytes fill = fill_value(variable.storage);
    columns_.push_back({create_column(group_, scale_, variable, header, growing(fill.data())),
                        variable.storage,
                        {}});
  }
}

void create_event_index(hid_t file, const ResultsHeader& header, const RowMap& rows,
                        hsize_t events) {
  const h5::Group group = h5::create_group(file, "events");
  h5::DatasetShape shape = growing(nullptr);
  shape.extent = {events};
  const h5::Dataset scale = h5::create_dataset(group.get(), "event", H5T_STD_I64LE, shape);
  h5::make_scale(scale, "event");
  describe(scale, kScale, header, false);
  write_numbers(scale, events);
  for (const core::Variable& variable : event_variables()) {
    const Bytes fill = fill_value(variable.storage);
    h5::DatasetShape column{{events}, {}};
    column.fill = fill.data();
    column.rows = rows.empty() ? nullptr : &rows;
    create_column(group, scale, variable, header, column);
  }
}

void EventLog::flush(Column& column, std::size_t events) {
  const std::size_t size = bytes_of(column.storage);
  Bytes chunk(column.waiting.begin(),
              column.waiting.begin() + static_cast<std::ptrdiff_t>(events * size));
  column.waiting.erase(column.waiting.begin(),
                       column.waiting.begin() + static_cast<std::ptrdiff_t>(events * size));
  chunk.resize(kChunk * size);  // what lies beyond the end of the dataset is never read
  h5::set_length(column.dataset, written_ + events);
  h5::write_chunk(column.dataset, std::span(&written_, 1), compress(chunk, size));
}

void EventLog::add(const Segment& segment) {
  if (segment.events == 0)
    return;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const std::size_t size = bytes_of(columns_[i].storage);
    const Bytes raw = decompress(segment.event_columns.at(i), segment.events * size, size);
    columns_[i].waiting.insert(columns_[i].waiting.end(), raw.begin(), raw.end());
  }
  while (columns_.front().waiting.size() >= kChunk * bytes_of(columns_.front().storage)) {
    for (Column& column : columns_)
      flush(column, kChunk);
    written_ += kChunk;
  }
}

void EventLog::close() {
  const std::size_t rest = columns_.front().waiting.size() / bytes_of(columns_.front().storage);
  if (rest > 0) {
    for (Column& column : columns_)
      flush(column, rest);
    written_ += rest;
  }
  h5::set_length(scale_, written_);
  write_numbers(scale_, written_);
}

}  // namespace minga::io::results
