import { describe, expect, it } from '@jest/globals';

import { relyingPartyOf } from './relying-party';
import { readUserHandle, userHandle } from './user-handle';

const origins = ['https://vigie.example', 'https://192.0.2.7'];

describe('the page that asks for a passkey', () => {
  it('is one that the settings name, or of this very machine by its name', () => {
    expect(relyingPartyOf({ origin: 'https://vigie.example', isLocal: false }, origins)).toEqual({
      rpId: 'vigie.example',
      origin: 'https://vigie.example',
    });
    expect(relyingPartyOf({ origin: 'http://localhost:3000', isLocal: true }, [])).toEqual({
      rpId: 'localhost',
      origin: 'http://localhost:3000',
    });
  });

  it.each([
    ['no page', undefined, true],
    ['no host name, though the settings name it', 'https://192.0.2.7', false],
    ['this very machine by number', 'http://127.0.0.1:3000', true],
    ['this very machine by its longer number', 'http://[::1]:3000', true],
    ['another port', 'https://vigie.example:8443', false],
    ['a name within', 'https://a.vigie.example', false],
    ['a name around', 'https://vigie.example.evil.example', false],
    ['not encrypted', 'http://vigie.example', false],
    ['localhost of somebody else', 'http://localhost:3000', false],
    ['a file', 'null', true],
  ])('is refused with a word: %s', (_, origin, isLocal) => {
    expect(() => relyingPartyOf({ origin, isLocal }, origins)).toThrow(
      expect.objectContaining({ code: 'passkeys_off', status: 409 }),
    );
  });
});

describe('whose a passkey is', () => {
  const personId = '0b1f6c1e-5a0c-4a3e-9a55-0c2c5e4d7f10';
  const tenants = [{ tenantId: 'lyon' }, { tenantId: 'place' }];
  const handle = Buffer.from(userHandle('place', personId)).toString('base64url');

  it('is read of what the authenticator keeps, which is no longer than it may be and tells no names', () => {
    expect(Buffer.from(handle, 'base64url')).toHaveLength(32);
    expect(readUserHandle(handle, tenants)).toEqual({ tenant: { tenantId: 'place' }, personId });
  });

  it('is nobody of another installation, and nothing of anything else', () => {
    expect(readUserHandle(handle, [{ tenantId: 'lyon' }])).toBeNull();
    for (const wrong of [undefined, '', 'AAAA', `${handle}AAAA`, '💥'])
      expect([wrong, readUserHandle(wrong, tenants)]).toEqual([wrong, null]);
  });
});
