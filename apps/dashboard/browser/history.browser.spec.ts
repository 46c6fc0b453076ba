import { expect, test, type Page } from '@playwright/test';

import { complaints, complaintsOfBoth, sideways, tabTo } from './accessibility';
import { answered, enqueued, hungUp } from './events';
import { RealServer, type PostedEvent } from './real-server';

const dayMs = 86_400_000;
const days = 14;
const sizes = [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
  { width: 1920, height: 1080 },
];

/** Six calls a day for two weeks: one given up after 40 s, the rest taken after 12 s. */
function twoWeeks(): PostedEvent[] {
  const events: PostedEvent[] = [];
  for (let index = 0; index < days * 6; index += 1) {
    const call = `then-${index}`;
    const agoMs = Math.floor(index / 6) * dayMs + 3_600_000 + (index % 6) * 60_000;
    const queue = index % 2 === 0 ? 'radio-rdv' : 'mg-rdv';
    events.push(enqueued({ call, queue, agoMs, ani: `+3363998${String(1000 + index)}` }));
    if (index % 6 === 4) events.push(hungUp(call, agoMs - 40_000));
    else events.push(answered(call, queue, 'anna', agoMs - 12_000), hungUp(call, agoMs - 90_000));
  }
  return events;
}

const dayAgo = (ago: number): string =>
  new Date(performance.timeOrigin + performance.now() - ago * dayMs).toISOString().slice(0, 10);
/** From before the first of these calls until tomorrow. */
const range = (): string => `range=custom&from=${dayAgo(days + 1)}&to=${dayAgo(-2)}`;

let server: RealServer;

test.beforeAll(async () => {
  server = await RealServer.start();
  await server.post(...twoWeeks());
});
test.beforeEach(async ({ context }) => {
  await server.signIn(context);
});
test.afterAll(async () => {
  await server.remove();
});

/** The page once every call is folded. */
async function openHistory(page: Page, more = ''): Promise<void> {
  await expect(async () => {
    await page.goto(`${server.url}/history?${range()}${more}`);
    await expect(page.locator('vg-history-outcomes tfoot')).toContainText(String(days * 6), {
      timeout: 15_000,
    });
  }).toPass();
}

test('by keyboard alone one finds history, turns its charts to tables, and goes into a clinic and back', async ({
  page,
}) => {
  await page.goto(`${server.url}/`);
  await tabTo(page, 'Historique');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/history/u);
  await expect(page.locator('vg-range-bar h1')).toContainText(/\d{4}/u);
  await openHistory(page);
  await tabTo(page, 'Voir en tableau');
  await page.keyboard.press('Enter');
  const trend = page.locator('vg-history-trend');
  await expect(trend.getByRole('table')).toBeVisible();
  expect(await complaints(page)).toEqual([]);
  await page.getByRole('button', { name: 'Exporter' }).press('Enter');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'CSV · Par cabinet' }).press('Enter'),
  ]);
  expect(file.suggestedFilename()).toMatch(/^history-clinic-\d{4}-\d\d-\d\d\.csv$/u);
  const clinic = page.getByRole('button', { name: 'Radiologie Sud' });
  await clinic.press('Enter');
  await expect(page).toHaveURL(/clinicId=radiologie-sud&by=queue/u);
  await expect(page.locator('vg-history-outcomes tfoot')).toContainText(String(days * 3));
  await page.getByRole('button', { name: '1 cabinet' }).press('Enter');
  await expect(page.getByRole('checkbox', { name: /Radiologie Sud/u })).toBeChecked();
  await page.getByRole('checkbox', { name: /Cabinet Durand/u }).press('Space');
  expect(await complaintsOfBoth(page)).toEqual([]);
  await page.getByRole('button', { name: 'Afficher', exact: true }).first().press('Enter');
  await expect(page.locator('vg-history-outcomes tfoot')).toContainText(String(days * 6));
  await page.goBack();
  await expect(page).toHaveURL(/clinicId=radiologie-sud&by=queue/u);
  await page.goBack();
  await expect(clinic).toBeVisible();
});

test('by keyboard alone a count opens its calls, and a call tells how it is counted', async ({ page }) => {
  await openHistory(page);
  const lost = page
    .locator('vg-history-outcomes')
    .getByRole('row', { name: 'Sans réponse' })
    .getByRole('link');
  await expect(lost).toHaveText(String(days));
  await lost.press('Enter');
  await expect(page.locator('h1')).toContainText(`Sans réponse : ${days}`.replace(' :', '\u00a0:'));
  await expect(page.locator('vg-calls-page tbody tr:not(.day)')).toHaveCount(days);
  await page.setViewportSize(sizes[0] ?? { width: 390, height: 844 });
  expect(await sideways(page)).toBeLessThanOrEqual(0);
  expect(await complaintsOfBoth(page)).toEqual([]);
  await page.locator('vg-calls-page tbody a').first().press('Enter');
  await expect(page.locator('h1')).toContainText('abandon en file après');
  await expect(page.getByText(/pas un raccroché immédiat, puisque 40.s ≥ 5.s/u)).toBeVisible();
  await expect(page.locator('vg-call-page section[aria-labelledby=call-facts] tbody tr')).toHaveCount(2);
  expect(await sideways(page)).toBeLessThanOrEqual(0);
  expect(await complaintsOfBoth(page)).toEqual([]);
  await page.getByRole('link', { name: 'Les appels' }).press('Enter');
  await expect(page.locator('vg-calls-page tbody tr:not(.day)')).toHaveCount(days);
});

