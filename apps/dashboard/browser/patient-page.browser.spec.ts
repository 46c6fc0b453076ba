import { createServer, type Server } from 'node:http';
import { join } from 'node:path';

import { expect, test, type Page } from '@playwright/test';
import pg from 'pg';

import { complaints } from './accessibility';
import { freePort, RealServer } from './real-server';

const settings = join(import.meta.dirname, 'surveys.yaml');
const phone = { width: 360, height: 740 };
const languages = ['fr', 'ca', 'es', 'en'] as const;

let server: RealServer;
let gateway: Server;
let calls = 0;
/** Links as the gateway got them, by address. */
const links = new Map<string, string>();

test.beforeAll(async () => {
  gateway = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
    request.on('end', () => {
      const { data } = JSON.parse(body) as { data: { address: string; link: string } };
      links.set(data.address, data.link);
      response.writeHead(204).end();
    });
  });
  const port = await freePort();
  await new Promise<void>((resolve) => gateway.listen(port, '127.0.0.1', resolve));
  const surveyPort = String(await freePort());
  server = await RealServer.start(
    {
      VIGIE_SURVEY_PORT: surveyPort,
      VIGIE_PUBLIC_URL: `http://127.0.0.1:${surveyPort}`,
      VIGIE_SURVEY_WEBHOOK_URL: `http://127.0.0.1:${port}/`,
      VIGIE_SURVEY_WEBHOOK_SECRET: 'a secret that only this test knows',
    },
    settings,
  );
});
test.afterAll(async () => {
  await server.remove();
  gateway.closeAllConnections();
  gateway.close();
});

/** A link as a patient gets it: a call ends, its caller is invited, the gateway is handed the message. */
async function aLink(language: string = 'fr'): Promise<string> {
  const number = (calls += 1);
  const subject = `survey-call-${number}`;
  await server.post(
    { type: 'call.enqueued', subject, agoMs: 90_000, data: { queueId: 'mg-rdv' } },
    { type: 'call.answered', subject, agoMs: 80_000, data: { agentId: 'anna' } },
    { type: 'call.disconnected', subject, agoMs: 5_000, data: { side: 'caller' } },
  );
  const address = `+3363998${String(number).padStart(4, '0')}`;
  const answer = await fetch(`${server.url}/api/v1/surveys/invitations?tenant=place`, {
    method: 'POST',
    headers: { authorization: server.authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ source: '/pbx/lyon', callId: subject, channel: 'sms', address, language }),
  });
  expect(await answer.json()).toMatchObject({ outcome: 'taken' });
  await expect.poll(() => links.get(address)).toBeTruthy();
  return links.get(address) ?? '';
}

async function query(text: string, values: readonly unknown[] = []): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: await server.databaseUrl() });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text, [...values])).rows;
  } finally {
    await client.end();
  }
}

async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await page.locator(`${selector}:focus`).count()) > 0) return;
  }
  throw new Error(`the keyboard does not reach ${selector}`);
}

