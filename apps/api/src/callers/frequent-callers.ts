import { frequentCalls, type FrequentCaller, type FrequentCallers } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import type { Viewer, ViewerScope } from '../access/viewer';
import { requireClinicOf } from '../access/scope-reach';
import { idsOf, ofScope, stateAt } from '../metrics/owed-query';
import { CallStore } from '../fold/call-store';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { msOf } from '../platform/sql-instant';
import { TenantSettings } from '../settings/tenant-settings';
import { frequentMs } from './earlier-calls';

const mostTold = 100;

type Asked = {
  readonly tenantId: string;
  readonly scope: ViewerScope;
  readonly clinicId: string | null;
  readonly from: number;
  readonly to: number;
};

type Row = {
  readonly aniHash: string;
  readonly clinicId: string;
  readonly calls: number;
  readonly answered: number;
  readonly firstAt: number;
  readonly latestAt: number;
  readonly latestKey: string;
};

/** What is told of a caller beside the counts. */
type Detail = Pick<FrequentCaller, 'reasons' | 'owed'> & {
  readonly aniHash: string;
  readonly clinicId: string;
};

/** Who calls a clinic again and again (S2-9), and what for: of the clinics of who asks. */
@Injectable()
export class FrequentCallersReader {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly calls: CallStore,
    private readonly clock: Clock,
  ) {}

  of({ tenantId, scope }: Viewer, clinicId: string | null): Promise<FrequentCallers> {
    const to = this.clock.now();
    const asked = { tenantId, scope, clinicId, from: to - frequentMs, to };
    return this.database.withTenant(tenantId, async (tx) => {
      const { clinics } = await this.settings.known(tx, tenantId);
      // Who sees a team's part of a clinic has that part of its callers, of another clinic none.
      if (clinicId !== null && scope.kind !== 'teams') requireClinicOf(scope, clinicId);
      const names = new Map(clinics.map(({ id, name }) => [id, name]));
      const nameOf = (id: string): string => names.get(id) ?? id;
      const { isSharedCaller, timezone } = this.settings.current(tenantId);
      const rows = (await frequent(tx, asked)).filter(({ aniHash }) => !isSharedCaller(aniHash));
      const told = rows.slice(0, mostTold);
      const details = await detailsOf(tx, asked, told);
      const masks = await this.masksOf(tx, tenantId, told);
      return {
        from: iso(asked.from),
        to: iso(to),
        callers: told.map((row) => viewOf(row, nameOf, masks, details)),
        total: rows.length,
        looks: (await looksOf(tx, asked, timezone)).map((look) => ({
          ...look,
          clinicName: nameOf(look.clinicId),
        })),
      };
    });
  }

  private async masksOf(tx: EntityManager, tenantId: string, rows: readonly Row[]) {
    const keys = rows.map(({ latestKey }) => latestKey);
    const calls = await this.calls.callsByKey(tx, tenantId, keys);
    return new Map(calls.map(({ callKey, call }) => [callKey, call.aniMask]));
  }
}

/** Everybody, most calls first; the settings say which of them are many people with one number. */
function frequent(tx: EntityManager, { tenantId, scope, clinicId, from, to }: Asked): Promise<Row[]> {
  return tx.query<Row[]>(
    `SELECT clinic_id AS "clinicId", ani_hash AS "aniHash", count(*) AS calls,
       count(*) FILTER (WHERE outcome = 'answered') AS answered,
       ${msOf('min(arrived_at)')} AS "firstAt", ${msOf('max(arrived_at)')} AS "latestAt",
       (array_agg(call_key ORDER BY arrived_at DESC, call_key))[1] AS "latestKey"
     FROM call WHERE tenant_id = $1 AND arrived_at >= to_timestamp($3 / 1000.0)
       AND arrived_at < to_timestamp($4 / 1000.0) AND counted AND ani_hash IS NOT NULL AND clinic_id IS NOT NULL
       AND ${ofScope(scope, '$2')} AND ($5::text IS NULL OR clinic_id = $5)
     GROUP BY clinic_id, ani_hash HAVING count(*) >= ${frequentCalls}
     ORDER BY calls DESC, "latestAt" DESC, ani_hash`,
    [tenantId, idsOf(scope), from, to, clinicId],
  );
}

/** What these called for, and whether they are owed a call. */
function detailsOf(tx: EntityManager, asked: Asked, rows: readonly Row[]): Promise<Detail[]> {
  const { tenantId, scope, from, to } = asked;
  return tx.query<Detail[]>(
    `WITH told AS (SELECT * FROM unnest($5::text[], $6::text[]) AS t (ani_hash, clinic_id)),
     reasons AS (
       SELECT ani_hash, clinic_id, reason, count(*) AS calls FROM call JOIN told USING (ani_hash, clinic_id)
       WHERE tenant_id = $1 AND arrived_at >= to_timestamp($3 / 1000.0) AND arrived_at < to_timestamp($4 / 1000.0)
         AND counted AND ${ofScope(scope, '$2')}
       GROUP BY ani_hash, clinic_id, reason)
     SELECT told.ani_hash AS "aniHash", told.clinic_id AS "clinicId",
       (SELECT json_agg(json_build_object('reason', reason, 'calls', calls) ORDER BY calls DESC, reason)
        FROM reasons r WHERE r.ani_hash = told.ani_hash AND r.clinic_id = told.clinic_id) AS reasons,
       EXISTS (SELECT FROM obligation o WHERE o.tenant_id = $1 AND o.ani_hash = told.ani_hash
         AND o.clinic_id = told.clinic_id AND state = 'open' AND ${stateAt('$4')} = 'open') AS owed
     FROM told`,
    [
      tenantId,
      idsOf(scope),
      from,
      to,
      rows.map(({ aniHash }) => aniHash),
      rows.map(({ clinicId }) => clinicId),
    ],
  );
}

/** How often earlier calls were looked at; to who sees a part of a clinic, of none. */
async function looksOf(tx: EntityManager, asked: Asked, timezone: string) {
  const { tenantId, scope, clinicId, from, to } = asked;
  if (scope.kind === 'teams' || scope.kind === 'agent') return [];
  const dayOf = (parameter: string): string => `(to_timestamp(${parameter} / 1000.0) AT TIME ZONE $6)::date`;
  return tx.query<{ clinicId: string; looks: number; ofRepeatCallers: number }[]>(
    `SELECT clinic_id AS "clinicId", sum(looks)::bigint AS looks, sum(of_repeat_callers)::bigint AS "ofRepeatCallers"
     FROM caller_look WHERE tenant_id = $1 AND day >= ${dayOf('$3')} AND day <= ${dayOf('$4')}
       AND ${ofScope(scope, '$2')} AND ($5::text IS NULL OR clinic_id = $5)
     GROUP BY clinic_id ORDER BY looks DESC, clinic_id`,
    [tenantId, idsOf(scope), from, to, clinicId, timezone],
  );
}

function viewOf(
  { aniHash, latestKey, clinicId, firstAt, latestAt, calls, answered }: Row,
  nameOf: (clinicId: string) => string,
  masks: ReadonlyMap<string, string | null>,
  details: readonly Detail[],
): FrequentCaller {
  const detail = details.find((one) => one.aniHash === aniHash && one.clinicId === clinicId);
  return {
    clinicId,
    clinicName: nameOf(clinicId),
    mask: masks.get(latestKey) ?? null,
    calls,
    answered,
    firstAt: iso(firstAt),
    latestAt: iso(latestAt),
    reasons: detail?.reasons ?? [],
    owed: detail?.owed ?? false,
  };
}

const iso = (at: number): string => new Date(at).toISOString();
