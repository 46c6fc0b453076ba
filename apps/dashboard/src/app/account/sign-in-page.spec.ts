import { describe, expect, it } from '@jest/globals';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';

import { FakeHttp } from '../testing/fake-http';
import { openPage, type OpenedPage } from '../testing/open-page';
import { sampleMe } from '../testing/sample-people';
import { pageAfter } from '../shell/lead-by-access';

const write = (page: HTMLElement, name: string, value: string): void => {
  const field = page.querySelector<HTMLInputElement>(`input[name="${name}"]`);
  if (field === null) throw new Error(`there is no field ${name}`);
  field.value = value;
};
const send = async ({ page, settle }: OpenedPage): Promise<void> => {
  page.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  for (let turn = 0; turn < 4; turn += 1) await settle();
};
const signIn = async (opened: OpenedPage): Promise<void> => {
  write(opened.page, 'email', ' claire@place.example ');
  write(opened.page, 'password', 'une phrase que je retiens');
  await send(opened);
};
const path = (): string => TestBed.inject(Router).url;

describe('somebody who is not signed in', () => {
  it('is led to the page where they sign in, and back to the page they wanted', async () => {
    const http = FakeHttp.withReports();
    http.answer('/api/v1/me', { status: 401, body: { code: 'unauthorized' } });
    const opened = await openPage('/reports?month=2026-10', 'fr', http);
    for (let turn = 0; turn < 4; turn += 1) await opened.settle();
    expect(path()).toBe('/sign-in?next=%2Freports%3Fmonth%3D2026-10');
    http.answer('/api/v1/sign-in', { body: { next: null } });
    http.answer('/api/v1/me', { body: sampleMe(['reports.see']) });
    await signIn(opened);
    expect(path()).toBe('/reports?month=2026-10');
    expect(http.asked.find(({ method }) => method === 'POST')?.body).toEqual({
      email: 'claire@place.example',
      password: 'une phrase que je retiens',
    });
  });

  it('reads that the session has ended, where one was open', async () => {
    const http = FakeHttp.withReports();
    http.answer('/api/v1/me', { body: sampleMe(['board.see']) });
    const opened = await openPage('/', 'fr', http);
    for (let turn = 0; turn < 4; turn += 1) await opened.settle();
    http.answer('/api/v1/me', { status: 401, body: { code: 'unauthorized' } });
    opened.socket.say('refused', 'forbidden');
    for (let turn = 0; turn < 6; turn += 1) await opened.settle();
    expect(path()).toBe('/sign-in?ended=1&next=%2F');
    expect(await opened.text()).toContain('Votre session est terminée. Connectez-vous à nouveau.');
  });

  it('reads the same words whether the address or the password is wrong', async () => {
    const http = new FakeHttp();
    http.answer('/api/v1/sign-in', { status: 401, body: { code: 'sign_in_failed' } });
    const opened = await openPage('/sign-in', 'fr', http);
    await signIn(opened);
    expect(await opened.text()).toContain('Adresse ou mot de passe inconnu');
  });

  it('who owes a code writes it down, or a recovery code, and gets to the page they wanted', async () => {
    const http = FakeHttp.withReports();
    http.answer('/api/v1/me', { status: 401, body: { code: 'unauthorized' } });
    http.answer('/api/v1/sign-in', { body: { next: 'code' } });
    const opened = await openPage('/sign-in?next=%2Freports', 'fr', http);
    await signIn(opened);
    expect(await opened.text()).toContain('Code à six chiffres');
    http.answer('/api/v1/sign-in/code', { status: 401, body: { code: 'code_wrong' } });
    write(opened.page, 'code', '123456');
    await send(opened);
    expect(await opened.text()).toContain('Ce code n’est pas le bon, ou il a déjà servi.');
    opened.page.querySelector<HTMLButtonElement>('button.link')?.click();
    expect(await opened.text()).toContain('Code de secours');
    http.answer('/api/v1/sign-in/code', { status: 204 });
    http.answer('/api/v1/me', { body: sampleMe(['reports.see']) });
    write(opened.page, 'code', ' k7vm-2wqx-9fht ');
    await send(opened);
    expect(http.asked.filter(({ address }) => address.endsWith('/code')).at(-1)?.body).toEqual({
      code: 'k7vm-2wqx-9fht',
    });
    expect(path()).toBe('/reports');
  });

  it('who gives the code too late begins again with the password', async () => {
    const http = new FakeHttp();
    http.answer('/api/v1/sign-in/code', { status: 401, body: { code: 'sign_in_again' } });
    const opened = await openPage('/sign-in?step=code', 'fr', http);
    write(opened.page, 'code', '123456');
    await send(opened);
    expect(await opened.text()).toContain('Le mot de passe date de plus de cinq minutes.');
    expect(opened.page.querySelector('input[name="password"]')).not.toBeNull();
  });

  it('is told how long to wait after too many tries', async () => {
    const http = new FakeHttp();
    http.answer('/api/v1/sign-in', { status: 429, headers: { 'retry-after': '12' } });
    const opened = await openPage('/sign-in', 'en', http);
    await signIn(opened);
    expect(await opened.text()).toContain('Too many tries. Try again in 12 seconds.');
  });

  it('is asked for the centre where the installation serves several', async () => {
    const http = new FakeHttp();
    http.answer('/api/v1/sign-in', { status: 400, body: { code: 'tenant_required' } });
    const opened = await openPage('/sign-in', 'fr', http);
    await signIn(opened);
    expect(await opened.text()).toContain('Quel centre ?');
    write(opened.page, 'tenant', ' place ');
    await send(opened);
    expect(http.asked.at(-1)?.body).toMatchObject({ tenant: 'place' });
  });

  it('finds the demonstration, where there is one, and every language', async () => {
    const http = new FakeHttp();
    const without = await openPage('/sign-in', 'fr', http);
    expect(await without.text()).not.toContain('démonstration');
    http.answer('/api/v1/me', { body: sampleMe([]) });
    const opened = await openPage('/sign-in', 'fr', http);
    await opened.settle();
    const link = [...opened.page.querySelectorAll('a')].find((one) =>
      one.textContent?.includes('Regarder la démonstration'),
    );
    expect(link?.getAttribute('href')).toBe('/?tenant=demo');
    const language = opened.page.querySelector<HTMLSelectElement>('vg-brand-mark select');
    if (language === null) throw new Error('there is no choice of language');
    language.value = 'en';
    language.dispatchEvent(new Event('change'));
    for (let turn = 0; turn < 3; turn += 1) await opened.settle();
    expect(await opened.text()).toContain('Look at the demonstration');
  });

  it('sends nothing while a field is empty', async () => {
    const http = new FakeHttp();
    const opened = await openPage('/sign-in', 'fr', http);
    await send(opened);
    expect(await opened.text()).toContain('Écrivez l’adresse et le mot de passe.');
    expect(http.asked.filter(({ method }) => method === 'POST')).toEqual([]);
  });
});

