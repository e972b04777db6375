// Writes results so that nothing committed is ever lost, and reads them back. Layout of the files:
// docs/formats. Runs are committed in segments of `runs_per_segment` consecutive runs; a segment is
// one sealed, checksummed file in OUT.h5.parts/, and one row of chunks in the final file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "minga/core/record.hpp"
#include "minga/core/scenario.hpp"
#include "minga/io/error.hpp"

namespace minga::io {

/// A design factor as results store it: one value a point.
struct FactorColumn {
  std::string name;
  std::string title;
  bool numeric = false;
  std::vector<std::string> labels;  ///< [point], where not numeric
  std::vector<double> numbers;      ///< [point], where numeric
};

/// Everything about a file but its runs; two files with equal `config_sha256`, seed and shape hold
/// the same experiment.
struct ResultsHeader {
  std::string title;
  std::string command;                ///< as typed, for `history`
  std::string config;                 ///< whole resolved input as TOML
  std::string config_sha256;
  std::uint64_t seed = 0;
  std::size_t points = 1;
  std::size_t replicates = 1;         ///< run = point * replicates + replicate
  std::vector<FactorColumn> factors;
  std::vector<std::string> profiles;  ///< names, coordinate `profile`
  std::vector<std::string> associations;
  std::vector<std::string> firms;     ///< labels of the firm slots
  std::string currency;
  double period_days = 14.0;
  int periods = 0;
  core::RecordSettings record;
  std::size_t runs_per_segment = 256;
  std::size_t runs() const { return points * replicates; }
  std::size_t segments() const { return (runs() + runs_per_segment - 1) / runs_per_segment; }
};

/// Streams segments to OUT.h5.parts/ and assembles OUT.h5. Not thread-safe: one writer thread.
class ResultsWriter {
 public:
  /// @param resume  go on from an existing OUT.h5.parts with the same header
  /// @throws FileError (exists without force, parts left by an unfinished run without resume/force,
  ///         different experiment on resume, disk)
  ResultsWriter(std::filesystem::path out, ResultsHeader header, bool force, bool resume);
  ~ResultsWriter();
  ResultsWriter(const ResultsWriter&) = delete;
  ResultsWriter& operator=(const ResultsWriter&) = delete;

  bool has_segment(std::size_t segment) const;
  std::size_t runs_committed() const;
  /// Commits one segment: compressed, checksummed, synced and renamed before it returns.
  void commit(std::size_t segment, const core::BlockResult& runs);
  /// Builds the final file from the committed segments and removes the parts. With every segment
  /// there the status is `complete`; otherwise `interrupted`, missing runs hold fill values, and the
  /// parts are kept so that --resume can go on.
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// What `minga info` and `minga verify` tell of a finished file or of a .parts folder.
struct ResultsInfo {
  std::string path;
  std::string kind;                   ///< "file" or "parts"
  std::string status;
  std::size_t runs = 0;
  std::size_t runs_committed = 0;
  std::vector<std::pair<std::string, std::string>> attributes;
  struct Dataset {
    std::string path;
    std::vector<std::uint64_t> shape;
    std::string type;
    std::uint64_t stored_bytes = 0;
  };
  std::vector<Dataset> datasets;
  std::vector<std::string> problems;  ///< damaged or missing pieces, by name
};
ResultsInfo inspect_results(const std::filesystem::path& path);

}  // namespace minga::io
