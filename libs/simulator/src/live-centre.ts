import { catalanSource, mainSource } from './centre/clinics';
import type { IncomingEvent } from './incoming-event';
import { secondMs, type Instant } from './local-date';
import type { Playback } from './playback';
import { earliestOf } from './simulate-days';

/** A centre played as time goes by: whoever owns the clock asks for what has happened since. */
export type LiveCentre = {
  /** Adds a day, from where it stands; what of it is already past comes with the next take. */
  readonly join: (playback: Playback) => void;
  /** Everything after the last take (at first: after the start) up to and including `until`, in order of time. */
  readonly take: (until: Instant) => readonly IncomingEvent[];
};

const heartbeatMs = 20 * secondMs;

function heartbeat(source: string, at: Instant): IncomingEvent {
  return {
    specversion: '1.0',
    id: `heartbeat-${String(at)}`,
    source,
    type: 'source.heartbeat',
    subject: source,
    time: new Date(at).toISOString(),
    data: { offsetMs: 12 + ((at / heartbeatMs) % 9) },
  };
}

/** The signs of life of both telephone systems within (from, until], at whole thirds of a minute. */
function heartbeats(from: Instant, until: Instant): readonly IncomingEvent[] {
  const first = Math.floor(from / heartbeatMs) + 1;
  const count = Math.max(0, Math.floor(until / heartbeatMs) - first + 1);
  return Array.from({ length: count }, (_, index) => (first + index) * heartbeatMs).flatMap((at) => [
    heartbeat(mainSource, at),
    heartbeat(catalanSource, at),
  ]);
}

const byTime = (a: IncomingEvent, b: IncomingEvent): number =>
  a.time < b.time ? -1 : a.time > b.time ? 1 : 0;

/**
 * Opens a centre without any day at `start`. Deterministic: the same days, joined before they begin, give the same
 * events however the takes are cut.
 */
export function openLiveCentre(start: Instant): LiveCentre {
  let playbacks: readonly Playback[] = [];
  let position = start;
  return {
    join: (playback) => {
      playbacks = [...playbacks, playback];
    },
    take: (until) => {
      if (until <= position) return [];
      const taken: IncomingEvent[] = [];
      for (
        let first = earliestOf(playbacks);
        first !== null && first.at <= until;
        first = earliestOf(playbacks)
      ) {
        const event = first.playback.next();
        if (event !== null) taken.push(event);
      }
      playbacks = playbacks.filter((playback) => playback.nextAt() !== null);
      taken.push(...heartbeats(position, until));
      position = until;
      return taken.sort(byTime);
    },
  };
}
