import type { Instant } from '@vigie/calls';
import type { AlertView, ClaimView } from '@vigie/contracts';

/** An urgent call is told so long after its end; difficult ones are counted within as long. */
const windowMs = 30 * 60_000;
/** So many difficult calls of one clinic within the window are a burst (S0-1). */
const burst = 3;

/** What is told of a call that was marked. */
export type MarkedCall = Readonly<{
  key: string;
  clinicId: string;
  counted: boolean;
  urgent: boolean;
  difficult: boolean;
  arrivedAt: Instant;
  answeredAt: Instant | null;
  lastAt: Instant;
  phase: string;
  taken: ClaimView | null;
}>;

const isOver = ({ phase }: MarkedCall): boolean => phase === 'ended' || phase === 'wrap';
const answeredOf = ({ answeredAt, arrivedAt }: MarkedCall): Instant => answeredAt ?? arrivedAt;

/** Calls that were marked urgent, and bursts of difficult ones at a clinic: only what was marked is kept. */
export class CallAlerts {
  private readonly marked = new Map<string, MarkedCall>();

  /** Takes a call as it is now: a mark may have been taken back. */
  put(call: MarkedCall): void {
    if (call.counted && (call.urgent || call.difficult)) this.marked.set(call.key, call);
    else this.remove(call.key);
  }

  remove(key: string): void {
    this.marked.delete(key);
  }

  at(now: Instant): ReadonlyMap<string, AlertView> {
    const isPast = (call: MarkedCall): boolean =>
      isOver(call) && call.lastAt <= now - windowMs && answeredOf(call) <= now - windowMs;
    for (const [key, call] of this.marked) if (isPast(call)) this.marked.delete(key);
    const all = [...this.marked.values()];
    return new Map([...urgentOf(all, now), ...burstsOf(all, now)].map((view) => [view.id, view]));
  }
}

/** Calls marked urgent that go on, or ended lately. */
function urgentOf(calls: readonly MarkedCall[], now: Instant): AlertView[] {
  return calls
    .filter((call) => call.urgent && (!isOver(call) || call.lastAt > now - windowMs))
    .map((call) => ({
      id: call.key,
      kind: 'urgent',
      clinicId: call.clinicId,
      at: call.arrivedAt,
      count: 1,
      isOpen: !isOver(call),
      taken: call.taken,
    }));
}

/** Clinics of which so many difficult calls were answered lately. */
function burstsOf(calls: readonly MarkedCall[], now: Instant): AlertView[] {
  const recent = calls.filter((call) => call.difficult && answeredOf(call) > now - windowMs);
  return [...Map.groupBy(recent, ({ clinicId }) => clinicId)]
    .filter(([, some]) => some.length >= burst)
    .map(([clinicId, some]) => ({
      id: `difficult ${clinicId}`,
      kind: 'difficult',
      clinicId,
      at: Math.max(...some.map(answeredOf)),
      count: some.length,
      isOpen: false,
      taken: null,
    }));
}
