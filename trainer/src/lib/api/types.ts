/** What the server answers during play: observables only. The debrief is in `debrief.ts`. */

export type Lang = 'es' | 'en';
export type Text = Record<Lang, string>;
export type Mode = 'practice' | 'assessed';
export type Series = (number | null)[];
export type Forecast = 'attend' | 'pay' | 'contribute' | 'side_deal';
export type Cause = 'cannot' | 'will_not' | 'unknown';

export interface Info {
  api: number;
  version: string;
  class: boolean;
  class_open: boolean;
  months: number;
  default_language: Lang;
}

export interface ScenarioCard {
  name: string;
  level: number;
  title: Text;
  description: Text;
  firms: number;
  kind: string;
  currency: string;
}

export interface SavedGame {
  id: string;
  scenario: string;
  title: Text;
  mode: Mode;
  name: string;
  turn: number;
  over: boolean;
  created: string;
  played: string;
  faulty: boolean;
}

export interface ProjectRule {
  id: string;
  title: Text;
  pilot: boolean;
  phase: number;
  form: string;
  presence: boolean;
  every: number;
  cost: number;
  needed: number | null;
  side_gain: boolean;
}

export interface RegulationRule {
  title: Text;
  description: Text;
  adoption: string;
  fund_fee: number;
  quorum: number;
  absence_fine: number;
  lateness_fine: number;
  enforcer: string;
  expel_after: number;
  absences_for_review: number;
  sanctions: number[];
  exit_penalty: number;
}

export interface Scenario {
  name: string;
  level: number;
  title: Text;
  description: Text;
  brief: Text;
  mandate: Text;
  kind: string;
  currency: string;
  place: string;
  meeting_hours: number;
  has_client: boolean;
  source: string;
  projects: ProjectRule[];
  regulation: RegulationRule | null;
}

export interface Condition {
  code: string;
  value: number | null;
  needed: number | null;
  met: boolean;
}

export interface ActionRule {
  kind: string;
  cost: number;
  duration: number;
  cooldown: number;
  target: 'none' | 'firm' | 'project';
  repeat: boolean;
  available: boolean;
  reason: string | null;
  months_left: number;
  max: number;
  step: number | null;
  options: string[] | null;
}

export interface ChosenAction {
  kind: string;
  target?: number | string;
  days?: number;
}

export interface Counts {
  attended: number;
  meetings: number;
  excused: number;
  paid: number;
  payments_due: number;
  seen_giving: number;
  seen_failing: number;
  sanctions: number;
  offences?: number;
}

export interface Impression {
  turn: number;
  by: string;
  impression: string;
  absence: string | null;
}

export interface Firm {
  id: number;
  name: string;
  status: 'member' | 'left' | 'expelled';
  joined: number;
  left: number | null;
  size: string;
  distance_km: number | null;
  income_share: string;
  product: string;
  role: string | null;
  last: Counts | null;
  totals: Counts;
  absences_in_row: number;
  history: { attended: Series; paid: Series; seen_giving: Series };
  impressions: Impression[];
  representative_since: number;
}

export interface Note {
  kind: string;
  text: string;
  turn: number;
  at: string;
}

export interface NotebookEntry {
  attend: number | null;
  pay: number | null;
  contribute: number | null;
  side_deal: number | null;
  cause: Cause;
  otherwise: string;
  evidence: string;
  turn?: number;
}

export interface GameEvent {
  kind: string;
  firm: number | null;
  fortnight: number;
  value: number | null;
  project: string | null;
}

export interface Prediction {
  indicator: string;
  value: number;
  why: string;
}

export interface Report {
  turn: number;
  month: number;
  over: boolean;
  end: string | null;
  days_used: number;
  actions: ChosenAction[];
  prediction: (Prediction & { seen: number | null; error: number | null }) | null;
  indicators: Record<string, { before: number | null; now: number | null }>;
  meetings: { fortnight: number; held: boolean; present: number; of: number }[];
  absent: { firm: number; missed: number; excused: number }[];
  late_payers: { firm: number; missed: number }[];
  seen_failing: { firm: number; project: string; times: number }[];
  events: GameEvent[];
  impressions: { firm: number; by: string; impression: string; absence: string | null }[];
  forecasts: { firm: number; what: Forecast; p: number; seen: number; brier: number }[];
  brier: number | null;
  gate: { declared: boolean; passed: boolean; phase: number; missing: string[] } | null;
  recommendations: { firm: number; kind: string; result: string }[];
}

export interface Gate {
  next: number | null;
  declared: boolean;
  ready: boolean;
  conditions: Condition[];
}

export interface Clause {
  id: string;
  on: boolean;
  switchable: boolean;
}

export interface ProjectState {
  id: string;
  status: 'waiting' | 'running' | 'idle';
  launched: number | null;
  early: boolean;
  made: number | null;
  due: number | null;
}

export interface GroupState {
  state: string;
  cause: string;
  members: number;
  regulation_in_force: boolean;
  draft: number;
  plan: number;
  manager: boolean;
  formal: boolean;
  fund: number;
  milestones: Record<string, number | null>;
}

export interface State {
  turn: number;
  months: number;
  mode: Mode;
  name: string;
  language: Lang;
  seed: number | null;
  over: boolean;
  end: string | null;
  paused: boolean;
  scenario: Scenario;
  phase: number;
  gate: Gate;
  days: { budget: number; by_phase: number[]; used_total: number; budget_total: number };
  autonomy: { done_for_them: number; by_group: number | null };
  group: GroupState;
  clauses: Clause[];
  projects: ProjectState[];
  actions: ActionRule[];
  firms: Firm[];
  series: Record<string, Series>;
  notebook: Record<string, NotebookEntry>;
  last_report: Report | null;
  draft_turn: unknown;
  can_undo: boolean;
  hints: string[];
  notes: Note[];
}
