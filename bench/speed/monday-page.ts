import type { Browser, Page } from '@playwright/test';
import type { LiveSnapshot } from '@vigie/contracts';

import { openChromium } from '../harness/chromium';
import { until } from '../harness/clock';
import type { Vigie } from '../harness/vigie';
import type { Row } from './figures';

const tenant = 'monday';
const sampleMs = 1_000;
/** The pointer rests on a row for this many samples, and is away for as many more. */
const onRow = 20;
const offRow = 40;
/** A level is judged every ten seconds and told at once: only what held for longer is owed. */
const owedAfterSamples = 12;
const moversAtMost = 5;

/** What one look at the page and at the server's own figures says. */
type Sample = {
  readonly level: string;
  readonly sentence: string;
  /** Whether the rule wants the level `act`. */
  readonly isCrisis: boolean;
  /** Which row the pointer is on; null when it is on none. */
  readonly pointed: string | null;
  readonly shifts: number;
  /** How much of it each element has caused by moving, by its name. */
  readonly movers: Readonly<Record<string, number>>;
};

/**
 * The Monday scene on the live page at 1440×900 for so many minutes, in a real browser: whether the page holds still, and
 * whether it says what goes on.
 */
export async function mondayPage(vigie: Vigie, minutes: number): Promise<readonly Row[]> {
  await vigie.tenant(tenant);
  vigie.spawnCommand(['simulate', '--scene', 'monday', '--tenant', tenant]);
  await until(
    'the scene to play',
    async () => (((await snapshot(vigie)).totals?.presentedDay ?? 0) > 50 ? true : undefined),
    120_000,
  );
  const browser = await openChromium();
  if (browser === undefined) return [row('the Monday page', 'not measured: no Chromium', '', false)];
  try {
    return toRows(await watch(vigie, browser, minutes), minutes);
  } finally {
    await browser.close();
  }
}

async function watch(vigie: Vigie, browser: Browser, minutes: number): Promise<readonly Sample[]> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'fr-FR' });
  await page.addInitScript({ content: countShifts });
  await page.context().addCookies([await vigie.signIn(tenant)]);
  await page.goto(`${vigie.url}/?tenant=${tenant}`);
  await page.locator('vg-board-card').waitFor();
  const samples: Sample[] = [];
  const end = performance.now() + minutes * 60_000;
  for (let nth = 0; performance.now() < end; nth += 1) {
    const phase = nth % (onRow + offRow);
    if (phase === offRow) await pointAtRow(page);
    if (phase === 0) await page.mouse.move(720, 4);
    samples.push(await sampleOf(vigie, page, phase >= offRow));
    await page.waitForTimeout(sampleMs);
  }
  return samples;
}

/**
 * In the page: adds up every shift of the layout that no press of a button caused, and by which element: a shift is laid to
 * the largest of those that moved.
 */
const countShifts = `
  globalThis.vigieShifts = 0;
  globalThis.vigieMovers = {};
  const nameOf = (node) => {
    const element = node instanceof Element ? node : node?.parentElement;
    const owner = element?.closest('vg-board-row, vg-live-tile, section, [class]:not(.page)');
    const of = (one) => (one ? one.localName + (one.className ? '.' + String(one.className).split(' ')[0] : '') : 'gone');
    return owner === element ? of(element) : of(owner) + ' ' + of(element);
  };
  const areaOf = ({ currentRect, previousRect }) =>
    Math.max(currentRect.width * currentRect.height, previousRect.width * previousRect.height);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.hadRecentInput) continue;
      globalThis.vigieShifts += entry.value;
      const largest = [...entry.sources].sort((a, b) => areaOf(b) - areaOf(a))[0];
      const name = nameOf(largest?.node);
      globalThis.vigieMovers[name] = (globalThis.vigieMovers[name] ?? 0) + entry.value;
    }
  }).observe({ type: 'layout-shift', buffered: true });
`;

