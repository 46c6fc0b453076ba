import { describe, expect, it } from '@jest/globals';
import type { WallLinkView } from '@vigie/contracts';

import { FakeHttp } from '../testing/fake-http';
import { openPage, type OpenedPage } from '../testing/open-page';
import { sampleMe } from '../testing/sample-people';

const screens: readonly WallLinkView[] = [
  {
    id: 'w1',
    name: 'Plateau',
    scope: { kind: 'all' },
    namesClinics: true,
    madeBy: 'Paul Rey',
    madeAt: '2026-09-02T07:00:00.000Z',
    seenAt: null,
  },
];
const settled = async (page: OpenedPage): Promise<OpenedPage> => {
  for (let turn = 0; turn < 4; turn += 1) await page.settle();
  return page;
};
const opened = async (permissions: readonly string[]) => {
  const http = new FakeHttp();
  http.answer('/api/v1/me', { body: sampleMe(permissions) });
  http.answer('/api/v1/wall-links', { body: screens });
  return { http, ...(await settled(await openPage('/screens', 'fr', http))) };
};
const button = (page: HTMLElement, text: string): HTMLButtonElement => {
  const found = [...page.querySelectorAll('button')].find((one) => (one.textContent ?? '').trim() === text);
  if (found === undefined) throw new Error(`there is no button ${text}`);
  return found;
};

describe('the page of televisions', () => {
  it('tells of each what it shows, who made it and when it was seen', async () => {
    const { text, page } = await opened(['walls.see']);
    const shown = await text();
    expect(shown).toContain('Écrans 1 écran');
    expect(shown).toContain('Plateau tout le centre · cabinets nommés');
    expect(shown).toContain('jamais ouvert');
    expect(shown).toContain('par Paul Rey');
    expect(page.querySelector('main button:not([aria-label])')).toBeNull();
  });

  it('makes a link that names no clinic unless that is ticked, and shows its address once', async () => {
    const { page, http, settle, text } = await opened(['walls.see', 'walls.manage']);
    button(page, 'Ajouter un écran').click();
    await settle();
    page.querySelector('vg-screen-form form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    expect(await text()).toContain('dites où il se trouve');
    const field = page.querySelector<HTMLInputElement>('vg-screen-form input[name="name"]');
    if (field !== null) field.value = 'Salle 3';
    http.answer('POST /api/v1/wall-links', { body: { wall: screens[0], url: '/wall#vw_x' } });
    page.querySelector('vg-screen-form form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    for (let turn = 0; turn < 4; turn += 1) await settle();
    expect(http.asked.find(({ method }) => method === 'POST')?.body).toEqual({
      name: 'Salle 3',
      scope: { kind: 'all' },
      namesClinics: false,
    });
    expect(page.querySelector<HTMLInputElement>('vg-copy-field input')?.value).toMatch(/\/wall#vw_x$/u);
  });

  it('asks before it stops one', async () => {
    const { page, http, settle, text } = await opened(['walls.see', 'walls.manage']);
    button(page, 'Arrêter').click();
    await settle();
    expect(await text()).toContain('Arrêter l’écran « Plateau » ?');
    expect(http.asked.some(({ method }) => method === 'DELETE')).toBe(false);
    http.answer('DELETE /api/v1/wall-links/w1', { status: 204 });
    button(page.querySelector<HTMLElement>('.ask') ?? page, 'Arrêter').click();
    for (let turn = 0; turn < 4; turn += 1) await settle();
    expect(http.asked.some(({ method, address }) => method === 'DELETE' && address.endsWith('/w1'))).toBe(
      true,
    );
    expect(page.querySelector('.ask')).toBeNull();
  });
});
