import { afterEach, describe, expect, it } from '@jest/globals';
import type { ReaderAnswer } from '@vigie/contracts';

import { FakeHttp } from '../testing/fake-http';
import { openPage, type OpenedPage } from '../testing/open-page';
import { sampleReport } from '../testing/sample-report';
import { sampleClinicSheet, sampleSheet } from '../testing/sample-sheets';

const token = `vr_place_${'x'.repeat(43)}`;
const report = sampleReport();
const actions = report.pages.flatMap(({ blocks }) =>
  blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : [])),
);
const opened = {
  centre: 'Télésecrétariat de la Place',
  expiresAt: '2027-01-09T09:00:00.000Z',
  openActions: [actions[0]?.id ?? ''],
  answers: [],
  sheetWaits: null,
  report,
};
const answer = (kind: ReaderAnswer['kind'], more: Partial<ReaderAnswer> = {}): ReaderAnswer => ({
  id: kind,
  at: '2026-11-11T09:00:00.000Z',
  recipient: 1,
  kind,
  actionId: null,
  text: null,
  ...more,
});
const settled = async (page: OpenedPage): Promise<OpenedPage> => {
  for (let turn = 0; turn < 4; turn += 1) await page.settle();
  return page;
};
const read = async (http: FakeHttp): Promise<OpenedPage> => {
  globalThis.history.replaceState(null, '', `/#${token}`);
  return settled(await openPage('/reader', 'fr', http));
};
const withReport = (): FakeHttp => {
  const http = new FakeHttp();
  http.answer('/api/v1/reader/open', { body: opened });
  return http;
};
const button = (page: HTMLElement, text: string): HTMLButtonElement => {
  const found = [...page.querySelectorAll('button')].find((one) => (one.textContent ?? '').trim() === text);
  if (found === undefined) throw new Error(`there is no button ${text}`);
  return found;
};

describe('a report that came by mail', () => {
  afterEach(() => {
    globalThis.history.replaceState(null, '', '/');
    sessionStorage.clear();
  });

  it('is read without an account; its token stands in no address', async () => {
    const http = withReport();
    const { text } = await read(http);
    const shown = await text();
    expect(shown).toContain('Transmis par Télésecrétariat de la Place');
    expect(shown).toContain('Cabinet Durand');
    expect(globalThis.location.href).not.toContain('vr_');
    expect(http.asked[0]).toEqual({ method: 'POST', address: '/api/v1/reader/open', body: { token } });
    expect(http.asked.some(({ address }) => /\/me|\/comments|\/actions/u.test(address))).toBe(false);
  });

  it('is taken note of, asked about, and its open action accepted', async () => {
    const http = withReport();
    const page = await read(http);
    http.answer('/api/v1/reader/answers', { body: [answer('received')] });
    button(page.page, 'Bien reçu').click();
    await settled(page);
    expect(await page.text()).toContain('Bien reçu, dit le');
    const accepted = answer('accepted', { actionId: actions[0]?.id ?? '' });
    http.answer('/api/v1/reader/answers', { body: [answer('received'), accepted] });
    button(page.page, 'Accepter').click();
    await settled(page);
    expect(await page.text()).toContain('Acceptée');
    const field = page.page.querySelector('textarea');
    if (field !== null) field.value = 'Pourquoi le lundi ?';
    const question = answer('question', { text: 'Pourquoi le lundi ?' });
    http.answer('/api/v1/reader/answers', { body: [answer('received'), accepted, question] });
    page.page.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    await settled(page);
    expect(await page.text()).toContain('Votre question est partie.');
    expect(http.asked.filter(({ address }) => address.endsWith('/answers')).map(({ body }) => body)).toEqual([
      { token, kind: 'received' },
      { token, kind: 'accepted', actionId: actions[0]?.id },
      { token, kind: 'question', text: 'Pourquoi le lundi ?' },
    ]);
  });

  it('says what helps when the link opens nothing any more', async () => {
    const http = new FakeHttp();
    http.answer('/api/v1/reader/open', { status: 404, body: {} });
    const { text } = await read(http);
    expect(await text()).toContain('Ce lien n’ouvre plus rien');
  });
});

describe('a sheet that a letter was about', () => {
  const version = sampleClinicSheet.versions[0];
  const sheetOf = (n: number, approved: object | null = null) => ({
    centre: 'Télésecrétariat de la Place',
    clinic: 'Cabinet Durand',
    language: 'fr',
    expiresAt: '2027-01-09T09:00:00.000Z',
    today: '2026-11-23',
    held: { version: { ...version, version: n, approved, note: 'Le parking' }, sheet: sampleSheet },
  });
  const readSheet = async (body: object = sheetOf(2)) => {
    const http = new FakeHttp();
    http.answer('/api/v1/reader/sheet', { body });
    globalThis.history.replaceState(null, '', `/#${token}`);
    return { http, ...(await settled(await openPage('/reader/sheet', 'fr', http))) };
  };
  const approveAs = (page: HTMLElement, name: string): void => {
    const field = page.querySelector<HTMLInputElement>('input[name="name"]');
    if (field !== null) field.value = name;
    page.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  };

  it('is read whole, with what changes, and approved under the name that is typed', async () => {
    const opened = await readSheet();
    const shown = await opened.text();
    expect(shown).toContain('Fiche de Cabinet Durand');
    expect(shown).toContain('Ce qui change, dit le centre : Le parking');
    expect(shown).toContain(sampleSheet.emergency);
    expect(globalThis.location.href).not.toContain('vr_');
    approveAs(opened.page, ' ');
    expect(await opened.text()).toContain('Écrivez votre nom.');
    const approved = { at: '2026-11-23T09:00:00.000Z', by: 'Dr Roux', recipient: 2 };
    opened.http.answer('/api/v1/reader/sheet/approve', { body: sheetOf(2, approved) });
    approveAs(opened.page, 'Dr Roux');
    await settled(opened);
    expect(await opened.text()).toContain('Approuvée par le cabinet : Dr Roux (lien du destinataire 2)');
    expect(opened.page.querySelector('form')).toBeNull();
    expect(opened.http.asked.at(-1)?.body).toEqual({ token, version: 2, name: 'Dr Roux' });
  });

  it('shows the newer version where one came meanwhile, and approves nothing', async () => {
    const opened = await readSheet();
    opened.http.answer('/api/v1/reader/sheet/approve', { status: 409, body: { code: 'sheet_changed' } });
    opened.http.answer('/api/v1/reader/sheet', { body: sheetOf(3) });
    approveAs(opened.page, 'Dr Roux');
    await settled(opened);
    const shown = await opened.text();
    expect(shown).toContain('Une version plus récente est arrivée');
    expect(shown).toContain('Version 3');
  });
});
