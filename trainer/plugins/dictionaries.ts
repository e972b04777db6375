/** Stops the build when a text is missing in a language, empty, or no longer used. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { FAMILIES } from '../src/lib/api/codes.ts';

export type Dictionary = Record<string, string>;
export const LANGUAGES = ['es', 'en'] as const;
const PLURALS = ['one', 'other'];

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: false }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.(ts|svelte)$/.test(entry.name) ? [path] : [];
  });
}

/** Keys that texts of the page ask for: `t('key'`, `tn('key'`, and the families of codes. */
export function keysUsed(texts: readonly string[]): Set<string> {
  const used = new Set<string>();
  for (const text of texts) {
    for (const found of text.matchAll(/\bt\(\s*'([^']+)'/g)) used.add(found[1] ?? '');
    for (const found of text.matchAll(/\btn\(\s*'([^']+)'/g)) {
      for (const form of PLURALS) used.add(`${found[1]}.${form}`);
    }
  }
  for (const [family, codes] of Object.entries(FAMILIES)) {
    for (const code of codes) used.add(`${family}.${code}`);
  }
  return used;
}

const places = (text: string): string =>
  [...new Set(Array.from(text.matchAll(/\{(\w+)\}/g), (one) => one[1]))].sort().join(',');

/** What is wrong with the dictionaries, in words. */
export function faults(used: Set<string>, dictionaries: Record<string, Dictionary>): string[] {
  const found: string[] = [];
  const all = new Set(Object.values(dictionaries).flatMap((one) => Object.keys(one)));
  for (const [language, texts] of Object.entries(dictionaries)) {
    for (const key of [...used, ...all]) {
      if (texts[key] === undefined) found.push(`${language}: no text for "${key}"`);
      else if (texts[key].trim() === '') found.push(`${language}: "${key}" is empty`);
    }
    for (const key of Object.keys(texts)) {
      if (!used.has(key)) found.push(`${language}: "${key}" is not used`);
    }
  }
  for (const key of all) {
    const kinds = new Set(Object.values(dictionaries).map((one) => places(one[key] ?? '')));
    if (kinds.size > 1) found.push(`"${key}": the languages do not fill in the same places`);
  }
  return [...new Set(found)].sort();
}

export function check(root: string): string[] {
  const texts = sources(join(root, 'src')).map((path) => readFileSync(path, 'utf8'));
  const dictionaries = Object.fromEntries(
    LANGUAGES.map((language) => {
      const path = join(root, 'src/lang', `${language}.json`);
      return [language, JSON.parse(readFileSync(path, 'utf8')) as Dictionary];
    }),
  );
  return faults(keysUsed(texts), dictionaries);
}

export function dictionaries(): Plugin {
  let root = '.';
  return {
    name: 'dictionaries',
    configResolved: (config) => void (root = config.root),
    buildStart() {
      const found = check(root);
      if (found.length === 0) return;
      const text = `the dictionaries are not whole:\n  ${found.join('\n  ')}`;
      if (this.meta.watchMode) this.warn(text);
      else this.error(text);
    },
  };
}
