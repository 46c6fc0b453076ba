import { describe, expect, it } from '@jest/globals';
import type { RetentionView } from '@vigie/contracts';

import { FakeHttp } from '../testing/fake-http';
import { openPage, type OpenedPage } from '../testing/open-page';
import { sampleMe } from '../testing/sample-people';

const kept: RetentionView = {
  callMonths: 12,
  agentMonths: 3,
  auditMonths: 12,
  promisedMonths: 12,
  keptNumbers: { count: 2, oldestAt: '2026-11-22T09:00:00.000Z' },
  runs: [
    { at: '2026-11-23T03:00:00.000Z', kind: 'agent-days', before: '2026-08-23', count: 1234 },
    { at: '2026-11-23T03:00:00.000Z', kind: 'calls', before: '2025-11-23T00:00:00.000Z', count: 80 },
  ],
  changes: [
    {
      at: '2026-11-20T10:00:00.000Z',
      from: '2026-11-19T23:00:00.000Z',
      by: 'Odile',
      proposedBy: null,
      fields: [{ field: 'callMonths', before: null, after: 12 }],
    },
  ],
};
const opened = async (): Promise<OpenedPage & { http: FakeHttp }> => {
  const http = new FakeHttp();
  http.answer('/api/v1/me', { body: sampleMe(['retention.see', 'retention.change']) });
  http.answer('/api/v1/retention', { body: kept });
  http.answer('/api/v1/retention/preview', { body: { calls: 80, agentDays: 2, auditEntries: 0 } });
  const page = await openPage('/retention', 'fr', http);
  for (let turn = 0; turn < 4; turn += 1) await page.settle();
  return { http, ...page };
};
const choose = async ({ page, settle }: OpenedPage, name: string, months: string): Promise<void> => {
  const select = page.querySelector<HTMLSelectElement>(`select[name="${name}"]`);
  if (select !== null) select.value = months;
  page.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  for (let turn = 0; turn < 4; turn += 1) await settle();
};

describe('the page of how long data is kept', () => {
  it('says what went, from before when, and how much', async () => {
    const { text } = await opened();
    expect(await text()).toMatch(/journées de secrétaires 23 août 2026, \d\d:00 1\s234/u);
    expect(await text()).toMatch(/appels 23 nov\. 2025, .* 80/u);
  });

  it('tells how many numbers are kept to call somebody back, and since when the oldest', async () => {
    const { text } = await opened();
    expect(await text()).toMatch(/2 en ce moment, le plus ancien du 22 nov\. 2026/u);
  });

  it('tells who changed how long what is kept, and from when', async () => {
    const { text } = await opened();
    const shown = (await text()).replaceAll(/[\u00a0\u202f]/gu, ' ');
    expect(shown).toMatch(/Odile, le 20 nov\. 2026, \d\d:00 à partir du 20 novembre 2026/u);
    expect(shown).toContain('Appels, événements et réponses des patients : rien → 12 mois');
  });

  it('shows what would go before anything is shorter, and sends it only when told so', async () => {
    const page = await opened();
    await choose(page, 'callMonths', '6');
    expect(await page.text()).toContain(
      'Partiraient dans la journée, pour de bon : 80 appels, 2 journées de secrétaires.',
    );
    expect(page.http.asked.some(({ method }) => method === 'PUT')).toBe(false);
    const yes = [...page.page.querySelectorAll('button')].find((one) =>
      (one.textContent ?? '').includes('Conserver ainsi'),
    );
    yes?.click();
    for (let turn = 0; turn < 4; turn += 1) await page.settle();
    expect(page.http.asked.find(({ method }) => method === 'PUT')?.body).toEqual({
      callMonths: 6,
      agentMonths: 3,
      auditMonths: 12,
    });
    expect(await page.text()).toContain('Enregistré. Le changement est dans le registre.');
  });

  it('asks for nothing when the log would be kept shorter than calls', async () => {
    const page = await opened();
    await choose(page, 'auditMonths', '6');
    expect(await page.text()).toContain('Le registre ne peut pas être conservé moins longtemps');
    expect(page.http.asked.some(({ method }) => method === 'POST')).toBe(false);
  });
});
