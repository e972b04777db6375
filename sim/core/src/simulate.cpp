// A block of replicates through all its periods, while its state is in cache.
#include "minga/core/simulate.hpp"

#include "recorder.hpp"
#include "world.hpp"

namespace minga::core {
namespace {

void clear_flows(World& w, int r) {
  for (int f = 0; f < w.derived.firms; ++f) {
    w.firms.gain(f, r) = w.firms.cost(f, r) = w.firms.transfer(f, r) = 0.0;
  }
  Groups& g = w.groups;
  g.programme(0, r) = g.outsider(0, r) = g.yields(0, r) = 0.0;
  g.sanctions(0, r) = g.side_deals(0, r) = 0;
  g.short_of_cash(0, r) = 0;
  for (int a = 0; a < static_cast<int>(w.derived.actions.size()); ++a) {
    g.made(a, r) = g.due(a, r) = g.apparent(a, r) = 0.0;
  }
}

/// The steps of docs/model/odd.md, section 3, in its order.
void step(World& w, int r, int t) {
  // what is paid on joining belongs to the first period
  if (t > 0)
    clear_flows(w, r);
  open_period(w, r, t);
  facilitate(w, r, t);
  form_expectations(w, r, t);
  hold_meeting(w, r, t);
  act(w, r, t);
  monitor(w, r, t);
  learn(w, r, t);
  change_members(w, r, t);
  review_group(w, r, t);
  settle(w, r, t);
}

}  // namespace

BlockResult simulate(const Scenario& scenario, const BlockRequest& request) {
  World world(scenario, request);
  BlockResult result;
  Recorder recorder(world, result);
  for (int r = 0; r < world.replicates; ++r) {
    for (int t = 0; t < scenario.time.periods; ++t) {
      if (world.alive(r))
        step(world, r, t);
      recorder.period(world, r, t);
    }
    recorder.finish(world, r);
  }
  return result;
}

}  // namespace minga::core
