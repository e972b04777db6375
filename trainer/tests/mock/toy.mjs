// A toy game with the shape of the real one, for working on the page without the program and for
// tests of its manners (errors, pauses). It knows nothing of the model.

const T = (es, en) => ({ es, en });
export const NAMES = ['Tejidos Ayllu', 'Hilados del Valle', 'Confecciones Rumi', 'Lanas Imbabura', 'Telares Quinde', 'Bordados Sisa', 'Ponchos Peguche', 'Artesanías Taita', 'Fajas Cotama', 'Textiles Ilumán'];
const share = (...seeds) => {
  const x = Math.sin(seeds.reduce((sum, one, i) => sum + one * (12.9898 + i * 7.233), 1)) * 43758.5453;
  return x - Math.floor(x);
};
const RULES = [
  ['visit', 0.5, 1, 0, 'firm', true], ['interview', 1, 1, 0, 'firm', true], ['convene', 0.5, 1, 1, 'none', false],
  ['sensitise', 1, 1, 0, 'none', false], ['workshop', 2, 1, 1, 'none', false], ['mediate', 1, 1, 0, 'none', false],
  ['draft', 1, 1, 0, 'none', false, 0.5], ['enforce', 0.5, 1, 0, 'firm', true], ['waive', 0.5, 1, 0, 'firm', true],
  ['expel', 1, 1, 3, 'firm', false], ['audit', 1, 1, 2, 'none', false], ['launch', 1, 1, 0, 'project', true],
  ['support', 1, 1, 0, 'none', false, 0.5], ['plan', 1.5, 1, 0, 'none', false], ['coach', 1, 1, 0, 'none', false],
  ['link', 1, 2, 3, 'none', false], ['do_for_them', 1, 1, 0, 'none', false, 0.5],
  ['withdraw', 0, 1, 0, 'none', false], ['close', 0, 1, 0, 'none', false],
];
const regulation = {
  title: T('Reglamento de Otavalo (2008)', 'Otavalo regulation (2008)'),
  description: T('Carta firmada, reunión quincenal, quórum y multa por atraso.', 'Signed letter, fortnightly meeting, quorum and a fine for lateness.'),
  adoption: 'vote', fund_fee: 5, quorum: 0.51, absence_fine: 0, lateness_fine: 2, enforcer: 'assembly', expel_after: 3,
  absences_for_review: 3, transparency: 0.25, monitoring: 0, sanctions: [5, 10], exit_penalty: 0,
};
const PROJECTS = [
  ['compra-hilado', 'Compra conjunta de hilado', 'Joint purchase of yarn', true, 2],
  ['feria', 'Feria de Otavalo', 'Otavalo fair', true, 2],
  ['marca', 'Marca común', 'Common brand', false, 3],
];
export const SCENARIOS = [
  ['lana-primer-grupo', 1, 'Lana: un primer grupo', 'Wool: a first group', 'simple-network'],
  ['muebles-exportacion', 2, 'Muebles para exportar', 'Furniture for export', 'consortium'],
  ['proveedores', 3, 'Un comprador y diez proveedores', 'One buyer and ten suppliers', 'vertical-network'],
  ['miel', 4, 'Miel: quien bien se esconde', 'Honey: one who hides well', 'cooperative'],
].map(([name, level, es, en, kind]) => ({
  name, level, kind, title: T(es, en), firms: 10, currency: 'USD',
  description: T('Diez talleres que compran hilado por separado y desconfían de asociarse otra vez.', 'Ten workshops that buy yarn apart and are wary of associating again.'),
}));

export function newGame(body, seed = 7) {
  const card = SCENARIOS.find((one) => one.name === body.scenario) ?? SCENARIOS[0];
  return { card, seed: body.seed ?? seed, mode: body.mode ?? 'practice', name: body.name ?? '', language: body.language ?? 'es',
    turns: [], draft: null, notes: [], end: null, phase: 1, regulation: null, launched: {}, paused: false };
}

const value = (game, what, turn, firm = 0) => share(game.seed, what, turn, firm);
function month(game, turn, firm) {
  const attended = [0, 1, 2][Math.floor(value(game, 1, turn, firm) * 2.7)] ?? 2;
  const due = game.regulation !== null && turn >= game.regulation ? 1 : 0;
  const running = Object.keys(game.launched).length > 0 ? 2 : 0;
  const giving = running ? Math.round(value(game, 2, turn, firm) * 2) : 0;
  return { attended, meetings: 2, excused: attended < 2 && value(game, 3, turn, firm) > 0.6 ? 1 : 0, paid: due && value(game, 4, turn, firm) > 0.3 ? 1 : 0,
    payments_due: due, seen_giving: giving, seen_failing: running ? Math.max(0, 1 - giving) : 0, sanctions: 0 };
}
const add = (a, b) => Object.fromEntries(Object.keys(b).map((key) => [key, (a[key] ?? 0) + b[key]]));

