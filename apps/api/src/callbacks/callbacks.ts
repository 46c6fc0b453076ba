import { randomUUID } from 'node:crypto';

import {
  claimHoldsMs,
  clinicAlert,
  isClaimed,
  needsClinic,
  tryOutcomes,
  type DischargeReplies,
  type Instant,
  type TryBeside,
  type TryOutcome,
} from '@vigie/calls';
import {
  longestNote,
  type CallbackClaimView,
  type CallbackDetail,
  type CallbackList,
} from '@vigie/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { seesCall } from '../access/scope-reach';
import type { Viewer } from '../access/viewer';
import { scrubComment } from '../comments/scrub/scrub-comment';
import { PgEventLog } from '../event-log/pg-event-log';
import { serverEvent } from '../event-log/server-events';
import { alertIdOf } from '../fold/obligation-columns';
import { obligationEvents } from '../fold/obligation-note';
import { Bell } from '../platform/bell';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { isUuid } from '../platform/http/read-request';
import { notFound } from '../platform/problems';
import type { ResolvedSettings } from '../settings/resolved-settings';
import { TenantSettings } from '../settings/tenant-settings';
import { ClinicAlerts } from './alerts/clinic-alerts';
import { CallbackReader } from './callback-reader';
import {
  callbacksByIds,
  lockCallback,
  pendingActs,
  type AskedCallbacks,
  type CallbackRow,
} from './callback-query';
import { seesClinic, workedScope } from './callback-scope';
import { conflict, lastOf, refuse, refuseFollowed, standingOf } from './callback-standing';
import { callMeans, type Calling } from './calling/call-means';
import { endCallRequests } from './calling/call-request-store';
import { callWays } from './calling/call-way-store';
import { DischargeQuestions } from './followups/discharge-questions';

const unknown = () => notFound('There is no caller of that id to call back.');

/** Who does something, and under what name others see them. */
export type Caller = { readonly by: string; readonly byId: string };

/** Who looks at the list or works it, and of what of the tenant. */
export type ListViewer = Pick<Viewer, 'tenantId' | 'scope' | 'keyId' | 'personId' | 'name' | 'roles'>;

/** What somebody does about one. */
export type CallbackAct =
  | { readonly kind: 'claimed' | 'released' | 'reopened' }
  | ({ readonly kind: 'tried'; readonly outcome: TryOutcome } & TryBeside)
  | ({ readonly kind: 'replied' } & DischargeReplies);

