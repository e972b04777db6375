/** Starts `minga train` on a free port with a folder of games of its own, and stops it again. */

import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const BUILT = resolve('..', 'build/release/minga');
const PATIENCE_MS = 20_000;

export interface Program {
  url: string;
  /** The trainer's address, with its token; only of a class. */
  trainer: string;
  folder: string;
  stop(): Promise<void>;
}

function binary(): string {
  const path = resolve(process.env['MINGA_BIN'] ?? BUILT);
  if (!existsSync(path)) throw new Error(`no program at ${path}: build minga, or set MINGA_BIN`);
  return path;
}

/** The toy server of tests/mock stands in for the program only where it is asked for by name. */
function command(folder: string, extra: string[]): [string, string[]] {
  if (process.env['MINGA_MOCK'] === '1') {
    const port = String(20_000 + Math.floor(Math.random() * 20_000));
    return ['node', ['tests/mock/server.mjs', '--port', port, ...extra]];
  }
  return [binary(), ['train', '--port', '0', '--data', folder, ...extra]];
}

function addresses(child: ChildProcess, wanted: number): Promise<string[]> {
  return new Promise((done, failed) => {
    let text = '';
    const timer = setTimeout(() => failed(new Error(`the program did not start: ${text}`)), PATIENCE_MS);
    const read = (part: Buffer): void => {
      text += part.toString();
      const found = text.match(/http:\/\/\S+(?=\s)/g) ?? [];
      if (found.length < wanted) return;
      clearTimeout(timer);
      done(found);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', (part: Buffer) => (text += part.toString()));
    child.on('exit', (code) => failed(new Error(`the program ended with ${code}: ${text}`)));
  });
}

export async function start(inClass = false, folder?: string): Promise<Program> {
  const games = folder ?? mkdtempSync(join(tmpdir(), 'minga-games-'));
  const extra = inClass ? ['--class', '--bind', '127.0.0.1'] : [];
  const [path, words] = command(games, extra);
  const child = spawn(path, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  const found = await addresses(child, inClass ? 2 : 1);
  return {
    url: (found[0] ?? '').replace(/#.*/, ''),
    trainer: found.find((one) => one.includes('#/trainer/')) ?? '',
    folder: games,
    stop: () =>
      new Promise((done) => {
        child.removeAllListeners('exit');
        child.once('exit', () => {
          if (folder === undefined) rmSync(games, { recursive: true, force: true });
          done();
        });
        child.kill('SIGTERM');
      }),
  };
}
