import { dateOfDay, dayOfDate } from '@vigie/metrics';
import { describe, expect, it } from '@jest/globals';
import { isHolidayRegion, publicHolidays } from './public-holidays';

function daysOf(region: string, year: number): string[] {
  const first = dayOfDate(`${year}-01-01`);
  return Array.from({ length: 366 }, (_, index) => first + index)
    .filter((day) => dateOfDay(day).startsWith(String(year)) && publicHolidays(region)(day))
    .map((day) => dateOfDay(day).slice(5));
}

const france = [
  '01-01',
  '04-06',
  '05-01',
  '05-08',
  '05-14',
  '05-25',
  '07-14',
  '08-15',
  '11-01',
  '11-11',
  '12-25',
];

describe('public holidays', () => {
  it('of France are eleven', () => {
    expect(daysOf('FR', 2026)).toEqual(france);
  });

  it('of Alsace-Moselle add Good Friday and the day after Christmas', () => {
    expect(daysOf('FR-57', 2026)).toEqual([...france, '04-03', '12-26'].sort());
  });

  it('of Catalonia hold Sant Joan, the Diada and Sant Esteve, and not the Friday before Easter alone', () => {
    const catalonia = daysOf('ES-CT', 2026);
    for (const day of ['01-06', '04-03', '04-06', '06-24', '09-11', '10-12', '12-08', '12-26']) {
      expect(catalonia).toContain(day);
    }
    expect(catalonia).not.toContain('07-14');
    expect(catalonia).not.toContain('04-02');
  });

  it('of Andorra hold Carnival, the Constitution and Meritxell, and no bank holiday', () => {
    const andorra = daysOf('AD', 2026);
    for (const day of ['02-16', '03-14', '09-08']) expect(andorra).toContain(day);
    expect(andorra).not.toContain('12-24');
  });

  it('are known only for codes that exist', () => {
    expect(['FR', 'FR-57', 'FR-67', 'ES-CT', 'AD'].filter((code) => !isHolidayRegion(code))).toEqual([]);
    expect(['FR-99', 'ES-XX', 'XX', 'toString'].filter(isHolidayRegion)).toEqual([]);
  });
});
