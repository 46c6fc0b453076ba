import type { Instant } from '@vigie/calls';
import type { SourceView } from '@vigie/contracts';

/** What is known of a telephone system; instants by our clock. */
export type SourceState = {
  readonly source: string;
  readonly lastEventAt: Instant | null;
  readonly lastHeartbeatAt: Instant | null;
  readonly offsetMs: number | null;
};

const silentAfterMs = 60_000;
const forgottenAfterMs = 24 * 3_600_000;

/** What silence is judged by, besides what was heard. */
export type Listening = {
  readonly now: Instant;
  /** Whether some clinic is covered now. */
  readonly covered: boolean;
  /** When the latest thing happened that a source told of; undefined when that is long ago. */
  readonly toldOf: (source: string) => Instant | undefined;
};

/**
 * A telephone system on the wall. Silent for a minute while a clinic is covered is an alarm: no event looks like a
 * perfect day. Nothing is awaited of one that told neither of today's calls nor that it lives: such a source is an
 * imported file. One that has said nothing for a whole day was unplugged on purpose, and is no longer shown.
 */
export function toSourceView(state: SourceState, { now, covered, toldOf }: Listening): SourceView | null {
  const lastAt = latest(state.lastEventAt, state.lastHeartbeatAt);
  if (lastAt === null || now - lastAt > forgottenAfterMs) return null;
  const aliveAt = latest(toldOf(state.source) ?? null, state.lastHeartbeatAt);
  const awaited = aliveAt !== null && now - aliveAt <= forgottenAfterMs;
  return {
    id: state.source,
    name: state.source,
    lastEventAt: Math.floor(lastAt / 1000) * 1000,
    silent: covered && awaited && now - lastAt >= silentAfterMs,
    offsetMs: state.offsetMs,
  };
}

function latest(a: Instant | null, b: Instant | null): Instant | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}
