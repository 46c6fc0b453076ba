/** A day of the centre's wall calendar, `YYYY-MM-DD`. */
export type LocalDate = string;

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

export const secondMs = 1_000;
export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

/** The zone in which the demo centre lives; its Andorran clinic keeps the same time. */
export const demoTimezone = 'Europe/Paris';

const formatter = new Intl.DateTimeFormat('en-CA', {
  timeZone: demoTimezone,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

function wallClockAsUtc(at: Instant): Instant {
  const parts = Object.fromEntries(
    formatter.formatToParts(at).map((part) => [part.type, Number(part.value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

const utcMidnight = (date: LocalDate): Instant => Date.parse(`${date}T00:00:00Z`);
const toLocalDate = (utc: Instant): LocalDate => new Date(utc).toISOString().slice(0, 10);

/** The wall calendar's day at an instant. */
export const localDateOf = (at: Instant): LocalDate => toLocalDate(wallClockAsUtc(at));

/** Milliseconds of the wall clock since its midnight. */
export const wallClockMsOf = (at: Instant): number => wallClockAsUtc(Math.floor(at / 1000) * 1000) % dayMs;

/**
 * The instant to which milliseconds of a day's wall clock are added. It takes the offset of noon, so it is exact
 * for every hour in which the centre works; on the two days a year when clocks change, the small hours before the
 * change are told an hour off.
 */
export function dayBase(date: LocalDate): Instant {
  const noon = utcMidnight(date) + 12 * hourMs;
  return utcMidnight(date) - (wallClockAsUtc(noon) - noon);
}

export const addDays = (date: LocalDate, days: number): LocalDate =>
  toLocalDate(utcMidnight(date) + days * dayMs);

/** 1 = Monday … 7 = Sunday. */
export const weekdayOf = (date: LocalDate): number => ((new Date(utcMidnight(date)).getUTCDay() + 6) % 7) + 1;

/** 1 = January … 12 = December. */
export const monthOf = (date: LocalDate): number => Number(date.slice(5, 7));

/** Whole days from the first date to the second; negative when the second is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number =>
  (utcMidnight(to) - utcMidnight(from)) / dayMs;

/** Minutes of a clock time such as `08:30`. */
export function minutesOf(clock: string): number {
  const [hours = '0', minutes = '0'] = clock.split(':');
  return Number(hours) * 60 + Number(minutes);
}

/** The clock time of whole minutes since midnight; 1440 is `24:00`. */
export function clockOf(minutes: number): string {
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}
