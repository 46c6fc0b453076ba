import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

import { readNumber, type HomeCountry } from './caller-number';

/** Digits of a line by the library alone; null where it knows no such number. */
function byLibrary(text: string, home: HomeCountry): { e164: string; national: string } | null {
  const parsed = parsePhoneNumberFromString(text, { defaultCountry: home, extract: false });
  if (parsed?.isPossible() !== true || parsed.country !== home) return null;
  return { e164: parsed.number, national: parsed.formatNational().replace(/\D/g, '') };
}

/** French numbers overseas have codes of their own, which the library is not asked for. */
const isOverseas = (national: string): boolean => /^0(?:26[239]|69|639|59[046])/.test(national);

describe('reading a number at sight', () => {
  const written = fc.tuple(
    fc.constantFrom<HomeCountry>('FR', 'ES', 'AD'),
    fc.constantFrom('', '0', '+33', '+34', '+376', '0033', '34', '33'),
    fc.stringMatching(/^\d{5,10}$/),
  );

  it('gives what the library gives, whatever is dialled from France, Spain and Andorra', () => {
    fc.assert(
      fc.property(written, ([home, before, digits]) => {
        const expected = byLibrary(`${before}${digits}`.replace(/^00/, '+'), home);
        fc.pre(expected !== null && !isOverseas(expected.national));
        expect(readNumber(`${before}${digits}`, home)).toEqual(expected);
      }),
      { numRuns: 3_000 },
    );
  });

  it.each([
    ['01 99 00 12 34', 'FR', '+33199001234', '0199001234'],
    ['+33 1 99 00 12 34', 'FR', '+33199001234', '0199001234'],
    ['0033199001234', 'FR', '+33199001234', '0199001234'],
    ['sip:0199001234@pbx', 'FR', '+33199001234', '0199001234'],
    ['06 39 98 12 34', 'FR', '+33639981234', '0639981234'],
    ['+34 600 00 00 00', 'ES', '+34600000000', '600000000'],
    ['600000000', 'ES', '+34600000000', '600000000'],
    ['300 123', 'AD', '+376300123', '300123'],
    ['+33199001234', 'ES', '+33199001234', null],
  ] as const)('reads %s in %s', (text, home, e164, national) => {
    expect(readNumber(text, home)).toEqual({ e164, national });
  });
});
