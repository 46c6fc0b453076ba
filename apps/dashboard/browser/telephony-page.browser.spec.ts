import { createHmac } from 'node:crypto';
import { appendFile, chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from '@playwright/test';

import { complaints, tabTo } from './accessibility';
import { RealServer } from './real-server';

let server: RealServer;
let folder = '';

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vigie-telephony-'));
  await chmod(folder, 0o755);
  server = await RealServer.start({ VIGIE_QUEUE_LOG_FOLDERS: folder });
});
test.afterAll(async () => {
  await server.remove();
  await rm(folder, { recursive: true });
});

test('by keyboard alone an administrator adds a telephone system, reads why it is cut off, and sees it speak', async ({
  page,
  context,
}) => {
  const log = join(folder, 'queue_log');
  await server.signIn(context, 'administrator');
  await page.goto(`${server.url}/telephony`);
  await expect(page.getByRole('heading', { name: 'Téléphonie' })).toBeVisible();
  await expect(page.getByText('Aucune source.')).toBeVisible();
  expect(await complaints(page)).toEqual([]);

  await tabTo(page, 'Ajouter une source');
  await page.keyboard.press('Enter');
  const kind = page.getByRole('combobox', { name: 'Type' });
  await expect(kind).toBeFocused();
  await kind.selectOption('asterisk-queue-log');
  await page
    .getByRole('textbox', { name: /^Nom Comme|^Nom$/u })
    .first()
    .fill('Accueil');
  await page.getByRole('textbox', { name: 'Fichier' }).fill(log);
  expect(await complaints(page)).toEqual([]);
  await tabTo(page, 'Essayer et garder');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Le fichier n’est pas là.')).toBeVisible();
  await tabTo(page, 'Garder quand même');
  await page.keyboard.press('Enter');

  const row = page.getByRole('row', { name: /Accueil/u });
  await expect(row).toContainText('Coupée', { timeout: 20_000 });
  await expect(page.getByText('Le fichier est attendu, et lu dès qu’il est là.')).toBeVisible();
  expect(await complaints(page)).toEqual([]);

  const second = Math.floor((performance.timeOrigin + performance.now()) / 1_000);
  await writeFile(log, `${second}|${second}.1|rendez-vous|NONE|ENTERQUEUE||0199001234|1\n`);
  await expect(row).toContainText('En marche', { timeout: 20_000 });
  await expect(page.getByText(/1\s+faits depuis le début de l’écoute/u)).toBeVisible({ timeout: 20_000 });
  await appendFile(log, `${second + 1}|${second}.1|rendez-vous|NONE|ABANDON|1|1|1\n`);
  await expect(page.getByText(/2\s+faits depuis le début de l’écoute/u)).toBeVisible({ timeout: 20_000 });
  await tabTo(page, 'Essayer');
  await page.keyboard.press('Enter');
  await expect(page.getByText('La connexion fonctionne.')).toBeVisible();

  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    const runsOut = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect([width, runsOut]).toEqual([width, false]);
    expect(await complaints(page)).toEqual([]);
  }

  await tabTo(page, 'Retirer');
  await page.keyboard.press('Enter');
  const sure = page.getByRole('alertdialog');
  await expect(sure).toContainText('Ce qu’elle a dit reste');
  await tabTo(page, 'Retirer');
  await page.keyboard.press('Enter');
  await expect(row).toHaveCount(0);
});

