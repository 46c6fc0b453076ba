import { describe, expect, it } from '@jest/globals';

import { readLocalInstant } from './local-instant';

const paris = (text: string): string => {
  const read = readLocalInstant(text, () => 'Europe/Paris');
  return read.ok ? new Date(read.at).toISOString() : read.problem;
};

describe('a time in a file', () => {
  it.each([
    ['2026-01-31T09:05:07', '2026-01-31T08:05:07.000Z'],
    ['2026-07-31 09:05', '2026-07-31T07:05:00.000Z'],
    ['2026-07-31 09:05:06,5', '2026-07-31T07:05:06.500Z'],
    ['2026-07-31T09:05:06.123456', '2026-07-31T07:05:06.123Z'],
    ['2026-07-31T09:05:06Z', '2026-07-31T09:05:06.000Z'],
    ['2026-07-31T09:05-03:00', '2026-07-31T12:05:00.000Z'],
    ['2026-07-31 09:05:06 +0530', '2026-07-31T03:35:06.000Z'],
  ])('%s is %s', (text, instant) => {
    expect(paris(text)).toBe(instant);
  });

  it('is the first of an hour that the clocks show twice', () => {
    expect(paris('2026-10-25T02:59:59')).toBe('2026-10-25T00:59:59.000Z');
    expect(paris('2026-10-25T03:00:00')).toBe('2026-10-25T02:00:00.000Z');
    expect(paris('2026-10-25T02:30:00+01:00')).toBe('2026-10-25T01:30:00.000Z');
  });

  it('is none in an hour that the clocks skip', () => {
    expect(paris('2026-03-29T01:59:59')).toBe('2026-03-29T00:59:59.000Z');
    expect(paris('2026-03-29T02:00:00')).toBe('does not exist: the clocks of Europe/Paris skip that hour');
    expect(paris('2026-03-29T02:59:59')).toBe('does not exist: the clocks of Europe/Paris skip that hour');
    expect(paris('2026-03-29T03:00:00')).toBe('2026-03-29T01:00:00.000Z');
  });

  it.each([
    '',
    '2026-02-30T09:00:00',
    '31/01/2026 09:05',
    '2026-01-31',
    '2026-01-31T25:00:00',
    '1899-01-31T09:00:00',
  ])('is not %p', (text) => {
    expect(paris(text)).toBe('must be a time such as 2026-01-31T09:05:00');
  });
});
