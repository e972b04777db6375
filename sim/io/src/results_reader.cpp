// Reads headers and single runs back from a finished file.
#include "h5_read.hpp"
#include "minga/io/results.hpp"
#include "results_index.hpp"
#include "results_parts.hpp"
#include "results_shard.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace minga::io {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> texts_of(hid_t file, const std::string& path) {
  if (!h5::exists(file, path))
    return {};
  const h5::Dataset dataset = h5::open_dataset(file, path);
  return h5::read_texts(dataset, 0, h5::shape_of(dataset).at(0));
}

FactorColumn factor_of(hid_t file, const std::string& path, const ResultsHeader& header) {
  const h5::Dataset dataset = h5::open_dataset(file, path);
  FactorColumn factor;
  factor.name = path.substr(path.rfind('/') + 1);
  factor.title = h5::text_attribute(dataset.get(), "long_name");
  factor.numeric = !h5::is_text(dataset);
  for (std::size_t point = 0; point < header.points; ++point) {
    const hsize_t run = point * header.replicates;
    if (factor.numeric) {
      factor.numbers.push_back(h5::read_numbers(dataset, run, 1).at(0));
    } else {
      factor.labels.push_back(h5::read_texts(dataset, run, 1).at(0));
    }
  }
  return factor;
}

/// Where there is one only and no trajectory is recorded, its name is not in the file.
std::vector<std::string> associations_in(hid_t file) {
  std::vector<std::string> names = texts_of(file, "/trajectory/association");
  return names.empty() ? texts_of(file, "/association/association") : names;
}

ResultsHeader header_of(hid_t file) {
  // A shard may lack points, so that its factors cannot be read from its rows.
  if (const auto shard = results::shard_header(file))
    return shard->header;
  ResultsHeader header;
  header.title = h5::text_attribute(file, "title");
  header.command = h5::text_attribute(file, "history");
  const std::string created = h5::text_attribute(file, "created") + ": ";
  if (header.command.starts_with(created))
    header.command.erase(0, created.size());
  header.config = h5::text_attribute(file, "config");
  header.config_sha256 = h5::text_attribute(file, "config_sha256");
  header.seed = h5::count_attribute(file, "seed");
  header.points = h5::count_attribute(file, "points");
  header.replicates = h5::count_attribute(file, "replicates");
  header.runs_per_segment = h5::count_attribute(file, "runs_per_segment");
  header.currency = h5::text_attribute(file, "currency");
  header.period_days = h5::number_attribute(file, "period_days");
  header.periods = static_cast<int>(h5::count_attribute(file, "periods"));
  header.record = {h5::exists(file, "/summary"), h5::exists(file, "/trajectory"),
                   h5::exists(file, "/firm"), h5::exists(file, "/events")};
  header.profiles = texts_of(file, "/summary/profile");
  header.associations = associations_in(file);
  header.firms = texts_of(file, "/firm/firm");
  header.programme = h5::exists(file, "/programme");
  for (const std::string& path : h5::dataset_paths(file)) {
    const h5::Dataset dataset = h5::open_dataset(file, path);
    if (h5::has_attribute(dataset.get(), "role")) {
      header.factors.push_back(factor_of(file, path, header));
    }
  }
  return header;
}

template <class Value>
std::vector<std::vector<Value>> read_group(hid_t file, const std::string& group,
                                           std::span<const core::Variable> variables,
                                           std::size_t run) {
  std::vector<std::vector<Value>> arrays;
  if (!h5::exists(file, group))
    return arrays;
  for (const core::Variable& variable : variables) {
    const std::string path = group + "/" + std::string(variable.name);
    if (!h5::exists(file, path))
      return {};  // no profiles, no ledger by profile
    const std::vector<double> row = h5::read_numbers(h5::open_dataset(file, path), run, 1);
    std::vector<Value>& values = arrays.emplace_back();
    values.reserve(row.size());
    for (const double value : row)
      values.push_back(static_cast<Value>(value));
  }
  return arrays;
}

std::vector<core::Event> read_events(hid_t file, std::size_t run) {
  if (!h5::exists(file, "/events"))
    return {};
  const h5::Dataset runs = h5::open_dataset(file, "/events/run");
  const hsize_t first = results::first_event(runs, run);
  const hsize_t count = results::first_event(runs, run + 1) - first;
  if (count == 0)
    return {};
  const auto column = [&](const char* name) {
    return h5::read_numbers(h5::open_dataset(file, std::string("/events/") + name), first, count);
  };
  const std::vector<double> time = column("time");
  const std::vector<double> association = column("association");
  const std::vector<double> firm = column("firm");
  const std::vector<double> kind = column("kind");
  const std::vector<double> value = column("value");
  std::vector<core::Event> events;
  for (std::size_t i = 0; i < count; ++i) {
    events.push_back({0, static_cast<std::int32_t>(time[i]),
                      static_cast<std::int32_t>(association[i]), static_cast<std::int32_t>(firm[i]),
                      static_cast<core::EventKind>(kind[i]), value[i]});
  }
  return events;
}