/** The list to call back: who is on it, and what is done about them, each act an event of the log. */
@Injectable()
export class Callbacks {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly log: PgEventLog,
    private readonly bell: Bell,
    private readonly clock: Clock,
    private readonly reader: CallbackReader,
    private readonly questions: DischargeQuestions,
    private readonly alerts: ClinicAlerts,
  ) {}

  /**
   * Everybody of the viewer's scope who is to be called back, of one clinic alone, or only so many of the first; and
   * what became of those who were.
   */
  async list(
    viewer: ListViewer,
    asked: Pick<AskedCallbacks, 'clinicId' | 'limit'> = {},
  ): Promise<CallbackList> {
    const { tenantId } = viewer;
    const now = this.clock.now();
    return this.database.withTenant(tenantId, async (tx) => {
      await this.settings.ensureLoaded(tx, tenantId);
      const scope = workedScope(viewer, this.settings.current(tenantId));
      const told = await this.reader.open(tx, tenantId, { scope, ...asked, now });
      const settings = this.settings.current(tenantId);
      const plansFollowups = settings.clinics.some(
        ({ id, followUps }) => followUps && seesClinic(viewer.scope, settings, id),
      );
      const mayWork = scope.kind !== 'clinics' || scope.clinicIds.length > 0;
      const placesCalls = (await callWays(tx, tenantId)).length > 0;
      const { byId: me } = callerOf(viewer);
      return { at: new Date(now).toISOString(), me, mayWork, placesCalls, plansFollowups, ...told };
    });
  }

  /** One of them, in whatever state, with what happened on the way. */
  async one(viewer: ListViewer & Calling, id: string): Promise<CallbackDetail> {
    const { tenantId } = viewer;
    const told = await this.database.withTenant(tenantId, async (tx) => {
      const row = await this.rowOf(tx, viewer, id);
      const means = await callMeans(tx, viewer, row, this.settings.current(tenantId));
      const callObstacle = typeof means === 'string' ? means : null;
      return { ...(await this.reader.detail(tx, tenantId, row, this.clock.now())), callObstacle };
    });
    return { ...told, ...(await this.questions.about(tenantId, told.callback)) };
  }

  /** What a patient answered after a discharge: reached, and where not all is well the clinic is owed a call at once. */
  async reply(viewer: ListViewer, id: string, replies: DischargeReplies, by?: string): Promise<void> {
    const { tenantId } = viewer;
    const row = await this.database.withTenant(tenantId, (tx) => this.rowOf(tx, viewer, id));
    await this.questions.require(tenantId, row, replies.version);
    await this.act(viewer, id, { kind: 'replied', ...replies }, by);
    this.alerts.hint(tenantId);
  }

  /**
   * Writes into the log what somebody does. Of two at the same time one is refused: 409 `claimed` while somebody else
   * has the caller, `not_open` for one that ended, `still_open` or `not_last` for one that cannot be opened
   * again.
   */
  async act(viewer: ListViewer, id: string, act: CallbackAct, by?: string): Promise<CallbackClaimView> {
    const caller = callerOf(viewer, by);
    const { tenantId } = viewer;
    const at = await this.database.withTenant(tenantId, async (tx) => {
      if (!isUuid(id)) throw unknown();
      await lockCallback(tx, tenantId, id);
      // First what is not folded yet, then what is: what is folded between the two is in both, never in neither.
      const pending = await pendingActs(tx, tenantId, id);
      const row = await this.rowOf(tx, viewer, id);
      const { detail } = row;
      const now = Math.max(this.clock.now(), lastOf(detail, pending) + 1);
      refuse(act, { detail, pending, now, caller });
      if (act.kind === 'reopened') await refuseFollowed(tx, tenantId, id);
      if (act.kind === 'tried') refuseBeside(act, this.settings.current(tenantId), row.clinicId);
      const told = await this.tell(tx, tenantId, row, { act, now });
      const data = { callKey: detail.openedBy, ...dataOf(act, caller), ...told };
      const event = { type: typeOf(act), at: now, subject: id, id: `callback-${randomUUID()}`, data };
      await this.log.append(tx, tenantId, [serverEvent(event)]);
      if (act.kind === 'tried') await endCallRequests(tx, tenantId, id, now);
      return now;
    });
    this.bell.ring(tenantId);
    return { ...caller, at: iso(at), until: iso(at + claimHoldsMs) };
  }

  /** Lets the clinic's contact know of an answer that was not yes, and no more once somebody told the clinic. */
  private async tell(
    tx: EntityManager,
    tenantId: string,
    { id, clinicId, detail: { openedBy, followup } }: CallbackRow,
    { act, now }: { readonly act: CallbackAct; readonly now: Instant },
  ): Promise<{ readonly tellBy?: string }> {
    if (act.kind === 'replied' && needsClinic(act)) {
      const alert = { tenantId, id: alertIdOf(openedBy), clinicId, at: now };
      return { tellBy: iso(await this.alerts.tell(tx, alert)) };
    }
    const isEnded = act.kind === 'tried' && tryOutcomes[act.outcome] !== 'open';
    if (isEnded && followup?.type === clinicAlert) await this.alerts.end(tx, tenantId, id);
    return {};
  }

  /** One that whoever asks has said they call, now. Rejects with 404 outside their scope, 409 `not_open` or `not_claimed`. */
  async claimed(tx: EntityManager, viewer: ListViewer, id: string, by?: string): Promise<CallbackRow> {
    if (!isUuid(id)) throw unknown();
    const pending = await pendingActs(tx, viewer.tenantId, id);
    const row = await this.rowOf(tx, viewer, id);
    const now = this.clock.now();
    const { isOpen, claim } = standingOf(row.detail, pending, now);
    if (!isOpen) throw conflict('not_open', 'The caller is not to be called back any more.');
    if (claim === null || !isClaimed(claim, now) || claim.byId !== callerOf(viewer, by).byId)
      throw conflict('not_claimed', 'Say first that you are calling.');
    return row;
  }

  /** One that the viewer works; rejects with 404. */
  async rowOf(
    tx: EntityManager,
    viewer: Pick<ListViewer, 'tenantId' | 'scope' | 'keyId' | 'roles'>,
    id: string,
  ): Promise<CallbackRow & { readonly teamId: string | null }> {
    if (!isUuid(id)) throw unknown();
    const { tenantId } = viewer;
    await this.settings.ensureLoaded(tx, tenantId);
    const scope = workedScope(viewer, this.settings.current(tenantId));
    const [row] = await callbacksByIds(tx, tenantId, [id]);
    if (row === undefined || !seesCall(scope, { ...row, agentIds: [] })) throw unknown();
    return row;
  }
}

const typeOf = (act: CallbackAct): string => {
  if (act.kind !== 'tried') return obligationEvents[act.kind];
  return tryOutcomes[act.outcome] === 'open' ? obligationEvents.attempted : obligationEvents.closed;
};

function dataOf(act: CallbackAct, { by, byId }: Caller): Readonly<Record<string, unknown>> {
  // What a patient answered is told of the patient alone.
  if (act.kind === 'replied') return { version: act.version, answers: act.answers };
  return act.kind === 'tried' ? { outcome: act.outcome, by, byId, ...besideOf(act) } : { by, byId };
}

/** The half of a character that was cut in two: no database takes it. */
const half = /\p{Cs}$/u;

/** A note as it is kept: without who it is about; nothing where nothing is left. */
function besideOf({ reason, note = '' }: TryBeside): TryBeside {
  const kept = scrubComment(note).slice(0, longestNote).replace(half, '');
  return { ...(reason !== undefined && { reason }), ...(kept !== '' && { note: kept }) };
}

/** Throws where the clinic takes none, or the centre has no such word. */
function refuseBeside(
  { reason, note }: TryBeside,
  { clinic, callbackReasons }: Pick<ResolvedSettings, 'clinic' | 'callbackReasons'>,
  clinicId: string,
): void {
  if (reason === undefined && note === undefined) return;
  if (!clinic(clinicId).callbackNotes)
    throw conflict('notes_off', 'The clinic takes no reason and no note (callbackNotes).');
  if (reason !== undefined && !callbackReasons.includes(reason))
    throw conflict('unknown_reason', 'The centre has no such reason (callbackReasons).');
}

/** Whoever is signed in, or sends a key; in the demonstration whoever looks at it, by the name they give. */
export function callerOf({ personId, keyId, name }: ListViewer, by?: string): Caller {
  const shown = name ?? by ?? 'Démonstration';
  if (personId !== null) return { by: shown, byId: personId };
  const byName = by ?? shown;
  return keyId === null
    ? { by: byName, byId: `demo ${byName}` }
    : { by: byName, byId: `key ${keyId} ${byName}` };
}

const iso = (at: Instant): string => new Date(at).toISOString();