export function series(game) {
  const each = (pick) => game.turns.map((_, turn) => pick(turn));
  const slope = (base, what) => (turn) => Math.min(1, Math.max(0, base + turn * 0.008 + (value(game, what, turn) - 0.5) * 0.2));
  return { attendance: each(slope(0.55, 11)), fund_payments: each((n) => (game.regulation !== null && n >= game.regulation ? slope(0.6, 12)(n) : null)),
    compliance: each((n) => (n < 2 ? null : slope(0.5, 13)(n))), agreements_kept: each((n) => (n < 3 ? null : slope(0.45, 14)(n))),
    sales: each((n) => Math.round(20 + n * 6 + value(game, 15, n) * 20)), conflict: each((n) => Math.round(value(game, 16, n) * 70) / 100),
    members: each(() => 10), fund: each((n) => n * 12.5), sanctions: each(() => 0), phase: game.turns.map((one) => one.phase), days_used: game.turns.map((one) => one.used) };
}

export function state(game) {
  const turn = game.turns.length;
  const over = game.end !== null;
  const budget = [4, 4, 3, 2];
  const launched = Object.keys(game.launched);
  const all = series(game);
  return { turn, months: 36, mode: game.mode, name: game.name, language: game.language, seed: game.mode === 'assessed' && !over ? null : game.seed, over, end: game.end, paused: game.paused,
    scenario: { ...game.card, place: 'Otavalo, Ecuador', meeting_hours: 1.25, has_client: false, source: 'Guía para articuladores de redes, Otavalo.',
      brief: T('Diez talleres familiares tejen lana en las comunidades de Otavalo. Cada uno compra su hilado al mismo intermediario, a su precio, y vende por su cuenta los sábados en la plaza.\n\nHace cuatro años una asociación fracasó: el dinero del fondo no volvió a aparecer. Desde entonces se saludan, pero no se prestan nada.', 'Ten family workshops weave wool in the communities of Otavalo. Each buys its yarn from the same middleman, at his price, and sells on its own on Saturdays in the square.\n\nFour years ago an association failed: the money of the fund was never seen again. Since then they greet each other, but lend each other nothing.'),
      mandate: T('El municipio le paga tres años. Al final debe quedar un grupo que compre y venda unido sin usted.', 'The municipality pays you for three years. In the end there should be a group that buys and sells together without you.'),
      projects: PROJECTS.map(([id, es, en, pilot, phase]) => ({ id, title: T(es, en), pilot, phase, form: 'purchase', presence: true, every: 1, cost: 6, needed: pilot ? null : 6, side_gain: id === 'compra-hilado' })), regulation },
    phase: game.phase, gate: { next: game.phase < 4 ? game.phase + 1 : null, declared: false, ready: turn >= game.phase * 5, conditions: [
      { code: 'months', value: turn, needed: game.phase * 5, met: turn >= game.phase * 5 }, { code: 'attendance', value: all.attendance.at(-1) ?? null, needed: 0.35, met: (all.attendance.at(-1) ?? 0) >= 0.35 },
      { code: 'regulation', value: Math.min(1, turn * 0.15), needed: 1, met: turn > 6 }] },
    days: { budget: budget[game.phase - 1], by_phase: budget, used_total: all.days_used.reduce((a, b) => a + b, 0), budget_total: turn * 4 },
    autonomy: { done_for_them: 1, by_group: launched.length ? 0.62 : null },
    group: { state: 'alive', cause: 'none', members: 10, regulation_in_force: game.regulation !== null, draft: Math.min(1, turn * 0.15), plan: 0, manager: false, formal: false, fund: turn * 12.5,
      milestones: { regulation: game.regulation, pilot: null, plan: null, routine: null, manager: null } },
    clauses: [{ id: 'absence_fine', on: false, switchable: game.regulation === null }],
    projects: PROJECTS.map(([id]) => ({ id, status: id in game.launched ? 'running' : 'waiting', launched: game.launched[id] ?? null, early: false, made: null, due: null })),
    actions: RULES.map(([kind, cost, duration, cooldown, target, repeat, step]) => ({ kind, cost, duration, cooldown, target, repeat, available: !(kind === 'link' && turn < 3) && !(kind === 'enforce' && game.regulation === null) && !over,
      reason: kind === 'link' && turn < 3 ? 'phase' : kind === 'enforce' && game.regulation === null ? 'no_regulation' : null, months_left: 0, max: 6, step: step ?? null,
      options: kind === 'launch' ? PROJECTS.map((one) => one[0]).filter((id) => !(id in game.launched)) : null })),
    firms: NAMES.map((name, id) => {
      const months = game.turns.map((_, n) => month(game, n, id));
      const ratio = (done, due) => months.map((one) => (due(one) ? done(one) / due(one) : null));
      return { id, name, status: 'member', joined: 0, left: null, size: ['small', 'medium', 'large'][id % 3], distance_km: Math.round(value(game, 20, 0, id) * 120) / 10, income_share: ['main', 'half', 'side'][id % 3], product: 'similar', role: id === 2 ? 'leader' : null,
        last: months.at(-1) ?? null, totals: { ...months.reduce(add, { attended: 0, meetings: 0, excused: 0, paid: 0, payments_due: 0, seen_giving: 0, seen_failing: 0, sanctions: 0 }), offences: 0 },
        absences_in_row: id === 5 && turn > 2 ? 3 : 0, history: { attended: ratio((m) => m.attended, (m) => m.meetings), paid: ratio((m) => m.paid, (m) => m.payments_due), seen_giving: ratio((m) => m.seen_giving, (m) => m.seen_giving + m.seen_failing) },
        impressions: game.turns.flatMap((one, n) => one.actions.filter((a) => ['visit', 'interview'].includes(a.kind) && a.target === id).map((a) => ({ turn: n, by: a.kind, impression: ['gives_first', 'gives_if_others', 'wants_to_lead', 'keeps_options_open'][id % 4], absence: 'could_not' }))), representative_since: 0 };
    }),
    series: all, notebook: game.turns.reduce((all, one, turn) => ({ ...all, ...Object.fromEntries(one.forecasts.map((f) => [f.firm, { ...f, turn }])) }), {}),
    last_report: game.turns.at(-1)?.report ?? null, draft_turn: game.draft, can_undo: game.mode === 'practice' && turn > 0, hints: game.mode === 'practice' ? ['draft_regulation'] : [], notes: game.notes };
}

