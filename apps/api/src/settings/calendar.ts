import type { Instant } from '@vigie/calls';
import type { CalendarSetting, SettingsFile } from '@vigie/contracts';
import { dayMs, dayOfDate, minuteMs, weekdayOf, zoneOf, type Zone } from '@vigie/metrics';

import { weekdays } from './day-names';
import { publicHolidays, type HolidayCalendar } from './public-holidays';

/** When a place is open, by the clocks of that place. */
export type Calendar = {
  readonly isOpen: (at: Instant) => boolean;
  /**
   * The end of the next local day, after the one of `at`, on which the place opens at all: until when somebody lost
   * today can still be reached in time. A calendar that never opens gives the end of the next day.
   */
  readonly endOfNextOpenDay: (at: Instant) => Instant;
  /** When the place closes on the local day of `at`, for the last time; null for a day on which it does not open. */
  readonly closingOf: (at: Instant) => Instant | null;
  /** The next instant, within three weeks, at which it opens or closes; null when there is none. */
  readonly nextChange: (at: Instant) => Instant | null;
};

/** Opening of one day: milliseconds by the clock since midnight; `end` passes 24 h when it runs into the next day. */
type Span = { readonly start: number; readonly end: number };

const closed: readonly Span[] = [];
/** No calendar of a living place stays closed for longer. */
const longestClosure = 400;
const daysAhead = 21;

/** Open at every instant. */
export function alwaysOpen(zone: Zone): Calendar {
  return {
    isOpen: () => true,
    endOfNextOpenDay: (at) => zone.startOfDay(zone.wallClock(at).day + 2),
    closingOf: (at) => zone.startOfDay(zone.wallClock(at).day + 1),
    nextChange: () => null,
  };
}

/**
 * A calendar read from settings. An instant is open when the local clock stands inside a span of the local date, or of
 * the date before when that span runs past midnight; so an hour the clocks show twice is open twice, and one they skip
 * is never. A dated exception wins over a public holiday, which wins over the week.
 */
export function compileCalendar(setting: CalendarSetting, zone: Zone, isHoliday: HolidayCalendar): Calendar {
  const week = weekdays.map((name) => (setting.week[name] ?? []).map(parseSpan));
  const exceptions = new Map(
    (setting.exceptions ?? []).map(({ date, spans }) => [dayOfDate(date), spans.map(parseSpan)] as const),
  );
  const spansOf = (day: number): readonly Span[] =>
    exceptions.get(day) ?? (isHoliday(day) ? closed : (week[weekdayOf(day)] ?? closed));
  const isOpen = (at: Instant): boolean => {
    const { day, time } = zone.wallClock(at);
    return holds(spansOf(day), time) || holds(spansOf(day - 1), time + dayMs);
  };
  return {
    isOpen,
    endOfNextOpenDay: (at) => {
      const tomorrow = zone.wallClock(at).day + 1;
      for (let day = tomorrow; day < tomorrow + longestClosure; day += 1) {
        if (spansOf(day).length > 0) return zone.startOfDay(day + 1);
      }
      return zone.startOfDay(tomorrow + 1);
    },
    closingOf: (at) => {
      const { day } = zone.wallClock(at);
      const last = Math.max(...spansOf(day).map(({ end }) => end));
      return Number.isFinite(last) ? zone.instantOf(day, last) : null;
    },
    nextChange: (at) => {
      const { day } = zone.wallClock(at);
      const isChange = (edge: Instant): boolean => edge > at && isOpen(edge) !== isOpen(at);
      for (let looked = day - 1; looked <= day + daysAhead; looked += 1) {
        const edges = spansOf(looked).flatMap(({ start, end }) => [start, end]);
        const found = edges.map((time) => zone.instantOf(looked, time)).find(isChange);
        if (found !== undefined) return found;
      }
      return null;
    },
  };
}

/** `08:00-12:30` by the clock; an end that is not after its start is of the next day. */
export function parseSpan(text: string): Span {
  const [from = '', to = ''] = text.split('-');
  const start = clockMinutes(from) * minuteMs;
  const end = clockMinutes(to) * minuteMs;
  return { start, end: end > start ? end : end + dayMs };
}

/** Minutes after midnight of a clock time such as `08:30`. */
export function clockMinutes(text: string): number {
  const [hours, minutes] = text.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}

function holds(spans: readonly Span[], time: number): boolean {
  for (const span of spans) if (time >= span.start && time < span.end) return true;
  return false;
}

type CentreDay = { readonly dayStart?: string | undefined; readonly agentSilenceHours?: number | undefined };

/** When the centre's day begins, and after what silence an agent has gone home. */
export function centreDay({ dayStart = '00:00', agentSilenceHours = 16 }: CentreDay) {
  return {
    agentSilenceMs: Math.round(agentSilenceHours * 3_600_000),
    dayStartMinute: clockMinutes(dayStart),
  };
}

/** The hours of a clinic by its clocks: covered always where nothing is said, its own as covered. */
export function clinicHours(clinic: NonNullable<SettingsFile['clinics']>[number], timezone: string) {
  const zone = zoneOf(timezone);
  const compile = (setting: typeof clinic.hours): Calendar | undefined =>
    setting &&
    compileCalendar(
      setting,
      zone,
      setting.holidays === undefined ? () => false : publicHolidays(setting.holidays),
    );
  const covered = compile(clinic.covered) ?? alwaysOpen(zone);
  const hours = compile(clinic.hours) ?? covered;
  return { timezone, covered, hours, callingHours: compile(clinic.callingHours) ?? hours };
}
