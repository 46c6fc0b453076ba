import { afterEach, describe, expect, it } from '@jest/globals';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';

import { FakeHttp } from '../testing/fake-http';
import { openPage, type OpenedPage } from '../testing/open-page';
import { sampleMe } from '../testing/sample-people';

const look = {
  purpose: 'invitation',
  tenant: { id: 'place', name: 'Télésecrétariat de la Place' },
  email: 'claire@place.example',
  name: 'Claire',
  language: 'fr',
};
const opened = async (http: FakeHttp): Promise<OpenedPage> => {
  globalThis.history.replaceState(null, '', '#vl_place_token');
  const page = await openPage('/welcome', 'fr', http);
  for (let turn = 0; turn < 4; turn += 1) await page.settle();
  return page;
};
const choose = async ({ page, settle }: OpenedPage, password: string, again: string): Promise<void> => {
  const fields = page.querySelectorAll<HTMLInputElement>('input[type="password"]');
  for (const [index, value] of [password, again].entries()) {
    const field = fields[index];
    if (field !== undefined) field.value = value;
  }
  page.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  for (let turn = 0; turn < 4; turn += 1) await settle();
};
const withLink = (): FakeHttp => {
  const http = new FakeHttp();
  http.answer('/api/v1/links/look', { body: look });
  return http;
};

describe('a link that opens once', () => {
  afterEach(() => {
    globalThis.history.replaceState(null, '', '/');
  });

  it('greets its person and centre, and sends its token in no address', async () => {
    const http = withLink();
    const page = await opened(http);
    expect(await page.text()).toContain('Bienvenue, Claire. Vous rejoignez Télésecrétariat de la Place.');
    const asked = http.asked.find(({ address }) => address.startsWith('/api/v1/links/look'));
    expect(asked).toEqual({
      method: 'POST',
      address: '/api/v1/links/look',
      body: { token: 'vl_place_token' },
    });
  });

  it('takes a password written twice alike, and opens the board', async () => {
    const http = withLink();
    http.answer('/api/v1/links/accept', { body: { next: null } });
    http.answer('/api/v1/me', { body: sampleMe(['board.see']) });
    const page = await opened(http);
    await choose(page, 'court', 'court');
    expect(await page.text()).toContain('Il est trop court');
    await choose(page, 'une phrase que je retiens', 'une autre phrase retenue');
    expect(await page.text()).toContain('Les deux ne sont pas les mêmes.');
    expect(http.asked.some(({ address }) => address === '/api/v1/links/accept')).toBe(false);
    await choose(page, 'une phrase que je retiens', 'une phrase que je retiens');
    expect(TestBed.inject(Router).url).toBe('/');
  });

  it('still asks for the code of who has one, before anything opens', async () => {
    const http = withLink();
    http.answer('/api/v1/links/accept', { body: { next: 'code' } });
    const page = await opened(http);
    await choose(page, 'une phrase que je retiens', 'une phrase que je retiens');
    expect(TestBed.inject(Router).url).toBe('/sign-in?step=code');
    expect(await page.text()).toContain('Code à six chiffres');
  });

  it('of the first start asks who opens it, since nobody was invited', async () => {
    const http = new FakeHttp();
    http.answer('/api/v1/links/look', { body: { ...look, email: '', name: '' } });
    http.answer('/api/v1/links/accept', { body: { next: null } });
    http.answer('/api/v1/me', { body: sampleMe(['people.see']) });
    const page = await opened(http);
    expect(await page.text()).toContain('Vous êtes la première personne de Télésecrétariat de la Place');
    await choose(page, 'une phrase que je retiens', 'une phrase que je retiens');
    expect(await page.text()).toContain('Écrivez votre nom et une adresse e-mail.');
    for (const [name, value] of [
      ['name', 'Paul Rey'],
      ['email', 'paul@place.example'],
    ]) {
      const field = page.page.querySelector<HTMLInputElement>(`input[name="${name ?? ''}"]`);
      if (field !== null) field.value = value ?? '';
    }
    await choose(page, 'une phrase que je retiens', 'une phrase que je retiens');
    expect(http.asked.find(({ address }) => address === '/api/v1/links/accept')?.body).toEqual({
      token: 'vl_place_token',
      password: 'une phrase que je retiens',
      email: 'paul@place.example',
      name: 'Paul Rey',
    });
  });

  it('says that a password is too well known', async () => {
    const http = withLink();
    http.answer('/api/v1/links/accept', { status: 400, body: { code: 'weak_password' } });
    const page = await opened(http);
    await choose(page, 'motdepasse1234', 'motdepasse1234');
    expect(await page.text()).toContain('Il est trop connu');
  });

  it('that opens nothing any more says whom to ask', async () => {
    const http = new FakeHttp();
    http.answer('/api/v1/links/look', { status: 404, body: { code: 'not_found' } });
    const page = await opened(http);
    expect(await page.text()).toContain('Ce lien ne vaut plus');
    expect(page.page.querySelector('form')).toBeNull();
  });
});
