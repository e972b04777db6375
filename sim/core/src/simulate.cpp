// A block of replicates through all its periods, while its state is in cache.
#include "minga/core/simulate.hpp"

#include "recorder.hpp"
#include "society.hpp"

namespace minga::core {

BlockResult simulate(const Scenario& scenario, const BlockRequest& request) {
  Society society(scenario, request);
  BlockResult result;
  Recorder recorder(society, result);
  for (int r = 0; r < request.count; ++r) {
    for (int t = 0; t < scenario.time.periods; ++t) {
      society.step(r, t);
      recorder.period(r, t);
    }
    recorder.finish(r);
  }
  return result;
}

}  // namespace minga::core
