#include "results_assemble.hpp"

#include "h5_write.hpp"
#include "results_events.hpp"
#include "results_layout.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace minga::io::results {

// Members are closed in reverse order: the file last.
struct Assembly::State {
  h5::File file;
  const Schema& schema;
  std::map<std::string, GroupFile, std::less<>> groups;
  std::vector<h5::Dataset> columns;
  h5::Dataset failed;
  std::optional<EventLog> events;
};

Assembly::Assembly(const std::filesystem::path& path, const StoredHeader& stored,
                   const Schema& schema, const RowMap* rows)
    : state_(new State{h5::create_file(path), schema, {}, {}, {}, {}}) {
  lay_out(stored, rows);
}

Assembly::Assembly(std::unique_ptr<State> state) : state_(std::move(state)) {}

std::unique_ptr<Assembly> Assembly::in_memory(const StoredHeader& stored, const Schema& schema) {
  std::unique_ptr<Assembly> assembly(new Assembly(
      std::unique_ptr<State>(new State{h5::create_in_memory(), schema, {}, {}, {}, {}})));
  assembly->lay_out(stored, nullptr);
  return assembly;
}

void Assembly::lay_out(const StoredHeader& stored, const RowMap* rows) {
  const Schema& schema = state_->schema;
  const ResultsHeader& header = stored.header;
  const hid_t file = state_->file.get();
  write_provenance(file, stored);
  for (const Column& column : schema.columns) {
    const std::string name(column.group);
    auto group = state_->groups.find(name);
    if (group == state_->groups.end()) {
      group =
          state_->groups.emplace(name, create_run_group(file, name, stored, schema, rows)).first;
      if (name == "summary") {
        write_factors(group->second, header, schema);
        state_->failed = create_failed(group->second, schema);
      }
    }
    state_->columns.push_back(create_variable(group->second, column, header, schema));
  }
  if (schema.events && rows == nullptr)
    state_->events.emplace(file, header);
}

hid_t Assembly::file() const { return state_->file.get(); }

Assembly::~Assembly() = default;

void Assembly::add(const Segment& segment) {
  const hsize_t first = state_->schema.first_row(segment.index);
  for (std::size_t i = 0; i < state_->columns.size(); ++i) {
    std::vector<hsize_t> offset(1 + state_->schema.columns[i].axes.size(), 0);
    offset.front() = first;
    h5::write_chunk(state_->columns[i], offset, segment.columns[i]);
  }
  add_failures(segment.index, segment.failures);
  if (state_->events)
    state_->events->add(segment);
}

void Assembly::add_failures(std::size_t segment, std::span<const Failure> failures) {
  if (failures.empty() || state_->failed.get() < 0)
    return;
  std::vector<std::string> reasons(state_->schema.runs_in(segment));
  for (const Failure& failure : failures)
    reasons[failure.row] = failure.reason;
  h5::write_texts(state_->failed, state_->schema.first_row(segment), reasons);
}

void Assembly::leave_out(std::size_t segment, const char* why) {
  if (state_->failed.get() < 0)
    return;
  const std::vector<std::string> reasons(state_->schema.runs_in(segment), why);
  h5::write_texts(state_->failed, state_->schema.first_row(segment), reasons);
}

void Assembly::close(std::string_view status, std::size_t runs_committed,
                     std::size_t runs_not_needed) {
  finish(status, runs_committed, runs_not_needed);
  state_->file.close("cannot finish the file");
}

Bytes Assembly::close_image(std::string_view status, std::size_t runs_committed) {
  finish(status, runs_committed, 0);
  Bytes image = h5::image_of(state_->file);
  state_->file.close("cannot finish the file");
  return image;
}

void Assembly::finish(std::string_view status, std::size_t runs_committed,
                      std::size_t runs_not_needed) {
  if (state_->events)
    state_->events->close();
  h5::set_attribute(state_->file.get(), "status", status);
  h5::set_attribute(state_->file.get(), "runs_committed", std::uint64_t{runs_committed});
  if (runs_not_needed > 0)
    h5::set_attribute(state_->file.get(), "runs_not_needed", std::uint64_t{runs_not_needed});
  state_->events.reset();
  state_->failed = {};
  state_->columns.clear();
  state_->groups.clear();
}

}  // namespace minga::io::results
