import { expect, test, type Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';

import { complaints } from './accessibility';
import { IdentityProvider } from './identity-provider';
import { RealServer } from './real-server';

const password = 'trois bateaux sur la mer';

let server: RealServer;
let provider: IdentityProvider;

test.beforeAll(async () => {
  provider = await IdentityProvider.start();
  server = await RealServer.start(provider.settings);
});
test.afterAll(async () => {
  await server.remove();
  await provider.stop();
});

async function signIn(page: Page): Promise<void> {
  await page.goto(`${server.url}/sign-in`);
  await expect(page.getByLabel('Adresse e-mail')).toBeFocused();
  await page.keyboard.type('supervisor@example.com');
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
}

/** The code of the application, so many half minutes from now. */
function codeOf(key: string, steps: number): string {
  const timestamp = performance.timeOrigin + performance.now() + steps * 30_000;
  return TOTP.generate({ secret: Secret.fromBase32(key.replaceAll(/\s/gu, '')), timestamp });
}

test('an invited supervisor sets up a code and signs in with it, by keyboard alone', async ({
  page,
  context,
}) => {
  await server.signIn(context);
  await page.goto(`${server.url}/profile`);
  const card = page.locator('vg-second-factor-card');
  await card.getByLabel('Mot de passe actuel').focus();
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  const key = (await card.locator('dd').textContent()) ?? '';
  expect(await complaints(page)).toEqual([]);
  await card.getByLabel('Premier code que montre l’application').focus();
  await page.keyboard.type(codeOf(key, -1));
  await page.keyboard.press('Enter');
  await expect(card.getByText('Vos codes de secours')).toBeVisible();
  const [recoveryCode = ''] = await card.locator('.codes li').allTextContents();
  expect(await complaints(page)).toEqual([]);

  await context.clearCookies();
  await signIn(page);
  await expect(page.getByLabel('Code à six chiffres')).toBeFocused();
  expect(await complaints(page)).toEqual([]);
  await page.keyboard.type(codeOf(key, 0));
  await page.keyboard.press('Enter');
  await expect(page.getByText('● En direct')).toBeVisible();

  await context.clearCookies();
  await signIn(page);
  await expect(page.getByLabel('Code à six chiffres')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Code de secours')).toBeFocused();
  await page.keyboard.type(recoveryCode);
  await page.keyboard.press('Enter');
  await expect(page.getByText('● En direct')).toBeVisible();
});

test('she adds a passkey and signs in with it alone, by keyboard alone', async ({ page, context }) => {
  const address = server.url.replace('127.0.0.1', 'localhost');
  await server.signIn(context, 'supervisor', address);
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
    },
  });
  await page.goto(`${address}/profile`);
  const card = page.locator('vg-passkeys-card');
  await card.getByLabel('Nom de la clé').focus();
  await page.keyboard.type('Téléphone de Claire');
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await expect(card.getByText('Ajoutée. Vous pouvez entrer avec elle.')).toBeVisible();
  await expect(card.getByText('pas encore utilisée')).toBeVisible();
  expect(await complaints(page)).toEqual([]);

  await context.clearCookies();
  await page.goto(`${address}/sign-in`);
  await expect(page.getByLabel('Adresse e-mail')).toBeFocused();
  expect(await complaints(page)).toEqual([]);
  for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Entrer avec une clé d’accès' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('● En direct')).toBeVisible();
  await page.goto(`${address}/profile`);
  await expect(card.getByText(/utilisée (?!.*pas encore)/u)).toBeVisible();
  await card.getByRole('button', { name: 'Retirer' }).focus();
  await page.keyboard.press('Enter');
  await expect(card.getByText('Retirée : elle n’ouvre plus rien.')).toBeVisible();
});

test('at an address made of numbers a passkey is not offered, and the profile says why', async ({
  page,
  context,
}) => {
  await server.signIn(context);
  await page.goto(`${server.url}/profile`);
  await expect(page.getByText('elles demandent une adresse avec un nom')).toBeVisible();
});

test('somebody of the organisation comes in by its identity provider, and is told why when not', async ({
  page,
}) => {
  const anne = { sub: 'anne', email: 'anne@hospital.example', email_verified: true, name: 'Anne Roux' };
  provider.expect(server.url, { ...anne, groups: [] });
  await page.goto(`${server.url}/sign-in?next=%2Fprofile`);
  await page.getByRole('button', { name: 'Entrer avec Compte de l’hôpital' }).press('Enter');
  await expect(page.getByRole('alert')).toContainText('Demandez une invitation');
  expect(await complaints(page)).toEqual([]);

  provider.expect(server.url, { ...anne, groups: ['chefs'] });
  await page.getByRole('link', { name: 'Recommencer' }).press('Enter');
  await page.getByRole('button', { name: 'Entrer avec Compte de l’hôpital' }).press('Enter');
  await expect(page.getByText('● En direct')).toBeVisible();
  expect(new URL(page.url()).search).toBe('');
  await page.goto(`${server.url}/profile`);
  await expect(page.getByText('Anne Roux · anne@hospital.example')).toBeVisible();
});

test('a role that is taken away, or must have a second factor, closes what is open within five seconds', async ({
  page,
  browser,
}) => {
  const context = await browser.newContext();
  await server.signIn(context, 'administrator');
  const manage = async (method: string, path: string, data: object): Promise<unknown> => {
    const headers = { origin: server.url };
    const answer = await context.request.fetch(`${server.url}/api/v1/${path}`, { method, data, headers });
    expect(answer.ok()).toBe(true);
    return answer.status() === 204 ? null : answer.json();
  };
  const over = { role: 'supervisor', scope: { kind: 'all' } };
  const somebody = { email: 'anouk@example.com', name: 'Anouk', memberships: [over] };
  const { person, link } = (await manage('POST', 'people', somebody)) as {
    readonly person: { readonly id: string };
    readonly link: { readonly url: string };
  };
  const accepted = { token: link.url.split('#')[1], password };
  await page.request.post(`${server.url}/api/v1/links/accept`, {
    data: accepted,
    headers: { origin: server.url },
  });
  const sees = page.getByText('● En direct');
  await page.goto(server.url);
  await expect(sees).toBeVisible();

  await manage('PUT', 'second-factor-rule', { roles: ['supervisor'] });
  await expect(page.getByText('Votre rôle demande un deuxième facteur')).toBeVisible();
  await expect(sees).toBeHidden();
  expect(await complaints(page)).toEqual([]);
  await manage('PUT', 'second-factor-rule', { roles: [] });
  await page.goto(server.url);
  await expect(sees).toBeVisible();

  await manage('PUT', `people/${person.id}/memberships`, { memberships: [] });
  await expect(page).toHaveURL(/\/profile/u);
  await expect(sees).toBeHidden();
  await context.close();
});
