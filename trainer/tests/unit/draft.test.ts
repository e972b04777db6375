import { describe, expect, it } from 'vitest';
import type { ActionRule, State } from '../../src/lib/api/types.ts';
import {
  changedClauses,
  daysUsed,
  draftFrom,
  emptyDraft,
  later,
  obstacle,
  predictionReady,
  randomKey,
  requestOf,
  startingValue,
  withAction,
  withDays,
  withoutAction,
} from '../../src/lib/game/draft.ts';

const rule = (kind: string, change: Partial<ActionRule> = {}): ActionRule => ({
  kind,
  cost: 1,
  duration: 1,
  cooldown: 0,
  target: 'none',
  repeat: false,
  available: true,
  reason: null,
  months_left: 0,
  max: 6,
  step: null,
  options: null,
  ...change,
});
const visit = rule('visit', { cost: 0.5, target: 'firm', repeat: true });
const draft = rule('draft', { step: 0.5 });
const launch = rule('launch', { target: 'project', repeat: true, options: ['fair'] });
const state = {
  turn: 3,
  clauses: [
    { id: 'fine', on: false, switchable: true },
    { id: 'fixed', on: false, switchable: false },
  ],
  series: { attendance: [0.5, null], members: [], sales: [] },
  group: { members: 9 },
} as unknown as State;

describe('the days of a month', () => {
  it('are the cost of each action, or the days given to it', () => {
    let month = withAction(emptyDraft(3), visit, 4);
    month = withAction(month, draft);
    expect(daysUsed([visit, draft], month.actions)).toBe(1.5);
    month = withDays(month, 1, 2.5);
    expect(daysUsed([visit, draft], month.actions)).toBe(3);
    month = withoutAction(month, 0);
    expect(month.actions).toEqual([{ kind: 'draft', days: 2.5 }]);
  });

  it('bound what can be added', () => {
    expect(obstacle(draft, emptyDraft(3), 1)).toBeNull();
    expect(obstacle(draft, emptyDraft(3), 0.5)).toBe('no_days');
  });
});

describe('an action', () => {
  it('that does not repeat is chosen once', () => {
    expect(obstacle(draft, withAction(emptyDraft(3), draft), 4)).toBe('going_on');
    expect(obstacle(visit, withAction(emptyDraft(3), visit, 1), 4)).toBeNull();
  });

  it('tells why it is not available', () => {
    const paused = rule('link', { available: false, reason: 'cooldown' });
    expect(obstacle(paused, emptyDraft(3), 4)).toBe('cooldown');
  });

  it('launches each project once', () => {
    const once = withAction(emptyDraft(3), launch, 'fair');
    expect(obstacle(launch, once, 4)).toBe('everything_launched');
  });
});

describe('closing a month', () => {
  it('needs indicator, value and reason, unless the work ends', () => {
    const month = emptyDraft(3);
    expect(predictionReady(month)).toBe(false);
    month.prediction = { indicator: 'attendance', value: 0.6, why: '  ' };
    expect(predictionReady(month)).toBe(false);
    month.prediction.why = 'more visits';
    expect(predictionReady(month)).toBe(true);
    expect(predictionReady(withAction(emptyDraft(3), rule('withdraw')))).toBe(true);
  });

  it('sends what was decided and nothing that did not change', () => {
    const month = withAction(emptyDraft(3), visit, 4);
    month.clauses = { fine: true, fixed: true };
    month.gate = true;
    month.prediction = { indicator: 'attendance', value: 0.6, why: 'visits' };
    const sent = requestOf(state, month);
    expect(sent.turn).toBe(3);
    expect(sent.key).toBe(month.key);
    expect(sent.actions).toEqual([{ kind: 'visit', target: 4 }]);
    expect(sent.clauses).toEqual({ fine: true });
    expect(sent.prediction).toEqual({ indicator: 'attendance', value: 0.6, why: 'visits' });
    expect(sent.gate).toBe(true);
    month.clauses = { fine: false };
    expect(changedClauses(state, month)).toEqual({});
  });

  it('declares no phase when the work ends', () => {
    const month = { ...withAction(emptyDraft(3), rule('close')), gate: true };
    expect(requestOf(state, month).gate).toBe(false);
    expect(requestOf(state, month).prediction).toBeUndefined();
  });
});

describe('an unfinished month', () => {
  it('is taken up only in its own month', () => {
    const kept = JSON.parse(JSON.stringify(withAction(emptyDraft(3), visit, 4))) as unknown;
    expect(draftFrom(kept, 3)?.actions).toHaveLength(1);
    expect(draftFrom(kept, 4)).toBeNull();
    expect(draftFrom({ turn: 3 }, 3)).toBeNull();
    expect(draftFrom('{', 3)).toBeNull();
  });

  it('is the later one of two copies', () => {
    const here = { ...emptyDraft(3), at: 5 };
    const there = { ...emptyDraft(3), at: 9 };
    expect(later(here, there)).toBe(there);
    expect(later(there, here)).toBe(there);
    expect(later(null, here)).toBe(here);
  });

  it('has a key of its own', () => {
    expect(randomKey()).toMatch(/^[0-9a-f]{24}$/);
    expect(randomKey()).not.toBe(randomKey());
  });
});

it('a prediction starts from what was last seen', () => {
  expect(startingValue(state, 'attendance')).toBe(0.5);
  expect(startingValue(state, 'members')).toBe(9);
  expect(startingValue(state, 'sales')).toBe(0);
  expect(startingValue(state, 'compliance')).toBe(0.5);
});
