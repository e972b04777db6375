import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const DIST = 'dist';
const LIMIT = 100_000;

/** What the browser fetches before the first screen: the page, its scripts and its styles. */
function firstLoad(): string[] {
  const page = readFileSync(join(DIST, 'index.html'), 'utf8');
  const parts = Array.from(page.matchAll(/(?:src|href)="\.\/([^"]+)"/g), (one) => one[1] ?? '');
  return ['index.html', ...parts];
}

describe('the bundle', () => {
  it('is built (npm run build)', () => {
    expect(existsSync(join(DIST, 'index.html'))).toBe(true);
  });

  it('loads its first screen with less than 100 KB', () => {
    const files = firstLoad();
    expect(files.length).toBeGreaterThan(2);
    const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(DIST, file))).length, 0);
    expect(bytes).toBeLessThan(LIMIT);
  });

  it('has no inline script and no address but relative ones', () => {
    const page = readFileSync(join(DIST, 'index.html'), 'utf8');
    expect(page).not.toMatch(/<script(?![^>]*\ssrc=)/);
    expect(page).not.toMatch(/\son\w+=/);
    expect(page).not.toMatch(/(?:src|href)="(?!\.\/)/);
  });

  it('fetches nothing from elsewhere', () => {
    const known = /^https?:\/\/(www\.w3\.org|svelte\.dev)\b/;
    for (const file of readdirSync(join(DIST, 'assets'))) {
      const text = readFileSync(join(DIST, 'assets', file), 'utf8');
      const found = (text.match(/https?:\/\/[\w.-]+/g) ?? []).filter((one) => !known.test(one));
      expect(found, file).toEqual([]);
    }
  });
});
