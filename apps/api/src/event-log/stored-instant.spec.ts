import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { parseStoredInstant } from './stored-instant';

describe('an instant as PostgreSQL writes it', () => {
  it('is read to the millisecond', () => {
    const min = Date.UTC(1970, 0, 1);
    const max = Date.UTC(2199, 11, 31);
    fc.assert(
      fc.property(fc.integer({ min, max }), (at) => {
        const written = new Date(at)
          .toISOString()
          .replace('T', ' ')
          .replace(/\.?0*Z$/, '');
        return parseStoredInstant(`${written}+00`) === at;
      }),
      { numRuns: 2_000 },
    );
  });

  it('loses what is finer than a millisecond', () => {
    expect(parseStoredInstant('2026-11-22 08:00:05.123999+00')).toBe(Date.UTC(2026, 10, 22, 8, 0, 5, 123));
  });

  it.each(['2026-11-22 08:00:05+01', '2026-11-22T08:00:05Z', '20261122 080005+00', 'infinity', ''])(
    'is not %p',
    (text) => {
      expect(() => parseStoredInstant(text)).toThrow(RangeError);
    },
  );
});
