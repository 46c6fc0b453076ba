import { randomUUID } from 'node:crypto';

import { followupWindow, type Instant } from '@vigie/calls';
import type {
  Followup,
  FollowupFigures,
  FollowupList,
  planFollowupSchema,
  PlannedFollowup,
} from '@vigie/contracts';
import { dayOfDate, followupsDue, followupsOnTimeRate, zoneOf, type FollowupTally } from '@vigie/metrics';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import { seesCall } from '../../access/scope-reach';
import type { Viewer, ViewerScope } from '../../access/viewer';
import { callKey } from '../../event-log/logged-event';
import { PgEventLog } from '../../event-log/pg-event-log';
import { serverEvent, serverSource } from '../../event-log/server-events';
import { followupIdOf } from '../../fold/obligation-columns';
import { followupKey } from '../../fold/obligation-notes';
import { Bell } from '../../platform/bell';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { isUuid } from '../../platform/http/read-request';
import { badRequest, notFound, Problem } from '../../platform/problems';
import { TenantSettings } from '../../settings/tenant-settings';
import { daysOf } from '../callback-figures';
import { callbacksByIds, type CallbackRow } from '../callback-query';
import { seesClinic } from '../callback-scope';
import { followupTallies, plannedFollowups, type AskedFigures } from './followup-query';

type Plan = z.output<typeof planFollowupSchema>;
type Asking = Pick<Viewer, 'tenantId' | 'scope'>;

const longestAheadMs = 366 * 86_400_000;

/** Calls to patients that are planned: each an event of the log, on the list to call back once it is due. */
@Injectable()
export class Followups {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly log: PgEventLog,
    private readonly bell: Bell,
    private readonly clock: Clock,
  ) {}

  /** Those of the viewer's scope that are not due yet, and which clinics have any. */
  list({ tenantId, scope }: Asking, clinicId: string | null): Promise<FollowupList> {
    return this.database.withTenant(tenantId, async (tx) => {
      const known = await this.settings.known(tx, tenantId);
      const names = new Map(known.clinics.map(({ id, name }) => [id, name]));
      const nameOf = (id: string): string => names.get(id) ?? id;
      const settings = this.settings.current(tenantId);
      const rows = await plannedFollowups(tx, tenantId, { scope, clinicId });
      return {
        at: iso(this.clock.now()),
        clinics: settings.clinics
          .filter((clinic) => clinic.followUps && seesClinic(scope, settings, clinic.id))
          .map(({ id }) => ({ id, name: nameOf(id) })),
        followups: rows.flatMap((row) => toldOf(row, nameOf) ?? []),
      };
    });
  }

  /**
   * Plans one. Rejects with 404 for a clinic outside the scope, 409 `followups_off` for one that has none, 400
   * `invalid_window` for a time that is over, ends before it begins, or is more than a year ahead.
   */
  async plan({ tenantId, scope }: Asking, asked: Plan): Promise<PlannedFollowup> {
    const now = this.clock.now();
    const key = asked.followupId === undefined ? randomUUID() : followupKey(serverSource, asked.followupId);
    const window = await this.database.withTenant(tenantId, async (tx) => {
      await this.settings.ensureLoaded(tx, tenantId);
      const settings = this.settings.current(tenantId);
      if (!seesClinic(scope, settings, asked.clinicId)) throw notFound('There is no such clinic.');
      if (!settings.clinic(asked.clinicId).followUps) throw switchedOff();
      const within = windowOf(asked, settings.clinic(asked.clinicId).timezone, now);
      const { clinicId, type, reference, language, call } = asked;
      const data = {
        ...{ clinicId, type, dueFrom: iso(within.dueFrom), dueAt: iso(within.dueUntil), reference, language },
        ...(call && { callKey: callKey(call.source, call.callId) }),
      };
      const event = { type: 'followup.created', at: now, subject: key, id: `planned-${randomUUID()}`, data };
      await this.log.append(tx, tenantId, [serverEvent(event)]);
      return within;
    });
    this.bell.ring(tenantId);
    return { id: followupIdOf(key), dueFrom: iso(window.dueFrom), dueUntil: iso(window.dueUntil) };
  }

  /** Says that one is not needed any more. 404 outside the scope, 409 `not_open` for one that is over. */
  async cancel({ tenantId, scope }: Asking, id: string): Promise<void> {
    await this.database.withTenant(tenantId, async (tx) => {
      const [row] = isUuid(id) ? await callbacksByIds(tx, tenantId, [id]) : [];
      if (row === undefined || !isFollowupOf(row, scope)) throw notFound('There is no follow-up of that id.');
      const { state, openedBy, steps = [] } = row.detail;
      if (state !== 'planned' && state !== 'open')
        throw new Problem({ code: 'not_open', status: 409, detail: 'It is over already.' });
      const at = Math.max(this.clock.now(), ...steps.map((step) => step.at + 1));
      const event = { type: 'followup.cancelled', at, subject: openedBy, id: `cancelled-${randomUUID()}` };
      await this.log.append(tx, tenantId, [serverEvent(event)]);
    });
    this.bell.ring(tenantId);
  }

  /** What became of those that were due on some local days of the centre. */
  figures(
    { tenantId, scope }: Asking,
    asked: Readonly<{ from?: unknown; to?: unknown }>,
    by: AskedFigures['by'],
  ): Promise<FollowupFigures> {
    const now = this.clock.now();
    return this.database.withTenant(tenantId, async (tx) => {
      await this.settings.ensureLoaded(tx, tenantId);
      const { timezone } = this.settings.current(tenantId);
      const range = { ...daysOf(asked, timezone), scope, now, timezone };
      const [total = nothing] = await followupTallies(tx, tenantId, { ...range, by: 'none' });
      const rows = by === 'none' ? [] : await followupTallies(tx, tenantId, { ...range, by });
      return { timezone, rows: rows.map(figuresOf), total: figuresOf(total) };
    });
  }
}

type Found = CallbackRow & { readonly teamId: string | null };
const isFollowupOf = ({ clinicId, teamId, detail }: Found, scope: ViewerScope): boolean =>
  (detail.followup ?? null) !== null && seesCall(scope, { clinicId, teamId, agentIds: [] });

function windowOf({ type, dueFrom, dueUntil }: Plan, timezone: string, now: Instant) {
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

function toldOf({ id, clinicId, detail }: CallbackRow, nameOf: (id: string) => string): Followup | undefined {
  const { followup, state } = detail;
  if (followup === null) return undefined;
  const { type, reference, plannedAt, dueFrom, dueUntil } = followup;
  return {
    ...{ id, state, clinicId, clinicName: nameOf(clinicId), type, reference },
    ...{ plannedAt: iso(plannedAt), dueFrom: iso(dueFrom), dueUntil: iso(dueUntil) },
  };
}

type Tally = FollowupTally & { readonly key: string };

const nothing: Tally = {
  key: '',
  doneOnTime: 0,
  doneLate: 0,
  overdue: 0,
  stillDue: 0,
  cancelled: 0,
  followupsReached: 0,
  plannedInCall: 0,
  plannedAfterCall: 0,
};

const figuresOf = (tally: Tally): FollowupFigures['total'] => ({
  ...tally,
  followupsDue: followupsDue(tally),
  followupsOnTimeRate: followupsOnTimeRate(tally),
});

const switchedOff = () =>
  new Problem({
    code: 'followups_off',
    status: 409,
    detail: 'No follow-ups are planned for this clinic: its settings switch them on (followUps).',
  });
const iso = (at: Instant): string => new Date(at).toISOString();
