import { expect, test } from '@playwright/test';

import { complaints, sideways } from './accessibility';
import { FakeServer } from './fake-server';

const sizes = [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
  { width: 1920, height: 1080 },
];
const axeWithinMs = 240_000;

let fake: FakeServer;

test.beforeAll(async () => {
  fake = await FakeServer.start('--still');
});
test.afterAll(() => fake.end());

for (const viewport of sizes) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`reports and wishes fit ${viewport.width} px and please axe, ${colorScheme}`, async ({
      browser,
    }, info) => {
      test.setTimeout(axeWithinMs);
      const context = await browser.newContext({
        viewport,
        colorScheme,
        locale: 'fr-FR',
        timezoneId: 'Europe/Paris',
      });
      const page = await context.newPage();
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(message.text());
      });
      const look = async (name: string): Promise<void> => {
        expect(await sideways(page)).toBeLessThanOrEqual(0);
        // The widest has the same parts as the one before it, further apart.
        if (viewport.width < 1920) expect(await complaints(page)).toEqual([]);
        const path = info.outputPath(`${name}-${viewport.width}-${colorScheme}.png`);
        await page.screenshot({ path, fullPage: true });
      };
      await page.goto(`${fake.url}/reports`);
      await expect(page.getByRole('link', { name: 'Cabinet Durand', exact: true })).toBeVisible();
      await look('reports');
      await page.getByRole('link', { name: 'Cabinet Durand', exact: true }).click();
      await expect(page.getByRole('heading', { name: 'Cabinet Durand', level: 1 })).toBeVisible();
      await page
        .getByRole('button', { name: /^Modifier/u })
        .first()
        .click();
      await look('report');
      await page.getByRole('button', { name: 'Voir en tableau' }).first().click();
      await page.getByRole('button', { name: 'Voir en tableau' }).first().click();
      await look('report-tables');
      await page.goto(`${fake.url}/`);
      await expect(page.getByText(/souhaitent être rappelés/u).last()).toBeVisible();
      await look('wishes');
      expect(faults).toEqual([]);
      await context.close();
    });
  }
}

test('by keyboard alone a decision is written down and found in the report', async ({ page }) => {
  await page.goto(`${fake.url}/reports/2026-10/tilleuls`);
  const add = page.getByRole('button', { name: 'Ajouter une décision' });
  await add.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Ce qui a été décidé' })).toBeFocused();
  await page.keyboard.type('Rappeler avant midi');
  await page.keyboard.press('Tab');
  await page.keyboard.type('le cabinet');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Rappeler avant midi', { exact: true })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Ce qui a été décidé' })).toHaveCount(0);
});

test('on paper only the report is drawn', async ({ page }) => {
  await page.goto(`${fake.url}/reports/2026-10/durand`);
  await expect(page.getByRole('heading', { name: 'Cabinet Durand', level: 1 })).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('banner')).toBeHidden();
  await expect(page.getByRole('link', { name: 'Télécharger le PDF' })).toBeHidden();
  await expect(page.getByRole('button', { name: /^Modifier/u })).toBeHidden();
  await expect(page.getByText('Engagement tenu')).toBeVisible();
});

test('a wish is taken note of and leaves the page', async ({ page }) => {
  await page.goto(`${fake.url}/`);
  await expect(page.getByRole('heading', { name: /2 patients souhaitent être rappelés/u })).toBeVisible();
  const notes = page.locator('vg-concerns-card').getByRole('button', { name: /^Je m’en occupe/u });
  await notes.first().click();
  await expect(page.getByRole('heading', { name: /1 patient souhaite être rappelé/u })).toBeVisible();
  await expect(notes).toHaveCount(1);
});
