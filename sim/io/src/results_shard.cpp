#include "results_shard.hpp"

#include "h5_read.hpp"
#include "results_layout.hpp"

#include <algorithm>
#include <string>

namespace minga::io::results {
namespace {

std::string path_of(const Column& column) {
  return "/" + std::string(column.group) + "/" + std::string(column.variable->name);
}

/// A chunk of more rows: those that are added hold the fill value.
Bytes lengthened(const Bytes& chunk, const Column& column, std::size_t from, std::size_t to) {
  const std::size_t size = bytes_of(column.variable->storage);
  const std::size_t row = column.per_run() * size;
  Bytes raw = decompress(chunk, from * row, size);
  const Bytes fill = fill_value(column.variable->storage);
  while (raw.size() < to * row)
    raw.insert(raw.end(), fill.begin(), fill.end());
  return compress(raw, size);
}

}  // namespace

std::optional<StoredHeader> shard_header(hid_t file) {
  if (!h5::has_attribute(file, "shard_header"))
    return std::nullopt;
  try {
    return from_json(h5::text_attribute(file, "shard_header"));
  } catch (const Damaged& damage) {
    throw h5::Failure("attribute shard_header is damaged: " + damage.what);
  }
}

hsize_t first_event(const h5::Dataset& runs, std::size_t run) {
  hsize_t low = 0;
  hsize_t high = h5::shape_of(runs).at(0);
  while (low < high) {
    const hsize_t middle = low + (high - low) / 2;
    if (h5::read_numbers(runs, middle, 1).at(0) < static_cast<double>(run)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

ShardFile::ShardFile(const std::filesystem::path& path, const StoredHeader& header)
    : file_(h5::open_file(path)), schema_(make_schema(header.header)) {}

std::optional<Bytes> ShardFile::chunk_of(std::size_t column, std::size_t segment,
                                         const Schema& whole) const {
  const Column& of = schema_.columns.at(column);
  const h5::Dataset dataset = h5::open_dataset(file_.get(), path_of(of));
  std::vector<hsize_t> offset(1 + of.axes.size(), 0);
  offset.front() = schema_.first_row(segment);
  std::optional<Bytes> chunk = h5::read_chunk(dataset, offset);
  // The chunks of a shard with no full segment have only as many rows as that.
  if (chunk && schema_.rows < whole.rows)
    return lengthened(*chunk, of, schema_.rows, whole.rows);
  return chunk;
}

void ShardFile::add_failures(HeldSegment& held) const {
  if (!h5::exists(file_.get(), "/summary/failed"))
    return;
  const h5::Dataset dataset = h5::open_dataset(file_.get(), "/summary/failed");
  const std::vector<std::string> reasons =
      h5::read_texts(dataset, schema_.first_row(held.segment.index), held.segment.runs);
  for (std::size_t row = 0; row < reasons.size(); ++row) {
    if (!reasons[row].empty())
      held.segment.failures.push_back({static_cast<std::uint32_t>(row), reasons[row]});
  }
}

void ShardFile::add_events(HeldSegment& held) const {
  const std::size_t run = held.segment.index * schema_.runs_per_segment;
  const h5::Dataset runs = h5::open_dataset(file_.get(), "/events/run");
  const hsize_t first = first_event(runs, run);
  held.segment.events = first_event(runs, run + held.segment.runs) - first;
  for (const core::Variable& variable : event_variables()) {
    const h5::Dataset dataset =
        h5::open_dataset(file_.get(), "/events/" + std::string(variable.name));
    const std::size_t size = bytes_of(variable.storage);
    Bytes raw(held.segment.events * size);
    h5::read_rows(dataset, file_type(variable.storage), first, held.segment.events, raw.data());
    held.bytes.push_back(raw.empty() ? Bytes() : compress(raw, size));
  }
}

std::optional<HeldSegment> ShardFile::read(std::size_t segment, const Schema& whole) const {
  HeldSegment held;
  held.segment.index = segment;
  held.segment.runs = schema_.runs_in(segment);
  for (std::size_t column = 0; column < schema_.columns.size(); ++column) {
    std::optional<Bytes> chunk = chunk_of(column, segment, whole);
    if (!chunk)
      return std::nullopt;
    held.bytes.push_back(std::move(*chunk));
  }
  add_failures(held);
  if (schema_.events)
    add_events(held);
  const auto columns = static_cast<std::ptrdiff_t>(schema_.columns.size());
  held.segment.columns.assign(held.bytes.begin(), held.bytes.begin() + columns);
  held.segment.event_columns.assign(held.bytes.begin() + columns, held.bytes.end());
  return held;
}

bool ShardFile::needs(std::size_t segment) const {
  if (!h5::exists(file_.get(), "/summary/failed"))
    return true;
  const h5::Dataset dataset = h5::open_dataset(file_.get(), "/summary/failed");
  return h5::read_texts(dataset, schema_.first_row(segment), 1).at(0) != kNotNeeded;
}

}  // namespace minga::io::results