test.describe('on a phone, without JavaScript', () => {
  test.use({ viewport: phone, javaScriptEnabled: false, hasTouch: true });

  test('a score is kept when it is pressed, what follows is added, and the link is used up', async ({
    page,
  }) => {
    const link = await aLink();
    await page.goto(link);
    await expect(page.getByRole('heading', { name: 'Comment s’est passé votre appel ?' })).toBeVisible();
    const question = (name: string) => page.getByRole('group', { name });
    const events = () =>
      query(`SELECT data FROM event_log WHERE type = 'survey.answered' AND subject = $1 ORDER BY seq`, [
        `survey-call-${calls}`,
      ]);
    const overall = question('Dans l’ensemble, cet appel vous a-t-il donné satisfaction ?');
    await overall.getByRole('button', { name: '5 Tout à fait' }).tap();
    await expect(overall.getByRole('status')).toContainText('votre note est enregistrée');
    await expect(overall.getByRole('button', { pressed: true })).toHaveText(/^5/u);
    expect(await events()).toHaveLength(1);

    await question('Avez-vous pu nous joindre facilement ?').getByRole('radio', { name: /^4/u }).tap();
    await page.getByRole('button', { name: 'Envoyer mes réponses' }).tap();
    await expect(page.getByRole('heading', { name: 'Merci, c’est noté' })).toBeVisible();

    await question('Recommanderiez-vous').getByRole('radio', { name: '10' }).tap();
    await page.getByRole('textbox', { name: /Un mot à ajouter/u }).fill('Merci à l’équipe');
    for (const name of ['courtoise', 'à votre écoute', 'claire', 'ce dont vous aviez besoin'])
      await question(name).getByRole('radio', { name: /^5/u }).tap();
    await page.getByRole('button', { name: 'Envoyer aussi ces réponses' }).tap();
    await expect(page.getByRole('heading', { name: 'Merci, c’est noté' })).toBeVisible();
    await expect(page.getByRole('radio')).toHaveCount(0);

    await page.goto(link);
    await expect(page.getByRole('heading', { name: 'Vous avez déjà répondu' })).toBeVisible();
    await expect(page.getByRole('radio')).toHaveCount(0);

    const rows = await events();
    const about = expect.objectContaining({
      channel: 'sms',
      language: 'fr',
      clinicId: 'cabinet-durand',
    }) as unknown;
    expect(rows).toEqual(Array(3).fill({ data: about }));
    expect(JSON.stringify(rows)).toContain('"overall":5');
    expect(JSON.stringify(rows)).not.toContain('Merci');
  });

  test('one who was not satisfied is asked about a call, thanked for asking and told what follows', async ({
    page,
  }) => {
    await page.goto(await aLink('en'));
    await expect(page.getByRole('group', { name: 'call you back' })).toHaveCount(0);
    await page.getByRole('button', { name: '1 Not at all' }).tap();
    await page
      .getByRole('group', { name: 'Would you like us to call you back?' })
      .getByRole('radio', { name: 'Yes' })
      .tap();
    await page.getByRole('button', { name: 'Send my answers' }).tap();
    await expect(page.getByRole('heading', { name: 'Thank you, we have passed it on' })).toBeVisible();
    await expect(page.getByText('has just been told that you would like a call')).toBeVisible();
  });

  test('one who sends nothing is told so and loses nothing', async ({ page }) => {
    await page.goto(await aLink('ca'));
    await page.getByRole('button', { name: 'Enviar les respostes' }).tap();
    await expect(page.getByRole('alert')).toContainText('Encara no hi ha res marcat');
    await page.getByRole('radio', { name: '3 Ni sí ni no' }).first().tap();
    await page.getByRole('button', { name: 'Enviar les respostes' }).tap();
    await expect(page.getByRole('heading', { name: 'Gràcies, ja ho tenim' })).toBeVisible();
  });

  test('a late link and a forged one say so, each in its own way', async ({ page }) => {
    const link = await aLink('es');
    await query(`UPDATE survey_invitation SET expires_at = now() - interval '1 minute' WHERE call_id = $1`, [
      `survey-call-${calls}`,
    ]);
    await page.goto(link);
    await expect(page.getByRole('heading', { name: 'Este enlace ya no es válido' })).toBeVisible();
    await page.goto(`${link.slice(0, -4)}AAAA`);
    await expect(page.getByRole('heading', { name: 'Ce lien ne mène à rien' })).toBeVisible();
    await expect(page.getByText('Cabinet Durand')).toHaveCount(0);
    await page.getByRole('link', { name: 'Español' }).tap();
    await expect(page.getByRole('heading', { name: 'Este enlace no lleva a ningún sitio' })).toBeVisible();
  });

  test('one press refuses for good', async ({ page }) => {
    await page.goto(await aLink('en'));
    await page.getByRole('button', { name: 'Never ask me again' }).tap();
    await expect(page.getByRole('heading', { name: 'Understood' })).toBeVisible();
    await expect(page.getByRole('button')).toHaveCount(0);
    expect(await query('SELECT mark FROM survey_refusal')).toHaveLength(1);
  });

  test('the language changes in one press', async ({ page }) => {
    await page.goto(await aLink());
    await page.getByRole('link', { name: 'Català' }).tap();
    await expect(page.locator('html')).toHaveAttribute('lang', 'ca');
    await page.getByRole('radio', { name: '5 Del tot' }).first().tap();
    await page.getByRole('button', { name: 'Enviar les respostes' }).tap();
    await expect(page.getByRole('heading', { name: 'Gràcies, ja ho tenim' })).toBeVisible();
  });

  test('everything is large enough for a thumb and nothing scrolls sideways', async ({ page }) => {
    const link = await aLink();
    for (const width of [320, 360, 412]) {
      await page.setViewportSize({ width, height: 740 });
      for (const language of languages) {
        await page.goto(`${link}?l=${language}`);
        const small = await page.locator('input, button, textarea, summary, nav a').evaluateAll((all) =>
          all
            .map((one) => one.getBoundingClientRect())
            .filter(({ width: wide, height }) => height < 44 || wide < 36)
            .map(({ width: wide, height }) => `${wide} × ${height}`),
        );
        expect(small).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      }
    }
  });

  test('eleven steps stand in one row on any phone, each a finger’s breadth high, and their ends unbroken', async ({
    page,
  }) => {
    const link = await aLink();
    await page.goto(link);
    await page.getByRole('button', { name: '4 Plutôt oui' }).tap();
    await page.getByRole('button', { name: 'Envoyer mes réponses' }).tap();
    // The page that comes has the steps: what is measured is that one, not the one that goes.
    await expect(page.locator('input[name="recommend"]')).toHaveCount(11);
    await page.waitForLoadState();
    for (const width of [320, 360, 390, 412]) {
      await page.setViewportSize({ width, height: 740 });
      const boxes = await page
        .locator('input[name="recommend"]')
        .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON() as DOMRect));
      expect(boxes).toHaveLength(11);
      expect(new Set(boxes.map(({ top }) => Math.round(top))).size).toBe(1);
      for (const { width: wide, height } of boxes) {
        expect(wide).toBeGreaterThanOrEqual(24);
        expect(height).toBeGreaterThanOrEqual(48);
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  });

  test('asks for nothing but itself, and leaves nothing behind', async ({ page, context }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    const link = await aLink();
    await page.goto(link);
    expect(asked.filter((url) => !url.endsWith('/favicon.ico'))).toEqual([link]);
    expect(await context.cookies()).toEqual([]);
  });
});

