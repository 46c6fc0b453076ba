import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { homeCountryOf, readCallerNumber, readNumber } from './caller-number';
import { callerKeysAt } from './caller-keys';
import { CallerPseudonyms } from './caller-pseudonyms';

const key = Buffer.alloc(32, 7);
const lyon = new CallerPseudonyms(key);

describe("a caller's number", () => {
  it.each([
    '+33199001234',
    '0199001234',
    '01 99 00 12 34',
    '0033199001234',
    '33199001234',
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
    ['ES', '+34600000000', ['600000000', '34600000000', '0034600000000', '+34 600 00 00 00']],
    ['AD', '+376300123', ['300123', '376300123', '00376300123', '+376 300 123']],
    ['FR', '+596696123456', ['0696123456', '+596696123456', '00596696123456', '+33696123456']],
    ['FR', '+442079460958', ['+44 (0)20 7946 0958', '0044 20 7946 0958', '442079460958']],
    ['ES', '+33199001234', ['0033199001234', '33199001234', '+33199001234']],
    ['AD', '+34600000000', ['34600000000', '0034600000000']],
    [
      'FR',
      '+33199001234',
      [
        '"Dr Puig" <0199001234>',
        'Dr Puig <sip:+33199001234@pbx.example;user=phone>',
        '\u202a01\u201199\u00a000 12 34\u202c',
        '０１９９００１２３４',
      ],
    ],
  ] as const)('in %s is one line, %s, in each of its spellings', (home, e164, spellings) => {
    for (const text of spellings) expect(readCallerNumber(text, home)?.e164).toBe(e164);
  });

  it('of a nine-digit line with a 6 is of the country of the clinic, not of the centre', () => {
    expect(readCallerNumber('699123456', 'ES')?.e164).toBe('+34699123456');
    expect(readCallerNumber('639981234', 'FR')?.e164).toBe('+33639981234');
  });

  it.each([
    ['06 39 98 12 34', 'FR', 'mobile', '06 39 98 •• ••'],
    ['+999 00 00 00 00', 'FR', 'foreign', '+99 90 00 0• •• •'],
    ['+262 639 98 12 34', 'FR', 'mobile', '+26 26 39 98 •• ••'],
    ['600000000', 'ES', 'mobile', '60 00 0• •• •'],
    ['300000', 'AD', 'mobile', '30 •• ••'],
  ] as const)('%s seen from %s is %s and shown as %s', (text, home, kind, mask) => {
    expect(readCallerNumber(text, home)).toMatchObject({ kind, mask });
  });

  it.each([
    'anonymous',
    '',
    'Cabinet Durand',
    '+',
    '0639981234 et autre',
    '000',
    '0000000000',
    '999999999',
    '+266696687',
    '266696687',
    '112',
    '3635',
    '1234',
    '118218',
    '+33999999999',
    '0999999999',
    '00330000000000',
    '+33266696687',
    '0123456789',
    '"Anonymous" <sip:anonymous@anonymous.invalid>',
  ])('has none in %p: nobody is told by it', (text) => {
    expect(readCallerNumber(text, 'FR')).toBeNull();
  });

  it('is written as it always was where one was well written: nobody becomes another caller by an update', () => {
    const french = fc
      .stringMatching(/^[1-9][0-9]{8}$/u)
      .filter((digits) => !/^(?:26[239]|59[046]|639|69)/u.test(digits));
    const spanish = fc.stringMatching(/^[6-9][0-9]{8}$/u);
    const andorran = fc.stringMatching(/^[3-9][0-9]{5}$/u);
    const sameDigits = /^(\d)\1*$/u;
    const holds = (home: 'FR' | 'ES' | 'AD', code: string, prefix: string, digits: string): void => {
      fc.pre(
        !sameDigits.test(`${prefix}${digits}`) &&
          !sameDigits.test(`${code}${digits}`) &&
          digits !== '266696687',
      );
      expect(readCallerNumber(`${prefix}${digits}`, home)?.e164).toBe(`+${code}${digits}`);
      expect(readCallerNumber(`+${code}${digits}`, home)?.e164).toBe(`+${code}${digits}`);
    };
    fc.assert(fc.property(french, (digits) => holds('FR', '33', '0', digits)));
    fc.assert(fc.property(spanish, (digits) => holds('ES', '34', '', digits)));
    fc.assert(fc.property(andorran, (digits) => holds('AD', '376', '', digits)));
  });

  it('is read by the habits of the place it is called from', () => {
    expect(homeCountryOf('Europe/Paris')).toBe('FR');
    expect(homeCountryOf('Europe/Madrid')).toBe('ES');
    expect(homeCountryOf('Europe/Andorra')).toBe('AD');
  });

  it('as it is dialled may be short: a service is a line too', () => {
    expect(readNumber('3635', 'FR')).toEqual({ e164: '3635', national: null });
  });
});

