// What a results file or a folder of parts says of itself, and whether it is whole.
#include "h5_read.hpp"
#include "minga/io/count.hpp"
#include "minga/io/results.hpp"
#include "place.hpp"
#include "results_index.hpp"
#include "results_parts.hpp"
#include "results_seal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace minga::io {
namespace {

namespace fs = std::filesystem;

constexpr hsize_t kRowsTogether = 4096;  // of what has no chunks

enum class Depth { description, all_data };

[[noreturn]] void refuse(const fs::path& path, std::string message) {
  throw InputError({{path.string(), 0, "", "", std::move(message),
                     "a results file of minga, or the .parts folder of an unfinished one"}});
}

void check_data(const h5::Dataset& dataset, const std::string& path, bool complete,
                std::vector<std::string>& problems) {
  const h5::Chunks chunks = h5::chunks_of(dataset);
  const std::vector<hsize_t> extent = h5::shape_of(dataset);
  const bool text = h5::is_text(dataset);  // chunks of empty texts are not stored
  if (complete && !text && chunks.present < chunks.expected) {
    problems.push_back(fmt::format("{}: {} of {} missing", path, chunks.expected - chunks.present,
                                   counted(chunks.expected, "chunk")));
  }
  if (extent.empty() || extent.front() == 0)
    return;
  const hsize_t step = chunks.shape.empty() ? kRowsTogether : chunks.shape.front();
  for (hsize_t first = 0; first < extent.front(); first += step) {
    const hsize_t count = std::min(step, extent.front() - first);
    try {
      if (text) {
        h5::read_texts(dataset, first, count);
      } else {
        h5::read_numbers(dataset, first, count);
      }
    } catch (const h5::Failure& failure) {
      problems.push_back(fmt::format("{}: rows {} to {} are damaged ({})", path, first,
                                     first + count - 1, failure.what()));
    }
  }
}

void check_axis(hid_t file, const std::string& path, const ResultsInfo& info,
                std::vector<std::string>& problems) {
  if (!path.ends_with("/run") || path == "/events/run")
    return;
  const std::vector<hsize_t> shape = h5::shape_of(h5::open_dataset(file, path));
  if (shape != std::vector<hsize_t>{info.runs}) {
    problems.push_back(fmt::format("{}: does not have {}", path, counted(info.runs, "run")));
  }
}

/// Of a file whose checksum does not hold. HDF5 is kept away from it: version 1.10 has been seen to
/// crash on damaged files.
ResultsInfo damaged_file(const fs::path& path) {
  ResultsInfo info;
  info.path = path.string();
  info.kind = "file";
  info.status = "damaged";
  info.problems = {fault_of(Integrity::damaged)};
  return info;
}

ResultsInfo inspect_file(const fs::path& path, Depth depth) {
  const results::Seal seal =
      depth == Depth::all_data ? results::check_seal(path) : results::Seal::holds;
  if (seal == results::Seal::broken)
    return damaged_file(path);
  const h5::Quiet quiet;
  try {
    if (!h5::looks_like_hdf5(path)) {
      refuse(path, "is not a results file of minga, nor any other HDF5 file");
    }
    const h5::File file = h5::open_file(path);
    const hid_t id = file.get();
    if (!h5::has_attribute(id, "filetype") || h5::text_attribute(id, "filetype") != "minga") {
      refuse(path, "is an HDF5 file, but not a results file of minga");
    }
    const std::string version = h5::text_attribute(id, "schema_version");
    if (!version.starts_with("1 ")) {
      refuse(path, "has schema version " + version + ", this program reads 1");
    }
    ResultsInfo info;
    info.path = path.string();
    info.kind = "file";
    for (const auto& [name, text, numeric] : h5::attributes(id))
      info.attributes.push_back({name, text, numeric});
    info.status = h5::text_attribute(id, "status");
    if (h5::has_attribute(id, "shard"))
      info.shard = {h5::count_attribute(id, "shard"), h5::count_attribute(id, "shards")};
    info.runs = h5::count_attribute(id, "runs");
    info.runs_committed = h5::count_attribute(id, "runs_committed");
    if (h5::has_attribute(id, "runs_not_needed"))
      info.runs_not_needed = h5::count_attribute(id, "runs_not_needed");
    if (seal == results::Seal::absent) {
      info.problems.push_back(fault_of(Integrity::changed));
    }
    if (!info.complete()) {
      info.problems.push_back(fmt::format("status {}: {} of {}", info.status, info.runs_committed,
                                          counted(info.runs, "run")));
    }
    const std::vector<std::string> shards =
        results::faults_of_shards(id, path, depth == Depth::all_data);
    info.problems.insert(info.problems.end(), shards.begin(), shards.end());
    for (const std::string& name : h5::dataset_paths(id)) {
      const h5::Dataset dataset = h5::open_dataset(id, name);
      const std::vector<hsize_t> shape = h5::shape_of(dataset);
      info.datasets.push_back(
          {name, {shape.begin(), shape.end()}, h5::type_name(dataset), h5::stored_bytes(dataset)});
      check_axis(id, name, info, info.problems);
      if (depth == Depth::all_data && shards.empty()) {
        check_data(dataset, name, info.status == "complete" && info.runs_not_needed == 0,
                   info.problems);
      }
    }
    return info;
  } catch (const h5::Failure& failure) {
    throw FileError(path.string(), failure.what());
  }
}

ResultsInfo inspect_parts(const fs::path& folder) {
  if (!results::Parts::used(folder) && place_at(folder / "header.json") == Place::nothing) {
    refuse(folder, "is a folder without parts of a results file");
  }
  const results::Parts parts = results::Parts::open(folder);
  const results::StoredHeader& stored = parts.header();
  const ResultsHeader& header = stored.header;
  ResultsInfo info;
  info.path = folder.string();
  info.kind = "parts";
  info.status = "running";
  info.shard = header.shard;
  info.runs = parts.schema().held;
  info.runs_committed = parts.runs_committed();
  info.attributes = {
      {"title", header.title},
      {"history", stored.created + ": " + header.command},
      {"software", "minga"},
      {"software_version", stored.software_version},
      {"git_sha1", stored.git_sha1},
      {"compiler", stored.compiler},
      {"created", stored.created},
      {"config", header.config},
      {"config_sha256", header.config_sha256},
      {"seed", fmt::format("{}", header.seed), true},
      {"status", info.status},
      {"runs_committed", fmt::format("{}", info.runs_committed), true},
      {"stored_bytes", fmt::format("{}", parts.stored_bytes()), true},
  };
  if (!header.shard.whole()) {
    info.attributes.push_back({"shard", fmt::format("{}", header.shard.index), true});
    info.attributes.push_back({"shards", fmt::format("{}", header.shard.count), true});
  }
  info.problems = parts.problems();
  if (info.runs_committed != info.runs) {
    info.problems.push_back(
        fmt::format("status running: {} of {}", info.runs_committed, counted(info.runs, "run")));
  }
  return info;
}

ResultsInfo inspect(const fs::path& path, Depth depth) {
  switch (place_at(path)) {
    case Place::file:
      return inspect_file(path, depth);
    case Place::folder:
      return inspect_parts(path);
    case Place::special:
      refuse(path, "is not a regular file");
    case Place::unreadable:
      refuse_unreadable(path);
    case Place::nothing:
      break;
  }
  const fs::path parts = results::parts_of(path);
  if (place_at(parts) == Place::folder)
    return inspect_parts(parts);
  refuse(path, "there is no such file");
}

}  // namespace

