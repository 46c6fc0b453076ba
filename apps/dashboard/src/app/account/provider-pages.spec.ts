import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { afterEach, describe, expect, it } from '@jest/globals';

import { FakeHttp } from '../testing/fake-http';
import { type OpenedPage, openPage } from '../testing/open-page';
import { sampleMe } from '../testing/sample-people';
import { Leaving } from './provider-button';

const turns = async ({ settle }: OpenedPage): Promise<void> => {
  for (let turn = 0; turn < 6; turn += 1) await settle();
};
const back = async (answer: Parameters<FakeHttp['answer']>[1]) => {
  const http = FakeHttp.withReports();
  http.answer('/api/v1/me', { body: sampleMe(['board.see', 'reports.see']) });
  http.answer('/api/v1/sign-in/provider', answer);
  globalThis.history.replaceState(null, '', '/sign-in/back?code=c%2Fd&state=s');
  const page = await openPage('/sign-in/back?code=c%2Fd&state=s', 'fr', http);
  await turns(page);
  return { http, page };
};

describe('the identity provider of an organisation', () => {
  afterEach(() => {
    globalThis.history.replaceState(null, '', '/');
  });

  it('is offered by its name where there is one, and the browser goes there', async () => {
    const http = new FakeHttp();
    http.answer('/api/v1/sign-in/ways', { body: { provider: { name: 'Compte de l’hôpital' } } });
    http.answer('/api/v1/sign-in/provider/begin', { body: { url: 'https://identity.example/auth?x=1' } });
    const page = await openPage('/sign-in?next=%2Freports', 'fr', http);
    await turns(page);
    const left: string[] = [];
    TestBed.inject(Leaving).go = (url) => void left.push(url);
    const button = [...page.page.querySelectorAll('button')].find((one) =>
      one.textContent?.includes('Entrer avec Compte de l’hôpital'),
    );
    button?.click();
    await turns(page);
    expect(left).toEqual(['https://identity.example/auth?x=1']);
    expect(http.asked.at(-1)).toMatchObject({ method: 'POST', body: { next: '/reports' } });
  });

  it('is not offered where there is none', async () => {
    const http = new FakeHttp();
    http.answer('/api/v1/sign-in/ways', { body: { provider: null } });
    const page = await openPage('/sign-in', 'fr', http);
    await turns(page);
    expect(page.page.querySelector('vg-provider-button button')).toBeNull();
  });

  it('sends back to the page that was wanted, its answer handed on as it came', async () => {
    const { http } = await back({ body: { next: '/reports' } });
    expect(TestBed.inject(Router).url).toBe('/reports');
    expect(http.asked.find(({ address }) => address.endsWith('/provider'))?.body).toEqual({
      query: '?code=c%2Fd&state=s',
    });
  });

  it('leads to no page of another site', async () => {
    await back({ body: { next: '//evil.example/' } });
    expect(TestBed.inject(Router).url).toBe('/');
  });

  it.each([
    ['provider_refused', 'ne vous a pas laissé entrer'],
    ['email_unverified', 'ne dit pas que votre adresse e-mail a été vérifiée'],
    ['not_invited', 'Demandez une invitation'],
    ['last_administrator', 'qu’un autre soit nommé d’abord'],
  ])('says why somebody is not in: %s', async (code, words) => {
    const { page } = await back({ status: 401, body: { code } });
    expect(await page.text()).toContain(words);
    expect(page.page.querySelector('a[href="/sign-in"]')).not.toBeNull();
  });
});
