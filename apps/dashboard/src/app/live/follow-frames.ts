import { applyPatch, type LiveHeartbeat, type LivePatch, type LiveSnapshot } from '@vigie/contracts';

/** What a viewer holds after a frame, and whether it must ask for a snapshot. */
export type Followed = { readonly state: LiveSnapshot | null; readonly repair: boolean };

/** A snapshot of the same epoch never takes the board back; one of another epoch begins anew. */
export function followSnapshot(held: LiveSnapshot | null, fresh: LiveSnapshot): LiveSnapshot {
  const older =
    held !== null &&
    held.epoch === fresh.epoch &&
    held.centre.tenantId === fresh.centre.tenantId &&
    fresh.seq < held.seq;
  return older ? held : fresh;
}

/** A patch goes on the state it was made for; a repeated one changes nothing; any other tells of a gap. */
export function followPatch(held: LiveSnapshot | null, patch: LivePatch): Followed {
  if (held === null) return { state: null, repair: true };
  const result = applyPatch(held, patch);
  return result.kind === 'applied'
    ? { state: result.state, repair: false }
    : { state: held, repair: result.kind === 'gap' };
}

/** Whether a heartbeat tells of frames that never came: our number is not that of the last frame sent to us. */
export function heartbeatTellsOfGap(held: LiveSnapshot | null, beat: LiveHeartbeat): boolean {
  return held === null || held.epoch !== beat.epoch || held.seq !== beat.seq;
}

const samplesKept = 12;

/**
 * Adds what one frame says about the difference between the server's clock and ours, in ms. A frame is always seen
 * after it was stamped, so the largest of the last samples is the one that travelled least and is nearest to true.
 */
export function withSample(samples: readonly number[], stampedAt: number, seenAt: number): readonly number[] {
  return [...samples, stampedAt - seenAt].slice(-samplesKept);
}

/** The best estimate of server time minus ours; 0 before the first sample. */
export const serverOffset = (samples: readonly number[]): number =>
  samples.length === 0 ? 0 : Math.max(...samples);
