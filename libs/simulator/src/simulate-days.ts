import { playDay } from './day/play-day';
import { planDay, type DayPlan } from './day/day-plan';
import { plainConditions } from './day/conditions';
import { scriptedConditions } from './history/script';
import type { IncomingEvent } from './incoming-event';
import { addDays, type Instant, type LocalDate } from './local-date';

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

type Open = { readonly events: Generator<IncomingEvent, void, void>; head: IncomingEvent; at: Instant };

function open(plan: DayPlan): Open | null {
  const events = playDay(plan);
  const first = events.next();
  return first.done === true ? null : { events, head: first.value, at: Date.parse(first.value.time) };
}

function earliest(opened: readonly Open[]): Open | null {
  let best: Open | null = null;
  for (const day of opened) if (best === null || day.at < best.at) best = day;
  return best;
}

/**
 * Merges days into one stream in order of time. `plans` are given by rising base and may be endless: a day is
 * opened only when the stream has come to it.
 */
export function* mergeDays(plans: Iterable<DayPlan>): Generator<IncomingEvent, void, void> {
  const source = plans[Symbol.iterator]();
  const opened: Open[] = [];
  let next = source.next();
  for (;;) {
    let first = earliest(opened);
    while (next.done !== true && (first === null || next.value.base <= first.at)) {
      const day = open(next.value);
      if (day !== null) opened.push(day);
      next = source.next();
      first = earliest(opened);
    }
    if (first === null) return;
    yield first.head;
    const following = first.events.next();
    if (following.done === true) opened.splice(opened.indexOf(first), 1);
    else Object.assign(first, { head: following.value, at: Date.parse(following.value.time) });
  }
}

/** The scripted days from `from` up to, not including, `to`; endless when `to` is null. */
export function* scriptedDays(
  seed: string,
  from: LocalDate,
  to: LocalDate | null,
  options: SimulationOptions = {},
): Generator<DayPlan, void, void> {
  for (let date = from; to === null || date < to; date = addDays(date, 1))
    yield scriptedDay(seed, date, options);
}

/**
 * Every event that the days of [from, to) bring about, in order of time. What follows from the last days (survey
 * answers, callbacks) reaches up to four days past `to`.
 */
export const simulateDays = (
  seed: string,
  from: LocalDate,
  to: LocalDate,
  options: SimulationOptions = {},
): Iterable<IncomingEvent> => mergeDays(scriptedDays(seed, from, to, options));

/** How many days before an instant may still bring events after it. */
export const tailDays = 4;
