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

test('by keyboard an administrator writes a clinic’s sheet from a template, and its manager approves it', async ({
  page,
  context,
}) => {
  await server.signIn(context, 'administrator');
  await page.goto(`${server.url}/sheets?clinic=cabinet-durand`);
  await expect(page.getByText('Ce cabinet n’a pas encore de fiche.')).toBeVisible();
  expect(await complaints(page)).toEqual([]);
  await tabTo(page, 'français');
  await page.keyboard.press('Enter');
  await page.getByLabel('Parking', { exact: true }).fill('Sous la place, entrée rue des Tilleuls');
  await page.getByLabel('Parking : À revoir le').fill('2026-03-01');
  expect(await complaints(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await tabTo(page, 'Enregistrer');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Enregistrée : version 1.')).toBeVisible();
  await expect(page.getByText('à revoir depuis le 1 mars 2026')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await complaints(page)).toEqual([]);

  await context.clearCookies();
  await server.signIn(context, 'manager');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.reload();
  await tabTo(page, 'Approuver au nom du cabinet');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Approuvée.', { exact: true })).toBeVisible();
  await expect(page.getByText(/Approuvée par le cabinet\s: .+/u).first()).toBeVisible();
  expect(await complaints(page)).toEqual([]);

  await page.goto(`${server.url}/diagnosis`);
  await expect(page.getByRole('heading', { name: '1. Script trop compliqué' })).toBeVisible();
  await expect(page.getByText('pas assez de données').first()).toBeVisible();
  expect(await complaints(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
