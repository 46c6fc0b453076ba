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

test('by keyboard alone an administrator makes a key, replaces it without a gap and revokes it', async ({
  page,
  context,
}) => {
  await server.signIn(context, 'administrator');
  await page.goto(`${server.url}/keys`);
  await expect(page.getByRole('heading', { name: 'Clés' })).toBeVisible();
  expect(await complaints(page)).toEqual([]);

  await tabTo(page, 'Créer une clé');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Nom du programme' })).toBeFocused();
  await page.keyboard.type('Standard du soir');
  await tabTo(page, 'le direct');
  await page.keyboard.press('Space');
  expect(await complaints(page)).toEqual([]);
  await tabTo(page, 'Créer');
  await page.keyboard.press('Enter');
  const shown = page.getByRole('textbox', { name: 'Clé', exact: true });
  await expect(shown).toHaveValue(/^vg_place_/u);
  const first = await shown.inputValue();
  const statusOf = async (key: string): Promise<number> =>
    (await fetch(`${server.url}/api/v1/live`, { headers: { authorization: `Bearer ${key}` } })).status;
  expect(await statusOf(first)).toBe(200);
  await tabTo(page, 'C’est fait');
  await page.keyboard.press('Enter');
  await expect(shown).toHaveCount(0);

  await tabTo(page, 'Remplacer');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Remplacer' })).toHaveCount(2);
  await tabTo(page, 'Remplacer');
  await page.keyboard.press('Enter');
  await expect(shown).not.toHaveValue(first);
  const second = await shown.inputValue();
  expect([await statusOf(first), await statusOf(second)]).toEqual([200, 200]);
  await expect(page.getByRole('row', { name: /Standard du soir/u })).toHaveCount(2);
  await tabTo(page, 'C’est fait');
  await page.keyboard.press('Enter');

  await tabTo(page, 'Révoquer');
  await page.keyboard.press('Enter');
  expect(await complaints(page)).toEqual([]);
  await tabTo(page, 'Révoquer');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Standard du soir n’entre plus.')).toBeVisible();
  await expect.poll(() => statusOf(second)).toBe(401);
});

test('whoever has a key reads the API under a policy that lets no style or script into the page', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const refused: string[] = [];
    Object.assign(globalThis, { refused });
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) =>
      refused.push(`${violatedDirective} ${sample}`),
    );
  });
  await page.goto(`${server.url}/api/docs`);
  const operation = page.locator('.opblock-summary', { hasText: '/api/v1/live/calls' });
  // What is far down the page is drawn once somebody gets there.
  await expect(async () => {
    await page.mouse.wheel(0, 1_500);
    await expect(operation).toBeVisible({ timeout: 300 });
  }).toPass();
  const tryIt = page.getByRole('button', { name: 'Try it out' });
  // What is drawn meanwhile above it may take the press that was meant for it.
  await expect(async () => {
    if (!(await tryIt.isVisible())) await operation.click();
    await expect(tryIt).toBeVisible({ timeout: 2_000 });
  }).toPass();
  expect(await page.evaluate('refused')).toEqual([]);
});
