import { expect, test } from '@playwright/test';

import { complaintsOfBoth } from './accessibility';
import { RealServer } from './real-server';

let server: RealServer;

test.beforeAll(async () => {
  server = await RealServer.start();
});
test.beforeEach(async ({ context }) => {
  await server.signIn(context, 'officer');
});
test.afterAll(async () => {
  await server.remove();
});

test('by keyboard alone the officer finds who signed in, and has the log verified', async ({ page }) => {
  await page.goto(`${server.url}/`);
  await expect(page).toHaveURL(/\/audit$/u);
  const log = page.locator('section.log');
  await expect(log.getByText('Le compte').first()).toBeVisible();
  await page.getByRole('combobox', { name: 'Quoi' }).focus();
  await page.keyboard.type('connexions');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Chercher' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/what=signIn/u);
  await expect(log.getByText('a ouvert une session par un lien').first()).toBeVisible();
  await expect(log.getByText('en ligne de commande')).toHaveCount(0);
  await page.getByRole('button', { name: 'Vérifier maintenant' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Intact\s: \d+ lignes/u)).toBeVisible();
  expect(await complaintsOfBoth(page)).toEqual([]);
});

test('by keyboard alone the officer takes out what is kept of a caller, erases them and keeps the receipt', async ({
  page,
}) => {
  const ani = '+33639981234';
  await server.post({
    type: 'call.enqueued',
    subject: 'c1',
    data: { queueId: 'mg-rdv', ani },
    agoMs: 60_000,
  });
  await page.goto(`${server.url}/callers`);
  await page.getByRole('textbox', { name: 'Son numéro de téléphone' }).focus();
  await page.keyboard.type('06 39 98 12 34');
  await expect(async () => {
    await page.keyboard.press('Enter');
    await expect(page.getByText(/^1 appel/u)).toBeVisible({ timeout: 1_000 });
  }).toPass();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Télécharger le fichier' }).press('Enter'),
  ]);
  expect(file.suggestedFilename()).toBe('donnees-appelant.json');
  await page.getByRole('button', { name: 'Effacer…' }).press('Enter');
  expect(await complaintsOfBoth(page)).toEqual([]);
  await page.getByRole('button', { name: 'Effacer définitivement' }).press('Enter');
  await expect(page.locator('vg-erasure-receipt')).toContainText('1 événement, 1 appel');
  await expect(page.locator('.past tbody tr')).toHaveCount(1);
  expect(await complaintsOfBoth(page)).toEqual([]);
});

test('by keyboard alone the officer sees what would go, and has the log kept for longer', async ({
  page,
}) => {
  await page.goto(`${server.url}/retention`);
  await page.getByRole('combobox', { name: 'Registre des accès' }).selectOption('24');
  await page.getByRole('button', { name: 'Voir ce qui partirait' }).press('Enter');
  await expect(page.getByText('Rien ne partirait de plus.')).toBeVisible();
  expect(await complaintsOfBoth(page)).toEqual([]);
  await page.getByRole('button', { name: 'Conserver ainsi' }).press('Enter');
  await expect(page.getByText('Enregistré. Le changement est dans le registre.')).toBeVisible();
  await page.goto(`${server.url}/my-data`);
  await expect(page.getByText('aucun chiffre n’est de vous')).toBeVisible();
  expect(await complaintsOfBoth(page)).toEqual([]);
});
