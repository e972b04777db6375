// Writes results so that nothing committed is ever lost, and reads them back. Layout of the files:
// docs/formats. Runs are committed in segments of `runs_per_segment` consecutive runs; a segment is
// one sealed, checksummed file in OUT.h5.parts/, and one row of chunks in the final file.
#pragma once

#include "minga/core/record.hpp"
#include "minga/core/scenario.hpp"
#include "minga/io/error.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace minga::io {

/// In `failed` of runs that an unfinished experiment did not come to.
inline constexpr const char* kNotRun = "not run";
/// And of those that a rule for when to stop made superfluous.
inline constexpr const char* kNotNeeded = "not needed";

/// A design factor as results store it: one value a point.
struct FactorColumn {
  std::string name;
  std::string title;
  bool numeric = false;
  std::vector<std::string> labels;  ///< [point], where not numeric
  std::vector<double> numbers;      ///< [point], where numeric
};

/// A part of an experiment that is computed apart, in a file of its own: every `count`-th segment,
/// so that the shards of an experiment that is cut short still lie all over it.
struct Shard {
  std::size_t index = 1;  ///< from 1
  std::size_t count = 1;  ///< 1: the whole experiment
  std::size_t together =
      1;  ///< consecutive segments that are always in one shard; divides them all
  bool whole() const { return count == 1; }
  /// The shard, from 1, that holds a segment.
  std::size_t of(std::size_t segment) const { return segment / together % count + 1; }
  bool holds(std::size_t segment) const { return of(segment) == index; }
  /// Segments that it holds, of so many in all.
  std::size_t held(std::size_t segments) const {
    const std::size_t parts = segments / together;
    return parts < index ? 0 : ((parts - index) / count + 1) * together;
  }
  /// The j-th segment that it holds, and which of its own a segment is.
  std::size_t segment(std::size_t j) const {
    return (j / together * count + index - 1) * together + j % together;
  }
  std::size_t place(std::size_t segment) const {
    return segment / together / count * together + segment % together;
  }
  friend bool operator==(const Shard&, const Shard&) = default;
};

/// Everything about a file but its runs; two files with equal `config_sha256`, seed and shape hold
/// the same experiment.
struct ResultsHeader {
  std::string title;
  std::string command;  ///< as typed, for `history`
  std::string config;   ///< whole resolved input as TOML
  std::string config_sha256;
  std::uint64_t seed = 0;
  std::size_t points = 1;
  std::size_t replicates = 1;  ///< run = point * replicates + replicate
  std::vector<FactorColumn> factors;
  std::vector<std::string> profiles;  ///< names, coordinate `profile`
  std::vector<std::string> associations;
  std::vector<std::string> firms;  ///< labels of the firm slots
  bool programme = false;          ///< runs are programmes
  std::string currency;
  double period_days = 14.0;
  int periods = 0;
  core::RecordSettings record;
  std::size_t runs_per_segment = 256;
  Shard shard;
  std::size_t runs() const { return points * replicates; }  ///< of all shards together
  /// Of the shard; all of them where there is only one.
  std::size_t runs_held() const {
    const std::size_t held = shard.held(segments());
    const bool has_last = held > 0 && shard.holds(segments() - 1);
    return held * runs_per_segment - (has_last ? segments() * runs_per_segment - runs() : 0);
  }
  std::size_t segments() const { return (runs() + runs_per_segment - 1) / runs_per_segment; }
};

/// Turns a block of runs into the bytes of its segment: stored types, compression, checksum. This
/// is nearly all the work of committing, needs no file, and may be called from several threads at
/// once or on another machine, as long as the header and the program are the same:
///
///     std::vector<std::byte> bytes = writer.encoder().encode(segment, runs);  // on any thread
///     writer.commit_encoded(segment, bytes);                                  // on the writer's
class SegmentEncoder {
 public:
  /// @param out  named in error messages only
  /// @throws InputError if a factor has the name of a result variable; std::invalid_argument if the
  ///         header contradicts itself
  SegmentEncoder(const ResultsHeader& header, const std::filesystem::path& out);
  ~SegmentEncoder();
  SegmentEncoder(SegmentEncoder&&) noexcept;

