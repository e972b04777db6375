#include "h5_handle.hpp"
#include "minga/io/memory.hpp"
#include "results_assemble.hpp"
#include "results_segment.hpp"

#include <cstring>
#include <span>
#include <stdexcept>
#include <utility>

namespace minga::io {
namespace {

using namespace results;

constexpr const char* kPlace = "results in memory";  // named in messages, as a file would be

HeldColumn column_of(std::string_view group, const core::Variable& variable,
                     std::vector<std::size_t> shape) {
  std::size_t bytes = bytes_of(variable.storage);
  for (const std::size_t extent : shape)
    bytes *= extent;
  return {std::string(group), std::string(variable.name), variable.storage, std::move(shape),
          std::make_unique_for_overwrite<std::byte[]>(bytes)};
}

template <class Value, class Get>
HeldColumn event_column(const core::Variable& variable, std::span<const core::Event> events,
                        Get get) {
  HeldColumn column = column_of("events", variable, {events.size()});
  auto* out = reinterpret_cast<Value*>(column.values.get());
  for (const core::Event& event : events)
    *out++ = static_cast<Value>(get(event));
  return column;
}

/// In the order of event_variables().
void add_event_columns(std::vector<HeldColumn>& columns, std::span<const core::Event> events) {
  using core::Event;
  const std::span<const core::Variable> v = event_variables();
  const auto whole = [&](std::size_t i, auto get) {
    columns.push_back(event_column<std::int32_t>(v[i], events, get));
  };
  whole(0, [](const Event& e) { return e.run; });
  whole(1, [](const Event& e) { return e.time; });
  whole(2, [](const Event& e) { return e.association; });
  whole(3, [](const Event& e) { return e.firm; });
  columns.push_back(event_column<std::int8_t>(v[4], events, [](const Event& e) { return e.kind; }));
  columns.push_back(event_column<double>(v[5], events, [](const Event& e) { return e.value; }));
}

}  // namespace

struct ResultsMemory::State {
  StoredHeader stored;
  Schema schema;
  std::vector<HeldColumn> columns;
  std::vector<core::Event> events;
  std::vector<std::pair<std::size_t, std::vector<Failure>>> failures;  ///< by segment
  std::size_t runs = 0;
};

ResultsMemory::ResultsMemory(ResultsHeader header) : state_(new State) {
  state_->stored = stamp(header);
  state_->schema = make_schema(state_->stored.header);
  for (const Column& column : state_->schema.columns) {
    std::vector<std::size_t> shape{state_->schema.held};
    for (const std::string_view axis : column.axes)
      shape.push_back(column.extent(axis));
    state_->columns.push_back(column_of(column.group, *column.variable, std::move(shape)));
  }
}

ResultsMemory::~ResultsMemory() = default;

void ResultsMemory::add(std::size_t segment, const core::BlockResult& runs) {
  const Schema& schema = state_->schema;
  check_runs(schema, segment, runs);
  const std::size_t first = schema.first_row(segment);
  for (std::size_t i = 0; i < schema.columns.size(); ++i) {
    const Column& column = schema.columns[i];
    const std::size_t row = column.per_run() * bytes_of(column.variable->storage);
    store_column(column, runs, schema.runs_in(segment), schema.run_at(first), kPlace,
                 state_->columns[i].values.get() + first * row);
  }
  std::vector<Failure> failures;
  for (std::size_t row = 0; row < runs.failed.size(); ++row) {
    if (!runs.failed[row].empty())
      failures.push_back({static_cast<std::uint32_t>(row), runs.failed[row]});
  }
  if (!failures.empty())
    state_->failures.emplace_back(segment, std::move(failures));
  for (core::Event event : schema.events ? runs.events : std::vector<core::Event>()) {
    event.run += static_cast<std::int32_t>(first);
    state_->events.push_back(event);
  }
  state_->runs += schema.runs_in(segment);
}

HeldResults ResultsMemory::take() {
  if (state_->runs != state_->schema.held)
    throw std::invalid_argument("results in memory: segments are missing");
  HeldResults out;
  const h5::Quiet quiet;
  try {
    const auto frame = Assembly::in_memory(state_->stored, state_->schema);
    for (const auto& [segment, failures] : state_->failures)
      frame->add_failures(segment, failures);
    out.frame = frame->close_image("complete", state_->runs);
  } catch (const h5::Failure& failure) {
    throw FileError(kPlace, failure.what());
  }
  out.columns = std::move(state_->columns);
  if (state_->schema.events)
    add_event_columns(out.columns, state_->events);
  return out;
}

}  // namespace minga::io
