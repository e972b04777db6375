// Results that stay in memory: what a file of them would hold, for a program that goes on with
// them.
#pragma once

#include "minga/core/record.hpp"
#include "minga/io/results.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace minga::io {

/// A recorded variable in the type and the order in which a file holds it.
struct HeldColumn {
  std::string group;
  std::string name;
  core::Storage storage = core::Storage::f64;
  std::vector<std::size_t> shape;       ///< runs first, or events
  std::unique_ptr<std::byte[]> values;  ///< missing: NaN, or -1
};

struct HeldResults {
  /// The bytes of a results file that holds all but the values of `columns`: attributes,
  /// coordinates, factors, reasons of failures. Made by the code that makes files, so that nothing
  /// is told twice. Its events are none.
  std::vector<std::byte> frame;
  std::vector<HeldColumn> columns;
};

/// Takes the segments of an experiment. Not thread-safe.
class ResultsMemory {
 public:
  /// @throws InputError and std::invalid_argument as SegmentEncoder
  explicit ResultsMemory(ResultsHeader header);
  ~ResultsMemory();

  /// In ascending order, each with its runs.
  /// @throws FileError, std::invalid_argument as SegmentEncoder::encode
  void add(std::size_t segment, const core::BlockResult& runs);
  /// To be called once, with every segment there. Uses HDF5: one thread at a time.
  /// @throws FileError
  HeldResults take();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace minga::io
