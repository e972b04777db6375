import { describe, expect, it } from 'vitest';
import {
  bins,
  lastAt,
  lastSeen,
  limitsOf,
  lonely,
  pathOf,
  roundUp,
  xOf,
  yOf,
} from '../../src/lib/charts/scale.ts';
import type { State } from '../../src/lib/api/types.ts';
import { rangeOf, shownIn, valueIn } from '../../src/lib/game/ranges.ts';
import { parse } from '../../src/lib/routes.ts';

const box = { left: 0, top: 0, width: 100, height: 50 };

describe('charts', () => {
  it('break the line where nothing was seen', () => {
    const path = pathOf([0, null, 1, 0.5], 4, { low: 0, high: 1 }, box);
    expect(path).toBe('M0 50M66.7 0L100 25');
    expect(lonely([0, null, 1, 0.5])).toEqual([0]);
    expect(lonely([0.3])).toEqual([0]);
  });

  it('run shares from 0 to 1 and all else to a round number', () => {
    expect(limitsOf('attendance', [[0.2]])).toEqual({ low: 0, high: 1 });
    expect(limitsOf('sales', [[130, null]])).toEqual({ low: 0, high: 200 });
    expect(limitsOf('sales', [[-3, 7]])).toEqual({ low: -5, high: 10 });
    expect([0, 1, 1.1, 2.4, 26, 51].map(roundUp)).toEqual([1, 1, 2, 2.5, 50, 100]);
  });

  it('place values within their box', () => {
    expect(xOf(0, 1, box)).toBe(0);
    expect(xOf(35, 36, box)).toBe(100);
    expect(yOf(2, { low: 0, high: 1 }, box)).toBe(0);
  });

  it('know the last value that was seen', () => {
    expect(lastAt([1, null])).toBe(0);
    expect(lastSeen([0.4, 0, null])).toBe(0);
    expect(lastSeen([null])).toBeNull();
  });

  it('count every game once, the best one too', () => {
    const found = bins([1, 2, 3, 10], 3);
    expect(found.map((one) => one.count)).toEqual([3, 0, 1]);
    expect(bins([1, 2], 2, [5]).at(-1)?.to).toBe(5);
    expect(bins([4, 4], 3).reduce((sum, one) => sum + one.count, 0)).toBe(2);
    expect(bins([], 3)).toEqual([]);
  });
});

it('a slider shows percentages and sends shares', () => {
  const state = { series: { sales: [130] }, firms: [], scenario: { currency: 'USD' } };
  const shares = rangeOf(state as unknown as State, 'attendance');
  expect(shownIn(shares, 0.656)).toBe(66);
  expect(valueIn(shares, 66)).toBe(0.66);
  expect(valueIn(shares, null)).toBeNull();
  expect(rangeOf(state as unknown as State, 'sales')).toMatchObject({ max: 200, step: 1 });
});

it('addresses name screens, and what is unknown is the start', () => {
  expect(parse('#/notebook/4')).toEqual({ name: 'notebook', rest: ['4'] });
  expect(parse('')).toEqual({ name: 'start', rest: [] });
  expect(parse('#/admin/x')).toEqual({ name: 'start', rest: [] });
  expect(parse('#/trainer/%zz')).toEqual({ name: 'trainer', rest: ['%zz'] });
});
