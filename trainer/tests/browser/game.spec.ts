import { expect, test } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { press, skipToNextStep, tabTo } from './support/keyboard.ts';
import { addAction, playOn, startGame, STRATEGIES } from './support/play.ts';
import { start, type Program } from './support/program.ts';
import { Secrets } from './support/secrets.ts';
import { pattern, word, type Lang } from './support/words.ts';
import type { Page } from '@playwright/test';

test.describe.configure({ mode: 'parallel' });

async function readDebrief(page: Page, lang: Lang): Promise<void> {
  await skipToNextStep(page);
  await press(page, pattern(lang, 'report.debrief'), 'a');
  const parts = ['intentions', 'happened', 'firms', 'why', 'whatif', 'scores', 'rules'];
  for (const [i, part] of parts.entries()) {
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(word(lang, `debrief.${part}`));
    if (part === 'whatif') {
      await press(page, pattern(lang, 'whatif.go'), 'button');
      await expect(page.getByRole('img').first()).toBeVisible();
    }
    if (part === 'scores') {
      await press(page, pattern(lang, 'luck.go'), 'button');
      await expect(page.getByText(word(lang, 'luck.table'))).toBeVisible({ timeout: 60_000 });
    }
    await expectAccessible(page, part);
    if (i + 1 < parts.length) {
      await skipToNextStep(page);
      await page.keyboard.press('Enter');
    }
  }
  await tabTo(page, pattern(lang, 'rules.first'), 'textarea');
  await page.keyboard.type('Primero la confianza');
  await press(page, pattern(lang, 'rules.save'), 'button');
  await expect(page.locator('ol li', { hasText: 'Primero la confianza' })).toBeVisible();
}

const GAMES: [Lang, string][] = [
  ['es', 'trustFirst'],
  ['en', 'activism'],
];
for (const [lang, strategy] of GAMES) {
  test(`a whole game is played by keyboard alone in ${lang} (${strategy})`, async ({ page }) => {
    const program: Program = await start();
    const secrets = new Secrets(page);
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (line) => line.type() === 'error' && faults.push(line.text()));
    try {
      await startGame(page, lang, program.url, true);
      const months = await playOn(page, lang, STRATEGIES[strategy]!, 0, async (month) => {
        if (month === 2) await lookAround(page, lang);
      });
      expect(months).toBeGreaterThan(2);
      await expectAccessible(page, 'report');
      expect(secrets.found).toEqual([]);
      await readDebrief(page, lang);
      expect(faults).toEqual([]);
    } finally {
      await program.stop();
    }
  });
}

/** In one month: firm, notebook, gate, a chart as table, and reload with an unfinished plan. */
async function lookAround(page: Page, lang: Lang): Promise<void> {
  await expectAccessible(page, 'desk');
  await press(page, new RegExp(`^${word(lang, 'chart.table')}: ${word(lang, 'indicator.attendance')}`), 'button');
  await expect(page.getByRole('region', { name: word(lang, 'chart.table.of', { title: word(lang, 'indicator.attendance') }) })).toBeVisible();
  const firm = page.locator('.card .name').first();
  const name = (await firm.textContent()) ?? '';
  await press(page, new RegExp(`^${name}$`), 'button');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page, 'firm');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();

  await press(page, pattern(lang, 'nav.notebook'), 'a');
  await tabTo(page, pattern(lang, 'forecast.question.attend'), 'input');
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('.forecasts input[type=number]').first()).toHaveValue('51');
  await expectAccessible(page, 'notebook');
  await press(page, pattern(lang, 'nav.gate'), 'a');
  await tabTo(page, pattern(lang, 'gate.declare'), 'input');
  await page.keyboard.press('Space');
  await expectAccessible(page, 'gate');
  await page.keyboard.press('Space');
  await press(page, pattern(lang, 'gate.back'), 'a');

  await addAction(page, lang, 'visit');
  const planned = (await page.locator('.plan li').allTextContents()).length;
  await page.reload();
  await expect(page.locator('.plan li')).toHaveCount(planned);
  const other: Lang = lang === 'es' ? 'en' : 'es';
  await press(page, other === 'es' ? /^Español$/ : /^English$/);
  await expect(page.getByRole('button', { name: word(other, 'desk.close') })).toBeVisible();
  await expect(page.locator('.plan li')).toHaveCount(planned);
  await press(page, lang === 'es' ? /^Español$/ : /^English$/);
}

test('a group that cannot work may be closed at once, and the debrief judges it', async ({ page }) => {
  const program = await start();
  try {
    await startGame(page, 'es', program.url);
    expect(await addAction(page, 'es', 'close')).toBe(true);
    await skipToNextStep(page);
    await page.keyboard.press('Enter');
    await expect(page.getByText(word('es', 'close.final'))).toBeVisible();
    await skipToNextStep(page);
    await page.keyboard.press('Enter');
    await expect(page.getByText(word('es', 'end.closed'))).toBeVisible();
    await page.goto(`${program.url}#/debrief/6`);
    await expect(page.locator('.refusal strong')).toHaveText(
      new RegExp(['right', 'too_early', 'too_late'].map((one) => word('es', `verdict.${one}`)).join('|')),
    );
  } finally {
    await program.stop();
  }
});
