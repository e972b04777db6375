/** What the server reveals after the end: hidden states, profiles, scores, replays. */

import type { ChosenAction, Forecast, GameEvent, Note, Prediction, Series, Text } from './types.ts';

export interface Intention extends Prediction {
  turn: number;
  seen: number | null;
  error: number | null;
}

interface Change {
  before: number | null;
  after: number | null;
}

export interface TimelineMonth {
  turn: number;
  month: number;
  phase: number;
  actions: ChosenAction[];
  gate: { declared: boolean; passed: boolean } | null;
  events: GameEvent[];
  trust: Change;
  cooperation: Change;
  attendance: Change;
  turning_point: boolean;
  notes: string[];
}

export interface RevealedFirm {
  id: number;
  name: string;
  profile: string;
  profile_title: Text;
  profile_description: Text;
  reads_as: string;
  contributed: number | null;
  looked_like: number | null;
  side_deals: number;
  offers: number;
  could_come: number | null;
  came: number | null;
  stealth: number;
  wrongly_sanctioned: number;
  sanctioned: number;
  constraint: string;
  your_cause: string | null;
  payoff: number;
  trust_of_others: Series;
  truth: Record<Forecast, Series>;
  forecasts: { turn: number; what: Forecast; p: number; seen: number; brier: number }[];
  notebook: { turn: number; otherwise: string; evidence: string; cause: string }[];
  brier: number | null;
}

export interface Score {
  code: string;
  value: number | null;
  unit: string;
  higher_is_better: boolean;
  percentile: number | null;
  of: number;
  strategies: { name: string; value: number }[];
  reference: number | null;
  detail: Record<string, number | boolean | null>;
}

export interface Debrief {
  end: string;
  months_played: number;
  seed: number;
  intentions: Intention[];
  series: Record<string, Series>;
  hidden: Record<string, Series>;
  aftermath: {
    months: number;
    attendance: Series;
    cooperation: Series;
    trust: Series;
    members: Series;
    sales: Series;
    state: string;
    cause: string;
    alive_months: number;
    stands_alone: boolean;
  };
  timeline: TimelineMonth[];
  firms: RevealedFirm[];
  brier: {
    all: number | null;
    attend: number | null;
    pay: number | null;
    contribute: number | null;
    side_deal: number | null;
    count: number;
    base_rate: number | null;
  };
  scores: Score[];
  strategies: { name: string; title: Text }[];
  refusal: { verdict: string; share_standing: number } | null;
  notes: Note[];
}

export interface WhatIf {
  turn: number;
  series: { played: Record<string, Series>; changed: Record<string, Series> };
  scores: { played: Record<string, number | null>; changed: Record<string, number | null> };
  first_difference: number | null;
  end: { played: string; changed: string };
}

export interface Luck {
  status: 'running' | 'done';
  done?: number;
  of: number;
  you?: { group: number[]; autonomy: number[] };
  strategies?: { name: string; title: Text; group: number[]; autonomy: number[] }[];
  yours?: { group: number; autonomy: number };
  skill?: { group: number; autonomy: number };
  luck?: { group: number; autonomy: number };
}
