import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/**
 * Every rule is run on every element; where a rule holds, axe need not work out how each element would be named. No
 * page of ours has a frame, so that one run in the page is enough ("legacy mode"): a quarter of the time, both together.
 */
const asked = { runOnly: { type: 'tag', values: rules }, resultTypes: ['violations'] } satisfies Parameters<
  AxeBuilder['options']
>[0];
const mostPresses = 150;

/** What axe finds wrong with a page, in a form that reads well when a test fails. */
export async function complaints(page: Page): Promise<string[]> {
  // From its beginning: what has gone half under the head of the page is no small target.
  await page.evaluate(() => {
    scrollTo(0, 0);
  });
  const { violations } = await new AxeBuilder({ page }).options(asked).setLegacyMode(true).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  );
}

/** The same in light and in dark. */
export async function complaintsOfBoth(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    found.push(...(await complaints(page)).map((complaint) => `${colorScheme} ${complaint}`));
  }
  return found;
}

/** Tabs on until what has the focus, or its label, begins so or matches; throws where the keyboard does not reach it. */
export async function tabTo(page: Page, wanted: string | RegExp): Promise<void> {
  for (let presses = 0; presses < mostPresses; presses += 1) {
    await page.keyboard.press('Tab');
    const called = await page.evaluate(() => {
      const focused = document.activeElement;
      const labels = focused instanceof HTMLInputElement ? [...(focused.labels ?? [])] : [];
      return [focused, ...labels].map((one) => (one?.textContent ?? '').trim());
    });
    const isWanted = (text: string): boolean =>
      typeof wanted === 'string' ? text.startsWith(wanted) : wanted.test(text);
    if (called.some(isWanted)) return;
  }
  throw new Error(`the keyboard does not reach ${String(wanted)}`);
}

/** How many pixels a page is wider than its window. */
export function sideways(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
