/** The game that goes on in this browser: its state, the month being decided, and what went wrong. */

import { api, asProblem, Problem, type Opened } from '../api/client.ts';
import type { NotebookEntry, Report, State } from '../api/types.ts';
import { language } from '../i18n/language.svelte.ts';
import { forget, remember, remembered } from '../storage.ts';
import {
  daysUsed,
  draftFrom,
  emptyDraft,
  emptyEntry,
  later,
  requestOf,
  type Draft,
} from './draft.ts';

const SAVE_AFTER_MS = 700;

class Session {
  id = $state<string | null>(null);
  state = $state.raw<State | null>(null);
  draft = $state<Draft>(emptyDraft(0));
  report = $state.raw<Report | null>(null);
  problem = $state.raw<Problem | null>(null);
  busy = $state(false);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private unsaved = false;

  used = $derived(this.state ? daysUsed(this.state.actions, this.draft.actions) : 0);
  left = $derived((this.state?.days.budget ?? 0) - this.used);

  constructor() {
    window.addEventListener('pagehide', () => void this.saveNow(true));
  }

  private take(state: State): void {
    const id = this.id ?? '';
    const here = draftFrom(parsed(remembered(`draft.${id}`)), state.turn);
    const there = draftFrom(state.draft_turn, state.turn);
    this.state = state;
    this.draft = later(here, there) ?? emptyDraft(state.turn);
    this.report = state.last_report;
  }

  adopt(opened: Opened): void {
    this.id = opened.id;
    remember('game', opened.id);
    this.take(opened.state);
  }

  /** Runs a call; what goes wrong is kept in `problem` and answered as false. */
  private async attempt(work: () => Promise<void>): Promise<boolean> {
    this.busy = true;
    this.problem = null;
    try {
      await work();
      return true;
    } catch (error) {
      this.problem = asProblem(error);
      return false;
    } finally {
      this.busy = false;
    }
  }

  async restore(): Promise<boolean> {
    const id = this.id ?? remembered('game');
    if (!id) return false;
    return this.open(id);
  }

  async open(id: string): Promise<boolean> {
    const opened = await this.attempt(async () => this.adopt(await api.open(id)));
    if (!opened && this.problem?.code === 'not_found') this.leave();
    return opened;
  }

  leave(): void {
    this.id = null;
    this.state = null;
    forget('game');
  }

  /** Changes the month being decided, and keeps it here at once and on the server soon. */
  edit(change: (draft: Draft) => Draft | void): void {
    const changed = change(this.draft);
    this.draft = { ...(changed ?? this.draft), at: Date.now() };
    remember(`draft.${this.id}`, JSON.stringify(this.draft));
    this.unsaved = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.saveNow(false), SAVE_AFTER_MS);
  }

  private async saveNow(leaving: boolean): Promise<void> {
    clearTimeout(this.timer);
    if (!this.unsaved || !this.id || !this.state || this.state.over) return;
    this.unsaved = false;
    try {
      await api.saveDraft(this.id, this.draft.turn, $state.snapshot(this.draft), leaving);
    } catch {
      this.unsaved = true; // The copy in this browser still holds it.
    }
  }

  /** The notebook's entry of a firm: what is written this month, else what stands. */
  entry(firm: number): NotebookEntry {
    const key = String(firm);
    return this.draft.forecasts[key] ?? this.state?.notebook[key] ?? emptyEntry();
  }

  write(firm: number, change: Partial<NotebookEntry>): void {
    const entry = { ...$state.snapshot(this.entry(firm)), ...change };
    this.edit((draft) => {
      draft.forecasts[String(firm)] = entry;
    });
  }

  async play(): Promise<boolean> {
    const { id, state } = this;
    if (!id || !state) return false;
    clearTimeout(this.timer);
    this.unsaved = false;
    const played = await this.attempt(async () => {
      const answer = await api.play(id, requestOf(state, $state.snapshot(this.draft)));
      forget(`draft.${id}`);
      this.take(answer.state);
      this.report = answer.report;
    });
    const code = this.problem?.code;
    if (!played && (code === 'turn_mismatch' || code === 'game_over')) await this.reload(code);
    return played;
  }

  /** Reads the state again, but keeps the reason in sight. */
  private async reload(code: string): Promise<void> {
    const { id } = this;
    if (id && (await this.open(id))) this.problem = new Problem(code);
  }

  async undo(): Promise<boolean> {
    const { id, state } = this;
    if (!id || !state) return false;
    return this.attempt(async () => {
      const answer = await api.undo(id, state.turn);
      forget(`draft.${id}`);
      this.take(answer.state);
    });
  }

  async note(kind: string, text: string): Promise<boolean> {
    const { id, state } = this;
    if (!id || !state) return false;
    return this.attempt(async () => {
      const { notes } = await api.note(id, kind, text);
      if (this.state) this.state = { ...this.state, notes };
    });
  }

  /** The server only remembers the language; that it could not is no reason to disturb. */
  async tellLanguage(): Promise<void> {
    if (this.id) await api.language(this.id, language.lang).catch(() => undefined);
  }
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

export const session = new Session();
