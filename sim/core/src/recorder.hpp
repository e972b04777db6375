// Copies a block's state into its results. Reads only: what is recorded never changes a run.
#pragma once

#include "minga/core/record.hpp"
#include "society.hpp"

namespace minga::core {

class Recorder {
 public:
  Recorder(const Society& society, BlockResult& result);
  void period(int r, int t);
  void finish(int r);

 private:
  void trajectory(const World& w, int r, int t);
  void firms(int r, int t);
  void constants(int r);
  void by_profile(int r);
  void outcomes(int r);
  void combine(int r);
  void programme(int r);
  void events(int r);

  const Society& society_;
  BlockResult& out_;
  const RecordSettings& wanted_;
};

}  // namespace minga::core
