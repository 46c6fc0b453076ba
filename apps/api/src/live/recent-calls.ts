import type { Call } from '@vigie/calls';
import type { RecentCallView } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';

import { CallStore } from '../fold/call-store';
import type { StoredCall } from '../fold/call-store';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { toBoardCall } from './board/board-call';
import { LiveRooms } from './live-rooms';

/** Whose calls are asked for. */
export type CallsOf = { readonly clinicId?: string; readonly teamId?: string };

const dayMs = 24 * 3_600_000;
const daysBack = 8;

/** The latest calls of an opened row. */
@Injectable()
export class RecentCalls {
  constructor(
    private readonly database: Database,
    private readonly calls: CallStore,
    private readonly rooms: LiveRooms,
    private readonly clock: Clock,
  ) {}

  /** At most `limit` inbound calls of the last days, latest arrival first. */
  async of(tenantId: string, whose: CallsOf, limit: number): Promise<RecentCallView[]> {
    const now = this.clock.now();
    const room = await this.rooms.of(tenantId);
    const range = {
      from: now - daysBack * dayMs,
      to: now + dayMs,
      ...(whose.clinicId === undefined ? {} : { clinicIds: [whose.clinicId] }),
      ...(whose.teamId === undefined ? {} : { teamIds: [whose.teamId] }),
    };
    const stored = await this.database.withTenant(tenantId, (tx) =>
      this.calls.latestCalls(tx, tenantId, range, limit),
    );
    return stored
      .filter(({ call }) => call.counted)
      .map((one) => toRecentCallView(one, room.storyOf(toBoardCall(one))));
  }
}

/** A call in the list of an opened row; its number is told by the mask alone. */
export function toRecentCallView(
  { callKey, call }: Pick<StoredCall, 'callKey' | 'call'>,
  story: { readonly attempt: number | null; readonly recovered: boolean },
): RecentCallView {
  const answered = call.legs.filter((leg) => leg.answeredAt !== null);
  const talking = call.phase === 'talking' ? answered.findLast((leg) => leg.endedAt === null) : undefined;
  return {
    id: callKey,
    arrivedAt: new Date(call.arrivedAt).toISOString(),
    clinicId: call.clinicId ?? '',
    queueId: call.queueId,
    outcome: outcomeOf(call),
    waitMs: call.waitMs,
    talkMs: talking === undefined ? talkOf(answered) : null,
    talkingSince: toIso(talking?.answeredAt ?? null),
    agentId: answered.at(-1)?.agentId ?? null,
    reason: call.reason,
    mask: call.aniMask,
    ...story,
  };
}

function toIso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

/** What is known of the talk; null when the end of all of it was never told. */
function talkOf(answered: Call['legs']): number | null {
  const known = answered.flatMap(({ talkMs }) => talkMs ?? []);
  return known.length === 0 ? null : known.reduce((sum, talkMs) => sum + talkMs, 0);
}

/** The outcome, or how an undecided call stands: `greeting` or `waiting`. */
function outcomeOf(call: Call): string {
  return call.outcome ?? (call.phase === 'greeting' ? 'greeting' : 'waiting');
}
