import type { Call } from '@vigie/calls';
import type { RecentCallView } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';

import type { Asking, ViewerScope } from '../access/viewer';
import { seesQueue } from '../access/scope-reach';
import { CallStore } from '../fold/call-store';
import type { StoredCall } from '../fold/call-store';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import type { ResolvedSettings } from '../settings/resolved-settings';
import { TenantSettings } from '../settings/tenant-settings';
import { toBoardCall } from './board/board-call';
import type { CallStory } from './board/callers';
import { LiveRooms } from './live-rooms';

/** What of a call's queue and secretary is told. */
type Sight = {
  readonly scope: ViewerScope;
  readonly settings: Pick<ResolvedSettings, 'queue' | 'teamOfQueue'>;
};

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
    private readonly settings: TenantSettings,
    private readonly clock: Clock,
  ) {}

  /** At most `limit` inbound calls of the last days that the viewer sees, latest arrival first. */
  async of({ tenantId, scope }: Asking, whose: CallsOf, limit: number): Promise<RecentCallView[]> {
    const now = this.clock.now();
    const room = await this.rooms.of(tenantId);
    const range = { from: now - daysBack * dayMs, to: now + dayMs, ...idsOf(scope, whose) };
    const stored = await this.database.withTenant(tenantId, (tx) =>
      this.calls.latestCalls(tx, tenantId, range, limit),
    );
    // A call that was folded since the room looked last has no story there yet.
    await room.upToDate();
    const settings = this.settings.at(tenantId, now);
    return stored
      .filter(({ call }) => call.counted)
      .map((one) => toRecentCallView(one, room.storyOf(toBoardCall(one)), { scope, settings }));
  }
}

/** The calls asked for, of those of the scope. A clinic does not learn which team took a call. */
function idsOf(scope: ViewerScope, { clinicId, teamId }: CallsOf) {
  const within = (id: string | undefined, ids: readonly string[] | undefined) => {
    if (id === undefined) return ids;
    return ids === undefined || ids.includes(id) ? [id] : [];
  };
  const clinicIds = within(clinicId, scope.kind === 'clinics' ? scope.clinicIds : undefined);
  const noTeam = scope.kind === 'clinics' && teamId !== undefined;
  const teamIds = noTeam ? [] : within(teamId, scope.kind === 'teams' ? scope.teamIds : undefined);
  return {
    ...(clinicIds && { clinicIds }),
    ...(teamIds && { teamIds }),
    ...(scope.kind === 'agent' && { agentIds: [scope.agentId] }),
  };
}

/** A call in the list of an opened row; its number is told by the mask alone. */
function toRecentCallView(
  { callKey, call }: Pick<StoredCall, 'callKey' | 'call'>,
  story: CallStory,
  sight: Sight,
): RecentCallView {
  const answered = call.legs.filter((leg) => leg.answeredAt !== null);
  const talking = call.phase === 'talking' ? answered.findLast((leg) => leg.endedAt === null) : undefined;
  return {
    id: callKey,
    arrivedAt: new Date(call.arrivedAt).toISOString(),
    clinicId: call.clinicId ?? '',
    queueId: queueToldTo(sight, call.queueId),
    outcome: outcomeOf(call),
    waitMs: call.waitMs,
    talkMs: talking === undefined ? talkOf(answered) : null,
    talkingSince: toIso(talking?.answeredAt ?? null),
    agentId: agentToldTo(sight, answered.at(-1)),
    reason: call.reason,
    mask: call.aniMask,
    ...story,
  };
}

function queueToldTo({ scope, settings }: Sight, queueId: string | null): string | null {
  if (queueId === null) return null;
  const owners = { clinicId: settings.queue(queueId).clinicId, teamId: settings.teamOfQueue(queueId) };
  return seesQueue(scope, owners) ? queueId : null;
}

/** Who answered last; to a clinic nobody's name, to a secretary her own. */
function agentToldTo(sight: Sight, leg: Call['legs'][number] | undefined): string | null {
  if (leg === undefined) return null;
  const { agentId, queueId } = leg;
  const isTold = {
    all: true,
    clinics: false,
    teams: queueToldTo(sight, queueId) !== null,
    agent: sight.scope.kind === 'agent' && sight.scope.agentId === agentId,
  }[sight.scope.kind];
  return isTold ? agentId : null;
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
