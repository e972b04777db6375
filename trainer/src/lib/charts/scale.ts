/** Arithmetic of the charts: limits, positions and paths; what is missing breaks a line. */

import type { Series } from '../api/types.ts';
import { SHARES } from '../api/codes.ts';

export interface Limits {
  low: number;
  high: number;
}

/** A round number not below the value: 1, 2, 2.5 or 5 times a power of ten. */
export function roundUp(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 2.5, 5, 10].find((one) => one * power >= value - 1e-12) ?? 10;
  return step * power;
}

/** Shares run from 0 to 1, so that charts compare; everything else from 0 to a round number. */
export function limitsOf(code: string, lines: readonly Series[]): Limits {
  if (SHARES.includes(code)) return { low: 0, high: 1 };
  const values = lines.flat().filter((one): one is number => one !== null);
  const low = Math.min(0, ...values);
  return { low: low < 0 ? -roundUp(-low) : 0, high: roundUp(Math.max(0, ...values)) };
}

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export function xOf(index: number, count: number, box: Box): number {
  return count <= 1 ? box.left : box.left + (index / (count - 1)) * box.width;
}

export function yOf(value: number, limits: Limits, box: Box): number {
  const share = (value - limits.low) / (limits.high - limits.low || 1);
  return box.top + (1 - Math.min(1, Math.max(0, share))) * box.height;
}

/** Months (0-based) to write below a chart: each year's first and the last, if they do not meet. */
export function ticksOf(count: number): number[] {
  const years = Array.from({ length: Math.ceil(count / 12) }, (_, i) => i * 12);
  const last = count - 1;
  return last - (years[years.length - 1] ?? 0) >= 5 ? [...years, last] : years;
}

const short = (value: number): string => value.toFixed(1).replace(/\.0$/, '');

export function pathOf(series: Series, count: number, limits: Limits, box: Box): string {
  let drawing = false;
  let path = '';
  series.forEach((value, index) => {
    if (value === null) {
      drawing = false;
      return;
    }
    path += `${drawing ? 'L' : 'M'}${short(xOf(index, count, box))} ${short(yOf(value, limits, box))}`;
    drawing = true;
  });
  return path;
}

/** The month (0-based) of the last value that was seen, or -1. */
export function lastAt(series: Series): number {
  for (let at = series.length - 1; at >= 0; at -= 1) {
    if (series[at] !== null && series[at] !== undefined) return at;
  }
  return -1;
}

export const lastSeen = (series: Series): number | null => series[lastAt(series)] ?? null;

/** Points that no line reaches (nothing before and nothing after), which need a mark to be seen. */
export function lonely(series: Series): number[] {
  const missing = (one: number | null | undefined): boolean => one === null || one === undefined;
  return series
    .map((_, index) => index)
    .filter((i) => !missing(series[i]) && missing(series[i - 1]) && missing(series[i + 1]));
}

export interface Bin {
  from: number;
  to: number;
  count: number;
}

/** Equal bins over what was drawn, wide enough for every value given. */
export function bins(values: readonly number[], wanted: number, also: readonly number[] = []): Bin[] {
  const all = [...values, ...also];
  if (all.length === 0) return [];
  const low = Math.min(...all);
  const high = Math.max(...all);
  const width = (high - low) / wanted || 1;
  const found = Array.from({ length: wanted }, (_, i) => ({
    from: low + i * width,
    to: low + (i + 1) * width,
    count: 0,
  }));
  for (const value of values) {
    const at = Math.min(wanted - 1, Math.floor((value - low) / width));
    const bin = found[at];
    if (bin) bin.count += 1;
  }
  return found;
}
