import { expect, test } from '@playwright/test';

import { complaints } from './accessibility';
import { RealServer, type PostedEvent } from './real-server';

const minuteMs = 60_000;

let server: RealServer;

test.beforeAll(async () => {
  server = await RealServer.start();
  await server.post(
    ...[1, 2, 3, 4, 5].flatMap((caller) => lost(`c${caller}`, caller, 30 - caller)),
    ...lost('again', 1, 10),
    ...lost('thrice', 1, 5),
    ...lost('message', 6, 20, 'voicemail'),
  );
});
test.afterAll(async () => {
  await server.remove();
});

/** A caller of the fictional range whom nobody answered, so many minutes ago. */
function lost(subject: string, caller: number, minutesAgo: number, reason = 'abandoned'): PostedEvent[] {
  const agoMs = minutesAgo * minuteMs;
  const data = { queueId: 'mg-rdv', ani: `06 39 98 00 0${caller}` };
  return [
    { type: 'call.enqueued', subject, agoMs, data },
    { type: 'call.dequeued', subject, agoMs: agoMs - 45_000, data: { queueId: 'mg-rdv', reason } },
    { type: 'call.disconnected', subject, agoMs: agoMs - 46_000, data: { side: 'caller' } },
  ];
}

test('a clinic’s drawer shows the first whom it owes a call, moves nothing, and leads to its own list', async ({
  browser,
}) => {
  const context = await browser.newContext();
  await server.signIn(context);
  const page = await context.newPage();
  // The list answers late: what stands below must not wait for it.
  let answer = (): void => undefined;
  const asked = new Promise<void>((resolve) => (answer = resolve));
  await page.route('**/api/v1/callbacks?*', async (route) => {
    await asked;
    await route.continue();
  });
  await page.goto(`${server.url}/?open=clinic:cabinet-durand`);
  const drawer = page.locator('vg-row-drawer');
  const below = drawer.getByRole('heading', { name: 'Derniers appels' });
  await expect(drawer.getByText('Lecture de la liste…')).toBeVisible();
  const before = (await below.boundingBox())?.y;
  answer();
  await expect(drawer.locator('vg-clinic-callbacks li')).toHaveCount(3);
  expect((await below.boundingBox())?.y).toBe(before);
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await complaints(page)).toEqual([]);
      if (process.env['VIGIE_SHOTS'] !== undefined)
        await page.screenshot({ path: `${process.env['VIGIE_SHOTS']}/drawer-${width}-${colorScheme}.png` });
    }
  }
  await drawer.getByRole('link', { name: 'Toute la liste de ce cabinet' }).click();
  await expect(page.locator('[data-callback]')).toHaveCount(6);
  await expect(page.locator('.filters select').first()).toHaveValue('cabinet-durand');
  await page.getByRole('button', { name: '6 encore à rappeler' }).click();
  await expect(page.getByRole('dialog', { name: 'Encore à rappeler' })).toBeVisible();
  await context.close();
});

test('a patient’s earlier calls are opened by keyboard, on the list and from who waits in a clinic’s drawer', async ({
  browser,
}) => {
  await server.post({
    type: 'call.enqueued',
    subject: 'waits',
    agoMs: minuteMs,
    data: { queueId: 'mg-rdv', ani: '06 39 98 00 01' },
  });
  const context = await browser.newContext();
  await server.signIn(context);
  const page = await context.newPage();
  const look = async (name: string): Promise<void> => {
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await complaints(page)).toEqual([]);
      const isWider = await page.evaluate(() => document.documentElement.scrollWidth > globalThis.innerWidth);
      expect(isWider).toBe(false);
      if (process.env['VIGIE_SHOTS'] !== undefined)
        await page.screenshot({ path: `${process.env['VIGIE_SHOTS']}/earlier-${name}-${width}.png` });
    }
  };
  await page.goto(`${server.url}/?open=clinic:cabinet-durand`);
  const waiting = page.locator('vg-row-drawer vg-waiting-table');
  await waiting.getByRole('button', { name: 'Appels précédents de 06 39 98 •• ••' }).focus();
  await page.keyboard.press('Enter');
  await expect(waiting.getByText('4 appels à ce cabinet en 30 jours')).toBeVisible();
  await expect(waiting.locator('vg-earlier-calls li')).toHaveCount(3);
  await look('drawer');
  await page.goto(`${server.url}/callbacks`);
  await page.getByText('3e appel du patient').click();
  const card = page.locator('vg-callback-card');
  await card.getByRole('button', { name: 'Appels précédents' }).focus();
  await page.keyboard.press('Space');
  await expect(card.getByText('appelle souvent')).toBeVisible();
  await expect(card.locator('vg-earlier-calls li')).toHaveCount(3);
  await look('list');
  await server.post(
    { type: 'call.answered', subject: 'waits', agoMs: 20_000, data: { queueId: 'mg-rdv', agentId: 'a1' } },
    { type: 'call.disconnected', subject: 'waits', agoMs: 18_000, data: { side: 'caller' } },
  );
  await context.close();
});

