#include "occurs.hpp"

#include <algorithm>

namespace minga::io {
namespace {

constexpr int kAfterPilots = 3;

bool jumps(const core::Scenario& s, const core::Association& a) {
  const core::Facilitator& f = a.facilitator ? *a.facilitator : s.facilitator;
  return core::works(f) && !f.keeps_phases;
}

}  // namespace

bool stays_before_business(const core::Scenario& s, const core::Association& a) {
  const bool pilots = std::any_of(a.actions.begin(), a.actions.end(), [](const core::Action& x) {
    return x.pilot && x.phase < kAfterPilots;
  });
  return !pilots && !jumps(s, a);
}

bool never_occurs(const core::Scenario& s, const core::Association& a, const core::Action& x) {
  const bool once = s.time.periods > 1 && x.every >= s.time.periods && x.phase > 1 && !jumps(s, a);
  return once || (x.phase >= kAfterPilots && stays_before_business(s, a));
}

}  // namespace minga::io
