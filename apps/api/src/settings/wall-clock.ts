import type { Instant } from '@vigie/calls';

export const minuteMs = 60_000;
export const dayMs = 86_400_000;

const quarterMs = 900_000;
/** A year has 35,040 quarters: some years of one zone, then the cache starts over. */
const cachedQuarters = 200_000;

/** What the clocks of a place show at an instant. */
export type WallClock = {
  /** Days since 1970-01-01 of the local date. */
  readonly day: number;
  /** Milliseconds since the local midnight, as the clock shows them. */
  readonly time: number;
};

/** The clocks of one IANA time zone. */
export type Zone = {
  readonly name: string;
  readonly wallClock: (at: Instant) => WallClock;
  /** The first instant whose local date is that day (days since 1970-01-01). */
  readonly startOfDay: (day: number) => Instant;
};

const zones = new Map<string, Zone>();

/** Whether the name is a time zone this system knows. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The zone of that IANA name; throws a RangeError for a name that is none. */
export function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const zone = makeZone(name);
  zones.set(name, zone);
  return zone;
}

/** Days since 1970-01-01 of an ISO date such as `2026-11-22`. */
export function dayOfDate(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / dayMs;
}

/** The ISO date of a day number. */
export function dateOfDay(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/** 0 = Monday … 6 = Sunday. 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

function makeZone(name: string): Zone {
  const offsetAt = cachedOffset(name);
  return {
    name,
    wallClock: (at) => {
      const local = at + offsetAt(at);
      const day = Math.floor(local / dayMs);
      return { day, time: local - day * dayMs };
    },
    startOfDay: (day) => {
      const midnight = day * dayMs;
      // The offsets of the days around are the only two that can hold at this midnight.
      const candidates = [midnight - offsetAt(midnight - dayMs), midnight - offsetAt(midnight + dayMs)];
      return Math.min(...candidates.filter((at) => Math.floor((at + offsetAt(at)) / dayMs) === day));
    },
  };
}

/** Offsets change on quarter hours at the finest, so one look-up a quarter is enough. */
function cachedOffset(name: string): (at: Instant) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const known = new Map<number, number>();
  return (at) => {
    const quarter = Math.floor(at / quarterMs);
    const cached = known.get(quarter);
    if (cached !== undefined) return cached;
    if (known.size >= cachedQuarters) known.clear();
    const offset = readOffset(format, quarter * quarterMs);
    known.set(quarter, offset);
    return offset;
  };
}

function readOffset(format: Intl.DateTimeFormat, at: Instant): number {
  const shown = { year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0 };
  for (const part of format.formatToParts(at)) {
    if (part.type in shown) shown[part.type as keyof typeof shown] = Number(part.value);
  }
  return Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute, shown.second) - at;
}
