import { afterEach, describe, expect, it } from '@jest/globals';
import type { ReaderAnswer } from '@vigie/contracts';

import { FakeHttp } from '../testing/fake-http';
import { openPage, type OpenedPage } from '../testing/open-page';
import { sampleReport } from '../testing/sample-report';

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
