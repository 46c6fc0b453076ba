import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { expect, test, type Page } from '@playwright/test';

import { complaints, sideways, tabTo } from './accessibility';
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

const languages = { fr: 'Français', ca: 'Català', en: 'English' } as const;

/** Nothing is cut and axe finds nothing, in each language, on a wide screen and on a telephone; then it is as before. */
async function readsWell(page: Page, name: string): Promise<void> {
  for (const [code, language] of Object.entries(languages).toReversed()) {
    await page.locator(`select:has(option:text-is("${language}"))`).first().selectOption(language);
    await expect(page.locator('html')).toHaveAttribute('lang', code);
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      expect({ name, code, width, sideways: await sideways(page) }).toEqual({
        name,
        code,
        width,
        sideways: 0,
      });
      if (process.env['VIGIE_SHOTS'] === undefined) continue;
      const path = `${process.env['VIGIE_SHOTS']}/${name}-${code}-${width}.png`;
      await page.screenshot({ path, fullPage: true });
    }
  }
  expect({ name, found: await complaints(page) }).toEqual({ name, found: [] });
  await page.setViewportSize({ width: 1440, height: 900 });
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
  await expect(other.getByText(/claire, depuis/iu)).toBeVisible();
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
  await expect(other.locator('[data-callback]')).toHaveCount(5);
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

test('by keyboard alone a call is planned, the telephone places one, and what a patient answers after a discharge has the clinic telephoned first', async ({
  browser,
}) => {
  // What is planned for today is on the list with the next round of the clock.
  test.setTimeout(150_000);
  const asked: string[] = [];
  const telephony = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(202, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => telephony.listen(0, '127.0.0.1', resolve));
  const { port } = telephony.address() as AddressInfo;
  type Known = Readonly<{ today: string; clinics: readonly Readonly<{ id: string; revision: string }>[] }>;
  const { today, clinics } = await server.ask<Known>('administrator', 'GET', 'settings');
  const revision = clinics.find(({ id }) => id === 'cabinet-durand')?.revision;
  const changed = { revision, from: today, changes: { followUps: true, dischargeQuestions: true } };
  await server.ask('administrator', 'PATCH', 'settings/clinics/cabinet-durand', changed);
  const sheet = await server.ask<object>('administrator', 'GET', 'sheet-templates/fr');
  await server.ask('administrator', 'PUT', 'sheets/cabinet-durand', { basedOn: 0, sheet });
  await server.ask('manager', 'POST', 'sheets/cabinet-durand/versions/1/approve');
  const way = { source: '/pbx/lyon', url: `http://127.0.0.1:${port}/call`, roles: ['secretary'] };
  await server.ask('administrator', 'PUT', 'call-ways', way);

  const office = await browser.newContext();
  await server.signIn(office);
  const desk = await office.newPage();
  await desk.goto(`${server.url}/callbacks`);
  await tabTo(desk, 'Suivis planifiés');
  await desk.keyboard.press('Enter');
  await tabTo(desk, 'Suivi du jour');
  await desk.keyboard.type('Après');
  await tabTo(desk, 'Du');
  // How a date is typed is the browser's: today is the first that it takes.
  const from = desk.locator('vg-followups input[name="dueFrom"]');
  await from.fill((await from.getAttribute('min')) ?? '');
  await tabTo(desk, 'Référence du patient');
  await desk.keyboard.type('D-1042');
  await desk.keyboard.press('Enter');
  await expect(desk.getByText('Suivi planifié pour Cabinet Durand.')).toBeVisible();
  await readsWell(desk, 'planned');
  await office.close();

  // A secretary has her set ring, then the patient's.
  await server.post(...lost('placed', 7, 10));
  const context = await browser.newContext();
  await server.signIn(context, 'secretary');
  const page = await context.newPage();
  await page.goto(server.url);
  // The list is worked from where one stands: on the link of the menu that led to it.
  await tabTo(page, 'À rappeler');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-callback]').first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('a');
  await expect(page.getByText('Votre poste sonne : décrochez.')).toBeVisible();
  expect(asked).toEqual(['/call']);
  await readsWell(page, 'placed');
  await page.locator('[data-callback].open .row').focus();
  await page.keyboard.press('1');

  await expect(page.getByText('suivi planifié').first()).toBeVisible({ timeout: 65_000 });
  // It is a promise: above all others.
  for (let up = 0; up < 8; up += 1) await page.keyboard.press('ArrowUp');
  await page.keyboard.press('j');
  await expect(page.getByText('Danger immédiat')).toBeVisible();
  await readsWell(page, 'questions');
  for (const answer of ['oui', 'non', 'oui', 'oui', 'oui']) {
    await tabTo(page, 'oui');
    await page.keyboard.press(answer === 'oui' ? 'Space' : 'ArrowDown');
  }
  await tabTo(page, 'Patient joint');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-callback]').first()).toContainText('téléphoner au cabinet');
  await readsWell(page, 'alert');
  await context.close();
  telephony.close();
});
