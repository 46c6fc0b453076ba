import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

import { isClaimed, joinedWithinMs, type Instant } from '@vigie/calls';
import type { CallObstacle, PlacedCallView } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import type { Viewer } from '../../access/viewer';
import { PgEventLog } from '../../event-log/pg-event-log';
import { serverEvent } from '../../event-log/server-events';
import { obligationEvents } from '../../fold/obligation-note';
import { Bell } from '../../platform/bell';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { Problem } from '../../platform/problems';
import { TenantSettings } from '../../settings/tenant-settings';
import { lockCallback, openOfCaller, pendingActs, type CallbackRow } from '../callback-query';
import { conflict, lastOf, standingOf } from '../callback-standing';
import { callerOf, Callbacks } from '../callbacks';
import { callerIn, callMeans } from './call-means';
import {
  addCallRequest,
  openCallRequests,
  type CallRequest,
  type OpenCallRequest,
} from './call-request-store';
import { CallSender, sendingMs } from './call-sender';

/** For so long whoever asked waits for what the telephone system says; then the list tells it. */
const answeredWithinMs = 5_000;
/** After so long without a word a request rings nobody any more. */
const silentMs = 60_000;
/** No call lasts longer. */
const longestMs = 4 * 3_600_000;

type Row = CallbackRow & { readonly teamId: string | null };

/** Has telephone systems call patients, first the set of who asks: of a caller whom somebody took, and never twice. */
@Injectable()
export class PlaceCalls {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly log: PgEventLog,
    private readonly bell: Bell,
    private readonly clock: Clock,
    private readonly callbacks: Callbacks,
    private readonly sender: CallSender,
  ) {}

  /**
   * Asks for a call, and tells how far it has come; of one who asks again while it is under way, the same. Rejects with
   * 404, 403 where it is not given, and 409 by what is in the way: see docs/calling.md.
   */
  async place(viewer: Viewer, id: string): Promise<PlacedCallView> {
    const { tenantId } = viewer;
    const asked = await this.database.withTenant(tenantId, (tx) => this.ask(tx, viewer, id));
    if (!('request' in asked)) return asked;
    const { request } = asked;
    this.bell.ring(tenantId);
    const sent = this.sender.send(tenantId, request).then(() => this.view(tenantId, request));
    const meanwhile: PlacedCallView = {
      requestId: request.requestId,
      at: iso(request.askedAt),
      state: 'asked',
      why: null,
    };
    return Promise.race([sent, wait(answeredWithinMs, meanwhile, { ref: false })]);
  }

  private async ask(
    tx: EntityManager,
    viewer: Viewer,
    id: string,
  ): Promise<PlacedCallView | { readonly request: CallRequest }> {
    const { tenantId } = viewer;
    await lockCallback(tx, tenantId, id);
    const pending = await pendingActs(tx, tenantId, id);
    const row = await this.callbacks.rowOf(tx, viewer, id);
    const { byId } = callerOf(viewer);
    const now = Math.max(this.clock.now(), lastOf(row.detail, pending) + 1);
    const stands = standingOf(row.detail, pending, now);
    if (!stands.isOpen) throw conflict('not_open', 'The caller is not to be called back any more.');
    if (!isClaimed(stands.claim, now)) throw conflict('not_claimed', 'Say first that you are calling.');
    if (stands.claim.byId !== byId) throw conflict('claimed', `${stands.claim.by} is calling.`);
    this.refuseTime(tenantId, row, now);
    const means = await callMeans(tx, viewer, row, this.settings.current(tenantId));
    if (typeof means === 'string') throw refusalOf(means);
    const underWay = await this.underWay(tx, tenantId, row, now);
    if (underWay?.obligationId === id) return viewOf(underWay);
    if (underWay !== undefined) throw conflict('being_called', 'The same caller is being called just now.');
    await this.refuseShared(tx, tenantId, row, { byId, now });
    const { reference, extension } = means;
    const request: CallRequest = {
      requestId: randomUUID(),
      obligationId: id,
      openedBy: row.detail.openedBy,
      callKey: reference.callKey,
      source: reference.source,
      reference: reference.callId,
      extension,
      askedAt: now,
      tries: 0,
    };
    await addCallRequest(tx, tenantId, request, this.clock.now() + sendingMs);
    await this.log.append(tx, tenantId, [eventOf(request)]);
    return { request };
  }

  private refuseTime(tenantId: string, { clinicId, detail }: Row, now: Instant): void {
    if (detail.inCall !== null) throw conflict('in_call', 'The caller is on the telephone with us.');
    if (this.settings.current(tenantId).clinic(clinicId).callingHours.isOpen(now)) return;
    throw conflict('outside_hours', 'The clinic lets nobody be called at this hour.');
  }

  /** Of the same caller whatever clinic it is of: their telephone rings once. */
  private async underWay(
    tx: EntityManager,
    tenantId: string,
    row: Row,
    now: Instant,
  ): Promise<OpenCallRequest | undefined> {
    const [id, aniHash] = [row.id, callerIn(row)];
    if (aniHash !== null) await lockCallback(tx, tenantId, `caller ${aniHash}`);
    const of = { obligationId: id, aniHash, since: now - longestMs };
    const open = await openCallRequests(tx, tenantId, of);
    return open.find((one) => isUnderWay(one, now));
  }

  /** Many are called at one number: somebody else who has one of them is calling it. */
  private async refuseShared(
    tx: EntityManager,
    tenantId: string,
    { id, aniHash }: Row,
    { byId, now }: { readonly byId: string; readonly now: Instant },
  ): Promise<void> {
    if (aniHash === null || !this.settings.current(tenantId).isSharedCaller(aniHash)) return;
    const others = await openOfCaller(tx, tenantId, aniHash);
    for (const one of others) {
      const { claim } = standingOf(one.detail, await pendingActs(tx, tenantId, one.id), now);
      if (one.id === id || !isClaimed(claim, now) || claim.byId === byId) continue;
      throw conflict('shared_held', 'Somebody else is calling this number, which many share.');
    }
  }

  private async view(
    tenantId: string,
    { requestId, obligationId, askedAt }: CallRequest,
  ): Promise<PlacedCallView> {
    const of = { obligationId, aniHash: null, since: askedAt - 1 };
    const open = await this.database.withTenant(tenantId, (tx) => openCallRequests(tx, tenantId, of));
    const one = open.find((some) => some.requestId === requestId);
    return viewOf(one ?? { requestId, state: 'unknown', why: null, askedAt, placed: null });
  }
}

