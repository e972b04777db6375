// The rival decision rule that expects nothing: habits of contributing, strengthened by what turned
// out above aspiration and weakened by what fell short (Bush and Mosteller 1955; Macy and Flache
// 2002, PNAS 99:7229, eqs. 1-3). Coming, staying and votes are decided as ever.
#include "minga/core/math.hpp"
#include "world.hpp"

#include <algorithm>
#include <cmath>

namespace minga::core {
namespace {

/// Whether a firm chose itself what it gave to an action this period.
bool chose(const World& w, int f, int a, int r) {
  const bool there =
      !w.derived.actions[static_cast<std::size_t>(a)].needs_presence || w.firms.present(f, r) != 0;
  return there && w.firms.seated(f, r) != 0 && w.firms.habit(w.at_action(a, f), r) >= 0.0 &&
         w.firms.level(w.at_action(a, f), r) >= 0.0;
}

}  // namespace

bool by_habit(const World& w) { return w.model.decision_rule == DecisionRule::reinforcement; }

double habitual_level(World& w, int f, int a, int r, double usual, double u) {
  double& habit = w.firms.habit(w.at_action(a, f), r);
  if (habit < 0.0)
    habit = usual;  // nobody has a habit of what it never did: it thinks once
  const Obligation step = obligation(habit, w.model.levels);
  return u < step.chance_up ? step.high : step.low;
}

void reinforce(World& w, int r) {
  if (!by_habit(w))
    return;
  for (int a = 0; a < static_cast<int>(w.derived.actions.size()); ++a) {
    if (w.groups.active(a, r) == 0)
      continue;
    const double stake = w.derived.actions[static_cast<std::size_t>(a)].scale;
    for (int f = 0; f < w.derived.firms; ++f) {
      if (!chose(w, f, a, r))
        continue;
      const int at = w.at_action(a, f);
      const double outcome = w.firms.reward(at, r) / stake;
      double& aspiration = w.firms.aspiration(at, r);
      const double stimulus = w.model.reinforcement_rate * clamp(outcome - aspiration, -1.0, 1.0);
      double& habit = w.firms.habit(at, r);
      const bool gave = w.firms.level(at, r) > kContribution;
      // what was done becomes likelier after success, and what was not done after failure
      const bool towards_giving = gave == (stimulus >= 0.0);
      habit += std::fabs(stimulus) * (towards_giving ? 1.0 - habit : -habit);
      aspiration += w.model.aspiration_rate * (clamp(outcome, -1.0, 1.0) - aspiration);
    }
  }
}

}  // namespace minga::core