test('by keyboard alone one names a view that is there in another browser, and counts what is to be invoiced', async ({
  page,
  browser,
}, info) => {
  await openHistory(page, '&by=queue');
  await page.getByRole('button', { name: /^Vues/u }).press('Enter');
  await page.getByRole('textbox', { name: 'Nom de la vue' }).fill('Quinze jours');
  await page.getByRole('textbox', { name: 'Nom de la vue' }).press('Enter');
  await page.getByRole('button', { name: 'Commencer par Quinze jours' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Commencer par Quinze jours' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  expect(await complaintsOfBoth(page)).toEqual([]);
  const elsewhere = await browser.newContext({ locale: 'fr-FR' });
  await server.signIn(elsewhere);
  const other = await elsewhere.newPage();
  await other.goto(`${server.url}/history`);
  await expect(other).toHaveURL(/by=queue/u);
  await elsewhere.close();

  await page.goto(`${server.url}/history/mailings`);
  await expect(page.getByText('Ce serveur n’envoie pas d’e-mails')).toBeVisible();
  expect(await complaintsOfBoth(page)).toEqual([]);

  const month = dayAgo(1).slice(0, 7);
  await page.goto(`${server.url}/history/invoice?month=${month}`);
  const row = page.getByRole('row', { name: /^Radiologie Sud/u }).first();
  await expect(row).toContainText('Appels décrochés');
  const counted = Number(await row.getByRole('link').first().textContent());
  const text = `cabinet;jour;appels\nRadiologie Sud;${dayAgo(1)};99\n`;
  await page
    .getByRole('button', { name: 'Donner le compte du centre' })
    .setInputFiles({ name: 'compte.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await expect(page.getByText('Compte reçu.')).toBeVisible();
  await expect(row).toContainText(`+${99 - counted}`);
  for (const viewport of sizes) {
    await page.setViewportSize(viewport);
    expect({ viewport, over: await sideways(page) }).toEqual({ viewport, over: 0 });
    expect(await complaintsOfBoth(page)).toEqual([]);
    await page.screenshot({ path: info.outputPath(`invoice-${viewport.width}.png`), fullPage: true });
  }
  await page.locator('.day').getByRole('link').first().press('Enter');
  await expect(page).toHaveURL(/range=today&on=\d{4}-\d\d-\d\d/u);
  await expect(page.locator('vg-calls-page tbody tr:not(.day)').first()).toBeVisible();
});

test('by keyboard alone the live page is seen as it was for a call, goes on from there, and comes back to now', async ({
  page,
}, info) => {
  await openHistory(page);
  await page
    .locator('vg-history-outcomes')
    .getByRole('row', { name: 'Sans réponse' })
    .getByRole('link')
    .press('Enter');
  await page.locator('vg-calls-page tbody a').last().press('Enter');
  await page.getByRole('link', { name: 'Revoir le direct à ce moment' }).press('Enter');
  await expect(page).toHaveURL(/\/\?.*at=/u);
  const bar = page.getByRole('region', { name: 'Moment passé' });
  const waiting = page.getByRole('group', { name: 'En attente', exact: true });
  await expect(bar).toContainText('il y a 13 jours');
  await expect(waiting).toContainText(/max 3[89]\ss/u);
  expect(await complaintsOfBoth(page)).toEqual([]);
  await page.screenshot({ path: info.outputPath('replay-1440.png') });
  await bar.getByRole('button', { name: '+10 s' }).press('ArrowLeft');
  await expect(waiting).toContainText(/max 2[89]\ss/u);
  await page.setViewportSize(sizes[0] ?? { width: 390, height: 844 });
  // The chart of the day follows its card in the next frame.
  await expect.poll(() => sideways(page)).toBeLessThanOrEqual(0);
  expect(await complaintsOfBoth(page)).toEqual([]);
  await page.screenshot({ path: info.outputPath('replay-390.png') });
  await bar.getByRole('button', { name: '+10 s' }).press('Escape');
  await expect(bar).toHaveCount(0);
  await expect(page).not.toHaveURL(/at=/u);
  await expect(page.getByText('En direct').last()).toBeVisible();
});

test('the page fits 390, 1440 and 1920 px, light and dark, and axe finds nothing', async ({ page }, info) => {
  await openHistory(page);
  for (const viewport of sizes) {
    await page.setViewportSize(viewport);
    expect({ viewport, over: await sideways(page) }).toEqual({ viewport, over: 0 });
    expect(await complaintsOfBoth(page)).toEqual([]);
    await page.screenshot({ path: info.outputPath(`history-${viewport.width}-dark.png`), fullPage: true });
  }
  await page.getByRole('link', { name: 'Définitions côte à côte' }).click();
  const levels = page.getByRole('region', { name: 'Les cinq niveaux de service' });
  await expect(levels.getByRole('row', { name: /^SL-1/u })).toContainText(`70 sur ${days * 6}`);
  for (const viewport of sizes.slice(0, 2)) {
    await page.setViewportSize(viewport);
    expect({ viewport, over: await sideways(page) }).toEqual({ viewport, over: 0 });
    expect(await complaintsOfBoth(page)).toEqual([]);
    await page.screenshot({ path: info.outputPath(`definitions-${viewport.width}.png`), fullPage: true });
  }
});
