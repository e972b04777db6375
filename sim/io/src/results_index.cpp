// An index over shards: a file of virtual datasets, which copies nothing.
#include "results_index.hpp"

#include "h5_read.hpp"
#include "minga/io/results.hpp"
#include "results_assemble.hpp"
#include "results_events.hpp"
#include "results_final.hpp"
#include "results_seal.hpp"
#include "results_shard.hpp"
#include "results_survey.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <map>
#include <system_error>

namespace minga::io {
namespace {

namespace fs = std::filesystem;
using results::IndexedShard;
using results::RowMap;
using results::ShardSource;
using results::ShardSources;

constexpr const char* kAttribute = "virtual_sources";

/// As the index names it: so that index and shards can be moved together where they lie together.
std::string name_of(const fs::path& shard, const fs::path& index) {
  const fs::path folder = fs::absolute(index).parent_path();
  const fs::path relative =
      fs::absolute(shard).lexically_normal().lexically_relative(folder.lexically_normal());
  return (relative.empty() ? fs::absolute(shard) : relative).string();
}

/// Rows over runs: of each shard its full parts, which lie evenly, and the last one if it is short.
RowMap rows_of(const ShardSources& sources, const results::Schema& whole, const fs::path& index) {
  RowMap map;
  for (const auto& [number, source] : sources) {
    const ResultsHeader& header = source.header.header;
    const Shard shard = header.shard;
    const std::size_t part = shard.together * header.runs_per_segment;
    const std::size_t held = header.runs_held();
    h5::VirtualRows rows{name_of(source.path, index), held, 0,          number * part,
                         shard.count * part,          part, held / part};
    if (rows.blocks > 0)
      map.push_back(rows);
    if (const std::size_t rest = held % part; rest > 0) {
      rows.from = held - rest;
      rows.first = whole.runs - rest;
      rows.stride = rows.block = rest;
      rows.blocks = 1;
      map.push_back(rows);
    }
  }
  return map;
}

/// Rows of the event log: those of one segment after those of another, from file to file.
struct Events {
  RowMap map;
  hsize_t count = 0;
};

Events events_of(const ShardSources& sources, const results::Schema& whole, const fs::path& index) {
  Events events;
  std::map<std::size_t, hsize_t> next;  // row of each shard
  const Shard shard = sources.begin()->second.header.header.shard;
  const std::size_t segments = (whole.runs + whole.runs_per_segment - 1) / whole.runs_per_segment;
  std::map<std::size_t, std::vector<double>> runs;  // of each shard's events
  for (const auto& [number, source] : sources) {
    const h5::File file = h5::open_file(source.path);
    const h5::Dataset dataset = h5::open_dataset(file.get(), "/events/run");
    runs[number] = h5::read_numbers(dataset, 0, h5::shape_of(dataset).at(0));
  }
  for (std::size_t s = 0; s < segments; ++s) {
    const std::size_t number = shard.of(s) - 1;
    const std::vector<double>& own = runs.at(number);
    const auto last = static_cast<double>((s + 1) * whole.runs_per_segment);
    hsize_t& row = next[number];
    const hsize_t from = row;
    while (row < own.size() && own[row] < last)
      ++row;
    if (row == from)
      continue;
    const hsize_t count = row - from;
    events.map.push_back(
        {name_of(sources.at(number).path, index), own.size(), from, events.count, count, count, 1});
    events.count += count;
  }
  return events;
}

std::string as_json(const std::vector<IndexedShard>& shards) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const IndexedShard& one : shards) {
    list.push_back({{"file", one.file},
                    {"shard", one.shard},
                    {"shards", one.shards},
                    {"bytes", one.bytes},
                    {"crc32", one.crc}});
  }
  return list.dump();
}

