/** Numbers, money and dates in the reader's way. Shares are 0..1 and shown as percentages. */

import type { Lang } from '../api/types.ts';
import { MONEY, SHARES } from '../api/codes.ts';

export const MISSING = '–';

/** The reader's own variety of the language if the browser names one (es-AR, es-MX, en-GB ...). */
export function localeFor(lang: Lang, wished: readonly string[]): string {
  return wished.find((one) => one.toLowerCase().split('-')[0] === lang) ?? lang;
}

export class Formats {
  constructor(readonly locale: string) {}

  number(value: number | null | undefined, digits = 1): string {
    if (value === null || value === undefined || Number.isNaN(value)) return MISSING;
    return new Intl.NumberFormat(this.locale, { maximumFractionDigits: digits }).format(value);
  }

  /** Always two decimals, for figures that are compared with each other. */
  fixed(value: number | null | undefined): string {
    if (value === null || value === undefined || Number.isNaN(value)) return MISSING;
    return new Intl.NumberFormat(this.locale, {
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
    }).format(value);
  }

  share(value: number | null | undefined): string {
    if (value === null || value === undefined || Number.isNaN(value)) return MISSING;
    return new Intl.NumberFormat(this.locale, {
      style: 'percent',
      maximumFractionDigits: 0,
    }).format(value);
  }

  money(value: number | null | undefined, currency: string): string {
    if (value === null || value === undefined || Number.isNaN(value)) return MISSING;
    const digits = Math.abs(value) >= 100 ? 0 : 2;
    try {
      return new Intl.NumberFormat(this.locale, {
        style: 'currency',
        currency,
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }).format(value);
    } catch {
      return `${this.number(value, digits)} ${currency}`;
    }
  }

  dateTime(iso: string): string {
    const date = new Date(iso);
    if (Number.isNaN(date.getTime())) return MISSING;
    return new Intl.DateTimeFormat(this.locale, { dateStyle: 'medium', timeStyle: 'short' }).format(
      date,
    );
  }

  /** An indicator or a hidden state in its own unit. */
  indicator(code: string, value: number | null | undefined, currency: string): string {
    if (SHARES.includes(code)) return this.share(value);
    if (MONEY.includes(code)) return this.money(value, currency);
    return this.number(value, code === 'conflict' ? 2 : 0);
  }
}
