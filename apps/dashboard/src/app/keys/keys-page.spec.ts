import { describe, expect, it } from '@jest/globals';
import type { ApiKeyView } from '@vigie/contracts';

import { FakeHttp } from '../testing/fake-http';
import { openPage, type OpenedPage } from '../testing/open-page';
import { sampleMe } from '../testing/sample-people';

const since = '2026-09-02T07:00:00.000Z';
const keyOf = (id: string, more: Partial<ApiKeyView> = {}): ApiKeyView => ({
  id,
  name: 'Standard',
  scopes: ['events:write'],
  sendsAs: '/pbx',
  clinicIds: null,
  isOld: false,
  createdAt: since,
  expiresAt: null,
  revokedAt: null,
  usedAt: null,
  replaces: null,
  ...more,
});
const old = keyOf('k2', {
  name: 'Tableur',
  sendsAs: null,
  isOld: true,
  scopes: ['metrics:read', 'live:read', 'comments:read'],
});
const turns = async (page: OpenedPage, times = 4): Promise<void> => {
  for (let turn = 0; turn < times; turn += 1) await page.settle();
};
const opened = async (permissions: readonly string[], keys: readonly ApiKeyView[] = [keyOf('k1'), old]) => {
  const http = new FakeHttp();
  http.answer('/api/v1/me', { body: sampleMe(permissions) });
  http.answer('/api/v1/keys', { body: keys });
  const page = await openPage('/keys', 'fr', http);
  await turns(page);
  return { http, ...page, turns: () => turns(page) };
};
const button = (page: HTMLElement, text: string): HTMLButtonElement => {
  const found = [...page.querySelectorAll('button')].find((one) => (one.textContent ?? '').trim() === text);
  if (found === undefined) throw new Error(`there is no button ${text}`);
  return found;
};

describe('the page of keys', () => {
  it('says in one sentence for whom a program comes in, and in words what it may do', async () => {
    const { text } = await opened(['keys.see']);
    const shown = await text();
    expect(shown).toContain('2 clés ouvertes');
    expect(shown).toContain('Standard entre pour tout le centre, sous le nom /pbx.');
    expect(shown).toContain('Envoie les appels du standard, et ses fichiers');
    expect(shown).toContain('Jamais utilisée.');
    expect(shown).not.toContain('Révoquer');
  });

  it('asks for the name of the source of a key that sends, and says at the field what is missing', async () => {
    const { page, http, turns: wait, text } = await opened(['keys.see', 'keys.manage']);
    button(page, 'Créer une clé').click();
    await wait();
    const box = page.querySelector<HTMLInputElement>('input[name="events:write"]');
    box?.click();
    await wait();
    button(page, 'Créer').click();
    await wait();
    expect(await text()).toContain('Donnez-lui un nom.');
    expect(await text()).toContain('Dites sous quel nom le standard envoie.');
    expect(http.asked.some(({ method }) => method === 'POST')).toBe(false);
    for (const [name, value] of [
      ['name', 'Standard'],
      ['sendsAs', '/pbx'],
      ['clinicIds', 'durand, tilleuls'],
    ] as const) {
      const field = page.querySelector<HTMLInputElement>(`vg-key-form input[name="${name}"]`);
      if (field === null) throw new Error(name);
      field.value = value;
      field.dispatchEvent(new Event('input'));
    }
    http.answer('POST /api/v1/keys', { body: { key: keyOf('k3'), secret: 'vg_place_secret' } });
    button(page, 'Créer').click();
    await wait();
    expect(http.asked.find(({ method }) => method === 'POST')?.body).toEqual({
      name: 'Standard',
      scopes: ['events:write'],
      sendsAs: '/pbx',
      clinicIds: ['durand', 'tilleuls'],
      expiresAt: null,
    });
    expect(page.querySelector<HTMLInputElement>('vg-made-secret input')?.value).toBe('vg_place_secret');
    button(page, 'C’est fait').click();
    await wait();
    expect(page.innerHTML).not.toContain('vg_place_secret');
  });

  it('offers for an old key the narrower set, which is what was given by name', async () => {
    const { page, http, turns: wait, text } = await opened(['keys.see', 'keys.manage'], [old]);
    expect(await text()).toContain('Clé d’avant : elle lit tout ce qui se lit');
    button(page, 'Choisir ce qu’elle lit').click();
    await wait();
    const ticked = [...page.querySelectorAll<HTMLInputElement>('vg-scope-fields input')].flatMap((one) =>
      one.checked ? [one.name] : [],
    );
    expect(ticked).toEqual(['metrics:read']);
    http.answer('PATCH /api/v1/keys/k2', { body: { ...old, isOld: false } });
    button(page, 'Enregistrer').click();
    await wait();
    expect(http.asked.find(({ method }) => method === 'PATCH')?.body).toEqual({ scopes: ['metrics:read'] });
  });

  it('asks before it revokes, and says why it was not done', async () => {
    const { page, http, turns: wait, text } = await opened(['keys.see', 'keys.manage'], [keyOf('k1')]);
    button(page, 'Révoquer').click();
    await wait();
    expect(await text()).toContain('Révoquer la clé de Standard ?');
    expect(http.asked.some(({ method }) => method === 'DELETE')).toBe(false);
    http.answer('DELETE /api/v1/keys/k1', { status: 404, body: { code: 'not_found' } });
    button(page.querySelector<HTMLElement>('.ask') ?? page, 'Révoquer').click();
    await wait();
    expect(await text()).toContain('Cela n’a pas été fait : cette clé n’existe plus.');
  });
});
