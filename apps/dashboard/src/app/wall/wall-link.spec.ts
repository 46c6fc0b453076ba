import { afterEach, describe, expect, it } from '@jest/globals';

import { FakeHttp } from '../testing/fake-http';
import { openPage, type OpenedPage } from '../testing/open-page';
import { sampleBoard } from '../testing/sample-board';

const token = `vw_place_${'x'.repeat(43)}`;
const wall = { tenant: { id: 'place', name: 'Place' }, name: 'Plateau', namesClinics: false };

const opened = async (http: FakeHttp, hash: string): Promise<OpenedPage> => {
  globalThis.history.replaceState(null, '', hash === '' ? '/' : `/#${hash}`);
  const page = await openPage('/wall', 'fr', http);
  for (let turn = 0; turn < 4; turn += 1) await page.settle();
  return page;
};
const withLink = (): FakeHttp => {
  const http = new FakeHttp();
  http.answer('POST /api/v1/wall/open', { body: wall });
  http.answer('/api/v1/wall', { body: wall });
  return http;
};
/** A board as the server draws it for a link: nobody who waits, clinics by their place. */
const linkBoard = () => sampleBoard({ waiting: {}, agents: {}, concerns: {}, quarters: {} });

describe('a television that was opened by a link', () => {
  afterEach(() => {
    globalThis.history.replaceState(null, '', '/');
    localStorage.clear();
  });

  it('takes the token out of the address, asks nobody to sign in and watches by the link alone', async () => {
    const http = withLink();
    const { socket, text } = await opened(http, token);
    expect(globalThis.location.href).not.toContain('vw_');
    expect(http.asked[0]).toEqual({ method: 'POST', address: '/api/v1/wall/open', body: { token } });
    expect(http.asked.some(({ address }) => address.startsWith('/api/v1/me'))).toBe(false);
    expect(socket.asked).toEqual([{ wall: true, byLink: true }]);
    socket.say('snapshot', linkBoard());
    const shown = await text();
    expect(shown).toContain('Imagerie');
    expect(shown).toContain('Cabinet 1');
    expect(shown).not.toContain('Afficher les noms');
    expect(shown).not.toContain('Quitter');
  });

  it('is a television again when it is switched on, without its link', async () => {
    localStorage.setItem('vigie.screen', 'yes');
    const http = withLink();
    const { socket, text } = await opened(http, '');
    expect(http.asked.map(({ method, address }) => `${method} ${address}`)).toEqual(['GET /api/v1/wall']);
    socket.say('snapshot', linkBoard());
    expect(await text()).toContain('Imagerie');
  });

  it('shows no figure any more once its link was revoked, and says what helps', async () => {
    const http = withLink();
    const { socket, text, settle } = await opened(http, token);
    socket.say('snapshot', linkBoard());
    expect(await text()).toContain('Imagerie');
    http.answer('/api/v1/wall', { status: 401, body: { code: 'unauthorized' } });
    socket.say('refused', 'forbidden');
    for (let turn = 0; turn < 4; turn += 1) await settle();
    const shown = await text();
    expect(shown).toContain('Cet écran est arrêté');
    expect(shown).not.toContain('Imagerie');
    expect(shown).not.toMatch(/Accès refusé/u);
  });

  it('waits for a server that is not there yet', async () => {
    const http = new FakeHttp();
    http.answer('POST /api/v1/wall/open', { status: 503, body: {} });
    const { text } = await opened(http, token);
    expect(await text()).toContain('Le serveur ne répond pas encore, nouvel essai');
  });
});
