// Joins the files of shards to the file of the whole experiment, segment by segment.
#include "minga/io/results.hpp"
#include "results_final.hpp"
#include "results_shard.hpp"
#include "results_survey.hpp"

#include <deque>
#include <map>

namespace minga::io {
namespace {

namespace fs = std::filesystem;
using results::HeldSegment;
using results::ShardFile;
using results::StoredHeader;

constexpr std::size_t kOpenFiles = 32;  // at a time: each has caches of its own
/// Opens shards as they are needed, some at a time.
class Readers {
 public:
  explicit Readers(const results::ShardSources& sources) : sources_(sources) {}

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
  const results::ShardSources& sources_;
  std::map<std::size_t, ShardFile> files_;
  std::deque<std::size_t> order_;
};

}  // namespace

Merged merge_shards(std::span<const fs::path> shards, const fs::path& out,
                    const std::string& command, bool allow_missing) {
  const h5::Quiet quiet;
  const results::ShardSources sources = results::survey(shards, allow_missing);
  const std::size_t count = sources.begin()->second.header.header.shard.count;
  const StoredHeader header = results::header_of_all(sources, command);
  const results::Schema schema = results::make_schema(header.header);
  Readers readers(sources);
  std::optional<HeldSegment> held;
  const Shard first = sources.begin()->second.header.header.shard;
  const auto source_of = [&first](std::size_t s) { return first.of(s) - 1; };
  const auto segment = [&](std::size_t s) -> std::optional<results::Segment> {
    const std::size_t shard = source_of(s);
    const ShardFile* file = readers.of(shard);
    try {
      held = file == nullptr ? std::nullopt : file->read(s, schema);
    } catch (const results::Damaged& damage) {
      throw FileError(sources.at(shard).path.string(), damage.what);
    }
    return held ? std::optional(held->segment) : std::nullopt;
  };
  const auto needed = [&](std::size_t s) {
    const ShardFile* file = readers.of(source_of(s));
    return file == nullptr || file->needs(s);
  };
  const results::Written written = results::write_final(out, header, schema, segment, needed);
  return {count, sources.size(), schema.runs, written.committed, written.not_needed};
}

}  // namespace minga::io
