// Joins the files of shards to the file of the whole experiment, segment by segment.
#include "h5_read.hpp"
#include "minga/io/count.hpp"
#include "minga/io/results.hpp"
#include "results_final.hpp"
#include "results_seal.hpp"
#include "results_shard.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <deque>
#include <map>

namespace minga::io {
namespace {

namespace fs = std::filesystem;
using results::HeldSegment;
using results::ShardFile;
using results::StoredHeader;

constexpr std::size_t kOpenFiles = 32;  // at a time: each has caches of its own
constexpr std::size_t kNamed = 20;      // missing shards that a message spells out

struct Source {
  fs::path path;
  StoredHeader header;
};

/// Looks at every shard, and gathers all that keeps them from being joined.
class Survey {
 public:
  explicit Survey(bool allow_missing) : allow_missing_(allow_missing) {}

  void add(const fs::path& path) {
    try {
      if (std::optional<Source> source = open(path))
        place(std::move(*source));
    } catch (const h5::Failure& failure) {
      refuse(path, failure.what());
    }
  }

  /// Sources by number of their shard, from 0. @throws MergeRefused
  std::map<std::size_t, Source> take() {
    if (!shards_.empty())
      check_gaps();
    if (!problems_.empty())
      throw MergeRefused(std::move(problems_));
    return std::move(shards_);
  }

 private:
  void refuse(const fs::path& path, const std::string& why) {
    problems_.push_back(fmt::format("{}: {}", path.string(), why));
  }

  std::optional<Source> open(const fs::path& path) {
    if (is_results_file(path) || (fs::is_regular_file(path) && h5::looks_like_hdf5(path))) {
      // Before HDF5 opens it: what is damaged may crash it.
      const Integrity integrity = integrity_of(path);
      if (integrity != Integrity::whole) {
        refuse(path, integrity == Integrity::damaged
                         ? fault_of(integrity)
                         : "it has no checksum at its end: it was cut short, or another program "
                           "has written to it");
        return std::nullopt;
      }
    }
    const ResultsInfo info = inspect_results(path);  // also says what is no file of minga
    if (info.kind != "file") {
      refuse(path, fmt::format("is unfinished, {} of {}; the same command with --resume makes its "
                               "file",
                               info.runs_committed, counted(info.runs, "run")));
      return std::nullopt;
    }
    const h5::File file = h5::open_file(path);
    std::optional<StoredHeader> header = results::shard_header(file.get());
    if (!header) {
      refuse(path, "is no shard, it is the file of a whole experiment");
      return std::nullopt;
    }
    if (info.status != "complete" && !allow_missing_) {
      refuse(path, fmt::format("is {}, {} of {}; the same command with --resume finishes it",
                               info.status, info.runs_committed, counted(info.runs, "run")));
    }
    return Source{path, std::move(*header)};
  }

  void place(Source source) {
    const Shard shard = source.header.header.shard;
    if (first_.path.empty()) {
      first_ = source;
      check_program(source);
    }
    StoredHeader same = source.header;
    same.header.shard.index = first_.header.header.shard.index;
    const std::string differences = results::differences(first_.header, same);
    if (!differences.empty()) {
      refuse(source.path, fmt::format("is of another experiment than {}: {}", first_.path.string(),
                                      differences));
      return;
    }
    const auto [at, is_new] = shards_.try_emplace(shard.index - 1, source);
    if (!is_new) {
      refuse(source.path, fmt::format("is shard {} of {}, and so is {}", shard.index, shard.count,
                                      at->second.path.string()));
    }
  }

  /// The variables of a file are those of the program that wrote it.
  void check_program(const Source& source) {
    const StoredHeader here = results::stamp(source.header.header);
    const std::string differences = results::differences(source.header, here);
    if (!differences.empty()) {
      refuse(source.path, fmt::format("was written by another program: {}; merge it with that one",
                                      differences));
    }
  }

  void check_gaps() {
    const std::size_t count = first_.header.header.shard.count;
    if (allow_missing_ || shards_.size() == count)
      return;
    std::vector<std::size_t> missing;
    for (std::size_t shard = 0; shard < count && missing.size() < kNamed; ++shard) {
      if (!shards_.contains(shard))
        missing.push_back(shard + 1);
    }
    const std::size_t left = count - shards_.size() - missing.size();
    problems_.push_back(fmt::format("of {}, {} missing: {}{}", counted(count, "shard"),
                                    with_noun(grouped(count - shards_.size()), "is", "are"),
                                    fmt::join(missing, ", "),
                                    left > 0 ? fmt::format(" and {} more", left) : ""));
  }

  bool allow_missing_;
  Source first_;
  std::map<std::size_t, Source> shards_;
  std::vector<std::string> problems_;
};

/// Opens shards as they are needed, some at a time.
class Readers {
 public:
  explicit Readers(const std::map<std::size_t, Source>& sources) : sources_(sources) {}

  const ShardFile* of(std::size_t shard) {
    const auto source = sources_.find(shard);
    if (source == sources_.end())
      return nullptr;
    const auto open = files_.find(shard);
    if (open != files_.end())
      return &open->second;
    if (order_.size() == kOpenFiles) {
      files_.erase(order_.front());
      order_.pop_front();
    }
    order_.push_back(shard);
    return &files_.try_emplace(shard, source->second.path, source->second.header).first->second;
  }

 private:
  const std::map<std::size_t, Source>& sources_;
  std::map<std::size_t, ShardFile> files_;
  std::deque<std::size_t> order_;
};

/// The header of the whole: the first shard's, with the command of the merge in its history.
StoredHeader header_of_all(const std::map<std::size_t, Source>& sources,
                           const std::string& command) {
  StoredHeader header = sources.begin()->second.header;
  for (const auto& [shard, source] : sources)
    header.created = std::min(header.created, source.header.created);
  header.header.shard = {};
  header.header.command += fmt::format("\n{}: {}", results::stamp(header.header).created, command);
  return header;
}

}  // namespace

MergeRefused::MergeRefused(std::vector<std::string> reasons)
    : std::runtime_error("the shards cannot be merged"), reasons_(std::move(reasons)) {}

Merged merge_shards(std::span<const fs::path> shards, const fs::path& out,
                    const std::string& command, bool allow_missing) {
  const h5::Quiet quiet;
  Survey survey(allow_missing);
  for (const fs::path& path : shards)
    survey.add(path);
  const std::map<std::size_t, Source> sources = survey.take();
  const std::size_t count = sources.begin()->second.header.header.shard.count;
  const StoredHeader header = header_of_all(sources, command);
  const results::Schema schema = results::make_schema(header.header);
  Readers readers(sources);
  std::optional<HeldSegment> held;
  const auto segment = [&](std::size_t s) -> std::optional<results::Segment> {
    const ShardFile* file = readers.of(s % count);
    try {
      held = file == nullptr ? std::nullopt : file->read(s, schema);
    } catch (const results::Damaged& damage) {
      throw FileError(sources.at(s % count).path.string(), damage.what);
    }
    return held ? std::optional(held->segment) : std::nullopt;
  };
  const std::size_t committed = results::write_final(out, header, schema, segment);
  return {count, sources.size(), schema.runs, committed};
}

}  // namespace minga::io
