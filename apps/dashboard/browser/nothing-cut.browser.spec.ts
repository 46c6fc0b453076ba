import { expect, test, type Page } from '@playwright/test';

import { FakeServer } from './fake-server';

const widths = [360, 390, 768, 1180, 1440];
const languages = ['fr-FR', 'ca-ES', 'en-GB'];

/** Texts of the tiles that are not wholly to be seen: what is counted, the day, the number, how it is to be taken. */
async function cutInTiles(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const visible = '.card[role=group] :is(h2, .aside, .middle > *, .foot > :nth-child(-n + 2))';
    return [...document.querySelectorAll(`vg-live-tile ${visible}, vg-live-tile${visible}`)]
      .filter((element) => {
        const tile = element.closest('vg-live-tile') ?? element;
        const [inner, outer] = [element.getBoundingClientRect(), tile.getBoundingClientRect()];
        const runsOut =
          inner.right > outer.right - 8 || inner.left < outer.left + 8 || inner.bottom > outer.bottom - 4;
        return runsOut || element.scrollWidth > element.clientWidth + 1 + inlineSlack(element);
      })
      .map((element) => element.textContent.replaceAll(/\s+/gu, ' ').trim());

    /** An inline element has no width of its own to be measured against. */
    function inlineSlack(element: Element): number {
      return getComputedStyle(element).display === 'inline' ? Number.POSITIVE_INFINITY : 3;
    }
  });
}

test.describe('figures of four digits and long names', () => {
  let fake: FakeServer;
  test.beforeAll(async () => {
    fake = await FakeServer.start('--large', '--still');
  });
  test.afterAll(() => fake.end());

  for (const locale of languages) {
    test(`are cut in no tile, ${locale}`, async ({ browser }) => {
      const context = await browser.newContext({ locale, timezoneId: 'Europe/Paris' });
      const page = await context.newPage();
      await page.goto(`${fake.url}/`);
      await expect(page.locator('vg-live-tile')).toHaveCount(8);
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        expect({ width, cut: await cutInTiles(page) }).toEqual({ width, cut: [] });
      }
      await context.close();
    });
  }
});
