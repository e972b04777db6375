/** A player who only has a keyboard: Tab, Shift+Tab, Enter, Space, arrows and letters. */

import { expect, type Page } from '@playwright/test';

interface Focus {
  tag: string;
  name: string;
  visible: boolean;
}

const MOST_TABS = 260;

async function focus(page: Page): Promise<Focus> {
  return page.evaluate(() => {
    const one = document.activeElement as HTMLElement | null;
    if (!one || one === document.body) return { tag: 'body', name: '', visible: true };
    const label =
      one.getAttribute('aria-label') ??
      (one instanceof HTMLInputElement || one instanceof HTMLSelectElement
        ? Array.from(one.labels ?? [], (l) => l.textContent).join(' ')
        : one.textContent) ??
      '';
    const style = getComputedStyle(one);
    const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    const around = one.closest('label.choice');
    const byLabel = around !== null && getComputedStyle(around).outlineStyle !== 'none';
    return {
      tag: one.tagName.toLowerCase(),
      name: label.replace(/\s+/g, ' ').trim(),
      visible: outlined || byLabel,
    };
  });
}

/** Tabs until the focus is on a control whose name fits, and sees to it that the focus shows. */
export async function tabTo(page: Page, name: RegExp, tag = ''): Promise<void> {
  const seen: string[] = [];
  for (let i = 0; i < MOST_TABS; i += 1) {
    const at = await focus(page);
    if (name.test(at.name) && (tag === '' || at.tag === tag)) {
      expect(at.visible, `the focus on "${at.name}" shows`).toBe(true);
      return;
    }
    seen.push(`${at.tag}:${at.name.slice(0, 30)}`);
    await page.keyboard.press('Tab');
  }
  throw new Error(`no way by Tab to ${name}: ${seen.slice(-60).join(' | ')}`);
}

export async function press(page: Page, name: RegExp, tag = ''): Promise<void> {
  await tabTo(page, name, tag);
  await page.keyboard.press('Enter');
}

/** The link at the very top that leads to the next step. */
export async function skipToNextStep(page: Page): Promise<void> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.locator('a.skip').focus();
  await page.keyboard.press('Enter');
}
