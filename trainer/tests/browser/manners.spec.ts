import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page, type Route } from '@playwright/test';
import { closeMonth, startGame } from './support/play.ts';
import { start, type Program } from './support/program.ts';
import { word } from './support/words.ts';

let program: Program;
test.beforeAll(async () => {
  program = await start();
});
test.afterAll(() => program.stop());

const TURNS = '**/api/games/*/turns';
const fault = (status: number, code: string) => (route: Route) =>
  route.fulfill({ status, contentType: 'application/json', body: JSON.stringify({ error: { code, message: code } }) });

async function quickStart(page: Page): Promise<void> {
  await page.goto(program.url);
  await page.getByRole('button', { name: 'Español' }).click();
  await page.locator('input[name=scenario]').first().check();
  await page.getByRole('button', { name: word('es', 'start.go') }).click();
  await page.getByRole('button', { name: word('es', 'brief.alone') }).click();
}

async function fillClose(page: Page): Promise<void> {
  await page.getByRole('button', { name: word('es', 'desk.close') }).click();
  await page.locator('input[name=indicator]').first().check();
  await page.getByLabel(word('es', 'close.why')).fill('porque sí');
}
const playButton = (page: Page) => page.getByRole('button', { name: word('es', 'close.play') });
const title = (page: Page) => page.getByRole('heading', { level: 1 });

for (const [status, code] of [[507, 'disk_full'], [423, 'paused']] as const) {
  test(`${code} is explained in words, and trying again plays the month`, async ({ page }) => {
    await quickStart(page);
    await fillClose(page);
    await page.route(TURNS, fault(status, code));
    await playButton(page).click();
    await expect(page.getByRole('alert').first()).toContainText(word('es', `error.${code}`));
    await page.unroute(TURNS);
    await page.getByRole('button', { name: word('es', 'problem.retry') }).click();
    await expect(title(page)).toHaveText(word('es', 'report.title', { n: 1 }));
  });
}

test('an answer that is lost on its way is fetched again, and the month is played once', async ({ page }) => {
  await quickStart(page);
  await fillClose(page);
  const keys: string[] = [];
  await page.route(TURNS, async (route) => {
    keys.push((JSON.parse(route.request().postData() ?? '{}') as { key: string }).key);
    await route.fetch();
    await route.abort();
  });
  await playButton(page).click();
  await expect(page.getByRole('alert').first()).toContainText(word('es', 'error.offline'));
  await page.unroute(TURNS);
  page.on('request', (request) => {
    if (request.url().endsWith('/turns')) keys.push((JSON.parse(request.postData() ?? '{}') as { key: string }).key);
  });
  await page.getByRole('button', { name: word('es', 'problem.retry') }).click();
  await expect(title(page)).toHaveText(word('es', 'report.title', { n: 1 }));
  expect(keys).toHaveLength(2);
  expect(keys[0]).toBe(keys[1]);
  await page.getByRole('link', { name: word('es', 'report.next', { n: 2 }) }).click();
  await expect(title(page)).toHaveText(word('es', 'strip.month', { n: 2, of: 36 }));
});

test('a month that another window has played is shown as it is now', async ({ page, context }) => {
  await quickStart(page);
  await fillClose(page);
  const other = await context.newPage();
  await other.goto(`${program.url}#/desk`);
  await expect(title(other)).toHaveText(word('es', 'strip.month', { n: 1, of: 36 }));
  await fillClose(other);
  await playButton(other).click();
  await expect(title(other)).toHaveText(word('es', 'report.title', { n: 1 }));
  // The first window holds the same draft with another key only after an edit of its own.
  await page.evaluate(() => undefined);
  await page.route(TURNS, fault(409, 'turn_mismatch'), { times: 1 });
  await playButton(page).click();
  await expect(page.getByRole('alert').first()).toContainText(word('es', 'error.turn_mismatch'));
  await expect(title(page)).toHaveText(word('es', 'strip.month', { n: 2, of: 36 }));
});

test('the last month can be undone in practice, and is gone after a reload too', async ({ page }) => {
  await quickStart(page);
  await fillClose(page);
  await playButton(page).click();
  await page.getByRole('button', { name: word('es', 'report.undo') }).click();
  await expect(title(page)).toHaveText(word('es', 'strip.month', { n: 1, of: 36 }));
  await page.reload();
  await expect(title(page)).toHaveText(word('es', 'strip.month', { n: 1, of: 36 }));
});

test('a game survives the end of the program and goes on', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'minga-games-'));
  const first = await start(false, folder);
  await page.goto(first.url);
  await startGame(page, 'es', first.url);
  await closeMonth(page, 'es', 0);
  await first.stop();
  const second = await start(false, folder);
  try {
    await page.goto(second.url);
    // another port is another origin, which remembers no language
    await page.getByRole('button', { name: 'Español' }).click();
    await page.getByRole('button', { name: word('es', 'saved.resume') }).first().click();
    await expect(title(page)).toHaveText(word('es', 'strip.month', { n: 2, of: 36 }));
  } finally {
    await second.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

for (const [width, height] of [[1366, 768], [360, 740]] as const) {
  test(`at ${width}x${height} the next step is in sight on every screen and nothing runs over`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    const look = async (screen: string): Promise<void> => {
      const next = page.locator('#next-step .primary');
      await expect(next, screen).toBeInViewport({ ratio: 1 });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(over, `${screen} runs over to the right`).toBeLessThanOrEqual(0);
    };
    await page.goto(program.url);
    await page.getByRole('button', { name: 'Español' }).click();
    await page.locator('input[name=scenario]').first().check();
    await look('start');
    await page.getByRole('button', { name: word('es', 'start.go') }).click();
    await expect(page.locator('.mandate')).toBeVisible();
    await look('brief');
    await page.getByRole('button', { name: word('es', 'brief.guided') }).click();
    await expect(page.locator('.desk')).toBeVisible();
    await look('desk');
    for (const screen of ['notebook', 'gate', 'close']) {
      await page.goto(`${program.url}#/${screen}`);
      await expect(page.locator(`#next-step`)).toBeVisible();
      await look(screen);
    }
    await page.locator('input[name=indicator]').first().check();
    await page.getByLabel(word('es', 'close.why')).fill('porque sí');
    await playButton(page).click();
    await expect(title(page)).toHaveText(word('es', 'report.title', { n: 1 }));
    await look('report');
  });
}
