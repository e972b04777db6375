import { describe, expect, it } from 'vitest';
import { check, faults, keysUsed } from '../../plugins/dictionaries.ts';
import { Formats, localeFor, MISSING } from '../../src/lib/i18n/format.ts';
import { message, plural } from '../../src/lib/i18n/messages.ts';

describe('the dictionaries', () => {
  it('are whole in both languages', () => {
    expect(check('.')).toEqual([]);
  });

  it('are found wanting when a text is missing, empty, unused or fills in other places', () => {
    const used = new Set(['a', 'b', 'c']);
    const es = { a: 'uno {n}', b: 'dos', c: ' ', d: 'cuatro' };
    const en = { a: 'one', c: 'three', d: 'four' };
    expect(faults(used, { es, en })).toEqual([
      '"a": the languages do not fill in the same places',
      'en: "d" is not used',
      'en: no text for "b"',
      'es: "c" is empty',
      'es: "d" is not used',
    ]);
  });

  it('count what the page asks for, plurals and codes included', () => {
    const used = keysUsed([`{t('bar')} {tn('days', 2)} part('no')`]);
    for (const key of ['bar', 'days.one', 'days.other', 'action.visit', 'error.disk_full']) {
      expect(used).toContain(key);
    }
    expect(used).not.toContain('no');
  });
});

describe('messages', () => {
  it('fill in places and choose the plural of the language', () => {
    expect(message('es', 'strip.month', { n: 4, of: 36 })).toBe('Mes 4 de 36');
    expect(message('en', 'strip.month', { n: 4, of: 36 })).toBe('Month 4 of 36');
    expect(plural('es', 'days', 1, { n: '1' })).toBe('1 día');
    expect(plural('en', 'days', 1.5, { n: '1.5' })).toBe('1.5 days');
  });

  it('show the key of a text that is missing', () => {
    expect(message('es', 'no.such')).toBe('no.such');
  });
});

describe('formats', () => {
  const es = new Formats('es');
  const en = new Formats('en');

  it('are those of the language', () => {
    expect(es.number(2.5)).toBe('2,5');
    expect(en.number(2.5)).toBe('2.5');
    expect(es.share(0.652)).toMatch(/^65\s%$/);
    expect(en.share(0.652)).toBe('65%');
    expect(en.money(1234.5, 'USD')).toBe('$1,235');
    expect(es.money(12.5, 'USD')).toMatch(/^12,50\sUS\$$/);
  });

  it('show what was not seen as missing, never as zero', () => {
    expect(es.share(null)).toBe(MISSING);
    expect(es.number(undefined)).toBe(MISSING);
    expect(es.money(Number.NaN, 'USD')).toBe(MISSING);
    expect(es.dateTime('no date')).toBe(MISSING);
  });

  it('follow the unit of an indicator', () => {
    expect(en.indicator('attendance', 0.5, 'USD')).toBe('50%');
    expect(en.indicator('fund', 12, 'USD')).toBe('$12.00');
    expect(en.indicator('members', 9, 'USD')).toBe('9');
    expect(en.indicator('conflict', 0.456, 'USD')).toBe('0.46');
  });

  it("prefer the reader's own variety of the language", () => {
    expect(localeFor('es', ['en-US', 'es-AR'])).toBe('es-AR');
    expect(localeFor('es', ['en-US'])).toBe('es');
  });
});
