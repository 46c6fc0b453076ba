import { randomUUID } from 'node:crypto';

import {
  claimHoldsMs,
  isClaimed,
  tryOutcomes,
  type DischargeReplies,
  type Instant,
  type ObligationClaim,
  type TryOutcome,
} from '@vigie/calls';
import type { CallbackClaimView, CallbackDetail, CallbackList } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { seesCall } from '../access/scope-reach';
import type { Viewer } from '../access/viewer';
import { PgEventLog } from '../event-log/pg-event-log';
import { serverEvent } from '../event-log/server-events';
import { obligationEvents } from '../fold/obligation-note';
import { Bell } from '../platform/bell';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { isUuid } from '../platform/http/read-request';
import { notFound, Problem } from '../platform/problems';
import { TenantSettings } from '../settings/tenant-settings';
import { CallbackReader } from './callback-reader';
import {
  callbacksByIds,
  lockCallback,
  pendingActs,
  type AskedCallbacks,
  type CallbackRow,
  type PendingAct,
} from './callback-query';
import { seesClinic, workedScope } from './callback-scope';
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
  | { readonly kind: 'tried'; readonly outcome: TryOutcome }
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
    return { ...told, questions: await this.questions.about(tenantId, told.callback) };
  }

  /** What a patient answered after a discharge: reached, and where not all is well the clinic is owed a call at once. */
  async reply(viewer: ListViewer, id: string, replies: DischargeReplies, by?: string): Promise<void> {
    const { tenantId } = viewer;
    const row = await this.database.withTenant(tenantId, (tx) => this.rowOf(tx, viewer, id));
    await this.questions.require(tenantId, row, replies.version);
    await this.act(viewer, id, { kind: 'replied', ...replies }, by);
  }

  /**
   * Writes into the log what somebody does. Of two at the same time one is refused: 409 `claimed` while somebody else
   * has the caller, `not_open` for one that ended, `still_open` for one that cannot be opened again.
   */
  async act(viewer: ListViewer, id: string, act: CallbackAct, by?: string): Promise<CallbackClaimView> {
    const caller = callerOf(viewer, by);
    const { tenantId } = viewer;
    const at = await this.database.withTenant(tenantId, async (tx) => {
      if (!isUuid(id)) throw unknown();
      await lockCallback(tx, tenantId, id);
      // First what is not folded yet, then what is: what is folded between the two is in both, never in neither.
      const pending = await pendingActs(tx, tenantId, id);
      const { detail } = await this.rowOf(tx, viewer, id);
      const now = Math.max(this.clock.now(), lastOf(detail, pending) + 1);
      refuse(act, { detail, pending, now, caller });
      const data = { callKey: detail.openedBy, ...dataOf(act, caller) };
      const event = { type: typeOf(act), at: now, subject: id, id: `callback-${randomUUID()}`, data };
      await this.log.append(tx, tenantId, [serverEvent(event)]);
      if (act.kind === 'tried') await endCallRequests(tx, tenantId, id, now);
      return now;
    });
    this.bell.ring(tenantId);
    return { ...caller, at: iso(at), until: iso(at + claimHoldsMs) };
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
  return act.kind === 'tried' ? { outcome: act.outcome, by, byId } : { by, byId };
}

/** When anything happened last, which may be ahead of our clock: what is done about it comes after it. */
export function lastOf(
  { steps = [], claim }: CallbackRow['detail'],
  pending: readonly PendingAct[],
): Instant {
  return Math.max(claim?.at ?? 0, ...steps.map(({ at }) => at), ...pending.map(({ at }) => at));
}

type Standing = {
  readonly detail: Pick<CallbackRow['detail'], 'state' | 'claim' | 'endsAt'>;
  readonly pending: readonly PendingAct[];
  readonly now: Instant;
  readonly caller: Caller;
};

/** Throws where the act is against what stands, folded or not. */
function refuse(act: CallbackAct, { detail, pending, now, caller }: Standing): void {
  const stands = standingOf(detail, pending, now);
  if (act.kind === 'reopened') {
    if (stands.isOpen) throw conflict('still_open', 'The caller is on the list to call back.');
    return;
  }
  if (!stands.isOpen) throw conflict('not_open', 'The caller is not to be called back any more.');
  if (isClaimed(stands.claim, now) && stands.claim.byId !== caller.byId)
    throw conflict('claimed', `${stands.claim.by} is calling.`);
}

/** These leave who has the caller as it is. */
const aboutCalls: ReadonlySet<string> = new Set([
  obligationEvents.callAsked,
  obligationEvents.callTold,
  obligationEvents.callPlaced,
]);

const endings: ReadonlySet<string> = new Set([obligationEvents.closed, obligationEvents.replied]);
/** What is not folded yet, as the fold will take it. */
export function standingOf(
  { state, claim, endsAt }: Standing['detail'],
  pending: readonly PendingAct[],
  now: Instant,
): { readonly isOpen: boolean; readonly claim: ObligationClaim | null } {
  const isOpen = state === 'open' && (endsAt === null || endsAt > now);
  let stands: { isOpen: boolean; claim: ObligationClaim | null } = { isOpen, claim };
  for (const { type, by, byId, at } of pending) {
    if (type === obligationEvents.claimed && by !== null && byId !== null)
      stands = { ...stands, claim: { by, byId, at, until: at + claimHoldsMs } };
    else if (endings.has(type)) stands = { isOpen: false, claim: null };
    else if (type === obligationEvents.reopened) stands = { isOpen: true, claim: null };
    else if (!aboutCalls.has(type)) stands = { ...stands, claim: null };
  }
  return stands;
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

export const conflict = (code: string, detail: string): Problem => new Problem({ code, status: 409, detail });
const iso = (at: Instant): string => new Date(at).toISOString();
