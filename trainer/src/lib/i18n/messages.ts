/** Dictionaries and the filling in of `{places}`; plural forms are `key.one` and `key.other`. */

import en from '../../lang/en.json';
import es from '../../lang/es.json';
import type { Lang } from '../api/types.ts';

export type Dictionary = Record<string, string>;
export const DICTIONARIES: Record<Lang, Dictionary> = { es, en };
export type Values = Record<string, string | number>;

export function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in values ? String(values[name]) : whole,
  );
}

/** The text of a key; a key that is missing shows itself, so that it is seen. */
export function message(lang: Lang, key: string, values: Values = {}): string {
  const text = DICTIONARIES[lang][key];
  return text === undefined ? key : fill(text, values);
}

export function plural(lang: Lang, key: string, count: number, values: Values = {}): string {
  const form = new Intl.PluralRules(lang).select(count) === 'one' ? 'one' : 'other';
  return message(lang, `${key}.${form}`, values);
}
