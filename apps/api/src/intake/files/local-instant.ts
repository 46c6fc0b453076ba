import { instantOfLocal, offsetAt } from '@vigie/metrics';

import { parseInstant } from '../parse-instant';

/** In which order a spreadsheet writes a day: `31/01/2026`, or `01/31/2026`. */
export type DateOrder = 'dmy' | 'mdy';

/** Two digits of a year are read where no date begins with its year: `31/01/26`, and not `26-01-31`. */
const dayForm = /^(?:(\d{4})-(\d\d?)-(\d\d?)|(\d\d?)([/.-])(\d\d?)\5(\d{4}|(?<=[/.])\d\d))(?!\d)/u;
const clockForm =
  /^(?:[T ]|,? +)(\d\d?)[:h](\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s?(?:(AM|PM)|(Z|z|[+-]\d\d:?\d\d))?$/iu;
const dayMs = 86_400_000;
const minuteMs = 60_000;

/** An instant, or why a text is none. */
export type ReadInstant =
  { readonly ok: true; readonly at: number } | { readonly ok: false; readonly problem: string };

/**
 * Reads `2026-01-31T09:05:00` (a space for the T; seconds may be left out), or `31/01/2026 9:05` (also
 * `31/01/26`, `9h05`, `9:05 PM`) in the order of day and month that is said: with a zone of its own as it says, without one on the clocks of the zone that is asked for. An
 * hour that these show twice is the first; one that they skip is no time.
 */
export function readLocalInstant(
  text: string,
  zoneAt: (wall: number) => string,
  order?: DateOrder,
): ReadInstant {
  const day = dayForm.exec(text);
  const date = day === null ? '' : dateText(day, order);
  if (date === null)
    return { ok: false, problem: 'is 3 April or 4 March? Say dateOrder=dmy or dateOrder=mdy' };
  const { clock, zone } = clockText(text.slice(day?.[0].length ?? 0));
  const wall = parseInstant(`${date}T${clock}${zoneText(zone)}`);
  if (wall === null) return { ok: false, problem: 'must be a time such as 2026-01-31T09:05:00' };
  if (zone !== undefined) return { ok: true, at: wall };
  const timezone = zoneAt(wall);
  const at = onClocksOf(timezone, wall);
  if (at + offsetAt(at, timezone) === wall) return { ok: true, at };
  return { ok: false, problem: `does not exist: the clocks of ${timezone} skip that hour` };
}

/** Which orders of day and month a date allows; none where it begins with its year, or is no date. */
export function dateOrdersOf(text: string): readonly DateOrder[] {
  const [, , , , first, , second] = dayForm.exec(text) ?? [];
  if (first === undefined || second === undefined) return [];
  const orders: DateOrder[] = [];
  if (Number(second) <= 12) orders.push('dmy');
  if (Number(first) <= 12) orders.push('mdy');
  return orders;
}

/** The date beginning with its year; null when nobody said which of two numbers is the day. */
function dateText(parts: RegExpExecArray, order: DateOrder | undefined): string | null {
  const [, year, month = '', day = '', first = '', , second = '', lastYear = ''] = parts;
  if (year !== undefined) return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (order === undefined) return null;
  const [ofDay, ofMonth] = order === 'dmy' ? [first, second] : [second, first];
  return `${lastYear.padStart(4, '20')}-${ofMonth.padStart(2, '0')}-${ofDay.padStart(2, '0')}`;
}

function clockText(text: string): { readonly clock: string; readonly zone: string | undefined } {
  const [, hour = '', minute = '', seconds = '00', fraction = '0', half, zone] = clockForm.exec(text) ?? [];
  return { clock: `${hourOf(hour, half).padStart(2, '0')}:${minute}:${seconds}.${fraction}`, zone };
}

/** Of twelve hours the twelfth comes first; there is no thirteenth. */
function hourOf(hour: string, half: string | undefined): string {
  if (half === undefined) return hour;
  const isHour = Number(hour) >= 1 && Number(hour) <= 12;
  return isHour ? String((Number(hour) % 12) + (half.toUpperCase() === 'PM' ? 12 : 0)) : '99';
}

/** Zones are written with and without a colon. */
function zoneText(zone: string | undefined): string {
  if (zone === undefined) return 'Z';
  return zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone;
}

function onClocksOf(timezone: string, wall: number): number {
  const day = Math.floor(wall / dayMs);
  const time = wall - day * dayMs;
  const minuteOfDay = Math.floor(time / minuteMs);
  const minute = instantOfLocal({ year: 1970, month: 1, day: day + 1, minuteOfDay }, timezone);
  return minute + time - minuteOfDay * minuteMs;
}
