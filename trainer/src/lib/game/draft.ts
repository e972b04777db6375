/** The month that is being decided: pure rules of what fits, what it costs and what is sent. */

import type {
  ActionRule,
  Cause,
  ChosenAction,
  NotebookEntry,
  Prediction,
  State,
} from '../api/types.ts';

import { lastSeen } from '../charts/scale.ts';

export interface Draft {
  turn: number;
  /** Milliseconds since 1970: of two copies the later one counts. */
  at: number;
  /** One per attempt at a month, so that a repeated request is not played twice. */
  key: string;
  actions: ChosenAction[];
  clauses: Record<string, boolean>;
  gate: boolean;
  prediction: { indicator: string; value: number | null; why: string };
  forecasts: Record<string, NotebookEntry>;
}

export interface TurnRequest {
  turn: number;
  key: string;
  actions: ChosenAction[];
  clauses: Record<string, boolean>;
  gate: boolean;
  prediction?: Prediction;
  forecasts: (NotebookEntry & { firm: number })[];
}

/** Leaves for good: no prediction is asked for. */
export const FINAL = ['withdraw', 'close'];

export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (one) => one.toString(16).padStart(2, '0')).join('');
}

export function emptyDraft(turn: number): Draft {
  return {
    turn,
    at: 0,
    key: randomKey(),
    actions: [],
    clauses: {},
    gate: false,
    prediction: { indicator: '', value: null, why: '' },
    forecasts: {},
  };
}

export function emptyEntry(): NotebookEntry {
  return {
    attend: null,
    pay: null,
    contribute: null,
    side_deal: null,
    cause: 'unknown' as Cause,
    otherwise: '',
    evidence: '',
  };
}

/** A draft read from elsewhere, or null when it is not one of this month. */
export function draftFrom(value: unknown, turn: number): Draft | null {
  if (typeof value !== 'object' || value === null) return null;
  const found = value as Partial<Draft>;
  if (found.turn !== turn || !Array.isArray(found.actions) || typeof found.key !== 'string') {
    return null;
  }
  return { ...emptyDraft(turn), ...found } as Draft;
}

export function later(one: Draft | null, other: Draft | null): Draft | null {
  if (!one || !other) return one ?? other;
  return other.at > one.at ? other : one;
}

export function costOf(rule: ActionRule, action: ChosenAction): number {
  return action.days ?? rule.cost;
}

export function daysUsed(rules: readonly ActionRule[], actions: readonly ChosenAction[]): number {
  return actions.reduce((sum, action) => {
    const rule = rules.find((one) => one.kind === action.kind);
    return sum + (rule ? costOf(rule, action) : 0);
  }, 0);
}

export function isFinal(draft: Draft): boolean {
  return draft.actions.some((action) => FINAL.includes(action.kind));
}

/** Why an action cannot be added now: a code of `unavailable`, or null when it can. */
export function obstacle(rule: ActionRule, draft: Draft, left: number): string | null {
  if (!rule.available) return rule.reason ?? 'cooldown';
  const times = draft.actions.filter((one) => one.kind === rule.kind).length;
  if (times > 0 && !rule.repeat) return 'going_on';
  if (rule.target === 'project' && times >= (rule.options ?? []).length) {
    return 'everything_launched';
  }
  return rule.cost > left + 1e-9 ? 'no_days' : null;
}

/** The same action on the same target twice makes no sense. */
export function alreadyChosen(draft: Draft, kind: string, target?: number | string): boolean {
  return draft.actions.some((one) => one.kind === kind && one.target === target);
}

export function withAction(draft: Draft, rule: ActionRule, target?: number | string): Draft {
  const action: ChosenAction = { kind: rule.kind };
  if (target !== undefined) action.target = target;
  if (rule.step !== null) action.days = rule.cost;
  return { ...draft, actions: [...draft.actions, action] };
}

export function withDays(draft: Draft, index: number, days: number): Draft {
  return {
    ...draft,
    actions: draft.actions.map((one, i) => (i === index ? { ...one, days } : one)),
  };
}

export function withoutAction(draft: Draft, index: number): Draft {
  return { ...draft, actions: draft.actions.filter((_, i) => i !== index) };
}

export function predictionReady(draft: Draft): boolean {
  return (
    isFinal(draft) ||
    (draft.prediction.indicator !== '' &&
      draft.prediction.value !== null &&
      draft.prediction.why.trim() !== '')
  );
}

/** What to predict by default: the value last seen of the indicator, else the middle. */
export function startingValue(state: State, indicator: string): number {
  const last = lastSeen(state.series[indicator] ?? []);
  if (last !== null) return last;
  if (indicator === 'members') return state.group.members;
  return indicator === 'sales' || indicator === 'conflict' ? 0 : 0.5;
}

/** Only what differs from the clauses in the draft of the regulation is sent. */
export function changedClauses(state: State, draft: Draft): Record<string, boolean> {
  const changed: Record<string, boolean> = {};
  for (const clause of state.clauses) {
    const wished = draft.clauses[clause.id];
    if (clause.switchable && wished !== undefined && wished !== clause.on) {
      changed[clause.id] = wished;
    }
  }
  return changed;
}

export function requestOf(state: State, draft: Draft): TurnRequest {
  const { indicator, value, why } = draft.prediction;
  const request: TurnRequest = {
    turn: draft.turn,
    key: draft.key,
    actions: draft.actions,
    clauses: changedClauses(state, draft),
    gate: draft.gate && !isFinal(draft),
    forecasts: Object.entries(draft.forecasts).map(([firm, entry]) => ({
      firm: Number(firm),
      attend: entry.attend,
      pay: entry.pay,
      contribute: entry.contribute,
      side_deal: entry.side_deal,
      cause: entry.cause,
      otherwise: entry.otherwise,
      evidence: entry.evidence,
    })),
  };
  if (indicator !== '' && value !== null) request.prediction = { indicator, value, why };
  return request;
}