ResultsInfo inspect_results(const fs::path& path) { return inspect(path, Depth::description); }
ResultsInfo verify_results(const fs::path& path) { return inspect(path, Depth::all_data); }

Integrity integrity_of(const fs::path& file) {
  switch (results::check_seal(file)) {
    case results::Seal::broken:
      return Integrity::damaged;
    case results::Seal::absent:
      return Integrity::changed;
    case results::Seal::holds:
      break;
  }
  return Integrity::whole;
}

std::string fault_of(Integrity integrity) {
  switch (integrity) {
    case Integrity::damaged:
      return "the checksum over the whole file does not hold: it was damaged after it was written";
    case Integrity::changed:
      return "it has no checksum: another program has written to it";
    case Integrity::whole:
      break;
  }
  return "";
}

bool is_results_file(const fs::path& path) {
  if (place_at(path) != Place::file)
    return false;
  if (results::bears_seal(path))
    return true;
  const h5::Quiet quiet;
  try {
    if (!h5::looks_like_hdf5(path))
      return false;
    const h5::File file = h5::open_file(path);
    return h5::has_attribute(file.get(), "filetype") &&
           h5::text_attribute(file.get(), "filetype") == "minga";
  } catch (const h5::Failure&) {
    return false;
  }
}

}  // namespace minga::io
