import { describe, expect, it } from '@jest/globals';

import { addMonths, firstOfBlock, isMonth, monthAt, monthsUntil, rangeOfMonth } from './months';

describe('months', () => {
  it('are counted over the turn of a year', () => {
    expect([addMonths('2026-01', -1), addMonths('2026-12', 1), addMonths('2026-10', -12)]).toEqual([
      '2025-12',
      '2027-01',
      '2025-10',
    ]);
    expect(monthsUntil('2026-02', 3)).toEqual(['2025-12', '2026-01', '2026-02']);
  });

  it('begin and end by the clocks of a zone, whatever they are turned by', () => {
    const { start, end } = rangeOfMonth('2026-03', 'Europe/Paris');
    expect([new Date(start).toISOString(), new Date(end).toISOString()]).toEqual([
      '2026-02-28T23:00:00.000Z',
      '2026-03-31T22:00:00.000Z',
    ]);
    expect([monthAt(start, 'Europe/Paris'), monthAt(start - 1, 'Europe/Paris')]).toEqual([
      '2026-03',
      '2026-02',
    ]);
  });

  it('belong to one quarter and one year', () => {
    expect([firstOfBlock('2026-11', 3), firstOfBlock('2026-03', 3), firstOfBlock('2026-11', 12)]).toEqual([
      '2026-10',
      '2026-01',
      '2026-01',
    ]);
  });

  it('are written with two digits', () => {
    expect(['2026-10', '2026-1', '2026-00', '2026-13', 'October'].map(isMonth)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
