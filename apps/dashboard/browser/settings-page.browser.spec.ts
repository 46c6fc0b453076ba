import { expect, test, type Page } from '@playwright/test';

import { complaints, sideways, tabTo } from './accessibility';
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

test('by keyboard a clinic’s manager proposes, the administrator accepts, and both read what became of it', async ({
  page,
  context,
}) => {
  await server.signIn(context, 'manager');
  await page.goto(`${server.url}/settings`);
  await expect(page.getByText('Vous proposez ici des changements')).toBeVisible();
  await page.getByRole('textbox', { name: 'Rappeler avant (min)' }).fill('45');
  await page.getByRole('textbox', { name: 'Pourquoi (facultatif)' }).fill('Nos patients rappellent avant.');
  await tabTo(page, 'Proposer');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Proposé, à partir du/u)).toBeVisible();
  await expect(page.getByText('Un changement proposé attend la réponse de votre centre :')).toBeVisible();
  expect(await complaints(page)).toEqual([]);
  expect(await sideways(page)).toBe(0);

  await server.signIn(context, 'administrator');
  await page.goto(`${server.url}/settings?id=cabinet-durand`);
  await expect(page.getByText('Un changement proposé attend votre réponse :')).toBeVisible();
  await expect(page.getByText('Rappeler avant (min) : rien → 45 min')).toBeVisible();
  expect(await complaints(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await sideways(page)).toBe(0);
  await tabTo(page, 'Accepter');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Accepté par .+ Vaut à partir du/u)).toBeVisible();
  await expect(page.getByText(/\(proposé par /u)).toBeVisible();
  await expect(page.getByText('attend votre réponse')).toHaveCount(0);
});

test('by keyboard an administrator plans one day of a team otherwise, and gives it back to the usual week', async ({
  page,
  context,
}) => {
  await server.signIn(context, 'administrator');
  await page.goto(`${server.url}/settings?kind=teams`);
  await expect(page.getByRole('heading', { name: 'Prévues, jour par jour' })).toBeVisible();
  await tabTo(page, 'Prévoir ce jour autrement');
  await page.keyboard.press('Enter');
  // Nothing is planned of a usual week: the form begins with the way to a first span.
  await expect(page.locator('vg-team-day form button').first()).toBeFocused();
  await page.keyboard.press('Enter');
  await tabTo(page, 'Enregistrer ce jour');
  await page.keyboard.press('Enter');
  await expect(page.getByText('L’écran le suit dans la seconde.')).toBeVisible();
  await expect(page.getByText(/Semaine habituelle → 1 de 08:00-12:00/u)).toBeVisible();
  expect(await complaints(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await sideways(page)).toBe(0);
  await tabTo(page, 'Reprendre la semaine habituelle');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/1 de 08:00-12:00 → Semaine habituelle/u)).toBeVisible();
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

/** Pages that are worked and read at, by who opens them; nobody signed in opens the first. */
const pagesOf = {
  nobody: ['sign-in'],
  administrator: ['profile', 'people', 'keys', 'screens', 'settings', 'staff-notice', 'telephony'],
  officer: ['audit', 'retention', 'callers', 'my-data'],
  supervisor: ['sheets', 'diagnosis', 'incidents'],
} as const;

/** What of a page is read and not wholly to be seen, or is the name of a text instead of one. */
async function unread(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const isIn = (element: Element): boolean => {
      const { left, right, width } = element.getBoundingClientRect();
      return width === 0 || (left >= -0.5 && right <= innerWidth + 0.5);
    };
    /** What has a bar of its own to be moved by is read by moving it. */
    const scrolls = (element: Element | null): boolean =>
      element !== null && (getComputedStyle(element).overflowX === 'auto' || scrolls(element.parentElement));
    const isCut = (element: Element): boolean => {
      const { overflowX } = getComputedStyle(element);
      return !scrolls(element) && overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
    };
    const leaves = [...document.querySelectorAll('main *, header *')].filter(
      ({ children, textContent }) => children.length === 0 && textContent.trim() !== '',
    );
    return leaves
      .filter(
        (leaf) =>
          isCut(leaf) ||
          (!isIn(leaf) && !scrolls(leaf)) ||
          /^[a-z]+(?:\.[a-zA-Z]+)+$/u.test(leaf.textContent.trim()),
      )
      .map(({ textContent }) => textContent.trim());
  });
}

const languages = { fr: 'Français', ca: 'Català', en: 'English' } as const;

for (const [role, pages] of Object.entries(pagesOf)) {
  test(`pages are read whole in each language, on a wide screen and on a telephone: those of ${role}`, async ({
    page,
    context,
  }) => {
    if (role !== 'nobody') await server.signIn(context, role);
    for (const path of pages) {
      await page.goto(`${server.url}/${path}`);
      const told = new Set<string>();
      for (const [code, name] of Object.entries(languages)) {
        await page.locator(`select:has(option:text-is("${name}"))`).first().selectOption(name);
        await expect(page.locator('html')).toHaveAttribute('lang', code);
        await expect(page.locator('main h1').first()).toBeAttached();
        told.add((await page.locator('main').textContent()) ?? '');
        for (const width of [1440, 390]) {
          await page.setViewportSize({ width, height: 900 });
          const seen = { path, code, width, sideways: await sideways(page), unread: await unread(page) };
          expect(seen).toEqual({ path, code, width, sideways: 0, unread: [] });
        }
      }
      expect({ path, languages: told.size }).toEqual({ path, languages: 3 });
      expect({ path, found: await complaints(page) }).toEqual({ path, found: [] });
    }
  });
}
