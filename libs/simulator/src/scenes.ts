import { plainConditions, type DayConditions } from './day/conditions';
import { planDay, type DayPlan } from './day/day-plan';
import { eventfulDayFactor } from './day/demand';
import { isPublicHoliday } from './holidays';
import { addDays, localDateOf, minuteMs, weekdayOf, type Instant, type LocalDate } from './local-date';

/** Situations in which a live centre may be entered. */
export const sceneNames = ['monday', 'late', 'outage', 'storm'] as const;
export type SceneName = (typeof sceneNames)[number];

type Scene = {
  readonly weekday: number;
  /** The minute of the played day that is the present. */
  readonly minute: number;
  readonly conditions: DayConditions;
};

const scenes: { readonly [name in SceneName]: Scene } = {
  monday: { weekday: 1, minute: 8 * 60 + 25, conditions: { ...plainConditions, headcount: 20 } },
  late: { weekday: 1, minute: 8 * 60 + 20, conditions: { ...plainConditions, lateShifts: 3 } },
  outage: {
    weekday: 2,
    minute: 10 * 60 + 25,
    conditions: { ...plainConditions, outage: { from: 627, to: 647 } },
  },
  storm: {
    weekday: 2,
    minute: 9 * 60 + 58,
    conditions: { ...plainConditions, storm: { from: 600, to: 660, factor: 6 } },
  },
};

/** The mid-morning of an ordinary Tuesday. */
const exercise: Scene = { weekday: 2, minute: 10 * 60 + 30, conditions: plainConditions };

/** No holiday, nor one whose crowd a holiday or a season explains. */
const isOrdinary = (date: LocalDate): boolean =>
  !isPublicHoliday(date, 'FR') && eventfulDayFactor(date) === 1;

function ordinaryDate(near: LocalDate, weekday: number): LocalDate {
  let date = addDays(near, weekday - weekdayOf(near));
  while (!isOrdinary(date)) date = addDays(date, 7);
  return date;
}

type Bounds = {
  /** The played day's first shift starts no earlier; the present is then earlier in that day. */
  readonly earliest?: Instant;
  /** The played day is over by then. */
  readonly until?: Instant;
};

/** When the people of the first shift come, in minutes of the played day. */
export const firstShiftMinute = 7 * 60 + 50;
/** When the last of them are gone. */
const lastMinute = 19 * 60 + 30;

function stage(seed: string, scene: Scene, now: Instant, bounds: Bounds): DayPlan {
  const date = ordinaryDate(localDateOf(now), scene.weekday);
  const wanted = now - scene.minute * minuteMs;
  const begun = Math.max(wanted, (bounds.earliest ?? -Infinity) - firstShiftMinute * minuteMs);
  const base = Math.floor(begun / minuteMs) * minuteMs;
  const until = Math.min(base + lastMinute * minuteMs, bounds.until ?? Infinity);
  return planDay(seed, date, { base, until, conditions: scene.conditions, outsideHours: false });
}

/** A day played at another time than its own, so that `now` falls into the scene. Event times are true times. */
export const sceneDay = (seed: string, name: SceneName, now: Instant): DayPlan =>
  stage(seed, scenes[name], now, {});

/** An ordinary Tuesday played at another time: it is 10:30 now, or earlier when `earliest` leaves no room. */
export const exerciseDay = (seed: string, now: Instant, bounds: Bounds): DayPlan =>
  stage(seed, exercise, now, bounds);

/** Puts a shifted day together again from what is kept of it. */
export function exerciseAt(seed: string, kept: { date: LocalDate; base: Instant; until: Instant }): DayPlan {
  return planDay(seed, kept.date, { ...kept, conditions: plainConditions, outsideHours: false });
}
