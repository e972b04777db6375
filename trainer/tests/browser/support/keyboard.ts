/** A player who only has a keyboard: Tab, Shift+Tab, Enter, Space, arrows and letters. */

import { expect, type Page } from '@playwright/test';

interface Found {
  /** Tabs forward (or back, when negative) from the focus to the control, as far as the page tells. */
  away: number | null;
  here: boolean;
  shows: boolean;
  names: string[];
}

/** Runs in the page: where the wanted control is in the order of Tab, and whether it has the focus. */
function look([source, tag]: [string, string]): Found {
  const wanted = new RegExp(source);
  const nameOf = (one: Element): string => {
    const labels = one instanceof HTMLInputElement || one instanceof HTMLTextAreaElement ? one.labels : null;
    const text =
      one.getAttribute('aria-label') ??
      (labels && labels.length > 0 ? Array.from(labels, (l) => l.textContent).join(' ') : one.textContent);
    return (text ?? '').replace(/\s+/g, ' ').trim();
  };
  const within = document.querySelector('dialog[open]') ?? document;
  const stops = Array.from(
    within.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary, [tabindex="0"]'),
  ).filter((one) => {
    if (!one.checkVisibility()) return false;
    if (!(one instanceof HTMLInputElement) || one.type !== 'radio') return true;
    const group = Array.from(document.querySelectorAll<HTMLInputElement>(`input[name="${one.name}"]`));
    return one === (group.find((other) => other.checked) ?? group[0]);
  });
  const fits = (one: Element): boolean =>
    wanted.test(nameOf(one)) && (tag === '' || one.tagName.toLowerCase() === tag);
  const active = document.activeElement ?? document.body;
  // A heading that took the focus is no stop: Tab goes on from where it stands in the page.
  const before = (one: Element): boolean =>
    (active.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
  const at = stops.indexOf(active as HTMLElement);
  const from = at >= 0 || active === document.body ? at : stops.filter(before).length - 1;
  const to = stops.findIndex(fits);
  const outlined = (one: Element | null): boolean =>
    one !== null && getComputedStyle(one).outlineStyle !== 'none' && parseFloat(getComputedStyle(one).outlineWidth) >= 2;
  return {
    away: to < 0 ? null : to - from,
    here: active !== document.body && fits(active),
    shows: outlined(active) || outlined(active.closest('label.choice')),
    names: stops.map(nameOf),
  };
}

/** Tabs until the focus is on a control whose name fits, and sees to it that the focus shows. */
export async function tabTo(page: Page, name: RegExp, tag = ''): Promise<void> {
  let found: Found | undefined;
  for (let attempt = 0; attempt < 12; attempt += 1) {
    found = await page.evaluate(look, [name.source, tag] as [string, string]);
    if (found.here) {
      expect(found.shows, `the focus on ${name.source} shows`).toBe(true);
      return;
    }
    if (found.away === null) {
      await page.waitForTimeout(150);
      continue;
    }
    const key = found.away < 0 ? 'Shift+Tab' : 'Tab';
    const presses = Array.from({ length: Math.max(1, Math.abs(found.away)) }, () => page.keyboard.press(key));
    await Promise.all(presses);
  }
  throw new Error(`no way by Tab to ${name}: ${found?.names.join(' | ')}`);
}

export async function press(page: Page, name: RegExp, tag = ''): Promise<void> {
  await tabTo(page, name, tag);
  await page.keyboard.press('Enter');
}

/** From the top of the page over its first link, which leads to the next step. */
export async function skipToNextStep(page: Page): Promise<void> {
  await page.locator('a.skip').focus();
  await page.keyboard.press('Enter');
}
