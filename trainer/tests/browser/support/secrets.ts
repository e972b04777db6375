/** Reads every answer during play and reports the names that only the debrief may hold. */

import type { Page } from '@playwright/test';

const HIDDEN =
  /"(trust|cooperation|expected_conduct|engagement|vision|capability|credibility|profile|profile_title|stealth|truth|contributed|payoff|trust_of_others|wrongly_sanctioned|side_deals|looked_like|hidden|aftermath|reference)"/;

export class Secrets {
  readonly found: string[] = [];
  private over = false;

  constructor(page: Page) {
    page.on('response', async (response) => {
      if (!response.url().includes('/api/') || this.over) return;
      const text = await response.text().catch(() => '');
      if (/\/(debrief|whatif|luck)$/.test(response.url())) {
        if (response.status() === 200) this.over = true;
        return;
      }
      const hit = HIDDEN.exec(text);
      if (hit) this.found.push(`${response.url()}: ${hit[0]}`);
    });
  }
}
