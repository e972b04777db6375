// What the toy game reveals after its end.
import { series, state } from './toy.mjs';

const T = (es, en) => ({ es, en });
const PROFILES = {
  saint: T('Santo', 'Saint'), solid: T('Sólido ciudadano', 'Solid citizen'), winner: T('Tengo que ganar', 'Win at all costs'), opportunist: T('Oportunista', 'Opportunist'),
};
const STRATEGIES = [['trust-first', 'Confianza primero', 'Trust first'], ['activism', 'Activismo', 'Activism'], ['directive', 'Directiva', 'Directive'], ['none', 'Ninguna', 'None']]
  .map(([name, es, en]) => ({ name, title: T(es, en) }));
const line = (count, from, to) => Array.from({ length: count }, (_, i) => from + ((to - from) * i) / Math.max(1, count - 1) + Math.sin(i) * 0.03);

export function debrief(game) {
  const now = state(game);
  const n = game.turns.length;
  const hidden = Object.fromEntries(['trust', 'cooperation', 'expected_conduct', 'engagement', 'vision', 'capability', 'credibility'].map((code, i) => [code, line(n, 0.3 + i * 0.03, 0.55 + i * 0.05)]));
  const kinds = Object.keys(PROFILES);
  const score = (code, value, unit, percentile, reference, values) => ({ code, value, unit, higher_is_better: code !== 'calibration', percentile, of: 9, reference, detail: {},
    strategies: STRATEGIES.map((one, i) => ({ name: one.name, value: values[i] })) });
  return { end: game.end, months_played: n, seed: game.seed,
    intentions: game.turns.flatMap((one, turn) => (one.report.prediction ? [{ turn, ...one.report.prediction }] : [])),
    series: series(game), hidden: { ...hidden, side_deals: line(n, 0, 3).map(Math.round), wrongful: line(n, 0, 0) },
    aftermath: { months: 24, attendance: line(24, 0.7, 0.5), cooperation: line(24, 0.6, 0.4), trust: line(24, 0.6, 0.5), members: line(24, 10, 8), sales: line(24, 200, 150), state: 'alive', cause: 'none', alive_months: 24, stands_alone: true },
    timeline: game.turns.map((one, turn) => ({ turn, month: turn + 1, phase: one.phase, actions: one.actions, gate: one.report.gate, events: one.report.events,
      trust: { before: hidden.trust[turn - 1] ?? null, after: hidden.trust[turn] }, cooperation: { before: hidden.cooperation[turn - 1] ?? null, after: hidden.cooperation[turn] },
      attendance: { before: one.report.indicators.attendance.before, after: one.report.indicators.attendance.now }, turning_point: turn % 8 === 3, notes: turn % 8 === 3 ? ['trust_rose'] : turn % 11 === 5 ? ['idle_days'] : [] })),
    firms: now.firms.map((firm) => ({ id: firm.id, name: firm.name, profile: kinds[firm.id % 4], profile_title: PROFILES[kinds[firm.id % 4]], profile_description: T('Aporta cuando espera que aporten bastantes.', 'Gives when it expects enough others to give.'), reads_as: 'gives_if_others',
      contributed: 0.35 + firm.id * 0.05, looked_like: 0.8, side_deals: firm.id % 4 === 3 ? 6 : 0, offers: 9, could_come: 0.9, came: 0.7, stealth: 0.5, wrongly_sanctioned: firm.id === 1 ? 1 : 0, sanctioned: 1, constraint: ['none', 'constraint', 'none', 'disposition'][firm.id % 4], your_cause: 'unknown', payoff: 300 + firm.id * 41.5,
      trust_of_others: line(n, 0.4, 0.6), truth: { attend: [], pay: [], contribute: [], side_deal: [] }, forecasts: [], notebook: [], brier: null })),
    brier: { all: 0.18, attend: 0.12, pay: 0.2, contribute: 0.22, side_deal: 0.2, count: 12, base_rate: 0.24 },
    scores: [score('group', 812.5, 'currency', 0.72, 1210, [640, 500, 420, 100]), score('autonomy', 0.64, 'share', 0.5, 0.95, [0.8, 0.3, 0.1, 0.2]), score('calibration', 0.18, 'brier', null, null, []),
      score('economy', 8.4, 'currency/day', 0.6, null, [6, 4, 3, 0]), score('fairness', 0.9, 'share', 0.8, 1, [0.9, 0.8, 0.7, 1]), score('withdrawal', 0.4, 'share', 0.3, 1, [0.9, 0.1, 0, 0])],
    strategies: STRATEGIES, refusal: game.end === 'closed' ? { verdict: 'right', share_standing: 0.08 } : null, notes: game.notes };
}

export function whatIf(game, body) {
  const played = { trust: line(60, 0.3, 0.6), cooperation: line(60, 0.4, 0.6), attendance: line(60, 0.5, 0.7), members: line(60, 10, 8), sales: line(60, 20, 200) };
  const changed = Object.fromEntries(Object.entries(played).map(([code, values]) => [code, values.map((one, i) => (i > body.turn ? one * 0.8 : one))]));
  return { turn: body.turn, series: { played, changed }, scores: { played: { group: 812.5, autonomy: 0.64 }, changed: { group: 700, autonomy: 0.5 } }, first_difference: body.turn + 1, end: { played: game.end, changed: game.end } };
}

export function luck(game) {
  game.luck = Math.min(100, (game.luck ?? -50) + 50);
  if (game.luck < 100) return { status: 'running', done: game.luck, of: 100 };
  const spread = (mean, by) => Array.from({ length: 100 }, (_, i) => mean + by * Math.sin(i * 1.7) * Math.cos(i * 0.31));
  return { status: 'done', of: 100, same_firms: true, you: { group: spread(700, 240), autonomy: spread(0.55, 0.3) },
    strategies: STRATEGIES.map((one, i) => ({ ...one, group: spread(600 - 80 * i, 200), autonomy: spread(0.5 - 0.1 * i, 0.2) })), yours: { group: 812.5, autonomy: 0.64 }, skill: { group: 0.64, autonomy: 0.7 }, luck: { group: 0.81, autonomy: 0.5 } };
}