test('two people empty a list by keyboard alone, and see within a second what the other does', async ({
  browser,
}) => {
  const contexts = [await browser.newContext(), await browser.newContext()] as const;
  await server.signIn(contexts[0]);
  await server.signIn(contexts[1], 'secretary');
  const [page, other] = [await contexts[0].newPage(), await contexts[1].newPage()];
  await page.goto(`${server.url}/callbacks`);
  await other.goto(`${server.url}/callbacks`);
  await expect(page.locator('[data-callback]')).toHaveCount(6);
  await expect(other.locator('[data-callback]')).toHaveCount(6);
  await expect(page.getByText('3e appel du patient')).toBeVisible();

  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('j');
  await expect(page.getByText('Appelez de votre poste, puis notez ce qui s’est passé.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'pas de réponse 1/3' })).toBeVisible();
  await expect(other.getByText(/claire, depuis/iu)).toBeVisible({ timeout: 1_000 });
  // Their clinic has numbers kept: shown to who took the patient, and to nobody else.
  await expect(other.getByRole('button', { name: 'Voir le numéro' })).toHaveCount(0);
  await page.keyboard.press('n');
  const number = page.getByRole('link', { name: '06 39 98 00 06' });
  await expect(number).toBeFocused();
  await expect(number).toHaveAttribute('href', 'tel:+33639980006');
  await page.keyboard.press('Shift+Tab');
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await complaints(page)).toEqual([]);
      const isWider = await page.evaluate(() => document.documentElement.scrollWidth > globalThis.innerWidth);
      expect(isWider).toBe(false);
      if (process.env['VIGIE_SHOTS'] !== undefined)
        await page.screenshot({
          path: `${process.env['VIGIE_SHOTS']}/callbacks-${width}-${colorScheme}.png`,
          fullPage: true,
        });
    }
  }
  // Whoever is chosen further down stays under the finger, although what is open above closes.
  await page.setViewportSize({ width: 390, height: 700 });
  const rows = page.locator('[data-callback] .row');
  await rows.nth(3).scrollIntoViewIfNeeded();
  const before = (await rows.nth(3).boundingBox())?.y ?? 0;
  await rows.nth(3).click();
  await expect(rows.nth(3)).toHaveAttribute('aria-expanded', 'true');
  await expect
    .poll(async () => Math.abs(((await rows.nth(3).boundingBox())?.y ?? 0) - before))
    .toBeLessThan(2);
  await rows.first().click();
  await page.setViewportSize({ width: 1440, height: 900 });
  // A message, which is promised; then five whom nobody answered.
  await page.keyboard.press('1');
  await expect(page.locator('[data-callback]')).toHaveCount(5);
  await expect(other.locator('[data-callback]')).toHaveCount(5, { timeout: 1_000 });
  for (let left = 4; left >= 0; left -= 1) {
    await page.keyboard.press('j');
    await expect(page.locator('.outcomes').getByRole('button', { name: 'joint' })).toBeVisible();
    await page.keyboard.press('1');
    await expect(page.locator('[data-callback]')).toHaveCount(left);
  }
  await expect(page.getByText('6 joints, dont 6 dans l’heure')).toBeVisible();
  await expect(other.getByText('Personne à rappeler.', { exact: false })).toBeVisible();
  await Promise.all(contexts.map((context) => context.close()));
});
