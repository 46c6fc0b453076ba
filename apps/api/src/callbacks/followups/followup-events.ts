import { randomUUID } from 'node:crypto';

import { followupWindow, type Instant } from '@vigie/calls';
import type { CallNote, OwnCall, planFollowupSchema, PlannedFollowup } from '@vigie/contracts';
import { dayOfDate, zoneOf } from '@vigie/metrics';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';

import type { NewEvent } from '../../event-log/logged-event';
import { PgEventLog } from '../../event-log/pg-event-log';
import { serverEvent, serverSource } from '../../event-log/server-events';
import type { StoredCall } from '../../fold/call-store';
import { latestHashOf } from '../../fold/caller-names-store';
import { followupIdOf } from '../../fold/obligation-columns';
import { followupKey } from '../../fold/obligation-notes';
import { Clock } from '../../platform/clock';
import { isUuid } from '../../platform/http/read-request';
import { badRequest, notFound, Problem } from '../../platform/problems';
import { TenantSettings } from '../../settings/tenant-settings';
import { callbacksByIds, type CallbackRow } from '../callback-query';
import { followupsOnCall } from './followup-query';

/** What may be asked of one that is planned. */
export type Plan = z.output<typeof planFollowupSchema>;
type PlannedNote = Extract<CallNote, { kind: 'planned' }>;

/** Nothing is planned further ahead. */
export const longestAheadMs = 366 * 86_400_000;

/** What is written of one beside what was asked for: `of` is the call, as far as it is folded. */
type NewFollowup = {
  readonly key: string;
  readonly eventId: string;
  readonly onCall: string | undefined;
  readonly of: StoredCall | undefined;
};

/** Writes into the log that calls to patients are planned, or not needed any more, within the transaction of who asks. */
@Injectable()
export class FollowupEvents {
  constructor(
    private readonly settings: TenantSettings,
    private readonly log: PgEventLog,
    private readonly clock: Clock,
  ) {}

  /**
   * Plans one. Rejects with 409 `followups_off` for a clinic that has none, 400 `invalid_window` for a time that is over,
   * ends before it begins, or is more than a year ahead. Settings are loaded.
   */
  async plan(
    tx: EntityManager,
    tenantId: string,
    asked: Omit<Plan, 'followupId' | 'call'>,
    { key, eventId, onCall, of }: NewFollowup,
  ): Promise<PlannedFollowup> {
    const now = this.clock.now();
    const { clinicId, type, reference, language } = asked;
    const { followUps, timezone } = this.settings.current(tenantId).clinic(clinicId);
    if (!followUps) throw switchedOff();
    const within = windowOf(asked, timezone, now);
    // Another clinic's call says nothing here: neither whose it was, nor that there was one.
    const isForeign = of !== undefined && (of.call.clinicId ?? '') !== clinicId;
    const told = isForeign
      ? {}
      : { ...(onCall !== undefined && { callKey: onCall }), ...(await callerOf(tx, tenantId, of)) };
    const plan = { clinicId, type, reference, language, ...within };
    await this.log.append(tx, tenantId, [plannedEvent({ key, id: eventId, at: now, plan, told })]);
    return { id: followupIdOf(key), dueFrom: iso(within.dueFrom), dueUntil: iso(within.dueUntil) };
  }

  /** Says that one is not needed any more. 404 for one that is not asked for, 409 `not_open` for one that is over. */
  async end(
    tx: EntityManager,
    tenantId: string,
    id: string,
    isAsked: (row: FoundFollowup) => boolean,
  ): Promise<void> {
    const [row] = isUuid(id) ? await callbacksByIds(tx, tenantId, [id]) : [];
    if (row === undefined || !isAsked(row)) throw notFound('There is no follow-up of that id.');
    const { state, openedBy, steps = [] } = row.detail;
    if (state !== 'planned' && state !== 'open')
      throw new Problem({ code: 'not_open', status: 409, detail: 'It is over already.' });
    const at = Math.max(this.clock.now(), ...steps.map((step) => step.at + 1));
    const event = { type: 'followup.cancelled', at, subject: openedBy, id: `cancelled-${randomUUID()}` };
    await this.log.append(tx, tenantId, [serverEvent(event)]);
  }

