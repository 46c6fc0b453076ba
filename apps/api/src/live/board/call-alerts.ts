import type { Instant } from '@vigie/calls';
import type { AlertView } from '@vigie/contracts';

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
    const alerts = new Map<string, AlertView>();
    const difficult = new Map<string, Instant[]>();
    for (const call of this.marked.values()) {
      const { key, clinicId, arrivedAt } = call;
      const isRecent = !isOver(call) || call.lastAt > now - windowMs;
      if (call.urgent && isRecent)
        put(alerts, { id: key, kind: 'urgent', clinicId, at: arrivedAt, count: 1, isOpen: !isOver(call) });
      const answeredAt = answeredOf(call);
      if (call.difficult && answeredAt > now - windowMs)
        difficult.set(clinicId, [...(difficult.get(clinicId) ?? []), answeredAt]);
      if (!isRecent && answeredAt <= now - windowMs) this.marked.delete(key);
    }
    for (const [clinicId, instants] of difficult) {
      if (instants.length < burst) continue;
      const id = `difficult ${clinicId}`;
      const at = Math.max(...instants);
      put(alerts, { id, kind: 'difficult', clinicId, at, count: instants.length, isOpen: false });
    }
    return alerts;
  }
}

function put(alerts: Map<string, AlertView>, view: AlertView): void {
  alerts.set(view.id, view);
}
