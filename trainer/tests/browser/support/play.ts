/** A bot that plays whole games through the page with the keyboard alone. */

import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { press, skipToNextStep, tabTo } from './keyboard.ts';
import { pattern, word, type Lang } from './words.ts';

/** What the bot does in a month (0-based): codes of actions, the first of each possible target. */
export type Strategy = (month: number) => string[];

export const STRATEGIES: Record<string, Strategy> = {
  trustFirst: (month) => [
    month < 8 ? 'workshop' : month < 24 ? 'draft' : 'coach',
    month % 3 === 0 ? 'interview' : 'visit',
  ],
  activism: (month) => [month % 4 === 0 ? 'launch' : 'support', 'link'],
  directive: () => ['do_for_them'],
  nothing: () => [],
};

const GROUPS: Record<string, string[]> = {
  people: ['visit', 'interview', 'convene', 'sensitise'],
  trust: ['workshop', 'mediate'],
  rules: ['draft', 'enforce', 'waive', 'expel', 'audit'],
  projects: ['launch', 'support', 'plan', 'coach', 'link'],
  role: ['do_for_them', 'withdraw', 'close'],
};

const exactly = (text: string): RegExp => new RegExp(`^${text.replace(/[.*+?^$()|[\]\\]/g, '\\$&')}`);

export async function startGame(page: Page, lang: Lang, url: string, looks = false): Promise<void> {
  await page.goto(url);
  await expect(page.locator('input[name=scenario]').first()).toBeVisible();
  await press(page, lang === 'es' ? /^Español$/ : /^English$/);
  if (looks) await expectAccessible(page, 'start');
  await tabTo(page, pattern(lang, 'start.name'), 'input');
  await page.keyboard.type('Ana');
  await skipToNextStep(page);
  await press(page, exactly(word(lang, 'start.go')), 'button');
  await expect(page.locator('.mandate')).toBeVisible();
  if (looks) await expectAccessible(page, 'brief');
  await press(page, exactly(word(lang, 'brief.guided')), 'button');
  await expect(page.locator('.desk')).toBeVisible();
  for (let step = 0; step < 4; step += 1) {
    await press(page, exactly(word(lang, 'tour.next')), 'button');
  }
  if (looks) await expectAccessible(page, 'desk with guide');
  await press(page, exactly(word(lang, 'tour.done')), 'button');
}

/** Opens the action's group if need be and adds it; an action that is not possible is left out. */
export async function addAction(page: Page, lang: Lang, kind: string): Promise<boolean> {
  const group = Object.keys(GROUPS).find((one) => GROUPS[one]?.includes(kind)) ?? 'people';
  const summary = page.locator('.desk details summary', { hasText: word(lang, `action.group.${group}`) });
  if (!(await summary.evaluate((one) => (one.parentElement as HTMLDetailsElement).open))) {
    await press(page, exactly(word(lang, `action.group.${group}`)), 'summary');
  }
  const name = `${word(lang, 'action.add')}: ${word(lang, `action.${kind}`)}`;
  const button = page.locator('.desk details[open] button').filter({ hasText: new RegExp(`^\\s*${name}$`) });
  await expect(button).toBeVisible();
  if ((await button.getAttribute('aria-disabled')) === 'true') return false;
  const chosen = await page.locator('.plan .what').count();
  await press(page, new RegExp(`^${name}$`), 'button');
  await expect(page.locator('.plan .what')).toHaveCount(chosen + 1);
  return true;
}

/** From the desk to the report: prediction of attendance with its reason, and the month is played. */
export async function closeMonth(page: Page, lang: Lang, month: number): Promise<void> {
  await skipToNextStep(page);
  await press(page, exactly(word(lang, 'desk.close')), 'button');
  await expect(page.locator('input[name=indicator]').first()).toBeVisible();
  await tabTo(page, exactly(word(lang, 'indicator.attendance')), 'input');
  await page.keyboard.press('Space');
  await tabTo(page, exactly(word(lang, 'close.value', { indicator: word(lang, 'indicator.attendance') })), 'input');
  await page.keyboard.press('ArrowRight');
  await tabTo(page, pattern(lang, 'close.why'), 'input');
  await page.keyboard.type('m');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    word(lang, 'report.title', { n: month + 1 }),
  );
  // The turn is announced to those who do not see the screen.
  await expect(page.locator('[aria-live=polite][role=status]')).toContainText(
    word(lang, 'report.played', { n: month + 1 }),
  );
}

export const isOver = async (page: Page, lang: Lang): Promise<boolean> =>
  (await page.getByText(word(lang, 'report.over'), { exact: true }).count()) > 0;

export async function nextMonth(page: Page, lang: Lang, month: number): Promise<void> {
  await skipToNextStep(page);
  await press(page, exactly(word(lang, 'report.next', { n: month + 2 })), 'a');
  await expect(page.locator('.desk')).toBeVisible();
}

/** Plays to the end; `looks` is called on every desk. Answers the months played. */
export async function playOn(
  page: Page,
  lang: Lang,
  strategy: Strategy,
  first: number,
  looks: (month: number) => Promise<void> = async () => undefined,
): Promise<number> {
  for (let month = first; ; month += 1) {
    await looks(month);
    for (const kind of strategy(month)) await addAction(page, lang, kind);
    await closeMonth(page, lang, month);
    if (await isOver(page, lang)) return month + 1;
    await nextMonth(page, lang, month);
  }
}
