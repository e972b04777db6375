// Copies a block's state into its results. Reads only: what is recorded never changes a run.
#pragma once

#include "minga/core/record.hpp"
#include "world.hpp"

namespace minga::core {

class Recorder {
 public:
  Recorder(const World& world, BlockResult& result);
  void period(const World& w, int r, int t);
  void finish(const World& w, int r);

 private:
  void trajectory(const World& w, int r, int t);
  void firms(const World& w, int r, int t);
  void constants(const World& w, int r);
  void by_profile(const World& w, int r);
  BlockResult& out_;
  const RecordSettings& wanted_;
};

}  // namespace minga::core
