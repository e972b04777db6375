/** The language of the page, which can change at any moment. */

import type { Family } from '../api/codes.ts';
import type { Lang, Text } from '../api/types.ts';
import { remember, remembered } from '../storage.ts';
import { Formats, localeFor } from './format.ts';
import { DICTIONARIES, message, plural, type Values } from './messages.ts';

function first(): Lang {
  const kept = remembered('language');
  if (kept === 'es' || kept === 'en') return kept;
  const wished = navigator.languages.map((one) => one.slice(0, 2)).find((l) => l in DICTIONARIES);
  return (wished as Lang | undefined) ?? 'es';
}

class Language {
  lang = $state<Lang>(first());
  formats = $derived(new Formats(localeFor(this.lang, navigator.languages)));

  set(lang: Lang): void {
    this.lang = lang;
    remember('language', lang);
  }
}

export const language = new Language();

export const t = (key: string, values: Values = {}): string =>
  message(language.lang, key, values);

/** Plural: `key.one` or `key.other`, with `{n}` formatted. */
export const tn = (key: string, count: number, values: Values = {}): string =>
  plural(language.lang, key, count, { n: language.formats.number(count), ...values });

/** The name of a code of the server; a code that this page does not know is shown as it is. */
export function tc(family: Family, code: string | number | null | undefined): string {
  const key = `${family}.${code}`;
  return DICTIONARIES[language.lang][key] ?? String(code ?? '');
}

/** A text that the server sends in both languages. */
export const tt = (text: Text | null | undefined): string => text?.[language.lang] ?? '';

/** Formats of the current language; read inside templates so that they follow it. */
export const f = (): Formats => language.formats;
