/** The page's own words, so that tests read the screen as a person does, in either language. */

import { readFileSync } from 'node:fs';

export type Lang = 'es' | 'en';
const texts: Record<Lang, Record<string, string>> = {
  es: JSON.parse(readFileSync('src/lang/es.json', 'utf8')) as Record<string, string>,
  en: JSON.parse(readFileSync('src/lang/en.json', 'utf8')) as Record<string, string>,
};

export function word(lang: Lang, key: string, values: Record<string, string | number> = {}): string {
  const text = texts[lang][key];
  if (text === undefined) throw new Error(`no text ${key}`);
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** As a pattern that fits the text wherever it stands; places fit anything. */
export function pattern(lang: Lang, key: string): RegExp {
  const quoted = word(lang, key).replace(/[.*+?^$()|[\]\\]/g, '\\$&');
  return new RegExp(quoted.replace(/\{\w+\}/g, '.*'));
}