  /// @param runs  exactly the runs of that segment. Its periods, firms and profiles may be fewer
  ///              than the header's, never more; what is not there reads as missing
  /// @throws FileError for a value that its stored type cannot hold, naming variable and run;
  ///         std::invalid_argument for a block of another shape
  std::vector<std::byte> encode(std::size_t segment, const core::BlockResult& runs) const;

 private:
  struct State;
  std::unique_ptr<const State> state_;
};

/// Streams segments to OUT.h5.parts/ and assembles OUT.h5. Not thread-safe: one writer thread, save
/// for `encoder()`.
class ResultsWriter {
 public:
  /// @param force   replace an existing output, and drop what an unfinished run left
  /// @param resume  go on from an existing OUT.h5.parts with the same header, replacing the
  ///                incomplete OUT.h5 that `finish` may have left; begin anew where there are no
  ///                parts
  /// @throws OutputRefused (exists without force, parts left by an unfinished run without
  ///         resume/force, different experiment on resume, complete already on resume, not a
  ///         regular file); FileError (in use by another program, disk); InputError and
  ///         std::invalid_argument as SegmentEncoder
  ResultsWriter(std::filesystem::path out, ResultsHeader header, bool force, bool resume);
  ~ResultsWriter();
  ResultsWriter(const ResultsWriter&) = delete;
  ResultsWriter& operator=(const ResultsWriter&) = delete;

  /// Also true of the segments of other shards: they are not this writer's business.
  bool has_segment(std::size_t segment) const;
  std::size_t runs_committed() const;
  /// Of those committed.
  std::size_t runs_failed() const;
  /// Pieces that a resumed run found damaged and will compute again, by name.
  const std::vector<std::string>& problems() const;
  const SegmentEncoder& encoder() const;

