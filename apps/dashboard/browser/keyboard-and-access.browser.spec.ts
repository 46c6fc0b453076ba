import { expect, test, type Page } from '@playwright/test';

import { complaints, tabTo } from './accessibility';
import { aMorning } from './events';
import { RealServer } from './real-server';

let server: RealServer;

test.beforeAll(async () => {
  server = await RealServer.start();
  await server.post(...aMorning());
});
test.beforeEach(({ context }) => server.signIn(context));
test.afterAll(async () => {
  await server.remove();
});

async function open(page: Page, path: string): Promise<void> {
  await page.goto(server.url + path);
  await expect(page.getByText('● En direct')).toBeVisible();
  await expect(page.getByText(/max \d/u).first()).toBeVisible();
}

test('by keyboard alone a number tells its formula and gives the focus back', async ({ page }) => {
  await open(page, '/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Aller au contenu' })).toBeFocused();
  await page.keyboard.press('Enter');
  await tabTo(page, /max 2\smin/u);
  await page.keyboard.press('Enter');
  const card = page.getByRole('dialog', { name: /Attente la plus longue/u });
  await expect(card).toBeFocused();
  await expect(card).toContainText('Maintenant − l’instant où ce patient est entré en file.');
  await page.keyboard.press('Escape');
  await expect(card).toBeHidden();
  await expect(page.getByRole('button', { name: /max 2\smin/u }).first()).toBeFocused();
});

test('by keyboard alone a clinic opens and closes, and a square is found by arrows', async ({ page }) => {
  await open(page, '/');
  await tabTo(page, /^\s*Radiologie Sud/u);
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog', { name: 'Radiologie Sud' });
  await expect(drawer.getByRole('heading', { name: 'Radiologie Sud' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);

  await tabTo(page, /^\s*Tout afficher/u);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Tous les cabinets' })).toBeVisible();
  await tabTo(page, /Cabinet des Tilleuls/u);
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Radiologie Sud' })).toBeVisible();
});

test('filters stay in the address and survive a reload', async ({ page }) => {
  await open(page, '/');
  await page.getByRole('combobox', { name: 'Équipe' }).selectOption('Médecine générale');
  await expect(page).toHaveURL(/team=mg/u);
  await page.reload();
  await expect(page.getByRole('row', { name: /Médecine générale/u }).first()).toBeVisible();
  await expect(
    page.getByRole('table', { name: 'Équipes' }).getByRole('row', { name: /Imagerie/u }),
  ).toHaveCount(0);
});

test('the language changes in place', async ({ page }) => {
  await open(page, '/');
  await page.getByRole('combobox', { name: 'Langue', exact: true }).selectOption('Català');
  await expect(page.getByRole('heading', { name: 'Equips' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ca');
  await page.getByRole('combobox', { name: 'Llengua', exact: true }).selectOption('English');
  await expect(page.getByRole('heading', { name: 'Teams', exact: true })).toBeVisible();
});

// Reading a whole page through, four times over, takes its time on a busy machine.
const axeWithinMs = 240_000;

test('axe would speak of a picture without words and of grey on white', async ({ page }) => {
  const image = '<img src="data:," width="9" height="9">';
  const grey = '<p style="background: #fff; color: #aaa">gris</p>';
  await page.setContent(
    `<html lang="fr"><title>Essai</title><main><h1>Essai</h1>${image}${grey}</main></html>`,
  );
  const found = (await complaints(page)).map((complaint) => complaint.split(':', 1)[0]);
  expect(found.toSorted()).toEqual(['color-contrast', 'image-alt']);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`axe has nothing to say, ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('of the live page, its tables, a formula card and an open clinic', async ({ page }) => {
      test.setTimeout(axeWithinMs);
      await open(page, '/');
      expect(await complaints(page)).toEqual([]);
      await page.getByRole('button', { name: 'Voir les patients en tableau' }).click();
      await page.getByRole('button', { name: 'Voir en tableau' }).click();
      await page.getByRole('button', { name: 'Tout afficher' }).click();
      expect(await complaints(page)).toEqual([]);
      await page.getByRole('group', { name: 'Pris en 20 s, 30 min' }).getByRole('button').first().click();
      expect(await complaints(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page
        .getByRole('button', { name: /Radiologie Sud/u })
        .first()
        .click();
      await expect(page.getByRole('dialog', { name: 'Radiologie Sud' })).toBeVisible();
      await page.waitForTimeout(400);
      expect(await complaints(page)).toEqual([]);
    });

    test('of the television', async ({ page }) => {
      await page.setViewportSize({ width: 1920, height: 1080 });
      await page.goto(server.url + (colorScheme === 'light' ? '/wall?theme=light' : '/wall'));
      await expect(page.getByRole('group', { name: 'En attente' })).toBeVisible();
      expect(await complaints(page)).toEqual([]);
    });
  });
}
