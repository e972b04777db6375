// A stand-in for `minga train` (test only): node tests/mock/server.mjs --port 8765 [--class]
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { debrief, luck, whatIf } from './debrief.mjs';
import { newGame, play, SCENARIOS, state } from './toy.mjs';

const argument = (name, other) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : other);
const PORT = Number(argument('--port', '8765'));
const CLASS = process.argv.includes('--class');
const DIST = join(fileURLToPath(new URL('../..', import.meta.url)), 'dist');
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const TOKEN = 'toy-token';
const games = new Map();
let room = { open: false, title: '', code: 'K7M2QX', url: `http://127.0.0.1:${PORT}/`, scenario: null, mode: 'assessed', seeds: 'same', paused: false };

class Fault extends Error {
  constructor(status, code) {
    super(code);
    Object.assign(this, { status, code });
  }
}
const open = (body) => {
  const id = String(games.size + 1).padStart(32, '0');
  games.set(id, newGame(body));
  return { id, state: state(games.get(id)) };
};
const classView = (hidden) => ({ ...room, trainees: [...games].map(([id, game], i) => ({ game: id.slice(-4), name: hidden ? `${i + 1}` : game.name, turn: game.turns.length, phase: game.phase, over: game.end !== null, end: game.end,
  idle_seconds: i * 100, connected: true, attendance: 0.6, members: 10, days_used: 22.5, brier: null, state: 'alive' })) });

function classRoute(method, path, body, request, hidden) {
  if (path === 'class/info') return { open: room.open, title: room.title, scenario: room.scenario, mode: room.mode, paused: room.paused, trainees: games.size };
  if (request.headers.authorization !== `Bearer ${TOKEN}`) throw new Fault(401, 'token_needed');
  if (path === 'class' && method === 'POST') room = { ...room, ...body, open: true, scenario: SCENARIOS.find((one) => one.name === body.scenario) };
  else if (path === 'class/pause') room.paused = body.paused;
  else if (path === 'class/close') room.open = false;
  else if (path === 'class/divergences') return { points: [{ kind: 'action', turn: 5, what: 'draft', share: 0.5, with: { trainees: ['Ana'], outcome: 0.7 }, without: { trainees: ['Beto'], outcome: 0.5 }, indicator: 'attendance' }] };
  else if (path === 'class/data') return void games.clear();
  else if (path !== 'class') throw new Fault(404, 'not_found');
  return classView(hidden);
}

function gameRoute(method, game, rest, body) {
  if (rest === '') return { id: '', state: state(game) };
  if (rest === 'turns') {
    const last = game.turns.at(-1);
    if (last && last.key === body.key && body.turn === game.turns.length - 1) return { report: last.report, state: state(game) };
    if (room.paused) throw new Fault(423, 'paused');
    if (game.end) throw new Fault(409, 'game_over');
    if (body.turn !== game.turns.length) throw new Fault(409, 'turn_mismatch');
    return { report: play(game, body), state: state(game) };
  }
  if (rest === 'draft') return void (game.draft = body.draft);
  if (rest === 'language') return void (game.language = body.language);
  if (rest === 'undo') {
    game.turns.pop();
    game.end = null;
    return { state: state(game) };
  }
  if (rest === 'notes') {
    game.notes.push({ ...body, turn: game.turns.length, at: '2026-01-01T00:00:00Z' });
    return { notes: game.notes };
  }
  if (!game.end) throw new Fault(409, 'not_over');
  if (rest === 'debrief') return debrief(game);
  if (rest === 'whatif') return whatIf(game, body);
  if (rest === 'luck') return luck(game);
  throw new Fault(404, 'not_found');
}

function route(method, url, body, request) {
  const path = url.pathname.slice(5);
  if (path === 'info') return { api: 1, version: 'toy', class: CLASS, class_open: room.open, languages: ['es', 'en'], months: 36, default_language: 'es' };
  if (path === 'scenarios') return { scenarios: SCENARIOS };
  if (path === 'games' && method === 'POST') return open(body);
  if (path === 'games') return { games: [...games].map(([id, game]) => ({ id, scenario: game.card.name, title: game.card.title, mode: game.mode, name: game.name, turn: game.turns.length, over: game.end !== null, created: '2026-01-01T10:00:00Z', played: '2026-01-01T11:30:00Z', faulty: false })) };
  if (path === 'join') {
    if (!room.open) throw new Fault(409, 'class_closed');
    if (body.code !== room.code) throw new Fault(403, 'wrong_code');
    if ([...games.values()].some((one) => one.name === body.name)) throw new Fault(409, 'name_taken');
    return open({ ...body, scenario: room.scenario.name, mode: room.mode });
  }
  if (path.startsWith('class')) return classRoute(method, path, body, request, url.searchParams.get('names') === 'hidden');
  const [, id, ...rest] = path.split('/');
  const game = games.get(id);
  if (!game) throw new Fault(404, 'not_found');
  if (method === 'DELETE') return void games.delete(id);
  const answer = gameRoute(method, game, rest.join('/'), body);
  return answer && 'id' in answer ? { ...answer, id } : answer;
}

async function file(url, response) {
  const path = normalize(url.pathname === '/' ? '/index.html' : url.pathname);
  try {
    const bytes = await readFile(join(DIST, path));
    response.writeHead(200, { 'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream', 'Content-Security-Policy': "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'" });
    response.end(bytes);
  } catch {
    response.writeHead(404).end();
  }
}

createServer(async (request, response) => {
  const url = new URL(request.url, `http://127.0.0.1:${PORT}`);
  if (!url.pathname.startsWith('/api/')) return file(url, response);
  let text = '';
  for await (const part of request) text += part;
  try {
    const answer = route(request.method, url, text ? JSON.parse(text) : {}, request);
    response.writeHead(answer === undefined ? 204 : 200, { 'Content-Type': 'application/json' });
    response.end(answer === undefined ? undefined : JSON.stringify(answer));
  } catch (error) {
    response.writeHead(error.status ?? 500, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ error: { code: error.code ?? 'internal', message: String(error) } }));
  }
}).listen(PORT, '127.0.0.1', () => console.log(`http://127.0.0.1:${PORT}/\ntrainer: http://127.0.0.1:${PORT}/#/trainer/${TOKEN}`));
