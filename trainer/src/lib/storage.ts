/**
 * What this browser keeps: language, the game that goes on, unfinished months. The game is kept for
 * the tab first, so that two tabs may hold two games, and for the browser, so that closing it loses
 * nothing. Storage can be forbidden or full; the server's copy then serves.
 */

const PREFIX = 'minga.';

function stores(): Storage[] {
  const found: Storage[] = [];
  for (const name of ['sessionStorage', 'localStorage'] as const) {
    try {
      found.push(window[name]);
    } catch {
      // Forbidden by the browser's settings.
    }
  }
  return found;
}

export function remember(key: string, value: string): void {
  for (const store of stores()) {
    try {
      store.setItem(PREFIX + key, value);
    } catch {
      // Full: the server's copy serves.
    }
  }
}

export function remembered(key: string): string | null {
  for (const store of stores()) {
    const value = store.getItem(PREFIX + key);
    if (value !== null) return value;
  }
  return null;
}

export function forget(key: string): void {
  for (const store of stores()) store.removeItem(PREFIX + key);
}

/** For this tab only: a trainer's token, which should not outlive the class. */
export function rememberInTab(key: string, value: string): void {
  try {
    sessionStorage.setItem(PREFIX + key, value);
  } catch {
    // The address still holds it.
  }
}
