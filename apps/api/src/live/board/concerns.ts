import { wishesOf, type Call, type Instant } from '@vigie/calls';
import type { ConcernView } from '@vigie/contracts';

/** When a caller said so, in which language. */
export type Concern = { readonly answeredAt: Instant; readonly language: string | null };

/**
 * The latest answer of a call's caller who was not content (*overall* 1 or 2 of 5) and wishes to be called back; null
 * without one, once somebody took note of it, and for a test line.
 */
export function concernOf(call: Pick<Call, 'surveys' | 'acknowledgedAt' | 'test'>): Concern | null {
  let latest: Concern | null = null;
  for (const { answeredAt, language } of wishesOf(call)) {
    if (answeredAt > (latest?.answeredAt ?? call.acknowledgedAt ?? Number.NEGATIVE_INFINITY))
      latest = { answeredAt, language };
  }
  return latest;
}

const keptMs = 24 * 3_600_000;

/** What is shown of a call whose caller wishes to be called back; it takes the wish of a call back when there is none. */
type ConcernedCall = Pick<ConcernView, 'clinicId' | 'teamId' | 'mask'> & {
  readonly key: string;
  readonly concern: Concern | null;
  readonly arrivedAt: Instant;
};

/** Callers to be called back by their own wish, whatever day they called on. */
export class Concerns<C extends ConcernedCall> {
  private readonly byCall = new Map<string, ConcernView>();
  private readonly calls = new Map<string, C>();

  /** Takes a call as it is now. */
  put(call: C): void {
    const { key, concern, clinicId, teamId, arrivedAt, mask } = call;
    if (concern === null) return this.remove(key);
    this.byCall.set(key, { id: key, clinicId, teamId, calledAt: arrivedAt, mask, ...concern });
    this.calls.set(key, call);
  }

  remove(key: string): void {
    this.byCall.delete(key);
    this.calls.delete(key);
  }

  heldCall(key: string): C | undefined {
    return this.calls.get(key);
  }

  /** The calls they are of. */
  held(): Iterable<C> {
    return this.calls.values();
  }

  /** Those of the last 24 hours. */
  at(now: Instant): ReadonlyMap<string, ConcernView> {
    for (const [key, { answeredAt }] of this.byCall) if (now - answeredAt > keptMs) this.remove(key);
    return this.byCall;
  }
}

/** The earliest answer that is still told at `now`. */
export const concernsSince = (now: Instant): Instant => now - keptMs;
