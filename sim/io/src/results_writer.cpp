// ResultsWriter and SegmentEncoder: who may write where, and from segments to the final file.
#include "minga/io/results.hpp"
#include "place.hpp"
#include "results_files.hpp"
#include "results_final.hpp"
#include "results_parts.hpp"

#include <fmt/format.h>

#include <memory>
#include <optional>
#include <stdexcept>

namespace minga::io {
namespace {

namespace fs = std::filesystem;
using results::Parts;

/// Whether a file is there. What is none is never replaced: the rename that publishes results would
/// take the place of a device.
bool file_at(const fs::path& out) {
  switch (place_at(out)) {
    case Place::nothing:
      return false;
    case Place::file:
      return true;
    case Place::unreadable:
      refuse_unreadable(out);
    case Place::folder:
    case Place::special:
      break;
  }
  throw OutputRefused(out.string(), "is not a regular file; accepted: the name of a file");
}

/// Refuses to write over results unless told to.
void check_output(const fs::path& out, bool force, bool resume, bool parts) {
  if (!file_at(out) || force)
    return;
  if (!resume) {
    throw OutputRefused(out.string(), parts ? "exists; use --resume to go on with it, or --force "
                                              "to replace it"
                                            : "exists; use --force to replace it");
  }
  const ResultsInfo info = inspect_results(out);
  if (info.status == "complete") {
    throw OutputRefused(out.string(),
                        "is complete, there is nothing to resume; use --force to replace it");
  }
  // Stopped before its first segment: nothing is there to lose, or to go on from.
  if (!parts && info.runs_committed > 0) {
    throw OutputRefused(out.string(), "is " + info.status + " and its parts in " +
                                          results::parts_of(out).string() +
                                          " are gone; use --force to replace it");
  }
}

Parts open_parts(const fs::path& out, const results::StoredHeader& header, bool force,
                 bool resume) {
  const fs::path folder = results::parts_of(out);
  if (!Parts::used(folder))
    return Parts::create(folder, header);
  if (resume) {
    Parts parts = Parts::open(folder);
    const std::string differences = results::differences(parts.header(), header);
    if (!differences.empty()) {
      throw OutputRefused(
          folder.string(),
          fmt::format("cannot resume, it is another experiment: {}; it was begun with: {}; "
                      "accepted: that command with --resume, another -o, or --force to start over",
                      differences, parts.header().header.command));
    }
    return parts;
  }
  if (force)
    return Parts::create(folder, header);
  throw OutputRefused(folder.string(),
                      "an unfinished run left its parts here; use --resume to go on with them, or "
                      "--force to start over");
}

std::unique_ptr<results::Lock> lock_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error)
    throw FileError(folder.string(), "cannot make the folder: " + error.message());
  return std::make_unique<results::Lock>(folder);
}

}  // namespace

struct SegmentEncoder::State {
  results::Schema schema;
  std::uint64_t identity;
  std::string out;
};

SegmentEncoder::SegmentEncoder(const ResultsHeader& header, const fs::path& out)
    : state_(new State{results::make_schema(header), results::identity_of(results::stamp(header)),
                       out.string()}) {}
SegmentEncoder::~SegmentEncoder() = default;
SegmentEncoder::SegmentEncoder(SegmentEncoder&&) noexcept = default;

std::vector<std::byte> SegmentEncoder::encode(std::size_t segment,
                                              const core::BlockResult& runs) const {
  return results::encode_segment(state_->schema, state_->identity, segment, runs, state_->out);
}

struct ResultsWriter::State {
  fs::path out;
  SegmentEncoder encoder;
  std::unique_ptr<results::Lock> lock;
  Parts parts;
  bool finished = false;
};

ResultsWriter::ResultsWriter(fs::path out, ResultsHeader header, bool force, bool resume) {
  SegmentEncoder encoder(header, out);  // first, because it checks the header
  const fs::path folder = results::parts_of(out);
  check_output(out, force, resume, Parts::used(folder));
  std::unique_ptr<results::Lock> lock = lock_folder(folder);
  Parts parts = open_parts(out, results::stamp(header), force, resume);
  state_.reset(new State{std::move(out), std::move(encoder), std::move(lock), std::move(parts)});
}

ResultsWriter::~ResultsWriter() = default;

bool ResultsWriter::has_segment(std::size_t segment) const { return state_->parts.has(segment); }
std::size_t ResultsWriter::runs_committed() const { return state_->parts.runs_committed(); }
std::size_t ResultsWriter::runs_failed() const { return state_->parts.runs_failed(); }
const std::vector<std::string>& ResultsWriter::problems() const { return state_->parts.problems(); }
const SegmentEncoder& ResultsWriter::encoder() const { return state_->encoder; }

void ResultsWriter::commit(std::size_t segment, const core::BlockResult& runs) {
  commit_encoded(segment, state_->encoder.encode(segment, runs));
}

void ResultsWriter::commit_encoded(std::size_t segment, std::span<const std::byte> bytes) {
  if (state_->finished)
    throw std::logic_error("results: commit after finish");
  state_->parts.commit(segment, bytes);
}

std::vector<double> ResultsWriter::outcome(std::size_t segment, const std::string& variable) {
  Parts& parts = state_->parts;
  const std::optional<results::Bytes> bytes = parts.read(segment);
  if (!bytes)
    throw FileError(results::parts_of(state_->out).string(), parts.problems().back());
  return results::outcome_of(
      parts.schema(), results::decode_segment(parts.schema(), parts.identity(), segment, *bytes),
      variable);
}

void ResultsWriter::finish(const std::function<bool(std::size_t)>& needed) {
  if (state_->finished)
    throw std::logic_error("results: finish after finish");
  Parts& parts = state_->parts;
  std::optional<results::Bytes> bytes;
  const auto segment = [&](std::size_t s) -> std::optional<results::Segment> {
    // Read again, and so checked again: what was damaged meanwhile counts as missing.
    bytes = parts.has(s) ? parts.read(s) : std::nullopt;
    if (!bytes)
      return std::nullopt;
    return results::decode_segment(parts.schema(), parts.identity(), s, *bytes);
  };
  const results::Written written =
      results::write_final(state_->out, parts.header(), parts.schema(), segment, needed);
  state_->finished = true;
  if (written.committed + written.not_needed == parts.schema().held)
    parts.remove();
}

}  // namespace minga::io