std::vector<IndexedShard> describe(const ShardSources& sources, const fs::path& index) {
  std::vector<IndexedShard> shards;
  for (const auto& [number, source] : sources) {
    shards.push_back({name_of(source.path, index), number + 1, source.header.header.shard.count,
                      fs::file_size(source.path), results::recorded_checksum(source.path)});
  }
  return shards;
}

/// Runs that shards do not hold because a rule made them superfluous.
std::size_t not_needed_in(const ShardSources& sources) {
  std::size_t runs = 0;
  for (const auto& [number, source] : sources) {
    const h5::File file = h5::open_file(source.path);
    if (h5::has_attribute(file.get(), "runs_not_needed"))
      runs += h5::count_attribute(file.get(), "runs_not_needed");
  }
  return runs;
}

}  // namespace

namespace results {

std::vector<IndexedShard> indexed_shards(hid_t file) {
  std::vector<IndexedShard> shards;
  if (!h5::has_attribute(file, kAttribute))
    return shards;
  try {
    for (const auto& one : nlohmann::json::parse(h5::text_attribute(file, kAttribute))) {
      shards.push_back(
          {one.at("file"), one.at("shard"), one.at("shards"), one.at("bytes"), one.at("crc32")});
    }
  } catch (const nlohmann::json::exception& error) {
    throw h5::Failure(std::string("attribute virtual_sources is damaged: ") + error.what());
  }
  return shards;
}

std::vector<std::string> faults_of_shards(hid_t file, const fs::path& index, bool whole) {
  std::vector<std::string> faults;
  for (const IndexedShard& one : indexed_shards(file)) {
    const fs::path path = fs::absolute(index).parent_path() / one.file;
    const std::string name = fmt::format("shard {} of {}, {}", one.shard, one.shards, one.file);
    std::error_code error;
    if (!fs::is_regular_file(path, error)) {
      faults.push_back(name + ", is missing: its runs would read as missing values");
    } else if (fs::file_size(path, error) != one.bytes || recorded_checksum(path) != one.crc) {
      faults.push_back(name + ", is not the file that was indexed");
    } else if (whole && check_seal(path) != Seal::holds) {
      faults.push_back(name + ", was damaged: its checksum does not hold");
    }
  }
  return faults;
}

void need_shards(hid_t file, const fs::path& index) {
  const std::vector<std::string> faults = faults_of_shards(file, index, false);
  if (!faults.empty()) {
    throw FileError(index.string(), fmt::format("shows shards: {}", fmt::join(faults, "; ")));
  }
}

}  // namespace results

Merged index_shards(std::span<const fs::path> shards, const fs::path& out,
                    const std::string& command, bool allow_missing) {
  const h5::Quiet quiet;
  const ShardSources sources = results::survey(shards, allow_missing);
  const std::size_t count = sources.begin()->second.header.header.shard.count;
  if (sources.size() < count) {
    throw MergeRefused(
        {fmt::format("an index shows all shards, and {} of {} are here; without "
                     "--virtual what is there is joined",
                     sources.size(), count)});
  }
  const results::StoredHeader header = results::header_of_all(sources, command);
  const results::Schema schema = results::make_schema(header.header);
  const RowMap rows = rows_of(sources, schema, out);
  Merged merged{count, sources.size(), schema.runs, 0, not_needed_in(sources)};
  for (const auto& [number, source] : sources)
    merged.runs_committed += inspect_results(source.path).runs_committed;
  results::write_sealed(out, [&](const fs::path& file) {
    results::Assembly assembly(file, header, schema, &rows);
    h5::set_attribute(assembly.file(), kAttribute, as_json(describe(sources, out)));
    if (schema.events) {
      const Events events = events_of(sources, schema, out);
      results::create_event_index(assembly.file(), header.header, events.map, events.count);
    }
    const bool complete = merged.runs_committed + merged.runs_not_needed == merged.runs;
    assembly.close(complete ? "complete" : "interrupted", merged.runs_committed,
                   merged.runs_not_needed);
  });
  return merged;
}

}  // namespace minga::io
