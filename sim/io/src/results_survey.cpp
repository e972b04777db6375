#include "results_survey.hpp"

#include "h5_read.hpp"
#include "minga/io/count.hpp"
#include "minga/io/results.hpp"
#include "results_seal.hpp"
#include "results_shard.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

namespace minga::io {

MergeRefused::MergeRefused(std::vector<std::string> reasons)
    : std::runtime_error("the shards cannot be merged"), reasons_(std::move(reasons)) {}

namespace results {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kNamed = 20;  // missing shards that a message spells out

/// Looks at every shard, and gathers all that keeps them from being joined.
class Survey {
 public:
  explicit Survey(bool allow_missing) : allow_missing_(allow_missing) {}

  void add(const fs::path& path) {
    try {
      if (std::optional<ShardSource> source = open(path))
        place(std::move(*source));
    } catch (const h5::Failure& failure) {
      refuse(path, failure.what());
    }
  }

  /// ShardSources by number of their shard, from 0. @throws MergeRefused
  ShardSources take() {
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

  std::optional<ShardSource> open(const fs::path& path) {
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
    std::optional<StoredHeader> header = shard_header(file.get());
    if (!header) {
      refuse(path, "is no shard, it is the file of a whole experiment");
      return std::nullopt;
    }
    if (info.status != "complete" && !allow_missing_) {
      refuse(path, fmt::format("is {}, {} of {}; the same command with --resume finishes it",
                               info.status, info.runs_committed, counted(info.runs, "run")));
    }
    return ShardSource{path, std::move(*header)};
  }

  void place(ShardSource source) {
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
  void check_program(const ShardSource& source) {
    const StoredHeader here = stamp(source.header.header);
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
  ShardSource first_;
  ShardSources shards_;
  std::vector<std::string> problems_;
};

}  // namespace

ShardSources survey(std::span<const fs::path> shards, bool allow_missing) {
  Survey survey(allow_missing);
  for (const fs::path& path : shards)
    survey.add(path);
  return survey.take();
}

StoredHeader header_of_all(const ShardSources& sources, const std::string& command) {
  StoredHeader header = sources.begin()->second.header;
  for (const auto& [shard, source] : sources)
    header.created = std::min(header.created, source.header.created);
  header.header.shard = {1, 1, header.header.shard.together};
  header.header.command += fmt::format("\n{}: {}", stamp(header.header).created, command);
  return header;
}

}  // namespace results
}  // namespace minga::io
