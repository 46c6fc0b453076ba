import { expect, test } from '@playwright/test';

import { sideways } from './accessibility';
import { aMorning } from './events';
import { FakeServer } from './fake-server';
import { RealServer } from './real-server';

const sizes = [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
];

test.describe('at every size', () => {
  let server: RealServer;
  test.beforeAll(async () => {
    server = await RealServer.start();
    await server.post(...aMorning());
  });
  test.afterAll(async () => {
    await server.remove();
  });

  for (const viewport of sizes) {
    for (const colorScheme of ['light', 'dark'] as const) {
      test(`the pages fit ${viewport.width} px, ${colorScheme}`, async ({ browser }, info) => {
        const context = await browser.newContext({
          viewport,
          colorScheme,
          locale: 'fr-FR',
          timezoneId: 'Europe/Paris',
        });
        await server.signIn(context);
        const page = await context.newPage();
        const strangers: string[] = [];
        page.on('request', (request) => {
          if (
            !request.url().startsWith(server.url) &&
            !request.url().startsWith(server.url.replace('http', 'ws'))
          )
            strangers.push(request.url());
        });
        const faults: string[] = [];
        page.on('pageerror', (error) => faults.push(error.message));
        page.on('console', (message) => {
          if (message.type() === 'error') faults.push(message.text());
        });
        for (const [name, path, drawn] of [
          ['live', '/', /max \d/u],
          ['wall', '/wall', 'Perdus 30 min'],
        ] as const) {
          await page.goto(server.url + path);
          await expect(page.getByText(drawn).first()).toBeVisible();
          await page.waitForTimeout(500);
          expect(await sideways(page)).toBeLessThanOrEqual(0);
          const picture = info.outputPath(`${name}-${viewport.width}-${colorScheme}.png`);
          await page.screenshot({ path: picture, fullPage: name === 'live' });
        }
        expect(strangers).toEqual([]);
        expect(faults).toEqual([]);
        await context.close();
      });
    }
  }
});

test.describe('a large centre', () => {
  let fake: FakeServer;
  test.beforeAll(async () => {
    const size = ['--teams', '8', '--clinics', '300', '--agents', '200', '--rate', '10', '--pace', '0.3'];
    fake = await FakeServer.start(...size);
  });
  test.afterAll(() => fake.end());

  test('of 300 clinics and 200 secretaries moves at ten patches a second without growing', async ({
    page,
  }, info) => {
    await page.goto(`${fake.url}/`);
    await expect(page.getByRole('table', { name: 'Équipes' }).getByRole('row')).toHaveCount(9);
    await page.getByRole('button', { name: 'Tout afficher' }).click();
    await expect(
      page.getByRole('list', { name: 'Tous les cabinets' }).last().getByRole('button'),
    ).toHaveCount(300);
    await page.evaluate(() => {
      const tasks: number[] = [];
      Object.assign(globalThis, { longTasks: tasks });
      new PerformanceObserver((list) => {
        tasks.push(...list.getEntries().map((entry) => entry.duration));
      }).observe({ type: 'longtask' });
    });
    const elements = async (): Promise<number> => page.evaluate(() => document.querySelectorAll('*').length);
    await page.waitForTimeout(5000);
    const before = await elements();
    await page.waitForTimeout(10_000);
    const longTasks = await page.evaluate(() => (globalThis as unknown as { longTasks: number[] }).longTasks);
    info.annotations.push({
      type: 'long tasks in 15 s',
      description: `${longTasks.length}, the longest ${Math.round(Math.max(0, ...longTasks))} ms`,
    });
    // People come and go, so the page breathes; a leak at ten patches a second would show in the thousands.
    expect(Math.abs((await elements()) - before)).toBeLessThan(600);
  });
});
