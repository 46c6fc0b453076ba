import { describe, expect, it } from '@jest/globals';
import decodeQR from 'qr/decode.js';

import { FakeHttp } from '../testing/fake-http';
import { openPage, type OpenedPage } from '../testing/open-page';
import { sampleMe } from '../testing/sample-people';

const root = '/api/v1/me/second-factor';
const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const uri = `otpauth://totp/Vigie%20Place:paul%40place.example?issuer=Vigie%20Place&secret=${secret}`;
const recoveryCodes = ['k7vm-2wqx-9fht', 'p4nd-8tcz-3hja'];

const turns = async ({ settle }: OpenedPage): Promise<void> => {
  for (let turn = 0; turn < 4; turn += 1) await settle();
};
const opened = async (since: string | null) => {
  const http = new FakeHttp();
  http.answer('/api/v1/me', { body: sampleMe(['people.see']) });
  http.answer('/api/v1/me/sessions', { body: [] });
  http.answer('/api/v1/me/passkeys', { body: [] });
  http.answer(root, { body: { since, recoveryCodesLeft: since === null ? 0 : 9 } });
  const page = await openPage('/profile', 'fr', http);
  await turns(page);
  const card = page.page.querySelector<HTMLElement>('vg-second-factor-card');
  if (card === null) throw new Error('there is no card of the second factor');
  return { http, page, card };
};
const submit = async (page: OpenedPage, card: HTMLElement, name: string, value: string): Promise<void> => {
  const field = card.querySelector<HTMLInputElement>(`input[name="${name}"]`);
  if (field === null) throw new Error(`there is no field ${name}`);
  field.value = value;
  field.form?.dispatchEvent(new Event('submit', { cancelable: true }));
  await turns(page);
};

/** What a telephone reads off the picture: its path painted into pixels, four to a module. */
function readPicture(card: HTMLElement): string {
  const size = Number(card.querySelector('svg')?.getAttribute('viewBox')?.split(' ').at(-1));
  const side = size * 4;
  const data = new Uint8Array(side * side * 4).fill(255);
  const path = card.querySelector('path')?.getAttribute('d') ?? '';
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/gu))
    for (let row = 0; row < 4; row += 1)
      for (let column = 0; column < 4; column += 1) {
        const at = ((Number(y) * 4 + row) * side + Number(x) * 4 + column) * 4;
        data.fill(0, at, at + 3);
      }
  return decodeQR({ width: side, height: side, data });
}

describe('the code beside the password', () => {
  it('is set up by a picture that a telephone reads, a first code, and ten codes shown once', async () => {
    const { http, page, card } = await opened(null);
    http.answer(`POST ${root}`, { body: { secret, uri } });
    await submit(page, card, 'password', 'une phrase que je retiens');
    expect(http.asked.at(-1)?.body).toEqual({ password: 'une phrase que je retiens' });
    expect(readPicture(card)).toBe(uri);
    expect(await page.text()).toContain('JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP');

    http.answer(`PUT ${root}`, { status: 400, body: { code: 'code_wrong' } });
    await submit(page, card, 'code', '111111');
    expect(await page.text()).toContain('Ce n’est pas le code de cet instant.');
    http.answer(`PUT ${root}`, { body: { recoveryCodes } });
    await submit(page, card, 'code', ' 123 456 ');
    expect(http.asked.find(({ method, body }) => method === 'PUT' && body !== null)?.body).toEqual({
      code: '111111',
    });
    const shown = await page.text();
    for (const text of ['Vos codes de secours', ...recoveryCodes, 'Vos autres sessions sont fermées'])
      expect(shown).toContain(text);
    expect(shown).not.toContain('JBSW');
    card.querySelector('button')?.click();
    expect(await page.text()).not.toContain(recoveryCodes[0]);
  });

  it('says since when it is asked for, and is switched off by the password alone', async () => {
    const { http, page, card } = await opened('2026-11-02T09:00:00.000Z');
    expect(await page.text()).toContain('Il reste 9 codes de secours.');
    const off = [...card.querySelectorAll('button')].find((one) =>
      one.textContent?.includes('Ne plus demander'),
    );
    http.answer(`${root}/switch-off`, { status: 401, body: { code: 'sign_in_failed' } });
    off?.click();
    await turns(page);
    expect(await page.text()).toContain('Le mot de passe actuel n’est pas le bon.');
    http.answer(`${root}/switch-off`, { status: 204 });
    http.answer(root, { body: { since: null, recoveryCodesLeft: 0 } });
    off?.click();
    await turns(page);
    expect(await page.text()).toContain('Plus aucun code n’est demandé.');
  });
});
