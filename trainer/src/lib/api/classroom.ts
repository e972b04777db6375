/** A class: what trainees and their trainer see of it. */

import type { Mode, Text } from './types.ts';

export interface ClassInfo {
  open: boolean;
  title: string;
  scenario: { name: string; title: Text } | null;
  mode: Mode;
  paused: boolean;
  trainees: number;
}

export interface Trainee {
  game: string;
  name: string;
  turn: number;
  phase: number;
  over: boolean;
  end: string | null;
  idle_seconds: number;
  connected: boolean;
  attendance: number | null;
  members: number;
  days_used: number;
  brier: number | null;
  state: string;
}

export interface ClassView {
  open: boolean;
  title: string;
  code: string;
  url: string;
  scenario: { name: string; title: Text } | null;
  mode: Mode;
  seeds: 'same' | 'different';
  paused: boolean;
  trainees: Trainee[];
}

export interface Side {
  trainees: string[];
  outcome: number | null;
}

export interface Divergence {
  kind: string;
  turn: number;
  what: string;
  share: number;
  with: Side;
  without: Side;
  indicator: string;
}