describe('the page to go on to', () => {
  it.each([
    ['/reports?month=2026-10', '/reports?month=2026-10'],
    ['//elsewhere.example/', '/'],
    ['/\\elsewhere.example', '/'],
    ['https://elsewhere.example/', '/'],
    ['/sign-in?next=/', '/'],
    [null, '/'],
  ])('of %s is %s: never another site’s', (wanted, page) => {
    expect(pageAfter(wanted)).toBe(page);
  });

  it('sends a link to who forgot, and tells nobody whether the address is known', async () => {
    const http = new FakeHttp();
    http.answer('/api/v1/links/ask', { status: 204 });
    const { page, settle, text } = await openPage('/sign-in?tenant=place', 'fr', http);
    const asks = async (email: string): Promise<string> => {
      const field = page.querySelector<HTMLInputElement>('vg-forgotten-link input');
      if (field !== null) field.value = email;
      page.querySelector('vg-forgotten-link form')?.dispatchEvent(new Event('submit', { cancelable: true }));
      for (let turn = 0; turn < 4; turn += 1) await settle();
      return text();
    };
    page.querySelector<HTMLButtonElement>('vg-forgotten-link button')?.click();
    await settle();
    expect(await asks('')).toContain('Écrivez votre adresse e-mail.');
    expect(await asks('anne@place.example')).toContain('si cette adresse est connue ici');
    expect(http.asked.find(({ address }) => address === '/api/v1/links/ask')?.body).toEqual({
      email: 'anne@place.example',
      tenant: 'place',
    });
    http.answer('/api/v1/links/ask', { status: 409, body: { code: 'no_mail_server' } });
    expect(await asks('anne@place.example')).toContain('Un administrateur de votre centre');
  });
});
