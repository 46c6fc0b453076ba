import { randomUUID } from 'node:crypto';

import { foldIncident, type Incident, type IncidentOutcome, type Instant } from '@vigie/calls';
import { longestIncidentNote, type IncidentDetail, type IncidentList } from '@vigie/contracts';
import { incidentFigures } from '@vigie/metrics';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { ownersOf, seesCall } from '../access/scope-reach';
import type { Viewer, ViewerScope } from '../access/viewer';
import { callerOf, type Caller } from '../callbacks/callbacks';
import { daysOf } from '../callbacks/callback-figures';
import { scrubComment } from '../comments/scrub/scrub-comment';
import { PgEventLog } from '../event-log/pg-event-log';
import { serverEvent } from '../event-log/server-events';
import { CallStore, type StoredCall } from '../fold/call-store';
import { incidentEvents } from '../fold/incident-note-projection';
import { Bell } from '../platform/bell';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { isUuid } from '../platform/http/read-request';
import { notFound, Problem } from '../platform/problems';
import { TenantSettings } from '../settings/tenant-settings';
import { allFacts, incidentKeys, lockIncident } from './incident-store';
import { byUrgency, countedOf, detailOf, viewOf, type ToldIncident } from './incident-views';

/** Nobody reads further; figures are of all. */
const mostListed = 500;
const usualRangeMs = 30 * 86_400_000;
const unknown = () => notFound('There is no urgent call of that id.');

type Asking = Pick<Viewer, 'tenantId' | 'scope' | 'keyId' | 'personId' | 'name' | 'roles' | 'may'>;

/** What a supervisor does about one. */
export type IncidentAct =
  | { readonly kind: 'taken'; readonly over: boolean }
  | { readonly kind: 'noted' | 'reviewed'; readonly note: string }
  | { readonly kind: 'ended'; readonly note: string; readonly outcome: IncidentOutcome };