/** In the page: what the banner says, and the row the pointer is on. */
const look = `(() => {
  const banner = document.querySelector('vg-headline-banner section');
  const row = document.querySelector('.trouble vg-board-row:hover');
  return {
    level: banner?.className ?? '',
    sentence: banner?.querySelector('.sentence')?.textContent.trim() ?? '',
    pointed: row?.querySelector('b')?.textContent ?? null,
    shifts: globalThis.vigieShifts,
    movers: globalThis.vigieMovers,
  };
})()`;

async function pointAtRow(page: Page): Promise<void> {
  const box = await page.locator('.trouble vg-board-row').nth(2).boundingBox();
  if (box !== null) await page.mouse.move(box.x + 120, box.y + box.height / 2);
}

async function sampleOf(vigie: Vigie, page: Page, isPointing: boolean): Promise<Sample> {
  const { totals, centre } = await snapshot(vigie);
  const seen = await page.evaluate<Omit<Sample, 'isCrisis'>>(look);
  if (totals === null) throw new Error('the board of a whole centre has totals');
  const { value, of } = totals.answerRate30m;
  const isBelow = of >= 20 && value !== null && value < 0.8 * centre.answerRateTarget;
  const areLost = totals.lostPerMinute >= 0.6 && totals.lostPerMinute >= totals.takenPerMinute;
  return { ...seen, pointed: isPointing ? seen.pointed : null, isCrisis: isBelow || areLost };
}

async function snapshot(vigie: Vigie): Promise<LiveSnapshot> {
  return (await (await vigie.ask(tenant, `/api/v1/live?tenant=${tenant}`)).json()) as LiveSnapshot;
}

function toRows(samples: readonly Sample[], minutes: number): readonly Row[] {
  const shift = samples.at(-1)?.shifts ?? NaN;
  const acts = samples.findIndex(({ level }) => level === 'act');
  const owed = samples.filter((_, index) => isOwed(samples, index));
  const calm = owed.filter(({ level }) => level !== 'act').length;
  const mute = samples.filter(({ sentence }) => sentence === '').length;
  const moved = movedUnderPointer(samples);
  const base = `${samples.length} samples in ${minutes} min at 1440×900`;
  return [
    {
      ...row(
        'layout shift of the Monday page',
        shift.toFixed(3),
        `${base}; ${moversOf(samples)}`,
        shift <= 0.1,
      ),
      start: '≤ 0.1',
      goal: '≤ 0.05',
    },
    row('rows moved under the pointer', String(moved), base, moved === 0),
    row('seconds until the level is act', String(acts), base, acts >= 0 && acts <= 60),
    row(
      'crisis without the level act',
      `${calm} of ${owed.length} samples`,
      'fewer than 80 % of the wanted share answered in 30 min, or as many lost as taken',
      owed.length > 0 && calm === 0,
    ),
    row('samples without a sentence', String(mute), base, mute === 0),
  ];
}

/** The elements that moved most. */
function moversOf(samples: readonly Sample[]): string {
  const most = Object.entries(samples.at(-1)?.movers ?? {}).toSorted(([, a], [, b]) => b - a);
  const told = most.slice(0, moversAtMost).map(([name, value]) => `${name} ${value.toFixed(4)}`);
  return told.length === 0 ? 'nothing moved' : `by ${told.join(', ')}`;
}

/** The rule wanted `act` here and in the samples before. */
function isOwed(samples: readonly Sample[], index: number): boolean {
  const before = samples.slice(Math.max(0, index - owedAfterSamples), index + 1);
  return before.length > owedAfterSamples && before.every(({ isCrisis }) => isCrisis);
}

function movedUnderPointer(samples: readonly Sample[]): number {
  let moved = 0;
  samples.forEach(({ pointed }, index) => {
    const before = samples[index - 1]?.pointed ?? null;
    if (before !== null && pointed !== null && before !== pointed) moved += 1;
  });
  return moved;
}

const row = (figure: string, found: string, how: string, met: boolean): Row => ({
  figure,
  found,
  start: '0',
  goal: '0',
  met,
  how,
});
