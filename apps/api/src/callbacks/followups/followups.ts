import { randomUUID } from 'node:crypto';

import { clinicAlert, type Instant } from '@vigie/calls';
import type { Followup, FollowupFigures, FollowupList, PlannedFollowup } from '@vigie/contracts';
import { followupsDue, followupsOnTimeRate, type AlertTally, type FollowupTally } from '@vigie/metrics';
import { Injectable } from '@nestjs/common';

import { seesCall } from '../../access/scope-reach';
import type { Viewer, ViewerScope } from '../../access/viewer';
import { callKey } from '../../event-log/logged-event';
import { serverSource } from '../../event-log/server-events';
import { CallStore } from '../../fold/call-store';
import { followupKey } from '../../fold/obligation-notes';
import { Bell } from '../../platform/bell';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { notFound } from '../../platform/problems';
import { TenantSettings } from '../../settings/tenant-settings';
import { daysOf } from '../callback-figures';
import type { CallbackRow } from '../callback-query';
import { seesClinic } from '../callback-scope';
import { FollowupEvents, type FoundFollowup, type Plan } from './followup-events';
import { alertTallies, followupTallies, plannedFollowups, type AskedFigures } from './followup-query';

type Asking = Pick<Viewer, 'tenantId' | 'scope'>;

/** Calls to patients that are planned: each an event of the log, on the list to call back once it is due. */
@Injectable()
export class Followups {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly calls: CallStore,
    private readonly events: FollowupEvents,
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
    const key = asked.followupId === undefined ? randomUUID() : followupKey(serverSource, asked.followupId);
    const planned = await this.database.withTenant(tenantId, async (tx) => {
      await this.settings.ensureLoaded(tx, tenantId);
      if (!seesClinic(scope, this.settings.current(tenantId), asked.clinicId))
        throw notFound('There is no such clinic.');
      const { call } = asked;
      const onCall = call && callKey(call.source, call.callId);
      const [stored] = onCall === undefined ? [] : await this.calls.callsByKey(tx, tenantId, [onCall]);
      return this.events.plan(tx, tenantId, asked, {
        key,
        eventId: `planned-${randomUUID()}`,
        onCall,
        of: stored,
      });
    });
    this.bell.ring(tenantId);
    return planned;
  }

  /** Says that one is not needed any more. 404 outside the scope, 409 `not_open` for one that is over. */
  async cancel({ tenantId, scope }: Asking, id: string): Promise<void> {
    await this.database.withTenant(tenantId, (tx) =>
      this.events.end(tx, tenantId, id, (row) => isFollowupOf(row, scope)),
    );
    this.bell.ring(tenantId);
  }

  /** What became of those that were due on some local days of the centre. */
  figures(
    { tenantId, scope }: Asking,
    asked: Readonly<{ from?: unknown; to?: unknown }>,
    by: AskedFigures['by'],
    clinicIds?: readonly string[],
  ): Promise<FollowupFigures> {
    const now = this.clock.now();
    return this.database.withTenant(tenantId, async (tx) => {
      await this.settings.ensureLoaded(tx, tenantId);
      const { timezone } = this.settings.current(tenantId);
      const range = { ...daysOf(asked, timezone), scope, now, timezone, clinicIds };
      const talliesBy = async (grouping: AskedFigures['by']): Promise<Tally[]> => {
        const asked = { ...range, by: grouping };
        const planned = await followupTallies(tx, tenantId, asked);
        return withAlerts(planned, await alertTallies(tx, tenantId, asked));
      };
      const [total = nothing] = await talliesBy('none');
      const rows = by === 'none' ? [] : await talliesBy(by);
      return { timezone, rows: rows.map(figuresOf), total: figuresOf(total) };
    });
  }
}

const isFollowupOf = ({ clinicId, teamId, detail }: FoundFollowup, scope: ViewerScope): boolean =>
  detail.followup !== null &&
  detail.followup.type !== clinicAlert &&
  seesCall(scope, { clinicId, teamId, agentIds: [] });

function toldOf({ id, clinicId, detail }: CallbackRow, nameOf: (id: string) => string): Followup | undefined {
  const { followup, state } = detail;
  if (followup === null) return undefined;
  const { type, reference, plannedAt, dueFrom, dueUntil } = followup;
  return {
    ...{ id, state, clinicId, clinicName: nameOf(clinicId), type, reference },
    ...{ plannedAt: iso(plannedAt), dueFrom: iso(dueFrom), dueUntil: iso(dueUntil) },
  };
}

type Keyed<T> = T & { readonly key: string };
type Tally = Keyed<FollowupTally & AlertTally>;

/** Of each key both, in order; of one that only one of them has, the other is nothing. */
function withAlerts(planned: readonly Keyed<FollowupTally>[], alerts: readonly Keyed<AlertTally>[]): Tally[] {
  const byKey = new Map<string, Tally>();
  for (const one of [...planned, ...alerts])
    byKey.set(one.key, { ...(byKey.get(one.key) ?? nothing), ...one });
  return [...byKey.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

const nothing: Tally = {
  key: '',
  doneOnTime: 0,
  doneLate: 0,
  overdue: 0,
  stillDue: 0,
  cancelled: 0,
  followupsReached: 0,
  questionsAnswered: 0,
  medicinesUnderstood: 0,
  plannedInCall: 0,
  plannedAfterCall: 0,
  clinicAlerts: 0,
  alertsKnown: 0,
  medianToKnownMs: null,
};

const figuresOf = (tally: Tally): FollowupFigures['total'] => ({
  ...tally,
  followupsDue: followupsDue(tally),
  followupsOnTimeRate: followupsOnTimeRate(tally),
});

const iso = (at: Instant): string => new Date(at).toISOString();
