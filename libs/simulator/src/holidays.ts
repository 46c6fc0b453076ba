import { addDays, weekdayOf, type LocalDate } from './local-date';

/** The public holidays the demo centre's clinics keep. */
export type HolidayRegion = 'FR' | 'AD';

const fixedDays: Record<HolidayRegion, readonly string[]> = {
  FR: ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'],
  AD: ['01-01', '01-06', '03-14', '05-01', '08-15', '09-08', '11-01', '12-08', '12-25', '12-26'],
};

/** Days after Easter Sunday. France: Monday, Ascension, Whit Monday. Andorra: Carnival, Good Friday, two Mondays. */
const easterDays: Record<HolidayRegion, readonly number[]> = { FR: [1, 39, 50], AD: [-48, -2, 1, 50] };

/** Easter Sunday of the Gregorian calendar (Butcher's computus). */
export function easterSunday(year: number): LocalDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const shift = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const days = epact + weekday - 7 * shift + 114;
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${String(year)}-${pad(Math.floor(days / 31))}-${pad((days % 31) + 1)}`;
}

/** Whether that day is a public holiday of the region. */
export function isPublicHoliday(date: LocalDate, region: HolidayRegion): boolean {
  if (fixedDays[region].includes(date.slice(5))) return true;
  const easter = easterSunday(Number(date.slice(0, 4)));
  return easterDays[region].some((days) => addDays(easter, days) === date);
}

/** Monday to Friday, no public holiday of France: the centre's usual days. */
export const isWorkingDay = (date: LocalDate): boolean =>
  weekdayOf(date) <= 5 && !isPublicHoliday(date, 'FR');

/** The nth working day after a day. */
export function workingDayAfter(date: LocalDate, nth: number): LocalDate {
  let day = date;
  for (let left = nth; left > 0;) {
    day = addDays(day, 1);
    if (isWorkingDay(day)) left -= 1;
  }
  return day;
}
