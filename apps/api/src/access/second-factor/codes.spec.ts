import { describe, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';

import { newSecret, secretUri, stepOfCode } from './one-time-code';
import { newRecoveryCodes, recoveryCodeHash } from './code-check';

/** The secret of RFC 6238, appendix B. */
const rfcSecret = Secret.fromLatin1('12345678901234567890').base32;
const at = (seconds: number): number => seconds * 1_000;

describe('a code of an application', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('is the one of RFC 6238 at second %s', (second, code) => {
    expect(stepOfCode(rfcSecret, code, at(second))).toBe(Math.floor(second / 30));
  });

  it('is taken with a clock that is half a minute off, and not with one that is a minute off', () => {
    const code = '081804';
    const step = Math.floor(1_111_111_109 / 30);
    const middle = step * 30 + 15;
    const taken = [-60, -30, 0, 30, 60].map((off) => stepOfCode(rfcSecret, code, at(middle + off)));
    expect(taken).toEqual([null, step, step, step, null]);
  });

  it('may be written in two groups, and is nothing else', () => {
    expect(stepOfCode(rfcSecret, ' 287 082 ', at(59))).toBe(1);
    for (const wrong of ['28708', '2870822', '-87082', '287o82', '', '٢٨٧٠٨٢'])
      expect([wrong, stepOfCode(rfcSecret, wrong, at(59))]).toEqual([wrong, null]);
  });

  it('is made of 160 bits that are new each time, and that an application reads from the picture', () => {
    const secret = newSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/u);
    expect(newSecret()).not.toBe(secret);
    const uri = secretUri(secret, { centre: 'Centre: Lyon & Nice', email: 'claire@example.com' });
    expect(uri).toMatch(/^otpauth:\/\/totp\/Vigie%20Centre%20%20Lyon%20%26%20Nice:claire%40example\.com\?/u);
    expect(new URL(uri).searchParams.get('secret')).toBe(secret);
    const token = TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: at(90) });
    expect(stepOfCode(secret, token, at(90))).toBe(3);
  });
});

describe('recovery codes', () => {
  const key = Buffer.alloc(32, 7);

  it('are ten, unlike each other, of signs that nobody takes for one another', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^([2-9a-hjkmnp-z]{4}-){2}[2-9a-hjkmnp-z]{4}$/u);
  });

  it('are known however they are typed, of one person alone, and by nobody without the key', () => {
    const [code = ''] = newRecoveryCodes();
    const hash = recoveryCodeHash(code, key, 'claire');
    expect(recoveryCodeHash(` ${code.toUpperCase().replaceAll('-', ' ')} `, key, 'claire')).toEqual(hash);
    expect(recoveryCodeHash(code, key, 'anne')).not.toEqual(hash);
    expect(recoveryCodeHash(code, Buffer.alloc(32, 8), 'claire')).not.toEqual(hash);
  });
});
