import { createHash, randomBytes } from 'node:crypto';

import { expect, test, type Browser, type Page } from '@playwright/test';
import pg from 'pg';

import { complaints } from './accessibility';
import { aMorning } from './events';
import { RealServer } from './real-server';

let server: RealServer;

test.beforeAll(async () => {
  server = await RealServer.start();
  await server.post(...aMorning());
});
test.afterAll(async () => {
  await server.remove();
});

/** A browser in which nobody has signed in, and which is asked for nothing but what a link opens. */
async function stranger(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ locale: 'fr-FR', timezoneId: 'Europe/Paris' });
  return context.newPage();
}

test('a television shows the wall by its link, comes back without it, and goes dark within 5 s of being stopped', async ({
  page,
  context,
  browser,
}) => {
  await server.signIn(context, 'administrator');
  await page.goto(`${server.url}/screens`);
  await page.getByRole('button', { name: 'Ajouter un écran' }).click();
  await expect(page.locator('input[name=name]')).toBeFocused();
  await page.keyboard.type('Salle de pause');
  expect(await complaints(page)).toEqual([]);
  await page.keyboard.press('Enter');
  const link = await page.getByRole('textbox', { name: 'Lien de l’écran' }).inputValue();
  expect(link).toContain('/wall#vw_place_');

  const television = await stranger(browser);
  const frames: string[] = [];
  television.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => void frames.push(String(payload)));
  });
  const { hash } = new URL(link);
  await television.goto(`${server.url}/wall${hash}`);
  await expect(television.getByText('Perdus 30 min')).toBeVisible();
  await expect(television.getByText('Cabinet 1')).toBeVisible();
  expect(television.url()).toBe(`${server.url}/wall`);
  expect(await complaints(television)).toEqual([]);
  await television.goto(`${server.url}/wall`);
  await expect(television.getByText('Perdus 30 min')).toBeVisible();
  expect(frames.join('')).toContain('"teams"');
  expect(frames.join('')).not.toMatch(/Radiologie|Durand|06 39|3363998|••/u);
  const elsewhere = await television.context().newPage();
  await elsewhere.goto(`${server.url}/reports`);
  await expect(elsewhere).toHaveURL(/sign-in/u);

  await page.getByRole('button', { name: 'Arrêter : Salle de pause' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Arrêter' }).click();
  await expect(television.getByText('Cet écran est arrêté')).toBeVisible({ timeout: 30_000 });
  await expect(television.getByText('Perdus 30 min')).toHaveCount(0);
  expect(await complaints(television)).toEqual([]);
});

test('a reader opens one report by the letter’s link, answers it, and nothing else opens', async ({
  browser,
}) => {
  const secret = randomBytes(32).toString('base64url');
  const tokenHash = createHash('sha256').update(secret).digest();
  const month = new Date(performance.timeOrigin + performance.now()).toISOString().slice(0, 7);
  const client = new pg.Client({ connectionString: await server.databaseUrl() });
  await client.connect();
  // As the mail of the monthly report makes it; the month of a report that is sent has passed, which no test waits for.
  await client.query(
    `INSERT INTO reader_link (tenant_id, link_id, token_hash, clinic_id, month, version, recipient, made_at, expires_at)
     VALUES ('place', $1, $2, 'radiologie-sud', $3, 1, 1, now(), now() + interval '60 days')`,
    [tokenHash.toString('hex', 0, 6), tokenHash, month],
  );
  await client.end();

  const reader = await stranger(browser);
  await reader.goto(`${server.url}/reader#vr_place_${secret}`);
  await expect(reader.getByRole('heading', { name: 'Radiologie Sud' })).toBeVisible();
  expect(reader.url()).toBe(`${server.url}/reader`);
  expect(await complaints(reader)).toEqual([]);
  await reader.getByRole('button', { name: 'Bien reçu' }).click();
  await expect(reader.getByText(/Bien reçu, dit le/u)).toBeVisible();
  await reader.getByRole('textbox').fill('Pourquoi le lundi ?');
  await reader.getByRole('button', { name: 'Envoyer' }).click();
  await expect(reader.getByText('Votre question est partie.')).toBeVisible();
  await reader.reload();
  await expect(reader.getByText('Pourquoi le lundi ?')).toBeVisible();
  for (const path of ['/', `/reports/${month}/radiologie-sud`, '/people']) {
    await reader.goto(server.url + path);
    await expect(reader).toHaveURL(/sign-in/u);
  }

  const centre = await browser.newContext({ locale: 'fr-FR', timezoneId: 'Europe/Paris' });
  await server.signIn(centre);
  const page = await centre.newPage();
  await page.goto(`${server.url}/reports/${month}/radiologie-sud`);
  const readers = page.getByRole('region', { name: 'Destinataires' });
  await expect(readers).toContainText('Pourquoi le lundi ?');
  await readers.getByRole('button', { name: 'Fermer les liens' }).click();
  await expect(readers).toContainText('lien fermé');
  await reader.goto(`${server.url}/reader#vr_place_${secret}`);
  await expect(reader.getByText('Ce lien n’ouvre plus rien')).toBeVisible();
});
