import { describe, expect, it } from '@jest/globals';

import { dateOrdersOf, readLocalInstant, type DateOrder } from './local-instant';

const paris = (text: string, order?: DateOrder): string => {
  const read = readLocalInstant(text, () => 'Europe/Paris', order);
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

  it.each([
    ['31/01/2026 9:05', 'dmy', '2026-01-31T08:05:00.000Z'],
    ['03/04/2026 09:05:07', 'dmy', '2026-04-03T07:05:07.000Z'],
    ['03/04/2026 09:05:07', 'mdy', '2026-03-04T08:05:07.000Z'],
    ['3.4.2026 9:05', 'dmy', '2026-04-03T07:05:00.000Z'],
    ['2026-1-5 9:05', 'mdy', '2026-01-05T08:05:00.000Z'],
    ['31/01/26 09:05', 'dmy', '2026-01-31T08:05:00.000Z'],
    ['31.01.26 9h05', 'dmy', '2026-01-31T08:05:00.000Z'],
    ['1/31/2026 9:05 PM', 'mdy', '2026-01-31T20:05:00.000Z'],
    ['1/31/2026 12:05:30 am', 'mdy', '2026-01-30T23:05:30.000Z'],
  ] as const)('%s, by %s, is %s as a spreadsheet writes it', (text, order, instant) => {
    expect(paris(text, order)).toBe(instant);
  });

  it('is never guessed from two numbers that are both a month', () => {
    expect(paris('03/04/2026 09:05')).toBe('is 3 April or 4 March? Say dateOrder=dmy or dateOrder=mdy');
    expect(paris('31/01/2026 09:05', 'mdy')).toBe('must be a time such as 2026-01-31T09:05:00');
    expect(dateOrdersOf('03/04/2026 09:05')).toEqual(['dmy', 'mdy']);
    expect(dateOrdersOf('16/11/2026 09:05')).toEqual(['dmy']);
    expect(dateOrdersOf('11/16/2026')).toEqual(['mdy']);
    expect(dateOrdersOf('2026-11-16 09:05')).toEqual([]);
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
    '26-01-31 09:05',
    '2026-01-31 13:05 PM',
    '2026-01-31 0:05 AM',
    '2026-01-31T09:05:00x',
    '31/01.2026 09:05',
    '2026-01-31',
    '2026-01-31T25:00:00',
    '1899-01-31T09:00:00',
  ])('is not %p', (text) => {
    expect(paris(text)).toBe('must be a time such as 2026-01-31T09:05:00');
  });
});
