import { describe, expect, it } from '@jest/globals';

import { mailingQuery } from './mailing-query';
import { nextMailing, periodBefore } from './mailings';

const iso = (at: number): string => new Date(at).toISOString().slice(0, 16);
const paris = 'Europe/Paris';

describe('a history that is sent by the calendar', () => {
  it.each([
    ['day', '2026-03-28T05:59Z', '2026-03-28T06:00'],
    // At seven itself the next one is meant; that night the clocks go forward.
    ['day', '2026-03-28T06:00Z', '2026-03-29T05:00'],
    ['week', '2026-03-29T20:00Z', '2026-03-30T05:00'],
    ['week', '2026-03-30T05:00Z', '2026-04-06T05:00'],
    ['month', '2026-10-31T23:30Z', '2026-11-01T06:00'],
    ['month', '2026-12-01T06:00Z', '2027-01-01T06:00'],
  ] as const)('goes out at seven by the clock of its zone: each %s, after %s at %s', (every, after, next) => {
    expect(iso(nextMailing(every, Date.parse(after), paris))).toBe(next);
  });

  it.each([
    ['day', '2026-03-30T05:00Z', '2026-03-28T23:00', '2026-03-29T22:00'],
    ['week', '2026-03-30T05:00Z', '2026-03-22T23:00', '2026-03-29T22:00'],
    ['month', '2026-03-05T05:00Z', '2026-01-31T23:00', '2026-02-28T23:00'],
  ] as const)('tells the latest %s that has ended, at %s', (every, at, start, end) => {
    const period = periodBefore(every, Date.parse(at), paris);
    expect([iso(period.start), iso(period.end)]).toEqual([start, end]);
  });

  it('keeps of the address of a page what narrows it, and nothing of one range or file', () => {
    const address =
      'range=month&on=2026-03-01&clinicId=a&clinicId=b&weekdays=1,2&by=team&format=csv&compare=none';
    expect(mailingQuery(address, 'page')).toEqual({
      asked: { clinicId: ['a', 'b'], weekdays: '1,2', compare: 'none' },
      text: 'clinicId=a&clinicId=b&weekdays=1%2C2&compare=none',
      more: [],
    });
    expect(mailingQuery(address, 'breakdown')).toMatchObject({ asked: { by: 'team' }, more: ['by'] });
    expect(mailingQuery('', 'breakdown').asked).toEqual({ by: 'clinic' });
  });
});
