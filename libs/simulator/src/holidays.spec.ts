import { describe, expect, it } from '@jest/globals';
import { easterSunday, isPublicHoliday } from './holidays';

describe('public holidays', () => {
  it('finds Easter', () => {
    const known = [
      '2000-04-23',
      '2008-03-23',
      '2011-04-24',
      '2024-03-31',
      '2025-04-20',
      '2026-04-05',
      '2038-04-25',
    ];
    expect(known.map((date) => easterSunday(Number(date.slice(0, 4))))).toEqual(known);
  });

  it('moves with Easter in France and has its own days in Andorra', () => {
    const holidays = ['2026-04-06', '2026-05-14', '2026-05-25', '2026-07-14', '2026-11-11'];
    for (const date of holidays) expect(isPublicHoliday(date, 'FR')).toBe(true);
    expect(isPublicHoliday('2026-04-03', 'FR')).toBe(false);
    expect(isPublicHoliday('2026-04-03', 'AD')).toBe(true);
    expect(isPublicHoliday('2026-09-08', 'AD')).toBe(true);
    expect(isPublicHoliday('2026-07-14', 'AD')).toBe(false);
  });
});
