import type { Instant } from '@vigie/calls';
import type { SourceView } from '@vigie/contracts';

import { incompleteTimes } from '../../fold/incomplete-times';

/** What is known of a telephone system; instants by our clock. */
export type SourceState = {
  readonly source: string;
  readonly lastEventAt: Instant | null;
  readonly lastHeartbeatAt: Instant | null;
  readonly offsetMs: number | null;
  /** What was not heard of it lately and is told no more, in order. */
  readonly gaps?: readonly { readonly from: Instant; readonly to: Instant }[];
};

const silentAfterMs = 60_000;
const forgottenAfterMs = 24 * 3_600_000;
/** With five calls expected and none come, chance explains the silence once in 150 times. */
const missedCalls = 5;

/** What silence is judged by, besides what was heard. */
export type Listening = {
  readonly now: Instant;
  /** When the centre's day began. */
  readonly dayStart: Instant;
  /** Whether some clinic is covered now. */
  readonly covered: boolean;
  /** When the latest thing happened that a source told of; undefined when that is long ago. */
  readonly toldOf: (source: string) => Instant | undefined;
  /** How long the settings let it be silent; null when they do not say. */
  readonly silentAfterMs: (source: string) => number | null;
  /** Calls it should have told of since then, by its usual rhythm. */
  readonly expectedSince: (source: string, since: Instant) => number;
};

/**
 * A telephone system on the wall. No event looks like a perfect day, so silence in covered hours is an alarm: against
 * what is set, against its heartbeats, or against the calls that usually come at this hour. Age alone is none: a small
 * centre's telephone is silent for an hour as expected. Nothing is awaited of a source that told neither of today's
 * calls nor that it lives: it is an imported file. One that has said nothing for a whole day was unplugged on purpose,
 * and is no longer shown.
 */
export function toSourceView(state: SourceState, listening: Listening): SourceView | null {
  const { now, covered, toldOf } = listening;
  const lastAt = latest(state.lastEventAt, state.lastHeartbeatAt);
  if (lastAt === null) return unheardOnly(state, listening);
  if (now - lastAt > forgottenAfterMs) return null;
  const aliveAt = latest(toldOf(state.source) ?? null, state.lastHeartbeatAt);
  const awaited = aliveAt !== null && now - aliveAt <= forgottenAfterMs;
  return {
    id: state.source,
    name: state.source,
    lastEventAt: Math.floor(lastAt / 1000) * 1000,
    silent: covered && awaited && isSilent(state, lastAt, listening),
    offsetMs: state.offsetMs,
    ...unheard(state, listening),
  };
}

/** Of a past moment, when a source was heard last is not known; what was not heard of it is. */
function unheardOnly(state: SourceState, listening: Listening): SourceView | null {
  const told = unheard(state, listening);
  if (told.unheard === undefined) return null;
  const { source } = state;
  return { id: source, name: source, lastEventAt: null, silent: false, offsetMs: null, ...told };
}

/** Of which times of the day nothing was heard: figures of the day are incomplete. Absent where there is none. */
function unheard({ gaps = [] }: SourceState, { dayStart, now }: Listening): Pick<SourceView, 'unheard'> {
  const today = incompleteTimes(gaps, { from: dayStart, to: now });
  return today.length === 0 ? {} : { unheard: today };
}

function isSilent(state: SourceState, lastAt: Instant, listening: Listening): boolean {
  const ageMs = listening.now - lastAt;
  const allowedMs = listening.silentAfterMs(state.source);
  if (allowedMs !== null) return ageMs >= allowedMs;
  if (ageMs < silentAfterMs) return false;
  const beatAt = state.lastHeartbeatAt;
  if (beatAt !== null && listening.now - beatAt <= forgottenAfterMs) return true;
  return listening.expectedSince(state.source, lastAt) >= missedCalls;
}

function latest(a: Instant | null, b: Instant | null): Instant | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}
