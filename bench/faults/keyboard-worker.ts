import type { Browser, Page } from '@playwright/test';

import { nowMs, pause } from '../harness/clock';
import type { Vigie } from '../harness/vigie';

type Cookie = { readonly name: string; readonly value: string; readonly url: string };

/** Of a call that lasts. */
const shortestCallMs = 1_000;
const patienceMs = 5_000;
/** How many rows somebody looks down. */
const furthest = 12;

/** In the page: notes when each patient is first seen with somebody, ms since 1970. */
const watchHolders = `
  globalThis.vigieSeen = {};
  new MutationObserver(() => {
    for (const row of document.querySelectorAll('[data-callback]')) {
      const holder = row.querySelector('.holder:not(.muted)');
      if (holder !== null) globalThis.vigieSeen[row.dataset.callback] ??= Date.now();
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
`;

/** Somebody at the list in a real browser, by its keys alone: J takes whom nobody has, 1 says that they were reached. */
export class KeyboardWorker {
  /** Of whom it was answered that the outcome is noted. */
  readonly said = new Set<string>();
  /** When it was answered that the patient is this one's, ms since 1970. */
  readonly claimedAt = new Map<string, number>();

  private constructor(private readonly page: Page) {
    page.on('response', (response) => {
      const [, id = '', act] = /callbacks\/([0-9a-f-]{36})\/(claim|close)/u.exec(response.url()) ?? [];
      if (act === 'claim' && response.status() === 200) this.claimedAt.set(id, nowMs());
      // Not open any more: it was noted, and only the answer was lost.
      if (act === 'close' && [204, 409].includes(response.status())) this.said.add(id);
    });
  }

  /** Signed in, with the list open. */
  static async open(vigie: Vigie, browser: Browser, tenant: string, cookie: Cookie): Promise<KeyboardWorker> {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'fr-FR' });
    await page.context().addCookies([cookie]);
    await page.addInitScript({ content: watchHolders });
    const worker = new KeyboardWorker(page);
    await page.goto(`${vigie.url}/callbacks?tenant=${tenant}`);
    await page.locator('[data-callback]').first().waitFor();
    return worker;
  }

  /** Calls until nobody is left. */
  async empty(): Promise<void> {
    const rows = this.page.locator('[data-callback]');
    const outcomes = this.page.locator('vg-callback-card .outcomes');
    const isShown = (state: 'visible' | 'hidden'): Promise<boolean> =>
      outcomes.waitFor({ state, timeout: patienceMs }).then(
        () => true,
        () => false,
      );
    while ((await rows.count()) > 0) {
      // Others have the first ones.
      const down = 1 + Math.floor(Math.random() * furthest);
      for (let row = 0; row < down; row += 1) await this.page.keyboard.press('ArrowDown');
      await this.page.keyboard.press('j');
      if (await isShown('visible')) {
        await pause(shortestCallMs * (1 + Math.random()));
        await this.page.keyboard.press('1');
        await isShown('hidden');
      }
    }
  }

  /** How long after it was answered to others their claims were on this page, ms. */
  async seenMs(claims: ReadonlyMap<string, number>): Promise<number[]> {
    const seen = await this.page.evaluate<Readonly<Record<string, number>>>('globalThis.vigieSeen');
    return Object.entries(seen).flatMap(([id, at]) => {
      const claimedAt = claims.get(id);
      return claimedAt === undefined || this.claimedAt.has(id) ? [] : [Math.max(0, at - claimedAt)];
    });
  }
}
