import { expect, test, type Page } from '@playwright/test';

import { FakeServer } from './fake-server';

const widths = [360, 390, 768, 1180, 1440];
const languages = ['fr-FR', 'ca-ES', 'en-GB'];

const centres = [
  { id: 'place', name: 'Télésecrétariat de la Place', demo: false, timezone: 'Europe/Paris' },
  { id: 'demo', name: 'Télésecrétariat des Collines (démonstration)', demo: true },
];

const permissions = [
  'board.see',
  'callbacks.work',
  'metrics.see',
  'reports.see',
  'people.see',
  'settings.see',
  'audit.see',
];
const me = {
  tenant: { id: 'place', name: 'Télésecrétariat de la Place', demo: false, timezone: 'Europe/Paris' },
  ...{ person: null, sessionId: null, roles: [], memberships: [] },
  permissions: permissions.map((permission) => ({ permission, scope: { kind: 'all' } })),
  features: [],
  owesSecondFactor: false,
  demoPeople: [{ id: 'claire', name: 'Claire', role: 'supervisor' }],
};

const longNamed = {
  ...{ id: 'p1', name: 'supervisor-de-nuit@telesecretariat.example', email: null },
  ...{ language: 'fr', agentId: null, csv: 'language' },
};

/** Pages of the menu, and menus beside it, that are not wholly to be seen. */
async function cutInHead(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const nav = document.querySelector('vg-page-header nav');
    const room = nav?.getBoundingClientRect() ?? new DOMRect();
    const links = [...document.querySelectorAll('vg-page-header nav :is(a, button)')];
    const tools = [
      ...document.querySelectorAll('vg-page-header :is(.pick, .icon, vg-who-menu > *, vg-connection-pill)'),
    ];
    const lies = (one: Element, over: Element): boolean => {
      const [a, b] = [one.getBoundingClientRect(), over.getBoundingClientRect()];
      const isOver = a.left < b.right - 0.5 && b.left < a.right - 0.5;
      return a.width > 0 && b.width > 0 && isOver && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5;
    };
    const isCut = (element: Element, right: number): boolean => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && (box.right > right + 0.5 || box.left < -0.5);
    };
    return [
      ...links.filter((one) => isCut(one, room.right) || tools.some((tool) => lies(one, tool))),
      ...tools.filter(
        (one) =>
          isCut(one, innerWidth) || [...links, ...tools].some((other) => other !== one && lies(one, other)),
      ),
    ].map((element) => element.textContent.replaceAll(/\s+/gu, ' ').trim());
  });
}

/** Texts of the tiles that are not wholly to be seen: what is counted, the day, the number, how it is to be taken. */
async function cutInTiles(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const visible = '.card[role=group] :is(h2, .aside, .middle > *, .foot > :nth-child(-n + 2))';
    return [...document.querySelectorAll(`vg-live-tile ${visible}, vg-live-tile${visible}`)]
      .filter((element) => {
        const tile = element.closest('vg-live-tile') ?? element;
        const [inner, outer] = [element.getBoundingClientRect(), tile.getBoundingClientRect()];
        // What follows the foot may be hidden whole, on the next line; the hour it names is longer from ten on.
        const foot = element.previousElementSibling?.closest('.foot > :is(span, button)');
        if (foot && inner.top >= foot.getBoundingClientRect().bottom - 0.5) return false;
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

  for (const locale of languages) {
    test(`leave room for every page of the menu beside the names of several centres, ${locale}`, async ({
      browser,
    }) => {
      const context = await browser.newContext({ locale, timezoneId: 'Europe/Paris' });
      const page = await context.newPage();
      await page.route('**/api/v1/tenants', (route) => route.fulfill({ json: centres }));
      for (const who of [me, { ...me, demoPeople: [], person: longNamed }]) {
        await page.route('**/api/v1/me', (route) => route.fulfill({ json: who }));
        await page.goto(`${fake.url}/`);
        await expect(page.locator('vg-who-menu :is(select, a)')).toBeVisible();
        await expect(page.locator('vg-page-header .pick select').first()).toBeVisible();
        await expect(page.locator('vg-more-pages button')).toBeVisible();
        for (const width of widths) {
          await page.setViewportSize({ width, height: 900 });
          const head = await page.locator('vg-page-header').boundingBox();
          const { name } = who.person ?? { name: '' };
          expect({ name, width, cut: await cutInHead(page) }).toEqual({ name, width, cut: [] });
          expect(head?.height).toBeLessThanOrEqual(96);
        }
      }
      // Somebody signed in at one centre: her name and its own stand where the choices did.
      const someone = { ...me, demoPeople: [], person: longNamed };
      await page.route('**/api/v1/tenants', (route) => route.fulfill({ json: centres.slice(0, 1) }));
      await page.route('**/api/v1/me', (route) => route.fulfill({ json: someone }));
      await page.reload();
      await expect(page.locator('vg-who-menu a')).toBeVisible();
      const cut = await cutInHead(page);
      expect({ width: 1440, cut }).toEqual({ width: 1440, cut: [] });
      await context.close();
    });
  }
});