export function play(game, body) {
  const turn = game.turns.length;
  const before = series(game);
  const used = body.actions.reduce((sum, one) => sum + (one.days ?? RULES.find((rule) => rule[0] === one.kind)[1]), 0);
  game.turns.push({ key: body.key, actions: body.actions, forecasts: body.forecasts ?? [], phase: game.phase, used, prediction: body.prediction ?? null });
  if (turn === 5) game.regulation = 6;
  for (const one of body.actions) if (one.kind === 'launch') game.launched[one.target] = turn;
  const passed = Boolean(body.gate) && turn >= game.phase * 5 && game.phase < 4;
  if (passed) game.phase += 1;
  if (body.actions.some((one) => one.kind === 'withdraw')) game.end = 'withdrawn';
  else if (body.actions.some((one) => one.kind === 'close')) game.end = 'closed';
  else if (turn === 35) game.end = 'term';
  const now = series(game);
  const firms = state(game).firms;
  const seen = body.prediction ? now[body.prediction.indicator][turn] : null;
  const report = { turn, month: turn + 1, over: game.end !== null, end: game.end, days_used: used, actions: body.actions,
    prediction: body.prediction ? { ...body.prediction, seen, error: seen === null ? null : seen - body.prediction.value } : null,
    indicators: Object.fromEntries(Object.keys(now).filter((key) => !['phase', 'days_used'].includes(key)).map((key) => [key, { before: before[key][turn - 1] ?? null, now: now[key][turn] ?? null }])),
    meetings: [{ fortnight: 2 * turn, held: true, present: 7, of: 10 }, { fortnight: 2 * turn + 1, held: turn % 3 !== 0, present: turn % 3 ? 6 : 4, of: 10 }],
    absent: firms.filter((one) => one.last.attended < 2).map((one) => ({ firm: one.id, missed: 2 - one.last.attended, excused: one.last.excused })),
    late_payers: firms.filter((one) => one.last.paid < one.last.payments_due).map((one) => ({ firm: one.id, missed: 1 })),
    seen_failing: firms.filter((one) => one.last.seen_failing).map((one) => ({ firm: one.id, project: 'compra-hilado', times: 1 })),
    events: [...(turn === 5 ? [{ kind: 'regulation_adopted', firm: null, fortnight: 10, value: 0, project: null }] : []), ...(turn % 4 === 1 ? [{ kind: 'fined_lateness', firm: 3, fortnight: 2 * turn, value: 2, project: null }] : [])],
    impressions: firms.flatMap((one) => one.impressions.filter((i) => i.turn === turn).map((i) => ({ firm: one.id, by: i.by, impression: i.impression, absence: i.absence }))),
    forecasts: (body.forecasts ?? []).filter((one) => one.attend !== null).map((one) => ({ firm: one.firm, what: 'attend', p: one.attend, seen: firms[one.firm].last.attended / 2, brier: 0.1 })), brier: body.forecasts?.length ? 0.12 : null,
    gate: { declared: Boolean(body.gate), passed, phase: game.phase, missing: passed ? [] : ['months'] }, recommendations: body.actions.filter((one) => ['enforce', 'waive', 'expel'].includes(one.kind)).map((one) => ({ firm: one.target, kind: one.kind, result: 'followed' })) };
  game.turns.at(-1).report = report;
  game.draft = null;
  return report;
}
