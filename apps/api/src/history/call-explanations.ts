import type { Call, CallFact } from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { CallDetails, CallExplanation, CallStep } from '@vigie/contracts';
import { explainCall, lanesOf, partsOfCall, type CallLane } from '@vigie/metrics';

import { ownersOf, seesCall } from '../access/scope-reach';
import type { Viewer, ViewerScope } from '../access/viewer';
import { CallStore, type StoredCall } from '../fold/call-store';
import { Database } from '../platform/database';
import { isUuid } from '../platform/http/read-request';
import { notFound } from '../platform/problems';
import { TenantSettings } from '../settings/tenant-settings';
import { Sight, toCallRow } from './call-rows';

/** One call explained: what happened, drawn and told, and by which rules it is counted. */
@Injectable()
export class CallExplanations {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly calls: CallStore,
  ) {}

  /** Throws the one 404 for a call that does not exist and for one that is not of the viewer's scope. */
  async of({ tenantId, scope }: Viewer, id: string): Promise<CallExplanation> {
    const stored = isUuid(id) ? await this.read(tenantId, id) : undefined;
    if (stored === undefined || !sees(scope, stored.call)) throw notFound('There is no such call.');
    // Names are those of the settings that the call was counted by.
    const settings = this.settings.at(tenantId, stored.call.arrivedAt);
    const clinic = stored.call.clinicId === null ? null : settings.clinic(stored.call.clinicId);
    const sight = new Sight(scope, settings);
    const { serviceLevelSeconds, serviceLevelFormula } = settings;
    const by = {
      serviceLevelSeconds,
      serviceLevelFormula,
      shortAbandonMs: clinic?.shortAbandonMs ?? settings.shortAbandonMs,
    };
    return {
      call: toCallRow(stored, sight, null),
      timezone: clinic?.timezone ?? settings.timezone,
      source: stored.source,
      counted: [...explainCall(stored.call, by)],
      ...pictureOf(stored, sight),
    };
  }

  private read(tenantId: string, id: string): Promise<StoredCall | undefined> {
    return this.database.withTenant(
      tenantId,
      async (tx) => (await this.calls.callsByKey(tx, tenantId, [id]))[0],
    );
  }
}

/** A team sees also a call of which a part alone was in one of its queues, since that part is in its figures. */
function sees(scope: ViewerScope, call: Call): boolean {
  if (seesCall(scope, ownersOf(call))) return true;
  return scope.kind === 'teams' && call.segments.some(({ teamId }) => scope.teamIds.includes(teamId));
}

type Picture = Pick<CallExplanation, 'firstAt' | 'endedAt' | 'lanes' | 'timeline' | 'facts' | 'anomalies'>;

function pictureOf({ call, facts }: StoredCall, sight: Sight): Picture {
  const queueOf = new Map(call.legs.map(({ agentId, queueId }) => [agentId, queueId]));
  const agentName = (id: string): string | null => sight.agentName(id, queueOf.get(id) ?? null);
  const names = { sight, agentName };
  return {
    firstAt: iso(call.firstAt),
    endedAt: call.endedAt === null ? null : iso(call.endedAt),
    lanes: lanesOf(call, facts).map((lane) => toLane(lane, names)),
    timeline: partsOfCall(call, facts).map(({ kind, ms, id }) => ({
      kind,
      ms,
      name: nameOf(kind, id, names),
    })),
    facts: facts.map((fact) => toStep(fact, names)),
    anomalies: [...call.anomalies],
  };
}

type Names = { readonly sight: Sight; readonly agentName: (id: string) => string | null };

const iso = (at: number): string => new Date(at).toISOString();

function nameOf(kind: string, id: string | null, { sight, agentName }: Names): string | null {
  if (id === null) return null;
  return kind === 'waiting' || kind === 'laterWaiting' ? sight.queueName(id) : agentName(id);
}

/** A name that may not be told takes the id with it. */
function toLane(
  { kind, id, pieces }: CallLane,
  { sight, agentName }: Names,
): CallExplanation['lanes'][number] {
  const named = id === null ? null : kind === 'queue' ? sight.queueName(id) : agentName(id);
  return {
    kind,
    id: named === null ? null : id,
    name: named,
    pieces: pieces.map(({ from, to, ...rest }) => ({
      ...rest,
      from: iso(from),
      to: to === null ? null : iso(to),
    })),
  };
}

/** A fact without ids, and without what a caller said of the call: marks are published in figures alone (ADR 0040). */
function toStep(fact: CallFact, { sight, agentName }: Names): CallStep {
  const { queueId, agentId, clinicId } = fact;
  const details: Record<string, CallDetails[string] | undefined> = {
    queueName: queueId && sight.queueName(queueId),
    agentName: agentId && agentName(agentId),
    clinicName: clinicId && sight.clinicName(clinicId),
    mask: fact.aniMask,
    language: fact.languageRequested ?? fact.languageServed,
    [reasonName(fact)]: fact.reason,
    side: fact.side,
    key: fact.key,
    ringMs: fact.ringMs,
    waitMs: fact.waitMs,
    talkMs: fact.talkMs,
    disposition: fact.reasonCode,
    channel: fact.channel,
    count: fact.count,
    bot: fact.bot,
    estimated: fact.estimated,
  };
  const told = Object.entries(details).filter(([, value]) => value !== undefined && value !== '');
  return { type: fact.type, at: iso(fact.at), details: Object.fromEntries(told) as CallDetails };
}

/** What a fact's reason is of. */
function reasonName({ type }: CallFact): string {
  if (type === 'call.offer_ended') return 'result';
  return type === 'call.transferred' ? 'kind' : 'reason';
}
