import { expect, test, type Page } from '@playwright/test';

import { answered, enqueued, hungUp, loggedIn } from './events';
import { RealServer } from './real-server';

const tile = (page: Page, name: string): ReturnType<Page['getByRole']> =>
  page.getByRole('group', { name, exact: true });
const row = (page: Page, name: string): ReturnType<Page['getByRole']> =>
  page.getByRole('row', { name: new RegExp(name, 'u') });

let server: RealServer;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  server = await RealServer.start();
});
test.beforeEach(({ context }) => server.signIn(context));
test.afterAll(async () => {
  await server.remove();
});

/** Notes how marks look as they leave their lane, which lasts less than a second. */
const watchLeaving = async (page: Page): Promise<void> =>
  page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { leftAs: seen });
    new MutationObserver((changes) => {
      for (const { target } of changes)
        if (target instanceof HTMLElement && target.classList.contains('leaving'))
          seen.push(target.className);
    }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ['class'] });
  });
const leftAs = async (page: Page): Promise<string[]> =>
  page.evaluate(() => (globalThis as unknown as { leftAs: string[] }).leftAs);

test('a posted call appears on the live page, its wait ticks, and the answer moves the tiles', async ({
  page,
}) => {
  await server.post(...loggedIn('anna'));
  await page.goto(server.url);
  const waiting = tile(page, 'En attente');
  await expect(waiting).toContainText('personne n’attend');

  await server.post(enqueued({ call: 'c1', queue: 'radio-rdv' }));
  await expect(waiting).toContainText(/^En attente\s*accueil\s0\s*1/u);
  await expect(row(page, 'Imagerie').first().locator('.rail')).toHaveCount(1);

  const longest = waiting.getByText(/max/u);
  const before = await longest.textContent();
  await expect(longest).not.toHaveText(before ?? '');

  await watchLeaving(page);
  await server.post(answered('c1', 'radio-rdv', 'anna'));
  await expect(waiting).toContainText('personne n’attend');
  await expect(tile(page, 'Décrochés, 30 min')).toContainText('1/1');
  await expect(page.locator('vg-staff-strip')).toContainText('1 en appel');
  expect(await leftAs(page)).toContain('rail leaving answered');

  await server.post(
    hungUp('c1'),
    enqueued({ call: 'c2', queue: 'mg-rdv', ani: '+33639980033', agoMs: 30_000 }),
    hungUp('c2'),
  );
  await expect(tile(page, 'À rappeler')).toContainText(/^À rappeler\s*1/u);
  await expect(tile(page, 'Décrochés, 30 min')).toContainText('1/2');
});

test('the same call appears on the television', async ({ page }) => {
  await page.goto(`${server.url}/wall`);
  await server.post(enqueued({ call: 'c3', queue: 'radio-rdv', agoMs: 125_000 }));
  await expect(tile(page, 'En attente')).toContainText('▲');
  await expect(
    page
      .getByRole('listitem')
      .filter({ hasText: /2\smin/u })
      .first(),
  ).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Radiologie Sud' })).toBeVisible();
  expect(await page.locator('body').textContent()).not.toContain('06 39 98');

  await page.goto(`${server.url}/wall?names=off`);
  await expect(page.getByText('Cabinet 1')).toBeVisible();
  await expect(page.getByText('Radiologie Sud')).toHaveCount(0);
  await server.post(answered('c3', 'radio-rdv', 'anna'), hungUp('c3'));
});

test('nothing on the television is smaller than 52 of 1,080 lines, and nothing is cut', async ({ page }) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.goto(`${server.url}/wall`);
  await server.post(enqueued({ call: 'c9', queue: 'radio-rdv', agoMs: 125_000 }));
  await expect(
    page
      .getByRole('listitem')
      .filter({ hasText: /2\smin/u })
      .first(),
  ).toBeVisible();
  await page.evaluate(() => {
    for (const name of document.querySelectorAll('.name'))
      name.textContent = 'Maison médicale des Trois-Rois';
    for (const count of document.querySelectorAll('b, .count')) {
      if (count.childElementCount === 0 && /^\d*$/u.test(count.textContent)) count.textContent = '1234';
    }
  });
  const faults = await page.evaluate(() =>
    [...document.querySelectorAll('main *')]
      .filter((element) => element.childElementCount === 0 && (element.textContent ?? '').trim() !== '')
      .flatMap((element) => {
        const size = parseFloat(getComputedStyle(element).fontSize);
        const { right, bottom } = element.getBoundingClientRect();
        const isCut =
          element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflow === 'hidden';
        const isOut = right > innerWidth + 1 || bottom > innerHeight + 1;
        return size < 51.9 || isCut || isOut
          ? [`${(element.textContent ?? '').trim()}: ${String(size)} px`]
          : [];
      }),
  );
  expect(faults).toEqual([]);
  await server.post(hungUp('c9'));
});

test('a clinic opens into its waiting callers, its last calls and its people', async ({ page }) => {
  await server.post(enqueued({ call: 'c4', queue: 'radio-rdv', agoMs: 40_000, ani: '+33639980012' }));
  await page.goto(`${server.url}/?open=clinic:radiologie-sud`);
  const drawer = page.getByRole('dialog', { name: 'Radiologie Sud' });
  await expect(drawer.getByRole('table', { name: 'En attente' })).toContainText('06 39 98');
  await expect(drawer.getByRole('table', { name: 'En attente' })).not.toContainText('0012');
  await expect(drawer.getByRole('table', { name: 'Derniers appels' })).toContainText('décroché');
  await expect(drawer).toContainText('Anna M.');
  await server.post(hungUp('c4'));
});

test('a server that dies makes the figures old within ten seconds, and its return heals them', async ({
  page,
}) => {
  await page.goto(server.url);
  await expect(page.getByText('● En direct')).toBeVisible();
  await server.kill();
  await expect(page.getByText(/Connexion perdue, chiffres de \d+\sh\s\d\d/u).first()).toBeVisible({
    timeout: 30_000,
  });
  const clock = page.locator('header time');
  const stopped = await clock.textContent();
  await page.waitForTimeout(2500);
  expect(await clock.textContent()).toBe(stopped);

  await server.up();
  await expect(page.getByText('● En direct')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText(/Connexion perdue/u)).toHaveCount(0);
  await server.post(enqueued({ call: 'c5', queue: 'mg-rdv' }));
  await expect(tile(page, 'En attente')).toContainText(/^En attente\s*accueil\s0\s*1/u);
});

test('a tab that slept is right within two seconds of being looked at again', async ({ page, context }) => {
  await page.goto(server.url);
  await expect(page.getByText('● En direct')).toBeVisible();
  await context.setOffline(true);
  await expect(page.getByText(/Connexion perdue/u).first()).toBeVisible({ timeout: 30_000 });
  await context.setOffline(false);
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect(page.getByText('● En direct')).toBeVisible();
});
