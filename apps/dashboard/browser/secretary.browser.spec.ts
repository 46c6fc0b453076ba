import { expect, test, type Page } from '@playwright/test';

import { complaintsOfBoth, sideways, tabTo } from './accessibility';
import { answered, enqueued, hungUp, loggedIn } from './events';
import { RealServer } from './real-server';

let server: RealServer;

test.beforeAll(async () => {
  server = await RealServer.start();
});
test.afterAll(async () => {
  await server.remove();
});

/** Where each card of the page stands. */
const places = (page: Page): Promise<number[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('main > *')].map((one) => Math.round(one.getBoundingClientRect().top)),
  );

test('by keyboard alone, while the call goes on, a secretary finds, misses, proposes and marks it urgent, which her supervisor sees at once, and nothing moves', async ({
  page,
  context,
  browser,
}) => {
  await server.signIn(context, 'administrator');
  await page.goto(`${server.url}/sheets?clinic=cabinet-durand`);
  await tabTo(page, 'français');
  await page.keyboard.press('Enter');
  await page.getByLabel('Parking', { exact: true }).fill('Sous la place, entrée rue des Tilleuls');
  await tabTo(page, 'Enregistrer');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Enregistrée : version 1.')).toBeVisible();

  await context.clearCookies();
  await server.signIn(context, 'secretary');
  await page.setViewportSize({ width: 390, height: 844 });
  await server.post(...loggedIn('clara', 60_000));
  await page.goto(`${server.url}/poste`);
  await expect(page.getByRole('heading', { name: 'Aucun appel' })).toBeVisible();
  await expect(page.getByText('Libre')).toBeVisible();
  const before = await places(page);

  await server.post(
    enqueued({ call: 'c1', queue: 'mg-rdv', agoMs: 9_000 }),
    answered('c1', 'mg-rdv', 'clara'),
  );
  await expect(page.getByRole('heading', { name: 'Cabinet Durand' })).toBeVisible();
  await expect(page.getByText('vous êtes en relation avec le télésecrétariat')).toBeVisible();
  expect(await places(page)).toEqual(before);

  await page.keyboard.press('/');
  await page.keyboard.type('place');
  await expect(page.getByText('Sous la place, entrée rue des Tilleuls')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Trouvée : Parking')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.type('vaccin grippe');
  await page.keyboard.press('Alt+q');
  await expect(page.getByText('Sans réponse : « vaccin grippe ».')).toBeVisible();
  await page.keyboard.press('Alt+f');
  await expect(page.getByText('Proposée à la fiche : « vaccin grippe ».')).toBeVisible();
  const room = await browser.newContext();
  await server.signIn(room, 'supervisor');
  const watched = await room.newPage();
  await watched.goto(server.url);
  await expect(watched.getByText('Aucun appel marqué urgent')).toBeVisible();
  await page.keyboard.press('Alt+u');
  await expect(watched.getByRole('heading', { name: '1 appel urgent' })).toBeVisible();
  expect(await complaintsOfBoth(watched)).toEqual([]);
  await room.close();
  await page.keyboard.press('Alt+s');
  await page.keyboard.press('Alt+1');
  await expect(page.getByRole('button', { name: 'Urgent' })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('button', { name: /Suivi avant/u })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'réglé', exact: true })).toBeChecked();
  expect(await places(page)).toEqual(before);
  expect(await sideways(page)).toBe(0);
  expect(await complaintsOfBoth(page)).toEqual([]);

  await server.post(hungUp('c1'));
  await expect(page.getByText(/^terminé à/u)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Urgent' })).toHaveAttribute('aria-pressed', 'true');
  expect(await places(page)).toEqual(before);
  // What was noted is of the call, not of the page.
  await page.reload();
  await expect(page.getByRole('button', { name: 'Urgent' })).toHaveAttribute('aria-pressed', 'true');
});
