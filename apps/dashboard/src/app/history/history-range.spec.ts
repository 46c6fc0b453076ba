import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { dayBeside, dayIn, daysLater, daysOf, isDay, shifted } from './history-range';

describe('the range of the history page', () => {
  it('goes from a month to the one before and the one after, also from one that is not over', () => {
    const days = { first: '2026-03-01', last: '2026-03-12' };
    expect(dayBeside('month', days, -1)).toBe('2026-02-28');
    expect(dayBeside('month', days, 1)).toBe('2026-04-01');
    expect(dayBeside('quarter', { first: '2026-10-01', last: '2026-11-30' }, 1)).toBe('2027-01-01');
    expect(dayBeside('week', { first: '2026-11-23', last: '2026-11-25' }, 1)).toBe('2026-11-30');
    expect(dayBeside('today', { first: '2026-11-23', last: '2026-11-23' }, 1)).toBe('2026-11-24');
  });

  it('comes back to the days it had when it goes a step and back', () => {
    const day = fc.integer({ min: 0, max: 4000 }).map((days) => daysLater('2020-01-01', days));
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 400 }), (first, days) => {
        const span = { first, last: daysLater(first, days) };
        expect(shifted(span, -1).last).toBe(daysLater(first, -1));
        expect(shifted(shifted(span, -1), 1)).toEqual(span);
      }),
    );
  });

  it('takes the days of the centre, not of the browser: October begins in Paris at ten in the evening by UTC', () => {
    const october = { from: '2026-09-30T22:00:00.000Z', to: '2026-10-31T23:00:00.000Z' };
    expect(daysOf(october, 'Europe/Paris')).toEqual({ first: '2026-10-01', last: '2026-10-31' });
    expect(dayIn('UTC', Date.parse(october.from))).toBe('2026-09-30');
  });

  it('takes no day that does not exist', () => {
    expect(isDay('2026-02-30')).toBe(false);
    expect(isDay('2026-02-28')).toBe(true);
    expect(isDay('february')).toBe(false);
  });
});
