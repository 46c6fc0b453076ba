import type { Instant } from '@vigie/calls';

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** What a clock on the wall of a zone says. */
export type LocalClock = {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  /** 1 = Monday … 7 = Sunday. */
  readonly weekday: number;
  readonly minuteOfDay: number;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** Local time less UTC, in ms. */
  readonly offsetMs: number;
};

/** A local date, and the minute of its day. */
export type LocalTime = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly minuteOfDay: number;
};

type Zone = { readonly format: Intl.DateTimeFormat; readonly offsets: Map<number, number | null> };
const zones = new Map<string, Zone>();

function zoneOf(timezone: string): Zone {
  const known = zones.get(timezone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const zone = { format, offsets: new Map<number, number | null>() };
  zones.set(timezone, zone);
  return zone;
}

/** Whether a name is an IANA time zone this runtime knows. */
export function isKnownTimezone(timezone: string): boolean {
  try {
    zoneOf(timezone);
    return true;
  } catch {
    return false;
  }
}

/** Local time less UTC at an instant, asked of the platform. */
function askOffset(zone: Zone, at: Instant): number {
  const part: { [type: string]: number } = {};
  for (const { type, value } of zone.format.formatToParts(at)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}

/** Local time less UTC at an instant, in ms. Zones change at most once in a UTC day, which makes days worth keeping. */
export function offsetAt(at: Instant, timezone: string): number {
  const zone = zoneOf(timezone);
  const day = Math.floor(at / dayMs);
  let kept = zone.offsets.get(day);
  if (kept === undefined) {
    const first = askOffset(zone, day * dayMs);
    kept = first === askOffset(zone, (day + 1) * dayMs) ? first : null;
    zone.offsets.set(day, kept);
  }
  return kept ?? askOffset(zone, at);
}

const two = (value: number): string => String(value).padStart(2, '0');

/** What the clock of a zone says at an instant. */
export function localClock(at: Instant, timezone: string): LocalClock {
  const offsetMs = offsetAt(at, timezone);
  const local = new Date(at + offsetMs);
  const year = local.getUTCFullYear();
  const month = local.getUTCMonth() + 1;
  const day = local.getUTCDate();
  return {
    year,
    month,
    day,
    weekday: local.getUTCDay() === 0 ? 7 : local.getUTCDay(),
    minuteOfDay: local.getUTCHours() * 60 + local.getUTCMinutes(),
    date: `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`,
    offsetMs,
  };
}

/**
 * The instant at which a zone's clock shows a local time. A time shown twice is its first; one that is skipped is the
 * instant at which the clock jumps over it. Days and months past their end run on into the next.
 */
export function instantOfLocal({ year, month, day, minuteOfDay }: LocalTime, timezone: string): Instant {
  const wall = Date.UTC(year, month - 1, day) + minuteOfDay * minuteMs;
  const before = offsetAt(wall - dayMs, timezone);
  const after = offsetAt(wall + dayMs, timezone);
  const early = wall - Math.max(before, after);
  const late = wall - Math.min(before, after);
  if (early + offsetAt(early, timezone) === wall) return early;
  if (late + offsetAt(late, timezone) === wall) return late;
  return jumpBetween(early, late, timezone);
}

/** The first instant of the new offset, found by halving. */
function jumpBetween(from: Instant, to: Instant, timezone: string): Instant {
  const old = offsetAt(from, timezone);
  let low = from;
  let high = to;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle, timezone) === old) low = middle;
    else high = middle;
  }
  return high;
}

/** The instant a local date `YYYY-MM-DD` begins at; undefined when it is no date. */
export function instantOfLocalDate(date: string, timezone: string): Instant | undefined {
  const [year = NaN, month = NaN, day = NaN] = date.split('-').map(Number);
  const utc = Date.UTC(year, month - 1, day);
  if (Number.isNaN(utc) || new Date(utc).toISOString().slice(0, 10) !== date) return undefined;
  return instantOfLocal({ year, month, day, minuteOfDay: 0 }, timezone);
}

const localDate = /^\d{4}-\d{2}-\d{2}$/u;
const moment = /^(\d{4}-\d{2}-\d{2})[Tt ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?([Zz]|[+-]\d{2}:\d{2})$/u;

/**
 * The instant of an RFC 3339 time with its offset, or of the start of a local date in that zone; undefined for
 * anything else, dates that do not exist included. A `+` that a query turned into a space is read as a `+`.
 */
export function parseMoment(text: string, timezone: string): Instant | undefined {
  if (localDate.test(text)) return instantOfLocalDate(text, timezone);
  const mended = text.replace(/ (\d{2}:\d{2})$/u, '+$1');
  const date = moment.exec(mended)?.[1];
  if (date === undefined || instantOfLocalDate(date, timezone) === undefined) return undefined;
  const at = Date.parse(mended.toUpperCase().replace(' ', 'T'));
  return Number.isNaN(at) ? undefined : at;
}

/** An instant as RFC 3339 text of a zone: `2026-10-25T02:00:00.000+01:00`. */
export function isoInZone(at: Instant, timezone: string): string {
  const offsetMs = offsetAt(at, timezone);
  const size = Math.abs(Math.trunc(offsetMs / minuteMs));
  const sign = offsetMs < 0 ? '-' : '+';
  const offset = `${sign}${two(Math.floor(size / 60))}:${two(size % 60)}`;
  return new Date(at + offsetMs).toISOString().slice(0, -1) + offset;
}
