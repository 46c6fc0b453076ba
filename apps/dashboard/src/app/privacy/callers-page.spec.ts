import { describe, expect, it } from '@jest/globals';
import type { CallerErasure, CallerExport } from '@vigie/contracts';

import { FakeHttp } from '../testing/fake-http';
import { openPage, type OpenedPage } from '../testing/open-page';
import { sampleMe } from '../testing/sample-people';

const at = '2026-11-23T09:00:00.000Z';
const kept: CallerExport = {
  calls: [
    {
      arrivedAt: at,
      clinicId: 'durand',
      queueId: null,
      mask: '06 39 98 •• ••',
      outcome: 'answered',
      waitMs: 4000,
      language: null,
      reason: null,
      answered: true,
      surveys: [{ channel: 'sms', answeredAt: at, items: { overall: 5 } }],
      comments: [{ at, text: 'Merci' }],
    },
  ],
  invitations: [],
  owed: [{ clinicId: 'durand', openedAt: at, state: 'open', closedAt: null, reasons: [], notes: [] }],
  keptNumbers: [{ clinicId: 'durand', keptAt: at }],
  handovers: [],
  campaigns: {
    lists: [],
    answers: [],
    doNotCall: [{ clinicId: 'durand', since: '2026-11-20T10:00:00.000Z' }],
  },
  notAskedSince: at,
  refusedEvents: [],
  truncated: false,
};
const erasure: CallerErasure = {
  erasureId: '1f6b0a52-9c0e-4b8e-9a55-0d8f6f1c2a3b',
  askedAt: at,
  doneAt: at,
  events: 2,
  calls: 1,
  comments: 1,
  invitations: 0,
  refusedEvents: 0,
};

const opened = async (http = new FakeHttp()): Promise<OpenedPage & { http: FakeHttp }> => {
  http.answer('/api/v1/me', { body: sampleMe(['callers.export', 'callers.erase', 'erasures.see']) });
  http.answer('/api/v1/callers/erasures', { body: [erasure] });
  http.answer('/api/v1/callers/export', { body: kept });
  http.answer('/api/v1/callers/erase', { body: erasure });
  const page = await openPage('/callers', 'fr', http);
  for (let turn = 0; turn < 4; turn += 1) await page.settle();
  return { http, ...page };
};
const write = (page: HTMLElement, text: string): void => {
  const field = page.querySelector<HTMLInputElement>('input[name="number"]');
  if (field !== null) field.value = text;
};
const press = async ({ page, settle }: OpenedPage, text: string): Promise<void> => {
  const found = [...page.querySelectorAll('button')].find((one) => (one.textContent ?? '').trim() === text);
  if (found === undefined) throw new Error(`there is no button ${text}`);
  found.click();
  for (let turn = 0; turn < 4; turn += 1) await settle();
};
const posts = ({ asked }: FakeHttp) => asked.filter(({ method }) => method === 'POST');

describe('the page of what a caller may ask for', () => {
  it('tells what is kept in one sentence, with the wish not to be asked, and what is not in the file', async () => {
    const page = await opened();
    write(page.page, '06 39 98 12 34');
    await press(page, 'Extraire ses données');
    expect(await page.text()).toContain(
      '1 appel, 1 réponse à une enquête, 1 commentaire, 1 rappel dû, son numéro, scellé pour le rappeler, ne plus solliciter pour 1 cabinet, ne veut plus être sollicité depuis le 23 nov. 2026',
    );
    expect(await page.text()).toContain('N’y sont pas : qui a répondu');
    expect(posts(page.http)).toMatchObject([{ body: { number: '06 39 98 12 34' } }]);
  });

  it('asks before it erases, says what stays, and gives a receipt that says nothing of who it was', async () => {
    const page = await opened();
    write(page.page, '06 39 98 12 34');
    await press(page, 'Effacer…');
    expect(await page.text()).toContain('Effacer cet appelant pour de bon ?');
    expect(posts(page.http)).toEqual([]);
    await press(page, 'Effacer définitivement');
    const told = page.page.querySelector('vg-erasure-receipt')?.textContent ?? '';
    expect(told).toContain(erasure.erasureId);
    expect(told).toContain('2 événements, 1 appel, 1 commentaire');
    expect(told).not.toContain('39 98');
  });

  it('erases nobody when it is left', async () => {
    const page = await opened();
    write(page.page, '06 39 98 12 34');
    await press(page, 'Effacer…');
    await press(page, 'Annuler');
    expect(posts(page.http)).toEqual([]);
    expect(await page.text()).not.toContain('Effacer définitivement');
  });

  it('says at the field what is no number, and asks nothing without one', async () => {
    const page = await opened();
    await press(page, 'Extraire ses données');
    expect(page.page.querySelector('input')?.getAttribute('aria-invalid')).toBe('true');
    expect(posts(page.http)).toEqual([]);
    page.http.answer('/api/v1/callers/export', { status: 400, body: { code: 'bad_number' } });
    write(page.page, 'Mme Durand');
    await press(page, 'Extraire ses données');
    expect(page.page.querySelector('[role="alert"]')?.textContent).toContain('ni un numéro de téléphone');
  });

  it('lists what was erased before, each with its way into the log', async () => {
    const { page } = await opened();
    const link = page.querySelector<HTMLAnchorElement>('.past a');
    expect(link?.getAttribute('href')).toBe(`/audit?thing=${erasure.erasureId}`);
  });
});
