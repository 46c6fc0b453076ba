import type { Instant } from '@vigie/calls';
import { instantOfLocal, offsetAt } from './local-time';

export const minuteMs = 60_000;
export const dayMs = 86_400_000;

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
  /** The instant at which the clock shows a time (ms since midnight, whole minutes) of a day. */
  readonly instantOf: (day: number, timeMs: number) => Instant;
};

/** The zone of that IANA name. A name that is none throws a RangeError when its clock is first looked at. */
export function zoneOf(name: string): Zone {
  return {
    name,
    wallClock: (at) => {
      const local = at + offsetAt(at, name);
      const day = Math.floor(local / dayMs);
      return { day, time: local - day * dayMs };
    },
    startOfDay: (day) => instantOfLocal({ year: 1970, month: 1, day: day + 1, minuteOfDay: 0 }, name),
    instantOf: (day, timeMs) =>
      instantOfLocal(
        { year: 1970, month: 1, day: day + 1, minuteOfDay: Math.floor(timeMs / minuteMs) },
        name,
      ),
  };
}

/** Days since 1970-01-01 of an ISO date such as `2026-11-22`. */
export function dayOfDate(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / dayMs;
}

/** The ISO date of a day number. */
export function dateOfDay(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/** The ISO date of the local day that `now` is of. */
export function todayOf(timezone: string, now: Instant): string {
  return dateOfDay(zoneOf(timezone).wallClock(now).day);
}

/** 0 = Monday … 6 = Sunday. 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}
