import { gzipSync } from 'node:zlib';

import { eventsOfCall } from '../harness/calls';
import { openChromium } from '../harness/chromium';
import { nowMs } from '../harness/clock';
import { send } from '../harness/producer';
import type { Vigie } from '../harness/vigie';
import type { Row } from './figures';

/** What a browser fetches to show the live page for the first time, compressed. */
export async function firstLoad(vigie: Vigie): Promise<Row> {
  const kilobytes = await loaded(vigie);
  const total = kilobytes === undefined ? NaN : Object.values(kilobytes).reduce((sum, size) => sum + size, 0);
  return {
    figure: 'first load of the live page',
    found: kilobytes === undefined ? 'not measured: no Chromium' : `${total.toFixed(0)} kB gzip`,
    start: '≤ 240 kB',
    goal: '≤ 180 kB',
    met: total <= 240,
    how: Object.entries(kilobytes ?? {})
      .map(([kind, size]) => `${kind} ${size.toFixed(0)}`)
      .join(', '),
  };
}

/** Kilobytes by kind of resource. Fonts are compressed in themselves; gzip of them is their size. */
async function loaded(vigie: Vigie): Promise<Record<string, number> | undefined> {
  const browser = await openChromium();
  if (browser === undefined) return undefined;
  try {
    const page = await browser.newPage({ locale: 'fr-FR' });
    const sizes: Record<string, number> = {};
    const reading: Promise<void>[] = [];
    page.on('response', (response) => {
      const kind = response.request().resourceType();
      if (kind === 'websocket') return;
      const read = async (): Promise<void> => {
        const body = await response.body().catch(() => Buffer.alloc(0));
        sizes[kind] = (sizes[kind] ?? 0) + Math.min(body.length, gzipSync(body).length) / 1_000;
      };
      reading.push(read());
    });
    const key = await vigie.tenant('first');
    // A page with nothing to show would not load what shows it.
    const events = Array.from({ length: 20 }, (_, n) => eventsOfCall(n, nowMs() - 1_800_000 + n * 60_000));
    await send(vigie.url, key, events.flat());
    await page.context().addCookies([await vigie.signIn('first')]);
    await page.goto(vigie.url, { waitUntil: 'networkidle' });
    await page.waitForTimeout(2_000);
    await Promise.all(reading);
    return sizes;
  } finally {
    await browser.close();
  }
}
