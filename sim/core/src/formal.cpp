// A group's legal form: when it takes one, what that costs, and what it makes of leaving
// (docs/model/odd.md). A formal group that nobody comes to any more stays on paper: `end_group`.
#include "world.hpp"

namespace minga::core {
namespace {

bool time_to_formalise(const World& w, int r, int t) {
  const Association& a = w.group_spec;
  if (a.formalise == Formalise::month)
    return months_since_founded(w, r, t) >= a.formalise_month;
  return a.formalise == Formalise::phase && w.groups.phase(0, r) >= a.formalise_phase;
}

}  // namespace

double exit_cost(const World& w, int r) {
  return (w.regulated(r) ? w.rules.exit_penalty : 0.0) +
         (w.groups.formal(0, r) != 0 ? w.group_spec.formal_exit_cost : 0.0);
}

void keep_legal_form(World& w, int r, int t) {
  std::int8_t& formal = w.groups.formal(0, r);
  const bool founded = formal != 0 && t == w.groups.founded(0, r);
  const bool now = formal == 0 && time_to_formalise(w, r, t);
  if (founded || now) {
    w.bear_group_cost(r, w.group_spec.formalise_cost);
    formal = 1;
  }
  if (now)
    w.log(r, t, -1, EventKind::formalised);
  if (formal != 0)
    w.bear_group_cost(r, w.group_spec.formal_cost * w.derived.fortnights);
}

}  // namespace minga::core