test('by keyboard alone', async ({ page }) => {
  await page.setViewportSize(phone);
  await page.goto(await aLink());
  await tabTo(page, 'input[name="reach"]');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('input[name="reach"][value="3"]')).toBeChecked();
  await tabTo(page, 'button.go');
  const outline = await page.locator('button.go').evaluate((button) => getComputedStyle(button).outlineStyle);
  expect(outline).toBe('solid');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Merci, c’est noté' })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`axe has nothing to say, ${colorScheme}`, () => {
    test.use({ colorScheme, viewport: phone });

    test('of the questions in four languages, chosen and missing, and of every other page', async ({
      page,
    }) => {
      test.setTimeout(240_000);
      const link = await aLink();
      for (const language of languages) {
        await page.goto(`${link}?l=${language}`);
        expect(await complaints(page)).toEqual([]);
      }
      await page.locator('input[name="reach"][value="5"]').check();
      expect(await complaints(page)).toEqual([]);
      await page.goto(link);
      await page.locator('button.go').click();
      await expect(page.getByRole('alert')).toBeFocused();
      expect(await complaints(page)).toEqual([]);
      await page.locator('button[name="overall"][value="2"]').click();
      expect(await complaints(page)).toEqual([]);
      await page.locator('input[name="callback"][value="1"]').check();
      await page.locator('button.go').click();
      expect(await complaints(page)).toEqual([]);
      await page.goto(link);
      expect(await complaints(page)).toEqual([]);
      await page.locator('button[value="refuse"]').click();
      expect(await complaints(page)).toEqual([]);
      await page.goto(`${new URL(link).origin}/q/forged`);
      expect(await complaints(page)).toEqual([]);
    });
  });
}