describe('the pseudonym of a caller', () => {
  it('is the same for every spelling of the number and another under another key', () => {
    const hash = lyon.of({ ani: '0639981234' }, 'FR').aniHash;
    expect(hash).toMatch(/^[\w-]{22}$/);
    expect(lyon.of({ ani: '+33 6 39 98 12 34' }, 'FR').aniHash).toBe(hash);
    expect(new CallerPseudonyms(Buffer.alloc(32, 8)).of({ ani: '0639981234' }, 'FR').aniHash).not.toBe(hash);
  });

  it('never holds the number in clear, wherever the sender wrote it', () => {
    const all = [
      { ani: '0639981234' },
      { aniHash: '+33639981234' },
      { aniHash: 'x', aniMask: '06 39 98 12 34' },
    ];
    for (const fields of all) expect(JSON.stringify(lyon.of(fields, 'FR'))).not.toMatch(/9981234|98 12 34/);
    expect(lyon.of({ aniHash: '06 39 98 12 34' }, 'FR')).toEqual(lyon.of({ ani: '0639981234' }, 'FR'));
  });

  it('is none for a withheld number', () => {
    expect(lyon.of({ ani: 'anonymous' }, 'FR')).toEqual({ aniKind: 'withheld' });
    expect(lyon.of({ ani: '0639981234', aniKind: 'withheld' }, 'FR')).toEqual({ aniKind: 'withheld' });
  });

  it('is made of what the sender made when it hashes by itself: nobody but us can make it again', () => {
    const own = {
      aniHash: 'a94a8fe5ccb19ba61c4c0873d391e987',
      aniKind: 'mobile',
      aniMask: '06 39 98 •• ••',
    } as const;
    const made = lyon.of(own, 'FR');
    expect(made).toEqual({ ...own, aniHash: expect.stringMatching(/^[\w-]{22}$/u) });
    expect(made.aniHash).not.toBe(own.aniHash);
    expect(lyon.of(own, 'ES').aniHash).toBe(made.aniHash);
    expect(new CallerPseudonyms(Buffer.alloc(32, 8)).of(own, 'FR').aniHash).not.toBe(made.aniHash);
  });

  it('takes for a hash or a mask only what looks like one', () => {
    for (const aniHash of ['x', 'Mme Durand 0199001234', 'n0199001234', 'a'.repeat(65)])
      expect(lyon.of({ aniHash, aniKind: 'mobile' }, 'FR')).toEqual({ aniKind: 'mobile' });
    for (const aniMask of ['Mme Durand', '01 99 00 12 ٣٤', '06 39 98 12 34', '01 99 00 •• •'])
      expect(lyon.of({ aniMask }, 'FR')).toEqual({});
    for (const aniMask of ['01 99 00 •• ••', '+99 90 00 0• •• •', '+•• ••••', '60 00 0• •• •'])
      expect(lyon.of({ aniMask }, 'FR')).toEqual({ aniMask });
  });
});

describe('a caller while the key is rotated', () => {
  const next = new CallerPseudonyms(Buffer.alloc(32, 9));
  const both = new CallerPseudonyms(Buffer.alloc(32, 9), key);

  it('is known under both keys in the window, by number and by a hash that is sent', () => {
    for (const fields of [{ ani: '0199001234' }, { aniHash: 'a-hash-of-the-sender' }]) {
      expect(both.of(fields, 'FR')).toMatchObject({
        aniHash: next.of(fields, 'FR').aniHash,
        aniHashBefore: lyon.of(fields, 'FR').aniHash,
      });
      expect(next.of(fields, 'FR')).not.toHaveProperty('aniHashBefore');
      expect(next.of(fields, 'FR').aniHash).not.toBe(lyon.of(fields, 'FR').aniHash);
    }
  });

  it('is known under no key when the number is withheld', () => {
    expect(both.of({ ani: 'anonymous' }, 'FR')).toEqual({ aniKind: 'withheld' });
  });

  it('is hashed by the first key before, by both in the window, and then by the newest alone', () => {
    const versions = [
      { version: 2, since: 100, until: 130 },
      { version: 3, since: 500, until: 530 },
    ];
    const at = (instant: number) => callerKeysAt(versions, instant);
    expect(callerKeysAt([], 100)).toEqual({ version: 1, before: null });
    expect(at(99)).toEqual({ version: 1, before: null });
    expect(at(100)).toEqual({ version: 2, before: 1 });
    expect(at(130)).toEqual({ version: 2, before: null });
    expect(at(501)).toEqual({ version: 3, before: 2 });
    expect(at(900)).toEqual({ version: 3, before: null });
  });
});
