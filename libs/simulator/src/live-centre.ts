import { catalanSource, mainSource } from './centre/clinics';
import type { DayPlan } from './day/day-plan';
import type { IncomingEvent } from './incoming-event';
import { secondMs, type Instant } from './local-date';
import { mergeDays } from './simulate-days';

/** A centre played as time goes by: whoever owns the clock asks for what has happened since. */
export type LiveCentre = {
  /** Everything after the last take (at first: from the start on) up to and including `until`, in order of time. */
  readonly take: (until: Instant) => readonly IncomingEvent[];
};

const heartbeatMs = 20 * secondMs;

/** The signs of life of both telephone systems within (from, until], at whole thirds of a minute. */
function heartbeats(from: Instant, until: Instant): readonly IncomingEvent[] {
  const events: IncomingEvent[] = [];
  for (let at = (Math.floor(from / heartbeatMs) + 1) * heartbeatMs; at <= until; at += heartbeatMs) {
    const time = new Date(at).toISOString();
    const offsetMs = 12 + ((at / heartbeatMs) % 9);
    for (const source of [mainSource, catalanSource]) {
      const id = `heartbeat-${String(at)}`;
      events.push({
        specversion: '1.0',
        id,
        source,
        type: 'source.heartbeat',
        subject: source,
        time,
        data: { offsetMs },
      });
    }
  }
  return events;
}

/**
 * Opens the centre at `from`; `plans` by rising base, endless or not, beginning early enough to hold what earlier
 * days still bring about. Deterministic: the same plans and the same start give the same events, however the takes
 * are cut.
 */
export function openLiveCentre(plans: Iterable<DayPlan>, from: Instant): LiveCentre {
  const events = mergeDays(plans);
  let position = from - 1;
  let next = events.next();
  const dueOf = (event: IncomingEvent): Instant => Date.parse(event.time);
  return {
    take: (until) => {
      if (until <= position) return [];
      const taken: IncomingEvent[] = [];
      while (next.done !== true && dueOf(next.value) <= until) {
        if (dueOf(next.value) > position) taken.push(next.value);
        next = events.next();
      }
      const signs = heartbeats(position, until);
      position = until;
      return [...taken, ...signs].sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
    },
  };
}
