/** Afterwards any action can be tried in any month: the rules without what hindered them at the end. */

import type { ActionRule, State } from '../api/types.ts';

export function allOpen(state: State): ActionRule[] {
  return state.actions.map((rule) => ({
    ...rule,
    available: true,
    reason: null,
    months_left: 0,
    options:
      rule.target === 'project' ? state.scenario.projects.map((project) => project.id) : null,
  }));
}
