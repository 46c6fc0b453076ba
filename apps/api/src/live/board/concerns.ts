import type { Instant } from '@vigie/calls';
import type { ConcernView } from '@vigie/contracts';
import type { BoardCall } from './board-call';

const keptMs = 24 * 3_600_000;

/** Callers to be called back by their own wish, whatever day they called on. */
export class Concerns {
  private readonly byCall = new Map<string, ConcernView>();

  /** Takes a call as it is now. */
  put({ key, concern, clinicId, teamId, arrivedAt, mask }: BoardCall): void {
    if (concern === null) this.byCall.delete(key);
    else this.byCall.set(key, { id: key, clinicId, teamId, calledAt: arrivedAt, mask, ...concern });
  }

  /** Those of the last 24 hours. */
  at(now: Instant): ReadonlyMap<string, ConcernView> {
    for (const [key, { answeredAt }] of this.byCall) if (now - answeredAt > keptMs) this.byCall.delete(key);
    return this.byCall;
  }
}

/** The earliest answer that is still told at `now`. */
export const concernsSince = (now: Instant): Instant => now - keptMs;
