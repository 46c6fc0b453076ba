import type { Call, Leg, Segment } from '@vigie/calls';
import type { CallRow } from '@vigie/contracts';
import type { CountedUnit } from '@vigie/metrics';

import { seesQueue } from '../access/scope-reach';
import type { ViewerScope } from '../access/viewer';
import type { StoredCall } from '../fold/call-store';
import type { ResolvedSettings } from '../settings/resolved-settings';

/** What of a call's places and people a viewer learns. */
export class Sight {
  constructor(
    readonly scope: ViewerScope,
    readonly settings: ResolvedSettings,
  ) {}

  /** A queue that may be named. */
  queue(id: string | null): string | null {
    if (id === null) return null;
    const { settings, scope } = this;
    const owners = { clinicId: settings.queue(id).clinicId, teamId: settings.teamOfQueue(id) };
    return seesQueue(scope, owners) ? id : null;
  }

  queueName(id: string | null): string | null {
    const told = this.queue(id);
    return told === null ? null : this.settings.queue(told).name;
  }

  /** The team is the provider's: a clinic does not learn which took a call. */
  team(id: string | null): string | null {
    if (this.scope.kind === 'teams') return id !== null && this.scope.teamIds.includes(id) ? id : null;
    return this.scope.kind === 'clinics' ? null : id;
  }

  /** To a clinic nobody's name, to a secretary her own, to a team those of its queues. */
  agentName(id: string, queueId: string | null): string | null {
    const isTold = {
      all: true,
      clinics: false,
      teams: queueId !== null && this.queue(queueId) !== null,
      agent: this.scope.kind === 'agent' && this.scope.agentId === id,
    }[this.scope.kind];
    return isTold ? this.settings.agent(id).name : null;
  }

  clinicName(id: string | null): string | null {
    return id === null ? null : this.settings.clinic(id).name;
  }
}

/** Which part of a call a row is about; null: the call as a whole. */
export type RowPart = { readonly unit: CountedUnit; readonly place: number } | null;

/** A call, or one passage or leg of it, as it is told. */
export function toCallRow(
  { callKey, call }: Pick<StoredCall, 'callKey' | 'call'>,
  sight: Sight,
  part: RowPart,
): CallRow {
  const segment = part?.unit === 'segments' ? call.segments[part.place] : undefined;
  const leg = part?.unit === 'legs' ? call.legs[part.place] : undefined;
  const legs = legsOf(call, part);
  return {
    id: callKey,
    segment: segment === undefined || part === null ? null : part.place,
    ...placeOf(call, segment, leg, sight),
    ...fateOf(call, segment),
    ...handlingOf(legs),
    transfers: call.transfers,
    agents: agentsOf(legs, sight),
    language: call.languageRequested,
    reason: call.reason,
    mask: call.aniMask,
  };
}

type Place = Pick<CallRow, 'arrivedAt' | 'clinicId' | 'clinicName' | 'queueId' | 'queueName' | 'teamId'>;

function placeOf(call: Call, segment: Segment | undefined, leg: Leg | undefined, sight: Sight): Place {
  const queueId = sight.queue(segment?.queueId ?? leg?.queueId ?? call.queueId);
  return {
    arrivedAt: new Date(startOf(call, segment, leg)).toISOString(),
    clinicId: call.clinicId,
    clinicName: sight.clinicName(call.clinicId),
    queueId,
    queueName: sight.queueName(queueId),
    teamId: sight.team(segment?.teamId ?? call.teamId),
  };
}

const startOf = (call: Call, segment: Segment | undefined, leg: Leg | undefined): number =>
  segment?.enqueuedAt ?? leg?.offeredAt ?? call.arrivedAt;

type Fate = Pick<CallRow, 'outcome' | 'subCode' | 'shortAbandoned' | 'covered' | 'waitMs'>;

function fateOf(call: Call, segment: Segment | undefined): Fate {
  const { outcome, subCode, shortAbandoned, waitMs } = segment ?? call;
  const open = segment === undefined && call.phase === 'greeting' ? 'greeting' : 'waiting';
  return { outcome: outcome ?? open, subCode, shortAbandoned, covered: call.covered, waitMs };
}

function legsOf({ legs }: Call, part: RowPart): readonly Leg[] {
  if (part === null) return legs;
  return legs.filter(({ segment }, place) => (part.unit === 'legs' ? place : segment) === part.place);
}

function handlingOf(legs: readonly Leg[]): Pick<CallRow, 'talkMs' | 'holdMs'> {
  const talks = legs.flatMap(({ talkMs }) => talkMs ?? []);
  const holds = legs.filter(({ answeredAt }) => answeredAt !== null).map(({ holdMs }) => holdMs);
  const sum = (all: readonly number[]): number | null =>
    all.length === 0 ? null : all.reduce((total, each) => total + each, 0);
  return { talkMs: sum(talks), holdMs: sum(holds) };
}

function agentsOf(legs: readonly Leg[], sight: Sight): readonly string[] | null {
  if (sight.scope.kind === 'clinics') return null;
  const names = legs
    .filter(({ answeredAt }) => answeredAt !== null)
    .flatMap(({ agentId, queueId }) => sight.agentName(agentId, queueId) ?? []);
  return [...new Set(names)];
}
