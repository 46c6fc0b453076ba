import { describe, expect, it } from '@jest/globals';

import { homeCountryOf, readCallerNumber } from './caller-number';
import { CallerPseudonyms } from './caller-pseudonyms';

const key = Buffer.alloc(32, 7);
const lyon = new CallerPseudonyms(key, 'FR');

describe("a caller's number", () => {
  it.each([
    '+33199001234',
    '0199001234',
    '01 99 00 12 34',
    '0033199001234',
    '01.99.00.12.34',
    '+33 (0)199001234',
    '199001234',
    'tel:+33199001234',
    'sip:+33199001234@pbx.example;user=phone',
  ])('is the same line when it is written %s', (text) => {
    expect(readCallerNumber(text, 'FR')).toEqual({
      e164: '+33199001234',
      kind: 'fixed',
      mask: '01 99 00 •• ••',
    });
  });

  it.each([
    ['06 39 98 12 34', 'FR', 'mobile', '06 39 98 •• ••'],
    ['+999 00 00 00 00', 'FR', 'foreign', '+99 90 00 0• •• •'],
    ['+262 639 98 12 34', 'FR', 'mobile', '+26 26 39 98 •• ••'],
    ['600000000', 'ES', 'mobile', '60 00 0• •• •'],
    ['300000', 'AD', 'mobile', '30 •• ••'],
    ['112', 'FR', 'foreign', '•• •'],
  ] as const)('%s seen from %s is %s and shown as %s', (text, home, kind, mask) => {
    expect(readCallerNumber(text, home)).toMatchObject({ kind, mask });
  });

  it.each(['anonymous', '', 'Cabinet Durand', '+', '0639981234 et autre'])('has none in %p', (text) => {
    expect(readCallerNumber(text, 'FR')).toBeNull();
  });

  it('is read by the habits of the centre’s country', () => {
    expect(homeCountryOf('Europe/Paris')).toBe('FR');
    expect(homeCountryOf('Europe/Madrid')).toBe('ES');
    expect(homeCountryOf('Europe/Andorra')).toBe('AD');
  });
});

describe('the pseudonym of a caller', () => {
  it('is the same for every spelling of the number and another under another key', () => {
    const hash = lyon.of({ ani: '0639981234' }).aniHash;
    expect(hash).toMatch(/^[\w-]{22}$/);
    expect(lyon.of({ ani: '+33 6 39 98 12 34' }).aniHash).toBe(hash);
    expect(new CallerPseudonyms(Buffer.alloc(32, 8), 'FR').of({ ani: '0639981234' }).aniHash).not.toBe(hash);
  });

  it('never holds the number in clear, wherever the sender wrote it', () => {
    const all = [
      { ani: '0639981234' },
      { aniHash: '+33639981234' },
      { aniHash: 'x', aniMask: '06 39 98 12 34' },
    ];
    for (const fields of all) expect(JSON.stringify(lyon.of(fields))).not.toMatch(/9981234|98 12 34/);
    expect(lyon.of({ aniHash: '06 39 98 12 34' })).toEqual(lyon.of({ ani: '0639981234' }));
  });

  it('is none for a withheld number', () => {
    expect(lyon.of({ ani: 'anonymous' })).toEqual({ aniKind: 'withheld' });
    expect(lyon.of({ ani: '0639981234', aniKind: 'withheld' })).toEqual({ aniKind: 'withheld' });
  });

  it('is what the sender made when it hashes by itself', () => {
    const own = { aniHash: 'own-hash', aniKind: 'mobile', aniMask: '06 39 98 •• ••' } as const;
    expect(lyon.of(own)).toEqual(own);
  });
});
