import { encodeFacts, type Call, type CallFact, type Leg } from '@vigie/calls';

import type { Column } from './bulk-upsert';
import { outlastsDay, type CallReach } from './call-reach';

/** A call as the fold writes it: what is asked for in columns, and the facts it can be refolded from. */
export type CallRow = {
  readonly callKey: string;
  readonly source: string;
  readonly callId: string;
  /** Number of the last event that belongs to it. */
  readonly seq: number;
  readonly call: Call;
  readonly facts: readonly CallFact[];
  readonly reach: CallReach;
  /** Facts beyond the limit of a call, which are in the log alone. */
  readonly ignoredFacts: number;
};

/** Every column of `call` but the tenant, and where its value comes from. */
export const callColumns: readonly Column<CallRow>[] = [
  { name: 'call_key', type: 'uuid', key: true, of: (row) => row.callKey },
  { name: 'source', type: 'text', of: (row) => row.source },
  { name: 'call_id', type: 'text', of: (row) => row.callId },
  { name: 'seq', type: 'bigint', of: (row) => row.seq },
  { name: 'arrived_at', type: 'instant', of: ({ call }) => call.arrivedAt },
  { name: 'first_at', type: 'instant', of: ({ reach }) => reach.from },
  { name: 'last_at', type: 'instant', of: ({ reach }) => reach.to },
  { name: 'decided_at', type: 'instant', of: ({ call }) => call.decidedAt },
  { name: 'ended_at', type: 'instant', of: ({ call }) => call.endedAt },
  { name: 'open', type: 'boolean', of: ({ call }) => call.phase !== 'ended' },
  { name: 'counted', type: 'boolean', of: ({ call }) => call.counted },
  { name: 'phase', type: 'text', of: ({ call }) => call.phase },
  { name: 'outcome', type: 'text', of: ({ call }) => call.outcome },
  { name: 'sub_code', type: 'text', of: ({ call }) => call.subCode },
  { name: 'clinic_id', type: 'text', of: ({ call }) => call.clinicId },
  { name: 'team_id', type: 'text', of: ({ call }) => call.teamId },
  { name: 'queue_id', type: 'text', of: ({ call }) => call.queueId },
  { name: 'language', type: 'text', of: ({ call }) => call.languageRequested },
  { name: 'reason', type: 'text', of: ({ call }) => call.reason },
  { name: 'agents', type: 'texts', of: ({ call }) => agentsOf(call) },
  { name: 'queues', type: 'texts', of: ({ call }) => queuesOf(call) },
  { name: 'ani_hash', type: 'text', of: ({ call }) => call.aniHash },
  { name: 'offered', type: 'boolean', of: ({ call }) => call.offered },
  { name: 'short_abandoned', type: 'boolean', of: ({ call }) => call.shortAbandoned },
  { name: 'wait_ms', type: 'bigint', of: ({ call }) => call.waitMs },
  { name: 'talk_ms', type: 'bigint', of: ({ call }) => total(call.legs, (leg) => leg.talkMs) },
  { name: 'hold_ms', type: 'bigint', of: ({ call }) => total(call.legs, (leg) => leg.holdMs) },
  { name: 'wrap_ms', type: 'bigint', of: ({ call }) => total(call.legs, (leg) => leg.wrapMs) },
  { name: 'outlasts_day', type: 'boolean', of: ({ call, reach }) => outlastsDay(call, reach) },
  { name: 'ignored_facts', type: 'bigint', of: (row) => row.ignoredFacts || null },
  { name: 'facts', type: 'text', of: (row) => encodeFacts(row.facts) },
];

/** Who had a leg of the call, each once. */
export const agentsOf = (call: Call): readonly string[] => distinct(call.legs.map((leg) => leg.agentId));

/** The queues it was in, each once. */
export const queuesOf = (call: Call): readonly string[] =>
  distinct(call.segments.map((segment) => segment.queueId));

function distinct(ids: readonly string[]): readonly string[] {
  return ids.length < 2 ? ids : [...new Set(ids)];
}

/** Sum over the legs that know it; null when none does. */
function total(legs: readonly Leg[], of: (leg: Leg) => number | null): number | null {
  let sum: number | null = null;
  for (const leg of legs) {
    const value = of(leg);
    if (value !== null) sum = (sum ?? 0) + value;
  }
  return sum;
}
