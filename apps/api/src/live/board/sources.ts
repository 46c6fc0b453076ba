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

/**
 * A telephone system on the wall. Silent for a minute while a clinic is covered is an alarm: no event looks like a
 * perfect day. One that has said nothing for a whole day was unplugged on purpose, and is no longer shown.
 */
export function toSourceView(state: SourceState, now: Instant, covered: boolean): SourceView | null {
  const lastAt = latest(state.lastEventAt, state.lastHeartbeatAt);
  if (lastAt === null || now - lastAt > forgottenAfterMs) return null;
  return {
    id: state.source,
    name: state.source,
    lastEventAt: Math.floor(lastAt / 1000) * 1000,
    silent: covered && now - lastAt >= silentAfterMs,
    offsetMs: state.offsetMs,
  };
}

function latest(a: Instant | null, b: Instant | null): Instant | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}