  /** Plans one on a call, of its patient; a note that is sent again is one. Rejects as {@link plan}. */
  async planOnCall(
    tx: EntityManager,
    tenantId: string,
    { id, type, dueFrom, dueUntil, reference }: PlannedNote,
    stored: StoredCall,
  ): Promise<PlannedFollowup> {
    await this.settings.ensureLoaded(tx, tenantId);
    const { callKey: onCall, call } = stored;
    const said = { type, dueFrom, dueUntil, reference, language: call.languageRequested ?? undefined };
    const asked = { ...said, clinicId: call.clinicId ?? '' };
    const key = followupKey(serverSource, `own ${onCall} ${id}`);
    return this.plan(tx, tenantId, asked, { key, eventId: `note-${id}`, onCall, of: stored });
  }

  /** The same of one that was planned on a call. */
  cancelOfCall(tx: EntityManager, tenantId: string, id: string, onCall: string): Promise<void> {
    return this.end(tx, tenantId, id, ({ detail }) => detail.followup?.onCall === onCall);
  }

  /** Those of a call that are not over, and whether its clinic has any. Settings are loaded. */
  async ofCall(
    tx: EntityManager,
    tenantId: string,
    { callKey: onCall, call }: StoredCall,
  ): Promise<Pick<OwnCall, 'plansFollowups' | 'followups'>> {
    const { followUps } = this.settings.current(tenantId).clinic(call.clinicId ?? '');
    if (!followUps) return { plansFollowups: false, followups: [] };
    const rows = await followupsOnCall(tx, tenantId, onCall, this.clock.now());
    const followups = rows.map(({ id, type, dueUntil }) => ({ id, type, dueUntil: iso(dueUntil) }));
    return { plansFollowups: true, followups };
  }
}

/** The event that one is planned; `told` says on which call, and of which caller. */
export function plannedEvent({ key, id, at, plan, told }: PlannedEvent): NewEvent {
  const { dueFrom, dueUntil, ...said } = plan;
  const data = { ...said, dueFrom: iso(dueFrom), dueAt: iso(dueUntil), ...told };
  return serverEvent({ type: 'followup.created', at, subject: key, id, data });
}

type PlannedEvent = Readonly<{
  key: string;
  id: string;
  at: Instant;
  plan: Pick<Plan, 'clinicId' | 'type' | 'reference' | 'language'> &
    Readonly<{ dueFrom: Instant; dueUntil: Instant }>;
  told: Readonly<Record<string, string | undefined>>;
}>;

/** One as it is kept, and whose it is. */
export type FoundFollowup = CallbackRow & { readonly teamId: string | null };

/** Whose call it is, by the pseudonym under the latest key: older ones are forgotten before this is. */
async function callerOf(
  tx: EntityManager,
  tenantId: string,
  stored: StoredCall | undefined,
): Promise<{ readonly aniHash?: string; readonly aniMask?: string }> {
  if (stored === undefined) return {};
  const { aniHash, aniKind, aniMask } = stored.call;
  if (aniHash === null || aniKind === 'withheld') return {};
  const latest = await latestHashOf(tx, tenantId, aniHash);
  return { aniHash: latest, ...(aniMask !== null && { aniMask }) };
}

function windowOf(
  { type, dueFrom, dueUntil }: Pick<Plan, 'type' | 'dueFrom' | 'dueUntil'>,
  timezone: string,
  now: Instant,
) {
  const zone = zoneOf(timezone);
  const instantOf = (text: string | undefined, days: number): Instant | null => {
    if (text === undefined) return null;
    return text.includes('T') ? Date.parse(text) : zone.startOfDay(dayOfDate(text) + days);
  };
  const [from, until] = [instantOf(dueFrom, 0), instantOf(dueUntil, 1)];
  const window = followupWindow(type, now, { dueFrom: from, dueUntil: until });
  const isTurned = from !== null && until !== null && until <= from;
  if (isTurned || window.dueUntil <= now || window.dueUntil > now + longestAheadMs)
    throw badRequest('invalid_window', 'It must end after it begins, after now, and within a year.');
  return window;
}

export const switchedOff = () =>
  new Problem({
    code: 'followups_off',
    status: 409,
    detail: 'No follow-ups are planned for this clinic: its settings switch them on (followUps).',
  });
const iso = (at: Instant): string => new Date(at).toISOString();
