#include "results_segment.hpp"

#include "minga/io/error.hpp"

#include <fmt/format.h>
#include <libdeflate.h>

#include <cstring>
#include <stdexcept>

namespace minga::io::results {
namespace {

constexpr std::array<char, 8> kMagic = {'M', 'I', 'N', 'G', 'A', 'S', 'E', 'G'};
constexpr std::uint32_t kVersion = 2;

/// As it lies at the start of a segment; the sizes of the payloads follow, 8 bytes each.
struct Head {
  std::array<char, 8> magic = kMagic;
  std::uint32_t version = kVersion;
  std::uint32_t payloads = 0;
  std::uint64_t identity = 0;
  std::uint64_t index = 0;
  std::uint64_t runs = 0;
  std::uint64_t events = 0;
  std::uint64_t size = 0;  ///< of the whole file, checksum included
};
static_assert(sizeof(Head) == 56);
using Checksum = std::uint32_t;

constexpr auto kEventKinds = core::names<core::EventKind>();
constexpr auto kEvent = std::to_array<core::Variable>({
    {"run", "Run, index into the coordinate run of the other groups", "1", core::Storage::i32},
    {"time", "Period, counted from 0", "1", core::Storage::i32},
    {"association", "Association, counted from 0", "1", core::Storage::i32},
    {"firm", "Firm, counted from 0; -1 where the event is the group's", "1", core::Storage::i32},
    {"kind", "What happened", "1", core::Storage::i8, kEventKinds},
    {"value", "Amount of the event, its meaning depends on the kind", "1"},
});

Checksum checksum(ByteView bytes) { return libdeflate_crc32(0, bytes.data(), bytes.size()); }

void append(Bytes& bytes, const void* from, std::size_t size) {
  if (size == 0)
    return;
  bytes.resize(bytes.size() + size);
  std::memcpy(bytes.data() + bytes.size() - size, from, size);
}

template <class T>
void append(Bytes& bytes, const T& value) {
  append(bytes, &value, sizeof(T));
}

template <class T>
T take(ByteView& bytes) {
  if (bytes.size() < sizeof(T))
    throw Damaged{"it ends too early"};
  T value;
  std::memcpy(&value, bytes.data(), sizeof(T));
  bytes = bytes.subspan(sizeof(T));
  return value;
}

[[noreturn]] void wrong_shape(std::string_view what) {
  throw std::invalid_argument(fmt::format("block of results: wrong shape of {}", what));
}

/// Extents of the block's array of a column: may be smaller than the schema's, never larger.
Extents extents_in(const core::BlockResult& block, const Column& column) {
  Extents from{static_cast<std::size_t>(block.runs), column.outer, column.inner};
  const bool by_time = column.source == Source::trajectory || column.source == Source::firm;
  const bool by_firm = column.source == Source::firm || column.source == Source::firm_constant;
  if (by_time)
    from.outer = static_cast<std::size_t>(block.periods);
  if (by_firm)
    from.inner = static_cast<std::size_t>(block.firms);
  if (column.source == Source::association || column.source == Source::trajectory)
    from.inner = static_cast<std::size_t>(block.associations);
  if (column.source == Source::by_profile)
    from.inner = static_cast<std::size_t>(block.profiles);
  if (from.outer > column.outer || from.inner > column.inner)
    wrong_shape(column.variable->name);
  return from;
}

template <class Value>
void store(const std::vector<std::vector<Value>>& arrays, const Column& column,
           const core::BlockResult& block, std::size_t rows, std::byte* out) {
  const Extents from = extents_in(block, column);
  if (column.index >= arrays.size() || arrays[column.index].size() != from.count()) {
    wrong_shape(fmt::format("{}/{}", column.group, column.variable->name));
  }
  const Extents to{rows, column.outer, column.inner};
  store_values(std::span<const Value>(arrays[column.index]), from, to, column.variable->storage,
               out);
}

void store(const Column& column, const core::BlockResult& block, std::size_t rows, std::byte* out) {
  switch (column.source) {
    case Source::summary:
      return store(block.summary, column, block, rows, out);
    case Source::by_profile:
      return store(block.by_profile, column, block, rows, out);
    case Source::association:
      return store(block.association, column, block, rows, out);
    case Source::programme:
      return store(block.programme, column, block, rows, out);
    case Source::trajectory:
      return store(block.trajectory, column, block, rows, out);
    case Source::firm:
      return store(block.firm, column, block, rows, out);
    case Source::firm_constant:
      return store(block.firm_constant, column, block, rows, out);
  }
}

Bytes encode_column(const Schema& schema, const Column& column, const core::BlockResult& block,
                    std::size_t first_run, const std::string& out) {
  const std::size_t size = bytes_of(column.variable->storage);
  Bytes values(schema.rows * column.per_run() * size);
  store_column(column, block, schema.rows, first_run, out, values.data());
  return compress(values, size);
}

Bytes encode_failures(const core::BlockResult& block) {
  Bytes bytes;
  for (std::size_t row = 0; row < block.failed.size(); ++row) {
    const std::string& reason = block.failed[row];
    if (reason.empty())
      continue;
    append(bytes, static_cast<std::uint32_t>(row));
    append(bytes, static_cast<std::uint32_t>(reason.size()));
    append(bytes, reason.data(), reason.size());
  }
  return bytes;
}

std::vector<Failure> decode_failures(ByteView bytes, std::size_t runs) {
  std::vector<Failure> failures;
  while (!bytes.empty()) {
    const auto row = take<std::uint32_t>(bytes);
    const auto length = take<std::uint32_t>(bytes);
    if (row >= runs || length > bytes.size())
      throw Damaged{"its list of failures is wrong"};
    failures.push_back({row, {reinterpret_cast<const char*>(bytes.data()), length}});
    bytes = bytes.subspan(length);
  }
  return failures;
}

template <class Value>
Bytes encode_event_column(const core::BlockResult& block, Value (*value)(const core::Event&),
                          std::int32_t shift = 0) {
  if (block.events.empty())
    return {};
  std::vector<Value> values;
  values.reserve(block.events.size());
  for (const core::Event& event : block.events) {
    values.push_back(static_cast<Value>(value(event) + static_cast<Value>(shift)));
  }
  return compress(std::as_bytes(std::span(values)), sizeof(Value));
}

void add_events(std::vector<Bytes>& payloads, const core::BlockResult& block,
                std::size_t first_run) {
  using core::Event;
  for (const Event& event : block.events) {
    if (event.run < 0 || event.run >= block.runs)
      wrong_shape("events (run)");
  }
  payloads.push_back(encode_event_column<std::int32_t>(
      block, [](const Event& e) { return e.run; }, static_cast<std::int32_t>(first_run)));
  payloads.push_back(
      encode_event_column<std::int32_t>(block, [](const Event& e) { return e.time; }));
  payloads.push_back(
      encode_event_column<std::int32_t>(block, [](const Event& e) { return e.association; }));
  payloads.push_back(
      encode_event_column<std::int32_t>(block, [](const Event& e) { return e.firm; }));
  payloads.push_back(encode_event_column<std::int8_t>(
      block, [](const Event& e) { return static_cast<std::int8_t>(e.kind); }));
  payloads.push_back(encode_event_column<double>(block, [](const Event& e) { return e.value; }));
}

}  // namespace

std::span<const core::Variable> event_variables() { return kEvent; }

void check_runs(const Schema& schema, std::size_t index, const core::BlockResult& block) {
  const std::size_t runs = schema.runs_in(index);
  if (runs == 0 || block.runs < 0 || static_cast<std::size_t>(block.runs) != runs) {
    throw std::invalid_argument(
        fmt::format("segment {}: {} runs given, {} expected", index, block.runs, runs));
  }
  if (!block.failed.empty() && block.failed.size() != runs)
    wrong_shape("failed");
}

void store_column(const Column& column, const core::BlockResult& block, std::size_t rows,
                  std::size_t first_run, const std::string& results, std::byte* out) {
  try {
    store(column, block, rows, out);
  } catch (const Misfit& misfit) {
    throw FileError(
        results, fmt::format("{}/{} of run {} is {}, which its type {} cannot hold", column.group,
                             column.variable->name, first_run + misfit.row, misfit.value,
                             name_of(column.variable->storage)));
  }
}

Bytes encode_segment(const Schema& schema, std::uint64_t identity, std::size_t index,
                     const core::BlockResult& block, const std::string& out) {
  check_runs(schema, index, block);
  const std::size_t runs = schema.runs_in(index);
  const std::size_t first_run = index * schema.runs_per_segment;
  std::vector<Bytes> payloads;
  for (const Column& column : schema.columns)
    payloads.push_back(encode_column(schema, column, block, first_run, out));
  payloads.push_back(encode_failures(block));
  if (schema.events)
    add_events(payloads, block, first_run);

  Head head;
  head.payloads = static_cast<std::uint32_t>(payloads.size());
  head.identity = identity;
  head.index = index;
  head.runs = runs;
  head.events = schema.events ? block.events.size() : 0;
  head.size = sizeof(Head) + payloads.size() * sizeof(std::uint64_t) + sizeof(Checksum);
  for (const Bytes& payload : payloads)
    head.size += payload.size();

  Bytes bytes;
  bytes.reserve(head.size);
  append(bytes, head);
  for (const Bytes& payload : payloads)
    append(bytes, std::uint64_t{payload.size()});
  for (const Bytes& payload : payloads)
    append(bytes, payload.data(), payload.size());
  append(bytes, checksum(bytes));
  return bytes;
}

Segment decode_segment(const Schema& schema, std::uint64_t identity, std::size_t index,
                       ByteView bytes) {
  ByteView rest = bytes;
  const auto head = take<Head>(rest);
  if (head.magic != kMagic)
    throw Damaged{"it is not a segment of minga"};
  if (head.version != kVersion) {
    throw Damaged{
        fmt::format("its format has version {}, this program reads {}", head.version, kVersion)};
  }
  if (head.size != bytes.size()) {
    throw Damaged{fmt::format("it has {} bytes instead of {}", bytes.size(), head.size)};
  }
  if (rest.size() < sizeof(Checksum))
    throw Damaged{"it ends too early"};
  ByteView tail = rest.last(sizeof(Checksum));
  if (take<Checksum>(tail) != checksum(bytes.first(bytes.size() - sizeof(Checksum)))) {
    throw Damaged{"its checksum does not hold"};
  }
  if (head.identity != identity)
    throw Damaged{"it belongs to another experiment"};
  if (head.index != index)
    throw Damaged{fmt::format("it is segment {}", head.index)};
  const std::size_t expected =
      schema.columns.size() + 1 + (schema.events ? event_variables().size() : 0);
  if (head.runs != schema.runs_in(index) || head.runs == 0 || head.payloads != expected) {
    throw Damaged{"its contents are not those of the header"};
  }

  std::vector<ByteView> payloads;
  rest = rest.first(rest.size() - sizeof(Checksum));
  ByteView sizes = rest;
  std::size_t used = expected * sizeof(std::uint64_t);
  for (std::size_t i = 0; i < expected; ++i) {
    const auto size = take<std::uint64_t>(sizes);
    if (used > rest.size() || size > rest.size() - used)
      throw Damaged{"its sizes do not add up"};
    payloads.push_back(rest.subspan(used, size));
    used += size;
  }
  Segment segment{index, head.runs, head.events, {}, {}, {}};
  const auto columns = static_cast<std::ptrdiff_t>(schema.columns.size());
  segment.columns.assign(payloads.begin(), payloads.begin() + columns);
  segment.failures = decode_failures(payloads[schema.columns.size()], head.runs);
  segment.event_columns.assign(payloads.begin() + columns + 1, payloads.end());
  return segment;
}

std::vector<double> outcome_of(const Schema& schema, const Segment& segment,
                               std::string_view variable) {
  for (std::size_t i = 0; i < schema.columns.size(); ++i) {
    const Column& column = schema.columns[i];
    if (column.source != Source::summary || column.variable->name != variable)
      continue;
    const core::Storage storage = column.variable->storage;
    const Bytes raw =
        decompress(segment.columns[i], schema.rows * bytes_of(storage), bytes_of(storage));
    std::vector<double> values = load_values(raw, storage);
    values.resize(segment.runs);  // the last chunk is padded
    return values;
  }
  throw std::invalid_argument("/summary has no variable " + std::string(variable));
}

}  // namespace minga::io::results
