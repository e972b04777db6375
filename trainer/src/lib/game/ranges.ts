/** The range of a slider for each indicator that can be predicted, in the unit that is shown. */

import { SHARES } from '../api/codes.ts';
import type { State } from '../api/types.ts';
import { roundUp } from '../charts/scale.ts';

export interface Range {
  max: number;
  step: number;
  /** What is shown is the server's value times this: percentages for shares. */
  times: number;
  unit: string;
}

export function rangeOf(state: State, indicator: string): Range {
  if (SHARES.includes(indicator)) return { max: 100, step: 1, times: 100, unit: ' %' };
  if (indicator === 'members') {
    return { max: Math.max(20, state.firms.length + 10), step: 1, times: 1, unit: '' };
  }
  if (indicator === 'conflict') return { max: 2, step: 0.05, times: 1, unit: '' };
  const seen = (state.series[indicator] ?? []).filter((one): one is number => one !== null);
  const max = roundUp(Math.max(50, ...seen) * 1.5);
  return { max, step: max > 200 ? 5 : 1, times: 1, unit: ` ${state.scenario.currency}` };
}

/** Server's value to what the slider shows, on the slider's steps. */
export function shownIn(range: Range, value: number | null): number | null {
  if (value === null) return null;
  const steps = Math.round((value * range.times) / range.step);
  return Number((steps * range.step).toFixed(6));
}

export function valueIn(range: Range, shown: number | null): number | null {
  return shown === null ? null : Number((shown / range.times).toFixed(6));
}
