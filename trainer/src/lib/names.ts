/** Words for what is chosen and what happened, in the language of the page. */

import type { ChosenAction, Firm, GameEvent, State } from './api/types.ts';
import { f, t, tc, tn, tt } from './i18n/language.svelte.ts';

export function firmName(firms: readonly Pick<Firm, 'id' | 'name'>[], id: number | null): string {
  return firms.find((one) => one.id === id)?.name ?? '';
}

export function projectName(state: State, id: string | null): string {
  return tt(state.scenario.projects.find((one) => one.id === id)?.title) || (id ?? '');
}

export function targetName(state: State, target: number | string | undefined): string {
  if (target === undefined || target === null) return '';
  return typeof target === 'number' ? firmName(state.firms, target) : projectName(state, target);
}

export const daysText = (days: number): string => tn('days', days);

export function actionText(state: State, action: ChosenAction): string {
  const target = targetName(state, action.target);
  const days = action.days === undefined ? '' : ` (${daysText(action.days)})`;
  return `${tc('action', action.kind)}${target ? `: ${target}` : ''}${days}`;
}

export function eventText(state: State, event: GameEvent): string {
  const subject =
    event.firm !== null && event.firm !== undefined && event.firm >= 0
      ? firmName(state.firms, event.firm)
      : projectName(state, event.project);
  const what =
    event.kind === 'phase_changed' && event.value
      ? t('event.phase', { phase: tc('phase', event.value) })
      : tc('event', event.kind);
  return subject ? `${subject}: ${what}` : what;
}

/** A prediction's or an indicator's value in its own unit. */
export function indicatorText(state: State, code: string, value: number | null): string {
  return f().indicator(code, value, state.scenario.currency);
}