  /// Commits one segment: compressed, checksummed, synced and renamed before it returns. After a
  /// FileError (disk full) the segments committed before are as they were, and it may be tried
  /// again.
  void commit(std::size_t segment, const core::BlockResult& runs);
  /// The same for a segment that was encoded elsewhere.
  /// @throws std::invalid_argument if the bytes are not that segment of this experiment
  void commit_encoded(std::size_t segment, std::span<const std::byte> bytes);
  /// An outcome of the committed runs of a segment, a variable of /summary, as it was stored. NaN
  /// where it is missing. @throws FileError if the segment was damaged since
  std::vector<double> outcome(std::size_t segment, const std::string& variable);
  /// Builds the final file from the committed segments and removes the parts. With every segment
  /// there the status is `complete`; otherwise `interrupted`, missing runs hold fill values, and
  /// the parts are kept so that --resume can go on. After a FileError there is no new OUT.h5 and
  /// the parts are kept. The last call on a writer.
  /// @param needed  whether a segment that is not there is missed; empty: all are
  void finish(const std::function<bool(std::size_t segment)>& needed = {});

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// What `minga info` and `minga verify` tell of a finished file or of a .parts folder.
struct ResultsInfo {
  std::string path;
  std::string kind;    ///< "file" or "parts"
  std::string status;  ///< complete, interrupted, running (parts), damaged (verify only)
  Shard shard;
  std::size_t runs = 0;  ///< of the shard, where it is one
  std::size_t runs_committed = 0;
  std::size_t runs_not_needed = 0;
  /// Whether every run is there, or not needed.
  bool complete() const { return status == "complete" && runs_committed + runs_not_needed == runs; }
  struct Attribute {
    std::string name;
    std::string text;      ///< numbers exactly, several with blanks between them
    bool numeric = false;  ///< a number or several
  };
  std::vector<Attribute> attributes;
  struct Dataset {
    std::string path;
    std::vector<std::uint64_t> shape;
    std::string type;
    std::uint64_t stored_bytes = 0;
  };
  std::vector<Dataset> datasets;
  std::vector<std::string> problems;  ///< damaged or missing pieces, by name
};
/// Reads what a file says of itself, and every segment of a .parts folder. Where OUT.h5 does not
/// exist but OUT.h5.parts does, tells of the parts.
/// @throws InputError if there is neither, or it is not minga's; FileError if it cannot be read
ResultsInfo inspect_results(const std::filesystem::path& path);
/// The same after reading all of a file: its checksum, every chunk, every text. Of a file whose
/// checksum does not hold it tells nothing else, and calls its status `damaged`.
ResultsInfo verify_results(const std::filesystem::path& path);
/// Whether it is a file of results that minga wrote, also if it was damaged or changed since.
/// @throws FileError if it cannot be read
bool is_results_file(const std::filesystem::path& path);

/// The header of a finished file or of a .parts folder. Of groups that are not recorded it cannot
/// tell the names: factors and profiles are in /summary, firms in /firm.
/// @throws FileError
ResultsHeader read_results_header(const std::filesystem::path& path);
/// How the input of a finished file differs from that of an experiment, "seed (1 there, 2 here)";
/// empty where it does not.
/// @throws FileError
std::string input_differences(const std::filesystem::path& file, const ResultsHeader& here);
enum class Integrity { whole, damaged, changed };
/// By the checksum over all of a finished file: whole, damaged since, or changed by another
/// program, which takes the checksum away. Reads the file without HDF5, which may crash on a
/// damaged one.
/// @throws FileError if it cannot be read
Integrity integrity_of(const std::filesystem::path& file);
/// What is wrong, as a sentence without its subject's name; empty where nothing is.
std::string fault_of(Integrity integrity);
/// A run was asked for that is not in the file.
class RunMissing : public FileError {
 public:
  using FileError::FileError;
};
/// One run of a finished file as a block of one run. Missing integers are -1, as stored.
/// @throws RunMissing if that run is not in the file; FileError
core::BlockResult read_run(const std::filesystem::path& path, std::size_t run);
/// Compares a recorded run with the same run computed now (a block of one), bit for bit in the
/// stored types, NaN equal to NaN. Returns a line for each variable that differs.
/// @param record  what was recorded; the rest is not compared
std::vector<std::string> compare_runs(const core::RecordSettings& record,
                                      const core::BlockResult& recorded,
                                      const core::BlockResult& computed);

/// Shards that do not make one experiment, each reason naming the file.
class MergeRefused : public std::runtime_error {
 public:
  explicit MergeRefused(std::vector<std::string> reasons);
  const std::vector<std::string>& reasons() const noexcept { return reasons_; }

 private:
  std::vector<std::string> reasons_;
};
struct Merged {
  std::size_t shards = 0;       ///< of the experiment
  std::size_t shards_read = 0;  ///< fewer only where some may be missing
  std::size_t runs = 0;
  std::size_t runs_committed = 0;
  std::size_t runs_not_needed = 0;
};
/// Joins finished files of shards to the file that the experiment would have without shards: the
/// same data, bit for bit. Replaces what is at `out`. Memory does not grow with the number of runs.
/// @param command        as typed, for `history`
/// @param allow_missing  shards and runs may be missing: their values read as missing, and the
///                       status is `interrupted`
/// @throws MergeRefused (damaged, unfinished, not shards, of different experiments or another
///         program, twice, missing); InputError for what is no file of minga; FileError
Merged merge_shards(std::span<const std::filesystem::path> shards, const std::filesystem::path& out,
                    const std::string& command, bool allow_missing);
/// The same as an index: a file of virtual datasets that shows the rows of the shards, which it
/// names and which must stay where they are. Nothing is copied. @throws as merge_shards
Merged index_shards(std::span<const std::filesystem::path> shards, const std::filesystem::path& out,
                    const std::string& command, bool allow_missing);

}  // namespace minga::io
