import {
  addDays,
  dayBase,
  exerciseDay,
  firstShiftMinute,
  isWorkingDay,
  localDateOf,
  pastBegins,
  scriptedDay,
  wallClockMsOf,
  type DayPlan,
  type LocalDate,
} from '@vigie/simulator';
import type { Instant } from '@vigie/calls';

/** The seed of the demonstration: everybody sees the same centre. */
export const demoSeed = 'vigie';
/** How many days of past a demonstration shows. */
export const pastDays = 28;

/**
 * `day`: a day of the calendar, played at its own time. `exercise`: a weekday played while the centre would sleep.
 * `rest`: a day off on which nothing is played, because an exercise takes its place. `recorded`: a day before all of
 * these, of which only records are kept, one a call.
 */
export type DemoDay = {
  readonly key: string;
  readonly kind: 'day' | 'exercise' | 'rest' | 'recorded';
  readonly date: LocalDate;
  readonly base: Instant;
  readonly until: Instant;
  /** Its events up to this instant are in the log; null when none was sent yet. */
  readonly playedTo: Instant | null;
  /** Nothing more can come of it. */
  readonly finished: boolean;
};

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** The centre's own life is left alone from half an hour before its first call to a while after its last. */
const wakesMinute = 7 * 60 + 30;
const sleepsMinute = 19 * 60 + 10;
/** An exercise shorter than this shows nothing. */
const shortestMs = 45 * minuteMs;

/** Whether the centre's own day is worth looking at: when it is not, an exercise is played. */
export function isAwake(at: Instant): boolean {
  const minute = wallClockMsOf(at) / minuteMs;
  return isWorkingDay(localDateOf(at)) && minute >= wakesMinute && minute < sleepsMinute;
}

/** When the people of the latest working day went home. */
function lastEvening(at: Instant): Instant {
  let date = localDateOf(at);
  while (!isWorkingDay(date) || dayBase(date) + sleepsMinute * minuteMs > at) date = addDays(date, -1);
  return dayBase(date) + sleepsMinute * minuteMs;
}

function nextMorning(at: Instant): Instant {
  let date = localDateOf(at);
  while (!isWorkingDay(date) || dayBase(date) + wakesMinute * minuteMs <= at) date = addDays(date, 1);
  return dayBase(date) + wakesMinute * minuteMs;
}

/** The played days of the calendar that are not known yet, the newest first: up to today, at most the usual past. */
export function missingDays(now: Instant, anchor: LocalDate, known: readonly DemoDay[]): readonly DemoDay[] {
  const today = localDateOf(now);
  const dates = Array.from({ length: pastDays + 1 }, (_, ago) => addDays(today, -ago));
  const ofCalendar = new Set(known.filter(({ kind }) => kind !== 'exercise').map(({ date }) => date));
  return dates
    .filter((date) => !ofCalendar.has(date))
    .map((date) => {
      const plan = scriptedDay(demoSeed, date, { anchor });
      const replaced = !isWorkingDay(date) && (date === today || hasExercise(plan, known));
      return fresh(plan, replaced ? 'rest' : 'day');
    });
}

/**
 * The days before those played at the first start that are not known yet, the newest first: the records that the
 * reports of the months before are made of.
 */
export function missingRecords(anchor: LocalDate, known: readonly DemoDay[]): readonly DemoDay[] {
  const ofCalendar = new Set(known.filter(({ kind }) => kind !== 'exercise').map(({ date }) => date));
  const first = pastBegins(anchor);
  const missing: DemoDay[] = [];
  for (let date = addDays(anchor, -pastDays - 1); date >= first; date = addDays(date, -1)) {
    if (!ofCalendar.has(date)) missing.push(fresh(scriptedDay(demoSeed, date, { anchor }), 'recorded'));
  }
  return missing;
}

const hasExercise = (plan: DayPlan, known: readonly DemoDay[]): boolean =>
  known.some(
    ({ kind, base, until }) =>
      kind === 'exercise' && base + firstShiftMinute * minuteMs < plan.until && until > plan.base,
  );

/** The exercise that plays at an instant; null when there is none. */
export const exerciseOf = (at: Instant, known: readonly DemoDay[]): DemoDay | null =>
  known.find(
    ({ kind, base, until }) => kind === 'exercise' && base + firstShiftMinute * minuteMs <= at && at < until,
  ) ?? null;

/** The exercise to begin now; null while the centre is awake, one plays already, or no room is left before morning. */
export function newExercise(now: Instant, known: readonly DemoDay[]): DemoDay | null {
  if (isAwake(now) || exerciseOf(now, known) !== null) return null;
  const lastUntil = Math.max(0, ...known.filter(({ kind }) => kind === 'exercise').map(({ until }) => until));
  const earliest = Math.max(lastEvening(now), lastUntil);
  const until = nextMorning(now) - 15 * minuteMs;
  const begins = Math.max(earliest, now - dayMs);
  return until - Math.max(begins, now) < shortestMs
    ? null
    : fresh(exerciseDay(demoSeed, now, { earliest, until }), 'exercise');
}

const fresh = (plan: DayPlan, kind: DemoDay['kind']): DemoDay => ({
  key: plan.key,
  kind,
  date: plan.date,
  base: plan.base,
  until: plan.until,
  playedTo: null,
  finished: kind === 'rest',
});
