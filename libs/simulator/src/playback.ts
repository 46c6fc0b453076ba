import type { DayPlan } from './day/day-plan';
import { playDay } from './day/play-day';
import type { IncomingEvent } from './incoming-event';
import type { Instant } from './local-date';

/** A day being played: a place in its events that only moves forward. */
export type Playback = {
  readonly plan: DayPlan;
  /** The instant of the next event; null when nothing is left. */
  readonly nextAt: () => Instant | null;
  /** The next event; null when nothing is left. */
  readonly next: () => IncomingEvent | null;
  /** At most `limit` of the next events, none later than `until`. Fewer than asked means that there are no more. */
  readonly take: (until: Instant, limit: number) => readonly IncomingEvent[];
};

/** Opens a day before its first event. */
export function openPlayback(plan: DayPlan): Playback {
  const events = playDay(plan);
  let head = events.next().value ?? null;
  const nextAt = (): Instant | null => (head === null ? null : Date.parse(head.time));
  const next = (): IncomingEvent | null => {
    const event = head;
    if (event !== null) head = events.next().value ?? null;
    return event;
  };
  const take = (until: Instant, limit: number): readonly IncomingEvent[] => {
    const taken: IncomingEvent[] = [];
    while (taken.length < limit && head !== null && Date.parse(head.time) <= until) {
      taken.push(head);
      next();
    }
    return taken;
  };
  return { plan, nextAt, next, take };
}
