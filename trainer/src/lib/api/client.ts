/** HTTP: every call answers a value or throws a `Problem` whose code the dictionaries explain. */

import type { ClassInfo, ClassView, Divergence } from './classroom.ts';
import type { Debrief, Luck, WhatIf } from './debrief.ts';
import type { TurnRequest } from '../game/draft.ts';
import type { Info, Lang, Mode, Note, Report, SavedGame, ScenarioCard, State } from './types.ts';

export class Problem extends Error {
  constructor(
    readonly code: string,
    readonly status = 0,
    readonly field: string | null = null,
    readonly accepted: string | null = null,
    detail = '',
  ) {
    super(detail || code);
  }
}

const PATIENCE_MS = 20_000;

interface Options {
  body?: unknown;
  token?: string;
  keepalive?: boolean;
}

interface ErrorBody {
  error?: { code?: string; message?: string; field?: string; accepted?: string };
}

async function problemOf(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => ({}))) as ErrorBody;
  const error = body.error ?? {};
  return new Problem(
    error.code ?? 'unknown',
    response.status,
    error.field ?? null,
    error.accepted ?? null,
    error.message,
  );
}

async function send(method: string, path: string, options: Options): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (options.body !== undefined) headers['Content-Type'] = 'application/json';
  if (options.token) headers['Authorization'] = `Bearer ${options.token}`;
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    return await fetch(`./api/${path}`, {
      method,
      headers,
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
      signal: patience.signal,
      keepalive: options.keepalive ?? false,
      cache: 'no-store',
    });
  } catch {
    throw new Problem('offline');
  } finally {
    clearTimeout(timer);
  }
}

async function call<T>(method: string, path: string, options: Options = {}): Promise<T> {
  const response = await send(method, path, options);
  if (!response.ok) throw await problemOf(response);
  if (response.status === 204) return undefined as T;
  try {
    return (await response.json()) as T;
  } catch {
    throw new Problem('offline');
  }
}

export interface Opened {
  id: string;
  state: State;
}

const game = (id: string): string => `games/${encodeURIComponent(id)}`;

export const api = {
  info: () => call<Info>('GET', 'info'),
  scenarios: () => call<{ scenarios: ScenarioCard[] }>('GET', 'scenarios'),
  games: () => call<{ games: SavedGame[] }>('GET', 'games'),
  create: (body: { scenario: string; mode: Mode; seed?: number; name: string; language: Lang }) =>
    call<Opened>('POST', 'games', { body }),
  open: (id: string) => call<Opened>('GET', game(id)),
  remove: (id: string) => call<void>('DELETE', game(id)),
  play: (id: string, body: TurnRequest) =>
    call<{ report: Report; state: State }>('POST', `${game(id)}/turns`, { body }),
  report: (id: string, turn: number) => call<Report>('GET', `${game(id)}/turns/${turn}`),
  saveDraft: (id: string, turn: number, draft: unknown, keepalive = false) =>
    call<void>('PUT', `${game(id)}/draft`, { body: { turn, draft }, keepalive }),
  undo: (id: string, turn: number) =>
    call<{ state: State }>('POST', `${game(id)}/undo`, { body: { turn } }),
  note: (id: string, kind: string, text: string) =>
    call<{ notes: Note[] }>('POST', `${game(id)}/notes`, { body: { kind, text } }),
  language: (id: string, language: Lang) =>
    call<void>('PUT', `${game(id)}/language`, { body: { language } }),
  debrief: (id: string) => call<Debrief>('GET', `${game(id)}/debrief`),
  whatIf: (id: string, body: { turn: number } & Partial<TurnRequest>) =>
    call<WhatIf>('POST', `${game(id)}/whatif`, { body }),
  luck: (id: string) => call<Luck>('GET', `${game(id)}/luck`),
  exportPath: (id: string) => `./api/${game(id)}/export.zip`,
};

export const classroom = {
  info: () => call<ClassInfo>('GET', 'class/info'),
  join: (body: { code: string; name: string; language: Lang }) =>
    call<Opened>('POST', 'join', { body }),
  open: (token: string, body: unknown) => call<ClassView>('POST', 'class', { body, token }),
  view: (token: string, hidden: boolean) =>
    call<ClassView>('GET', `class${hidden ? '?names=hidden' : ''}`, { token }),
  pause: (token: string, paused: boolean) =>
    call<ClassView>('POST', 'class/pause', { body: { paused }, token }),
  close: (token: string) => call<ClassView>('POST', 'class/close', { body: {}, token }),
  divergences: (token: string, hidden: boolean) =>
    call<{ points: Divergence[] }>('GET', `class/divergences${hidden ? '?names=hidden' : ''}`, {
      token,
    }),
  removeGame: (token: string, handle: string) =>
    call<void>('DELETE', `class/games/${encodeURIComponent(handle)}`, { token }),
  removeAll: (token: string) => call<void>('DELETE', 'class/data', { token }),
  /** The export needs the token in a header, so it is fetched and handed over as a file. */
  exportZip: async (token: string): Promise<Blob> => {
    const response = await send('GET', 'class/export.zip', { token });
    if (!response.ok) throw await problemOf(response);
    return response.blob();
  },
};

export function asProblem(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem('unknown', 0, null, null, String(error));
}
