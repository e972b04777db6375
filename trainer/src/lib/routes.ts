/** Fragments to screens: `#/notebook/4` is the screen `notebook` with `['4']`. */

export interface Route {
  name: string;
  rest: string[];
}

export const ROUTES: readonly string[] = [
  'start',
  'brief',
  'desk',
  'close',
  'report',
  'notebook',
  'gate',
  'debrief',
  'join',
  'trainer',
];

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function parse(hash: string): Route {
  const [name = 'start', ...rest] = hash
    .replace(/^#\/?/, '')
    .split('/')
    .filter(Boolean)
    .map(decoded);
  return ROUTES.includes(name) ? { name, rest } : { name: 'start', rest: [] };
}