function isUnderWay({ requestId, state, askedAt, placed }: OpenCallRequest, now: Instant): boolean {
  const told = placed?.requestId === requestId ? placed.state : state;
  if (told === 'patient' || told === 'talking') return true;
  if (told === 'asked') return now - askedAt < silentMs && state !== 'refused' && state !== 'unreachable';
  return told === 'ringing' && now - askedAt < joinedWithinMs;
}

function viewOf({
  requestId,
  askedAt,
  state,
  why,
  placed,
}: Omit<OpenCallRequest, 'obligationId'>): PlacedCallView {
  const told = placed?.requestId === requestId && placed.state !== 'asked' ? placed : { state, why };
  return { requestId, at: iso(askedAt), state: told.state, why: told.why };
}

const eventOf = ({ requestId, obligationId, openedBy, source, askedAt }: CallRequest) =>
  serverEvent({
    type: obligationEvents.callAsked,
    at: askedAt,
    subject: obligationId,
    id: `call-asked-${requestId}`,
    data: { callKey: openedBy, requestId, source },
  });

const refusals: Readonly<Record<CallObstacle, readonly [code: string, detail: string]>> = {
  noWay: ['no_way', 'The telephone system that knows the caller is not set up to call.'],
  notGiven: ['not_given', 'The administrator gave this to other roles.'],
  noSet: ['no_set', 'Nobody knows which set is yours.'],
  noNumber: ['no_number', 'The caller has no number, or was erased.'],
};

function refusalOf(obstacle: CallObstacle): Problem {
  const [code, detail] = refusals[obstacle];
  return new Problem({ code, status: obstacle === 'notGiven' ? 403 : 409, detail });
}

const iso = (at: Instant): string => new Date(at).toISOString();
