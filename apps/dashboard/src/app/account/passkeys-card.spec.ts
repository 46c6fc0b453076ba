import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { FakeHttp } from '../testing/fake-http';
import { type OpenedPage, openPage } from '../testing/open-page';
import { sampleMe } from '../testing/sample-people';
import { whyNoPasskeys } from './passkey-button';

const root = '/api/v1/me/passkeys';
const telephone = {
  id: 'k1',
  name: 'Téléphone',
  host: 'vigie.example',
  createdAt: '2026-10-01T08:00:00.000Z',
  lastUsedAt: null,
};
const challenge = 'AAAA';

/** What the browser is asked for, and what it answers. */
class FakeCredentials {
  readonly asked: unknown[] = [];
  failure: Error | null = null;

  readonly create = (options: unknown): Promise<unknown> =>
    this.answer(options, { attestationObject: bytes });
  readonly get = (options: unknown): Promise<unknown> =>
    this.answer(options, { authenticatorData: bytes, signature: bytes, userHandle: bytes });

  private async answer(options: unknown, more: object): Promise<unknown> {
    this.asked.push(options);
    if (this.failure !== null) throw this.failure;
    const response = { clientDataJSON: bytes, getTransports: () => ['internal'], ...more };
    return { id: 'AQID', rawId: bytes, type: 'public-key', response, getClientExtensionResults: () => ({}) };
  }
}
const bytes = new Uint8Array([1, 2, 3]).buffer;

const turns = async ({ settle }: OpenedPage): Promise<void> => {
  for (let turn = 0; turn < 6; turn += 1) await settle();
};
const opened = async (path: string, passkeys: readonly object[] = []) => {
  const http = new FakeHttp();
  http.answer('/api/v1/me', { body: sampleMe(['people.see']) });
  http.answer('/api/v1/me/sessions', { body: [] });
  http.answer('/api/v1/me/second-factor', { body: { since: null, recoveryCodesLeft: 0 } });
  http.answer(root, { body: passkeys });
  const page = await openPage(path, 'fr', http);
  await turns(page);
  return { http, page };
};
const press = async (page: OpenedPage, text: string): Promise<void> => {
  const found = [...page.page.querySelectorAll('button')].find((one) => one.textContent?.includes(text));
  if (found === undefined) throw new Error(`there is no button ${text}`);
  found.click();
  await turns(page);
};

describe('passkeys', () => {
  let credentials: FakeCredentials;

  beforeEach(() => {
    credentials = new FakeCredentials();
    Object.assign(globalThis, { PublicKeyCredential: class {} });
    Object.defineProperty(navigator, 'credentials', { configurable: true, value: credentials });
  });
  afterEach(() => {
    Reflect.deleteProperty(globalThis, 'PublicKeyCredential');
    Reflect.deleteProperty(navigator, 'credentials');
  });

  it('are named, made by the browser, and listed with when they were used', async () => {
    const { http, page } = await opened('/profile', [telephone]);
    expect(await page.text()).toContain('Téléphone vigie.example · pas encore utilisée');
    const user = { id: 'AAAA', name: 'paul@place.example', displayName: 'Paul' };
    const options = { challenge, rp: { id: 'localhost', name: 'Vigie' }, user, pubKeyCredParams: [] };
    http.answer(`${root}/begin`, { body: { options } });
    http.answer(`POST ${root}`, { body: { ...telephone, id: 'k2', name: 'Ordinateur' } });
    const form = page.page.querySelector<HTMLFormElement>('vg-passkeys-card form.fields');
    for (const [name, value] of [
      ['name', ' Ordinateur '],
      ['password', 'une phrase que je retiens'],
    ]) {
      const field = form?.querySelector<HTMLInputElement>(`input[name="${name ?? ''}"]`);
      if (field) field.value = value ?? '';
    }
    form?.dispatchEvent(new Event('submit', { cancelable: true }));
    await turns(page);
    expect(await page.text()).toContain('Ajoutée. Vous pouvez entrer avec elle.');
    const sent = http.asked.filter(({ method }) => method === 'POST').map(({ body }) => body);
    expect(sent[0]).toEqual({ password: 'une phrase que je retiens' });
    expect(sent[1]).toMatchObject({ name: 'Ordinateur', credential: { id: 'AQID', response: {} } });
  });

  it('sign in by one button, without a word typed', async () => {
    const { http, page } = await opened('/sign-in');
    http.answer('/api/v1/sign-in/passkey/begin', { body: { options: { challenge, rpId: 'localhost' } } });
    credentials.failure = Object.assign(new Error('no'), { name: 'NotAllowedError' });
    await press(page, 'Entrer avec une clé d’accès');
    expect(await page.text()).toContain('la demande du navigateur a été écartée');
    credentials.failure = null;
    http.answer('/api/v1/sign-in/passkey', { status: 401, body: { code: 'passkey_failed' } });
    await press(page, 'Entrer avec une clé d’accès');
    expect(await page.text()).toContain('Cette clé d’accès n’ouvre rien ici.');
    http.answer('/api/v1/sign-in/passkey', { status: 204 });
    await press(page, 'Entrer avec une clé d’accès');
    expect(TestBed.inject(Router).url).not.toContain('/sign-in');
    expect(http.asked.findLast(({ address }) => address.endsWith('/passkey'))?.body).toMatchObject({
      id: 'AQID',
      response: { signature: 'AQID', userHandle: 'AQID' },
    });
  });

  it('are not offered where the address is made of numbers, nor in a browser that knows none', () => {
    expect(['192.0.2.7', '[2001:db8::1]'].map((host) => whyNoPasskeys(host))).toEqual(['noHost', 'noHost']);
    expect(['localhost', 'vigie.example'].map((host) => whyNoPasskeys(host))).toEqual([null, null]);
    Reflect.deleteProperty(globalThis, 'PublicKeyCredential');
    expect(whyNoPasskeys('vigie.example')).toBe('noBrowser');
  });
});