/** Urgent calls as incidents: which there are, what became of each, and what supervisors do, each act an event of the log. */
@Injectable()
export class Incidents {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly calls: CallStore,
    private readonly log: PgEventLog,
    private readonly bell: Bell,
    private readonly clock: Clock,
  ) {}

  /** Those of the viewer's scope that began in a range of local days, of 30 days without one, and those still to be done. */
  async list(viewer: Asking, asked: Readonly<{ from?: unknown; to?: unknown }>): Promise<IncidentList> {
    const { tenantId, scope } = viewer;
    const now = this.clock.now();
    return this.database.withTenant(tenantId, async (tx) => {
      await this.settings.ensureLoaded(tx, tenantId);
      const { timezone } = this.settings.current(tenantId);
      const isAsked = asked.from !== undefined || asked.to !== undefined;
      const range = isAsked ? daysOf(asked, timezone) : { from: now - usualRangeMs, to: now + usualRangeMs };
      const told = await this.told(tx, tenantId, { scope, ...range });
      const views = told.map((one) => viewOf(one)).toSorted(byUrgency);
      const isInRange = ({ incident: { openedAt } }: ToldIncident): boolean =>
        openedAt >= range.from && openedAt < range.to;
      return {
        at: iso(now),
        from: iso(range.from),
        to: iso(Math.min(range.to, Math.max(now, range.from))),
        mayWork: viewer.may('incidents.work'),
        figures: incidentFigures(told.filter(isInRange).map(countedOf)),
        incidents: views
          .filter(({ state, openedAt }) => {
            return Date.parse(openedAt) >= range.from || state === 'open' || state === 'ended';
          })
          .slice(0, mostListed),
      };
    });
  }

  /** One with its course. Rejects with 404 outside the viewer's scope. */
  one({ tenantId, scope }: Asking, id: string): Promise<IncidentDetail> {
    return this.database.withTenant(tenantId, async (tx) =>
      detailOf(await this.toldOne(tx, { tenantId, scope }, id)),
    );
  }

  /**
   * Writes into the log what a supervisor does; taking what one has already changes nothing. Rejects with 409 `taken`
   * while somebody else has it, `not_open` for one that ended or was withdrawn, `not_ended` and `reviewed` of a review.
   */
  async act(viewer: Asking, id: string, act: IncidentAct, by?: string): Promise<IncidentDetail> {
    const { tenantId, scope } = viewer;
    const caller = callerOf(viewer, by);
    const detail = await this.database.withTenant(tenantId, async (tx) => {
      if (!isUuid(id)) throw unknown();
      await lockIncident(tx, tenantId, id);
      const told = await this.toldOne(tx, { tenantId, scope }, id);
      const { incident } = told;
      refuse(act, incident, caller);
      if (act.kind === 'taken' && incident.owner?.byId === caller.byId) return detailOf(told);
      // The clock of who told the mark may be ahead of ours: what is done about it comes after it.
      const at = Math.max(this.clock.now(), (incident.course.at(-1)?.at ?? 0) + 1);
      const data = { callKey: id, ...caller, ...besideOf(act) };
      const event = { type: incidentEvents[act.kind], at, subject: id, id: `incident-${randomUUID()}`, data };
      await this.log.append(tx, tenantId, [serverEvent(event)]);
      return detailOf(await this.toldOne(tx, { tenantId, scope }, id));
    });
    this.bell.ring(tenantId);
    return detail;
  }

  private async told(
    tx: EntityManager,
    tenantId: string,
    asked: { readonly scope: ViewerScope; readonly from: Instant; readonly to: Instant },
  ): Promise<readonly ToldIncident[]> {
    const keys = await incidentKeys(tx, tenantId, asked);
    const facts = await allFacts(tx, tenantId, keys);
    const stored = await this.calls.callsByKey(tx, tenantId, keys);
    const names = await this.names(tx, tenantId);
    return stored.flatMap((one) => {
      const incident = foldIncident(facts.get(one.callKey) ?? []);
      // A caller who was told of at two clinics is of one of them by now.
      const isSeen = !one.call.test && seesCall(asked.scope, ownersOf(one.call));
      return incident === undefined || !isSeen ? [] : [toldOf(one, incident, names)];
    });
  }

  private async toldOne(
    tx: EntityManager,
    { tenantId, scope }: Pick<Viewer, 'tenantId' | 'scope'>,
    id: string,
  ): Promise<ToldIncident> {
    if (!isUuid(id)) throw unknown();
    const facts = (await allFacts(tx, tenantId, [id])).get(id) ?? [];
    const [stored] = await this.calls.callsByKey(tx, tenantId, [id]);
    const incident = foldIncident(facts);
    if (stored === undefined || incident === undefined) throw unknown();
    if (stored.call.test || !seesCall(scope, ownersOf(stored.call))) throw unknown();
    return toldOf(stored, incident, await this.names(tx, tenantId));
  }

  private async names(tx: EntityManager, tenantId: string): Promise<ReadonlyMap<string, string>> {
    const { clinics } = await this.settings.known(tx, tenantId);
    return new Map(clinics.map(({ id, name }) => [id, name]));
  }
}

const toldOf = (
  { callKey, call }: StoredCall,
  incident: Incident,
  names: ReadonlyMap<string, string>,
): ToldIncident => ({ id: callKey, call, incident, clinicName: names.get(call.clinicId ?? '') ?? null });

/** Throws where the act is against what stands. */
function refuse(act: IncidentAct, { state, owner }: Incident, { byId }: Caller): void {
  if (act.kind === 'reviewed') return refuseReview(state);
  if (act.kind === 'noted' && state !== 'withdrawn') return;
  if (state !== 'open') throw conflict('not_open', 'It ended, or the mark was taken back.');
  const isOthers = owner !== null && owner.byId !== byId;
  if (isOthers && act.kind === 'taken' && !act.over) throw conflict('taken', `${owner.by} has it.`);
}

function refuseReview(state: Incident['state']): void {
  if (state === 'reviewed') throw conflict('reviewed', 'It was reviewed already.');
  if (state !== 'ended') throw conflict('not_ended', 'Say first how it ended.');
}

const conflict = (code: string, detail: string): Problem => new Problem({ code, status: 409, detail });

/** The half of a character that was cut in two: no database takes it. */
const half = /\p{Cs}$/u;

/** What is kept beside an act; a note without who it is about, and nothing where nothing is left. */
function besideOf(act: IncidentAct): Readonly<Record<string, string>> {
  if (act.kind === 'taken') return {};
  const note = scrubComment(act.note).slice(0, longestIncidentNote).replace(half, '');
  return { ...(act.kind === 'ended' && { outcome: act.outcome }), ...(note !== '' && { note }) };
}

const iso = (at: Instant): string => new Date(at).toISOString();
