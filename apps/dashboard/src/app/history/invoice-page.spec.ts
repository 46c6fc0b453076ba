import { describe, expect, it } from '@jest/globals';
import type { Invoice } from '@vigie/contracts';

import { FakeHttp } from '../testing/fake-http';
import { openPage, type OpenedPage } from '../testing/open-page';
import { sampleMe } from '../testing/sample-people';

const of = 'clinicId=durand&count=answered';
const invoice: Invoice = {
  month: '2026-10',
  timezone: 'Europe/Paris',
  running: false,
  enteredAt: '2026-11-03T08:00:00.000Z',
  lines: [
    {
      ...{ clinicId: 'durand', clinicName: 'Cabinet Durand', lineId: 'jour', lineName: 'Appels de jour' },
      ...{ count: 'answered', calls: 1118, own: 1120, difference: 2 },
      query: `range=month&on=2026-10-01&${of}`,
      days: [
        { date: '2026-10-14', calls: 40, own: 42, difference: 2, query: `range=today&on=2026-10-14&${of}` },
      ],
    },
    {
      ...{ clinicId: 'parc', clinicName: 'Clinique du Parc', lineId: 'answered', lineName: null },
      ...{ count: 'answered', calls: 900, own: 900, difference: 0, query: 'range=month', days: [] },
    },
  ],
};
const opened = async (permissions: readonly string[], http = new FakeHttp()): Promise<OpenedPage> => {
  http.answer('/api/v1/me', { body: sampleMe(permissions) });
  http.answer('/api/v1/history/invoice', { body: invoice });
  const page = await openPage('/history/invoice', 'fr', http);
  for (let turn = 0; turn < 4; turn += 1) await page.settle();
  return page;
};
const plain = (text: string): string => text.replaceAll(/\s+/gu, ' ');

describe('the page of calls by contract line', () => {
  it('tells each line beside the centre’s count, and opens each number and difference as its calls', async () => {
    const { page, text } = await opened(['metrics.see', 'calls.read']);
    const shown = plain(await text());
    expect(shown).toMatch(/Cabinet Durand Appels de jour 1 118 1 120 \+2/u);
    expect(shown).toMatch(/14 oct\. 2026 40 42 \+2/u);
    expect(shown).toMatch(/Clinique du Parc Appels décrochés 900 900 égal/u);
    expect(shown).toMatch(/Ensemble 2 018 2 020 \+2/u);
    const links = [...page.querySelectorAll<HTMLAnchorElement>('.day a')].map((link) =>
      link.getAttribute('href'),
    );
    expect(links).toEqual(Array(2).fill(`/calls?range=today&on=2026-10-14&${of}`));
    expect(page.querySelector('input[type=file]')).toBeNull();
  });

  it('says while the past is being loaded how far it is, and not that it could not be read', async () => {
    const http = new FakeHttp();
    http.answer('/api/v1/me', { body: sampleMe(['metrics.see']) });
    const body = { code: 'past_is_loading', detail: 'The past is still being loaded.', progress: 0.4 };
    http.answer('/api/v1/history/invoice', { status: 503, body });
    const { settle, text } = await openPage('/history/invoice', 'fr', http);
    for (let turn = 0; turn < 4; turn += 1) await settle();
    expect(plain(await text())).toMatch(/Le passé se charge encore.*40 %/u);
  });

  it('opens no list to who may see none, and shows the differences alone where one wants', async () => {
    const { page, settle, text } = await opened(['metrics.see']);
    expect(page.querySelector('td a')).toBeNull();
    const buttons = [...page.querySelectorAll('button')];
    buttons.find((one) => (one.textContent ?? '').includes('Seulement les écarts'))?.click();
    await settle();
    expect(await text()).not.toContain('Clinique du Parc');
  });

  it('takes the centre’s count, and says which rows cannot be read', async () => {
    const http = new FakeHttp();
    const { page, settle, text } = await opened(['metrics.see', 'invoice.count'], http);
    const faults = [{ field: '3', message: 'names no clinic of ours: x' }];
    http.answer('PUT /api/v1/history/invoice', { status: 400, body: { code: 'invalid_counts', faults } });
    const input = page.querySelector<HTMLInputElement>('input[type=file]');
    if (input === null) throw new Error('no field for a file');
    const give = async (): Promise<void> => {
      Object.defineProperty(input, 'files', { configurable: true, value: [new File(['a'], 'a.csv')] });
      input.dispatchEvent(new Event('change'));
      for (let turn = 0; turn < 4; turn += 1) await settle();
    };
    await give();
    expect(await text()).toContain('ligne 3 : names no clinic of ours: x');
    http.answer('PUT /api/v1/history/invoice', { body: invoice });
    await give();
    expect(await text()).toContain('Compte reçu.');
    expect(http.asked.filter(({ method }) => method === 'PUT').at(-1)?.address).toContain('month=2026-10');
  });
});
