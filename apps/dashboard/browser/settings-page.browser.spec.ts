import { expect, test } from '@playwright/test';

import { complaints, tabTo } from './accessibility';
import { RealServer } from './real-server';

let server: RealServer;

test.beforeAll(async () => {
  server = await RealServer.start();
});
test.afterAll(async () => {
  await server.remove();
});

test('by keyboard alone an administrator corrects the hours of a clinic, and takes it back', async ({
  page,
  context,
}) => {
  await server.signIn(context, 'administrator');
  await page.goto(`${server.url}/settings`);
  await expect(page.getByRole('heading', { name: 'Réglages' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Historique' })).toBeVisible();
  expect(await complaints(page)).toEqual([]);

  await tabTo(page, 'Fixer des horaires');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Lundi' }).first().focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('8h-12h 11h-13h');
  await tabTo(page, 'Enregistrer');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Lundi : deux plages se chevauchent.')).toBeVisible();
  expect(await complaints(page)).toEqual([]);

  await page.getByRole('textbox', { name: 'Lundi' }).first().focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('8h-12h 14h-17h');
  await tabTo(page, 'Enregistrer');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Enregistré\. Vaut à partir du/u)).toBeVisible();
  await expect(page.getByText(/→ .*Lundi 08:00-12:00 14:00-17:00/u).first()).toBeVisible();

  await tabTo(page, 'Revenir en arrière');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Lundi 08:00-12:00 14:00-17:00.* →/u).first()).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});

test('by keyboard an administrator records when staff were informed, and what of it is on', async ({
  page,
  context,
}) => {
  await server.signIn(context, 'administrator');
  await page.goto(`${server.url}/staff-notice`);
  await expect(page.getByText('Rien n’est consigné')).toBeVisible();
  expect(await complaints(page)).toEqual([]);
  await page.getByLabel('Informés et consultés le').fill('2026-01-05');
  await page.getByLabel('Texte de l’information').fill('Ce que l’écran dit de chacune, et à qui.');
  await tabTo(page, 'Chiffres par secrétaire');
  await page.keyboard.press('Space');
  await tabTo(page, 'Enregistrer');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Enregistré. L’historique des réglages le garde.')).toBeVisible();
  await expect(page.getByText(/Consigné par .+, le /u)).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await complaints(page)).toEqual([]);
});