/// Runs are missing by segment, which is a chunk of every variable.
bool is_missing(hid_t file, std::size_t row) {
  if (h5::has_attribute(file, "virtual_sources")) {  // its chunks are in other files
    const std::string why = h5::read_texts(h5::open_dataset(file, "/summary/failed"), row, 1).at(0);
    return why == kNotRun || why == kNotNeeded;
  }
  for (const char* path : {"/summary/survived", "/trajectory/state", "/firm/status"}) {
    if (h5::exists(file, path))
      return !h5::has_chunk(h5::open_dataset(file, path), row);
  }
  return false;
}

/// Where a run lies in the file. @throws RunMissing if it has no place there
std::size_t row_of(hid_t file, const fs::path& path, std::size_t run) {
  const std::uint64_t runs =
      h5::count_attribute(file, "points") * h5::count_attribute(file, "replicates");
  if (run >= runs) {
    throw RunMissing(path.string(),
                     fmt::format("has no run {}; its runs are 0 to {}", run, runs - 1));
  }
  if (!h5::has_attribute(file, "shard"))
    return run;
  const Shard shard = results::shard_header(file)->header.shard;
  const std::size_t in_segment = h5::count_attribute(file, "runs_per_segment");
  const std::size_t segment = run / in_segment;
  if (!shard.holds(segment)) {
    throw RunMissing(path.string(), fmt::format("is shard {} of {}; run {} is in shard {}",
                                                shard.index, shard.count, run, shard.of(segment)));
  }
  return shard.place(segment) * in_segment + run % in_segment;
}

core::BlockResult run_of(hid_t file, std::size_t run, std::size_t row) {
  core::BlockResult block;
  block.runs = 1;
  block.periods = static_cast<int>(h5::count_attribute(file, "periods"));
  block.firms = static_cast<int>(texts_of(file, "/firm/firm").size());
  block.profiles = static_cast<int>(texts_of(file, "/summary/profile").size());
  block.associations = static_cast<int>(std::max<std::size_t>(1, associations_in(file).size()));
  block.summary = read_group<double>(file, "/summary", core::summary_variables(), row);
  block.programme = read_group<double>(file, "/programme", core::programme_variables(), row);
  block.association = read_group<double>(file, "/association", core::association_variables(), row);
  block.by_profile = read_group<double>(file, "/summary", core::profile_variables(), row);
  block.trajectory = read_group<float>(file, "/trajectory", core::trajectory_variables(), row);
  block.firm = read_group<float>(file, "/firm", core::firm_variables(), row);
  block.firm_constant = read_group<double>(file, "/firm", core::firm_constant_variables(), row);
  block.events = read_events(file, run);
  if (h5::exists(file, "/summary/failed")) {
    block.failed = h5::read_texts(h5::open_dataset(file, "/summary/failed"), row, 1);
  }
  return block;
}

}  // namespace

ResultsHeader read_results_header(const fs::path& path) {
  if (fs::is_directory(path))
    return results::Parts::open(path).header().header;
  const h5::Quiet quiet;
  try {
    const h5::File file = h5::open_file(path);
    results::need_shards(file.get(), path);  // factors are read from rows
    return header_of(file.get());
  } catch (const h5::Failure& failure) {
    throw FileError(path.string(), failure.what());
  }
}

std::string input_differences(const fs::path& file, const ResultsHeader& here) {
  ResultsHeader there = read_results_header(file);
  // What follows from the input, and what a file without some group cannot tell.
  there.factors = here.factors;
  there.profiles = here.profiles;
  there.associations = here.associations;
  there.firms = here.firms;
  there.programme = here.programme;
  there.runs_per_segment = here.runs_per_segment;
  return results::differences(results::stamp(there), results::stamp(here));
}

core::BlockResult read_run(const fs::path& path, std::size_t run) {
  const h5::Quiet quiet;
  try {
    const h5::File file = h5::open_file(path);
    results::need_shards(file.get(), path);
    const std::size_t row = row_of(file.get(), path, run);
    if (is_missing(file.get(), row)) {
      throw RunMissing(path.string(),
                       fmt::format("run {} is missing, the file is incomplete", run));
    }
    return run_of(file.get(), run, row);
  } catch (const h5::Failure& failure) {
    throw FileError(path.string(), failure.what());
  }
}

}  // namespace minga::io
