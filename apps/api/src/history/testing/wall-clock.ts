/*
 * Clocks, weeks and covered hours for the slow count: by the platform's calendar alone, importing nothing of
 * libs/metrics.
 */
import type { SettingsFile } from '@vigie/contracts';

export const quarterMs = 900_000;

/** What a clock on the wall of a zone shows at an instant. */
export type Wall = {
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** 1 = Monday … 7 = Sunday. */
  readonly weekday: number;
  /** Since midnight. */
  readonly minute: number;
  /** What the clock shows, as if it were UTC, in ms. */
  readonly shownMs: number;
};

const formats = new Map<string, Intl.DateTimeFormat>();
const known = new Map<string, Map<number, Wall>>();

/** The wall clock at the quarter of an hour that an instant is in. */
export function wallOf(at: number, timeZone: string): Wall {
  const quarter = Math.floor(at / quarterMs) * quarterMs;
  const ofZone = known.get(timeZone) ?? new Map<number, Wall>();
  known.set(timeZone, ofZone);
  const wall = ofZone.get(quarter) ?? readWall(quarter, timeZone);
  ofZone.set(quarter, wall);
  return wall;
}

function readWall(at: number, timeZone: string): Wall {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  formats.set(timeZone, format);
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = part;
  const shownMs = Date.UTC(year, month - 1, day, hour, minute);
  return {
    date: new Date(shownMs).toISOString().slice(0, 10),
    weekday: ((new Date(shownMs).getUTCDay() + 6) % 7) + 1,
    minute: hour * 60 + minute,
    shownMs,
  };
}

/** Intervals by which a range is cut; `all` leaves it whole. */
export type Cut = '15m' | '30m' | '1h' | '1d' | '1w' | '1mo' | 'all';

const lengths: Readonly<Partial<Record<Cut, number>>> = { '15m': 15, '30m': 30, '1h': 60 };

/** What the clock calls the interval that an instant is in; an hour that is shown twice has two names. */
function nameOf(at: number, cut: Cut, timezone: string): string {
  const { date, weekday, minute, shownMs } = wallOf(at, timezone);
  const length = lengths[cut];
  if (length !== undefined) return `${date} ${Math.floor(minute / length)} ${shownMs - at}`;
  if (cut === '1w') return new Date(shownMs - (weekday - 1) * 86_400_000).toISOString().slice(0, 10);
  return { '1d': date, '1mo': date.slice(0, 7) }[cut as '1d' | '1mo'] ?? '';
}

export type Stretch = { readonly from: number; readonly to: number };

/** What of each week and day is asked for; absent: all of it. */
export type Window = {
  readonly weekdays?: readonly number[] | undefined;
  readonly dayStart?: number | undefined;
  readonly dayEnd?: number | undefined;
};

/** Whether the clock shows what is asked for. */
export function isWithin(at: number, timezone: string, window: Window): boolean {
  const { weekday, minute } = wallOf(at, timezone);
  const { weekdays = [weekday], dayStart = 0, dayEnd = 1440 } = window;
  return weekdays.includes(weekday) && minute >= dayStart && minute < dayEnd;
}

/**
 * Where the intervals of a range begin: a new one wherever the clock gives another name. One of which nothing is asked
 * for is none.
 */
export function startsOf(stretch: Stretch & Window, cut: Cut, timezone: string): number[] {
  const starts: number[] = [];
  let [last, start]: [string | undefined, number] = [undefined, 0];
  for (let at = stretch.from; at < stretch.to; at += quarterMs) {
    const name = nameOf(at, cut, timezone);
    if (name !== last) start = at;
    last = name;
    if (starts.at(-1) !== start && isWithin(at, timezone, stretch)) starts.push(start);
  }
  return starts;
}

const weekdayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
/** The public holidays that fall into the quarter that is counted, by hand. */
const holidays: Readonly<Record<string, readonly string[]>> = {
  FR: ['2026-04-06', '2026-05-01'],
  AD: ['2026-02-16', '2026-03-14', '2026-04-03', '2026-04-06', '2026-05-01'],
};

/** Whether a clinic is covered at an instant; one that says nothing always is. */
export function isCovered(at: number, clinicId: string, { clinics = [] }: SettingsFile): boolean {
  const clinic = clinics.find(({ id }) => id === clinicId);
  if (clinic?.covered === undefined) return true;
  const { date, weekday, minute } = wallOf(at, clinic.timezone ?? 'Europe/Paris');
  if (holidays[clinic.covered.holidays ?? '']?.includes(date) === true) return false;
  const week = clinic.covered.week as Readonly<Record<string, readonly string[] | undefined>>;
  return (week[weekdayNames[weekday - 1] ?? ''] ?? []).some((span) => {
    const [opens = 0, closes = 0] = span.split('-').map(minutesOf);
    // Spans begin and end on quarters of an hour.
    return minute >= opens && minute < closes;
  });
}

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}