test('whoever has a telephone system that nobody knows shows what it sends, gives it an address, and sees it call', async ({
  page,
  context,
}) => {
  const second = Math.floor((performance.timeOrigin + performance.now()) / 1_000);
  const message = JSON.stringify({ event: 'queued', at: second, call: { id: 'c1', from: '0199001234' } });
  await server.signIn(context, 'administrator');
  await page.goto(`${server.url}/telephony`);
  await page.getByRole('button', { name: 'Ajouter une source' }).click();
  await page.getByRole('combobox', { name: 'Type' }).selectOption('webhook');
  await page
    .getByRole('textbox', { name: /^Nom Comme|^Nom$/u })
    .first()
    .fill('Standard');
  await page.getByRole('button', { name: 'En créer une' }).click();
  const field = page.getByRole('textbox', { name: 'Clé de signature' });
  await expect(field).toHaveValue(/^whsec_.{44}$/u);
  const secret = await field.inputValue();

  await page.getByRole('textbox', { name: 'Un exemple d’envoi' }).fill(message);
  await page.locator('input[name="kind"]').fill('event');
  await page.locator('input[name="time"]').fill('at');
  await page.locator('input[name="call"]').fill('call.identity');
  await page.locator('input[name="fact.queued"]').fill('queued');
  await page.getByRole('button', { name: 'Lire l’exemple' }).click();
  await expect(page.getByText('Cherché à « call.identity ».')).toBeVisible();
  await page.locator('input[name="call"]').fill('call.id');
  await page.getByRole('button', { name: 'Lire l’exemple' }).click();
  await expect(page.getByText('L’exemple est compris.')).toBeVisible();
  await expect(page.locator('vg-hook-trial ol li')).toContainText('Entre dans la file');
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    const runsOut = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect([width, runsOut]).toEqual([width, false]);
    expect(await complaints(page)).toEqual([]);
  }
  await page.getByRole('button', { name: 'Garder' }).click();

  const row = page.getByRole('row', { name: /Standard/u });
  await expect(row).toContainText('Commence');
  const address = await page.getByRole('textbox', { name: 'Adresse à donner au fournisseur' }).inputValue();
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const mac = createHmac('sha256', key).update(`m1.${second}.${message}`).digest('base64');
  const sent = await fetch(address, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': 'm1',
      'webhook-timestamp': String(second),
      'webhook-signature': `v1,${mac}`,
    },
    body: message,
  });
  expect(await sent.json()).toMatchObject({ accepted: 1 });
  await expect(row).toContainText('En marche', { timeout: 20_000 });
  await expect(page.getByText('Elle nous appelle depuis le')).toBeVisible();
  expect(await complaints(page)).toEqual([]);
});

test('a queue of Amazon Connect is asked for in three languages, and where it is not there that is said', async ({
  page,
  context,
}) => {
  await server.signIn(context, 'administrator');
  await page.goto(`${server.url}/telephony`);
  await page.getByRole('button', { name: 'Ajouter une source' }).click();
  const kind = page.getByRole('combobox', { name: 'Type' });
  await kind.selectOption('amazon-connect');
  await page.getByRole('button', { name: 'Essayer et garder' }).click();
  await expect(page.locator('input[name="queue"]')).toHaveAttribute('aria-invalid', 'true');
  await page.locator('input[name="name"]').fill('Connect');
  await page
    .getByRole('textbox', { name: 'Adresse (URL) de la file SQS' })
    .fill('http://127.0.0.1:9/000000000000/vigie');
  await page.getByRole('textbox', { name: 'Identifiant de la clé d’accès' }).fill('AKIAEXAMPLEEXAMPLE00');
  await page.getByLabel('Clé d’accès secrète').fill('of nobody');
  for (const language of ['English', 'Català', 'Français']) {
    await page.locator(`select:has(option:text-is("${language}"))`).first().selectOption(language);
    for (const width of [390, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      const runsOut = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      expect([language, width, runsOut]).toEqual([language, width, false]);
      expect(await complaints(page)).toEqual([]);
    }
  }
  await tabTo(page, 'Essayer et garder');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Rien ne répond à cette adresse.')).toBeVisible({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Garder quand même' }).click();
  const row = page.getByRole('row', { name: /Connect/u });
  await expect(row).toContainText('Coupée', { timeout: 20_000 });
  await expect(page.getByText('expérimental').first()).toBeVisible();
});
