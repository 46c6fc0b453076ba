import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { parseEpochSeconds, parseInstant } from './parse-instant';

describe('the time of an event', () => {
  it('reads every instant of the century to the millisecond', () => {
    const from = Date.UTC(2000, 0, 1);
    const to = Date.UTC(2099, 11, 31, 23, 59, 59, 999);
    fc.assert(
      fc.property(
        fc.integer({ min: from, max: to }),
        (at) => parseInstant(new Date(at).toISOString()) === at,
      ),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['2026-11-22T09:00:05.120+01:00', Date.UTC(2026, 10, 22, 8, 0, 5, 120)],
    ['2026-11-22T09:00:05-03:30', Date.UTC(2026, 10, 22, 12, 30, 5)],
    ['2026-11-22t09:00:05z', Date.UTC(2026, 10, 22, 9, 0, 5)],
    ['2026-11-22T09:00:05.1Z', Date.UTC(2026, 10, 22, 9, 0, 5, 100)],
    ['2026-11-22T09:00:05.123999999Z', Date.UTC(2026, 10, 22, 9, 0, 5, 123)],
    ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
  ])('reads %s', (text, at) => {
    expect(parseInstant(text)).toBe(at);
  });

  it.each([
    '2026-11-22T09:00:05',
    '2026-11-22',
    '2026-02-29T00:00:00Z',
    '2026-04-31T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-11-22T24:00:00Z',
    '2026-11-22T09:60:00Z',
    '2026-11-22T09:00:61Z',
    '2026-11-22T09:00:05.Z',
    '2026-11-22T09:00:05+1:00',
    '2026-11-22T09:00:05+25:00',
    '2026-11-22T09:00:05Zulu',
    '1999-12-31T23:59:59Z',
    '+002026-11-22T09:00:05Z',
    '٢٠٢٦-11-22T09:00:05Z',
    '',
  ])('refuses %p', (text) => {
    expect(parseInstant(text)).toBeNull();
  });
});

describe('a time in seconds since 1970', () => {
  it.each([
    ['1795766400', 1_795_766_400_000],
    ['1795766400.5', 1_795_766_400_500],
    ['1795766399.999999', 1_795_766_399_999],
    ['1795766399.0009', 1_795_766_399_000],
  ])('%s is cut to its millisecond, never rounded up into the next', (text, at) => {
    expect(parseEpochSeconds(text)).toBe(at);
  });

  it('is the same instant by either door, however many decimals it has', () => {
    const seconds = fc.integer({ min: 946_684_800, max: 4_102_444_799 });
    fc.assert(
      fc.property(seconds, fc.stringMatching(/^\d{1,9}$/u), (whole, fraction) => {
        const written = `${new Date(whole * 1000).toISOString().slice(0, 19)}.${fraction}Z`;
        expect(parseEpochSeconds(`${whole}.${fraction}`)).toBe(parseInstant(written));
      }),
    );
  });
});
