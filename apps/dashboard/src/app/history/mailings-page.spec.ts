import { describe, expect, it } from '@jest/globals';
import type { Mailing } from '@vigie/contracts';

import { FakeHttp } from '../testing/fake-http';
import { openPage, type OpenedPage } from '../testing/open-page';
import { sampleMe } from '../testing/sample-people';

const mailing: Mailing = {
  id: 'm1',
  name: 'Mon cabinet',
  every: 'week',
  part: 'breakdown',
  format: 'xlsx',
  language: 'ca',
  query: 'by=reason&clinicId=durand',
  timezone: 'Europe/Paris',
  isPaused: false,
  nextAt: '2026-11-30T06:00:00.000Z',
  lastAt: '2026-11-23T06:00:00.000Z',
  letter: 'sent',
};
const view = { id: 'v1', name: 'Nuit', query: 'dayStart=19:00', isStart: false };
const served = (mailings: readonly Mailing[] = [mailing], canSend = true): FakeHttp => {
  const http = new FakeHttp();
  http.answer('/api/v1/me', { body: sampleMe(['metrics.see']) });
  http.answer('/api/v1/me/views', { body: [view] });
  http.answer('/api/v1/me/mailings', { body: { canSend, to: 'paul@place.example', mailings } });
  return http;
};
const opened = async (http = served(), address = '/history/mailings'): Promise<OpenedPage> => {
  const page = await openPage(address, 'fr', http);
  for (let turn = 0; turn < 4; turn += 1) await page.settle();
  return page;
};
const fillIn = (form: HTMLFormElement | null, values: Readonly<Record<string, string>>): void => {
  for (const [name, value] of Object.entries(values)) {
    const field = form?.querySelector<HTMLInputElement>(`[name=${name}]`);
    if (field) field.value = value;
  }
};
const button = (page: HTMLElement, text: string): HTMLButtonElement => {
  const found = [...page.querySelectorAll('button')].find((one) => (one.textContent ?? '').trim() === text);
  if (found === undefined) throw new Error(`there is no button ${text}`);
  return found;
};

describe('the page of histories by e-mail', () => {
  it('tells of each what is in it, when it goes out next, and what became of the last', async () => {
    const shown = (await (await opened()).text()).replaceAll(/\s+/gu, ' ');
    expect(shown).toContain('chaque lundi, pour la semaine écoulée');
    expect(shown).toContain('Català');
    expect(shown).toMatch(/Prochain envoi 30 nov\. 2026/u);
    expect(shown).toMatch(/Dernier envoi 23 nov\. 2026[^:]*07:00 : parti/u);
  });

  it('has a view sent, as often and in the language that is chosen', async () => {
    const http = served([]);
    const { page, settle, text } = await opened(http, '/history/mailings?clinicId=durand');
    button(page, 'Ajouter un envoi').click();
    await settle();
    expect(await text()).toContain('paul@place.example');
    const form = page.querySelector<HTMLFormElement>('vg-mailing-form form');
    const names = [...(form?.querySelectorAll('[name=query] option') ?? [])].map((one) => one.textContent);
    expect(names).toEqual(['Ce que je regardais', 'Tout ce que je vois', 'Nuit']);
    form?.dispatchEvent(new Event('submit', { cancelable: true }));
    expect(await text()).toContain('Donnez-lui un nom');
    fillIn(form, { name: ' La nuit ', query: 'dayStart=19:00', every: 'month', language: 'en' });
    http.answer('POST /api/v1/me/mailings', { status: 201, body: mailing });
    form?.dispatchEvent(new Event('submit', { cancelable: true }));
    for (let turn = 0; turn < 4; turn += 1) await settle();
    expect(http.asked.find(({ method }) => method === 'POST')?.body).toEqual({
      name: 'La nuit',
      query: 'dayStart=19:00',
      every: 'month',
      part: 'page',
      format: 'xlsx',
      language: 'en',
    });
    expect(page.querySelector('vg-mailing-form')).toBeNull();
  });

  it('has one rest, takes it up again, and deletes it', async () => {
    const http = served();
    const { page, settle } = await opened(http);
    http.answer('PATCH /api/v1/me/mailings/m1', { body: mailing });
    button(page, 'Mettre en pause').click();
    for (let turn = 0; turn < 4; turn += 1) await settle();
    expect(http.asked.find(({ method }) => method === 'PATCH')?.body).toEqual({ isPaused: true });
    http.answer('DELETE /api/v1/me/mailings/m1', { status: 204 });
    button(page, 'Supprimer').click();
    for (let turn = 0; turn < 4; turn += 1) await settle();
    expect(http.asked.some(({ method }) => method === 'DELETE')).toBe(true);
  });

  it('offers none where the server sends no mail', async () => {
    const { text, page } = await opened(served([], false));
    expect(await text()).toContain('Ce serveur n’envoie pas d’e-mails');
    expect(page.querySelector('main header .main')).toBeNull();
  });
});
