import { expect, test, type Browser, type Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { start, type Program } from './support/program.ts';
import { word } from './support/words.ts';

let program: Program;
test.beforeAll(async () => {
  program = await start(true);
});
test.afterAll(() => program.stop());

const es = (key: string, values = {}): string => word('es', key, values);

async function open(browser: Browser, address: string): Promise<Page> {
  const context = await browser.newContext({ locale: 'es', viewport: { width: 1366, height: 768 } });
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

async function join(page: Page, code: string, name: string): Promise<void> {
  await page.getByLabel(es('join.code')).fill(code);
  await page.getByLabel(es('join.name')).fill(name);
  await page.getByRole('button', { name: es('join.go') }).click();
}

async function playMonth(page: Page): Promise<void> {
  await page.goto(`${program.url}#/close`);
  await page.locator('input[name=indicator]').first().check();
  await page.getByLabel(es('close.why')).fill('porque sí');
  await page.getByRole('button', { name: es('close.play') }).click();
}

test('a class of several browsers: join, play, pause, hide names, discuss, export', async ({ browser }) => {
  const trainer = await open(browser, program.trainer);
  await expect(trainer.locator('input[name=scenario]').first()).toBeVisible();
  expect(trainer.url()).not.toContain('trainer/');
  await expectAccessible(trainer, 'open class');
  const early = await open(browser, program.url);
  await expect(early.getByText(es('join.closed'))).toBeVisible();

  await trainer.getByLabel(es('trainer.class_title')).fill('Otavalo 2026');
  await trainer.locator('input[name=mode][value=practice]').check();
  await trainer.getByRole('button', { name: es('trainer.open') }).click();
  const code = (await trainer.locator('.code').textContent()) ?? '';
  expect(code.trim()).toMatch(/^[A-Z0-9]{4,12}$/);

  const ana = await open(browser, program.url);
  await expectAccessible(ana, 'join');
  await join(ana, code === 'ZZZZZZ' ? 'YYYYYY' : 'ZZZZZZ', 'Ana');
  await expect(ana.getByRole('alert').first()).toContainText(es('error.wrong_code'));
  await join(ana, code.toLowerCase(), 'Ana');
  await expect(ana.locator('.mandate')).toBeVisible();
  const other = await open(browser, program.url);
  await join(other, code, 'Ana');
  await expect(other.getByRole('alert').first()).toContainText(es('error.name_taken'));
  await join(other, code, 'Beto');
  await expect(other.locator('.mandate')).toBeVisible();

  await playMonth(ana);
  await expect(ana.getByRole('heading', { level: 1 })).toHaveText(es('report.title', { n: 1 }));
  const card = trainer.locator('li', { hasText: 'Ana' });
  await expect(card).toContainText(es('trainer.turn', { n: 1 }));
  await expectAccessible(trainer, 'grid');

  await trainer.getByRole('button', { name: es('trainer.pause') }).click();
  await expect(trainer.getByText(es('trainer.paused')).first()).toBeVisible();
  await playMonth(other);
  await expect(other.getByRole('alert').first()).toContainText(es('error.paused'));
  await trainer.getByRole('button', { name: es('trainer.resume') }).click();
  await other.getByRole('button', { name: es('problem.retry') }).click();
  await expect(other.getByRole('heading', { level: 1 })).toHaveText(es('report.title', { n: 1 }));

  await trainer.getByRole('button', { name: es('trainer.hide') }).click();
  await expect(trainer.getByText('Beto')).toHaveCount(0);
  await trainer.getByRole('button', { name: es('divergences.look') }).click();
  await expect(trainer.getByText(es('divergences.lead'))).toHaveCount(0);
  if (process.env['MINGA_MOCK'] !== '1') {
    const [zip] = await Promise.all([
      trainer.waitForEvent('download'),
      trainer.getByRole('button', { name: es('trainer.export') }).click(),
    ]);
    expect(zip.suggestedFilename()).toMatch(/\.zip$/);
  }
});

test("the trainer's view stays closed without the token", async ({ browser }) => {
  const page = await open(browser, `${program.url}#/trainer/0123456789abcdef`);
  await expect(page.getByRole('alert').first()).toContainText(es('error.token_needed'));
  await expect(page.getByRole('button', { name: es('trainer.pause') })).toHaveCount(0);
});
