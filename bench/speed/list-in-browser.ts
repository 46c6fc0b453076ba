import type { Browser, Page } from '@playwright/test';

import { pause } from '../harness/clock';
import type { Vigie } from '../harness/vigie';
import { rowWithin, type Row } from './figures';

const openings = 8;
const claims = 20;
const watchedMs = 10_000;

/** Somebody of a centre, as a browser keeps them. */
type Signed = {
  readonly tenant: string;
  readonly cookie: { readonly name: string; readonly value: string; readonly url: string };
};

/** In the page: when the first row of the list is painted after the way to it was taken. */
const openList = `new Promise((resolve) => {
  const began = performance.now();
  const look = () => document.querySelector('[data-callback]') === null
    ? requestAnimationFrame(look)
    : requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
  document.querySelector('header a[href^="/callbacks"]').click();
  look();
})`;

/** From the menu of another page, and while others work the list. */
export async function listInBrowser(
  vigie: Vigie,
  browser: Browser,
  { tenant, cookie }: Signed,
): Promise<readonly Row[]> {
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'fr-FR' });
    await page.context().addCookies([cookie]);
    const ms: number[] = [];
    for (let turn = 0; turn < openings; turn += 1) {
      await page.goto(`${vigie.url}/?tenant=${tenant}`, { waitUntil: 'networkidle' });
      await pause(500);
      ms.push(await page.evaluate<number>(openList));
    }
    const nodes = await page.evaluate<number>(`document.querySelectorAll('*').length`);
    const rows = await page.locator('[data-callback]').count();
    const still = await busyShare(page, () => pause(watchedMs));
    const seen: number[] = [];
    const working = await busyShare(
      page,
      async () => void seen.push(...(await watchClaims(vigie, page, tenant))),
    );
    const opens = rowWithin(
      'the list opens in Chromium, from the menu',
      ms,
      500,
      `${ms.length} times; ${rows} rows and ${nodes} nodes are drawn at first; the page's thread is busy ${percent(still)} of the time while nothing happens`,
    );
    const live = rowWithin(
      'a claim of somebody else, answered → on the page',
      seen,
      1_000,
      `${seen.length} claims; the page's thread is busy ${percent(working)} of the time meanwhile`,
    );
    return [opens, live];
  } finally {
    await browser.close();
  }
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** The share of time in which the page's main thread did something. */
async function busyShare(page: Page, during: () => Promise<void>): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const read = async (name: string): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find((one) => one.name === name)?.value ?? NaN;
  };
  const [busy, at] = [await read('TaskDuration'), performance.now()];
  await during();
  const share = ((await read('TaskDuration')) - busy) / ((performance.now() - at) / 1_000);
  await session.detach();
  return share;
}

/** Claims of those whom the page shows, each until it is seen there, ms. */
async function watchClaims(vigie: Vigie, page: Page, tenant: string): Promise<readonly number[]> {
  const seen: number[] = [];
  const ids = await page.evaluate<string[]>(
    `[...document.querySelectorAll('[data-callback]')].map((row) => row.dataset.callback)`,
  );
  for (const [nth, id] of ids.slice(0, claims).entries()) {
    const answer = await fetch(`${vigie.url}/api/v1/callbacks/${id}/claim`, {
      method: 'POST',
      headers: { authorization: `Bearer ${vigie.keyOf(tenant)}`, 'content-type': 'application/json' },
      body: JSON.stringify({ by: `Anne ${nth}` }),
    });
    if (!answer.ok) throw new Error(`nobody could claim: ${await answer.text()}`);
    const began = performance.now();
    await page.locator(`[data-callback="${id}"]`, { hasText: `Anne ${nth}` }).waitFor();
    seen.push(performance.now() - began);
    await pause(200);
  }
  return seen;
}
