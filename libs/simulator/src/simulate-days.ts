import { plainConditions } from './day/conditions';
import { planDay, type DayPlan } from './day/day-plan';
import { scriptedConditions } from './history/script';
import type { IncomingEvent } from './incoming-event';
import { addDays, type Instant, type LocalDate } from './local-date';
import { openPlayback, type Playback } from './playback';

export type SimulationOptions = {
  /** The day the centre was first opened, which its scripted past leads to; none = every day is plain. */
  readonly anchor?: LocalDate;
  /** The 28 small practices besides the 12 clinics; true unless told otherwise. */
  readonly smallPractices?: boolean;
};

/** The plan of an ordinary day of the demo centre, with what its story says of that day. */
export function scriptedDay(seed: string, date: LocalDate, options: SimulationOptions = {}): DayPlan {
  const { anchor, smallPractices = true } = options;
  const conditions = anchor === undefined ? plainConditions : scriptedConditions(date, anchor);
  return planDay(seed, date, { conditions, smallPractices });
}

/** The one whose next event comes first, of those that have one. */
export function earliestOf(playbacks: readonly Playback[]): { playback: Playback; at: Instant } | null {
  let first: { playback: Playback; at: Instant } | null = null;
  for (const playback of playbacks) {
    const at = playback.nextAt();
    if (at !== null && (first === null || at < first.at)) first = { playback, at };
  }
  return first;
}

/** Merges days, given by rising base, into one stream in order of time; a day is opened when the stream reaches it. */
export function* mergeDays(plans: Iterable<DayPlan>): Generator<IncomingEvent, void, void> {
  let opened: readonly Playback[] = [];
  for (const plan of plans) {
    for (;;) {
      const first = earliestOf(opened);
      if (first === null || first.at >= plan.base) break;
      const event = first.playback.next();
      if (event !== null) yield event;
    }
    opened = [...opened.filter((playback) => playback.nextAt() !== null), openPlayback(plan)];
  }
  for (let first = earliestOf(opened); first !== null; first = earliestOf(opened)) {
    const event = first.playback.next();
    if (event !== null) yield event;
  }
}

/** The scripted days from `from` up to, not including, `to`. */
export function* scriptedDays(
  seed: string,
  from: LocalDate,
  to: LocalDate,
  options: SimulationOptions = {},
): Generator<DayPlan, void, void> {
  for (let date = from; date < to; date = addDays(date, 1)) yield scriptedDay(seed, date, options);
}

/**
 * Every event that the days of [from, to) bring about, in order of time. What follows from the last days (survey
 * answers, callbacks) reaches up to {@link tailDays} past `to`.
 */
export const simulateDays = (
  seed: string,
  from: LocalDate,
  to: LocalDate,
  options: SimulationOptions = {},
): Iterable<IncomingEvent> => mergeDays(scriptedDays(seed, from, to, options));

/** How many days after its end a day may still bring events about. */
export const tailDays = 12;
