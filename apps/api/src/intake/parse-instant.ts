const zero = 48;
const daysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334] as const;
const msPerMinute = 60_000;
const msPerDay = 86_400_000;
const earliestYear = 2000;
const latestYear = 2099;

/**
 * Milliseconds since 1970 of an RFC 3339 instant such as `2026-11-22T09:00:05.120+01:00`, of the years 2000 to 2099;
 * null for anything else, an instant without a zone and a day that does not exist included. Digits beyond the
 * millisecond are cut off. By hand, since every event has one and `Date.parse` also takes what is none.
 */
export function parseInstant(text: string): number | null {
  if (text.length < 20 || text.length > 40) return null;
  const date = parseDate(text);
  const time = parseTime(text);
  if (date === null || time === null) return null;
  const fraction = parseFraction(text);
  if (fraction === null) return null;
  const offset = parseOffset(text, fraction.end);
  return offset === null ? null : date + time + fraction.ms - offset;
}

/**
 * Milliseconds since 1970 of seconds since 1970 such as `1795766400.999999`; NaN for anything but digits with at most
 * one point. What is beyond the millisecond is cut off here too: an instant never counts in a quarter hour that had
 * not begun.
 */
export function parseEpochSeconds(text: string): number {
  const [whole = '', fraction = ''] = text.split('.', 2);
  return Number(`${whole}${fraction.slice(0, 3).padEnd(3, '0')}`);
}

function parseDate(text: string): number | null {
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  if (text[4] !== '-' || text[7] !== '-' || year < earliestYear || year > latestYear) return null;
  const before = daysBefore[month - 1];
  if (before === undefined || day < 1 || day > daysIn(year, month)) return null;
  const leapDaysBefore = Math.floor((year - 1969) / 4) + (month > 2 && isLeap(year) ? 1 : 0);
  return ((year - 1970) * 365 + leapDaysBefore + before + day - 1) * msPerDay;
}

function parseTime(text: string): number | null {
  const separator = text[10];
  if (separator !== 'T' && separator !== 't' && separator !== ' ') return null;
  if (text[13] !== ':' || text[16] !== ':') return null;
  const ms = clockMs(digits(text, 11, 2), digits(text, 14, 2));
  const second = digits(text, 17, 2);
  return ms === null || second < 0 || second > 59 ? null : ms + second * 1000;
}

function parseFraction(text: string): { readonly ms: number; readonly end: number } | null {
  if (text[19] !== '.') return { ms: 0, end: 19 };
  let end = 20;
  let ms = 0;
  for (let digit = digits(text, end, 1); digit >= 0; digit = digits(text, end, 1)) {
    if (end < 23) ms += digit * 10 ** (22 - end);
    end += 1;
  }
  return end === 20 ? null : { ms, end };
}

function parseOffset(text: string, from: number): number | null {
  const sign = text[from];
  if (sign === 'Z' || sign === 'z') return text.length === from + 1 ? 0 : null;
  if ((sign !== '+' && sign !== '-') || text.length !== from + 6 || text[from + 3] !== ':') return null;
  const ms = clockMs(digits(text, from + 1, 2), digits(text, from + 4, 2));
  return ms === null ? null : sign === '+' ? ms : -ms;
}

function clockMs(hour: number, minute: number): number | null {
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return null;
  return (hour * 60 + minute) * msPerMinute;
}

/** Every fourth year from 2000 to 2099, without exception. */
function isLeap(year: number): boolean {
  return year % 4 === 0;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The number that `length` digits from `start` on say; negative when one of them is no digit. */
function digits(text: string, start: number, length: number): number {
  let value = 0;
  for (let index = start; index < start + length; index += 1) {
    const digit = text.charCodeAt(index) - zero;
    if (!(digit >= 0 && digit <= 9)) return Number.NEGATIVE_INFINITY;
    value = value * 10 + digit;
  }
  return value;
}
