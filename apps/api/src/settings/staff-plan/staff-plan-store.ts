import type { Instant } from '@vigie/calls';
import type { EntityManager } from 'typeorm';
import { dateOfDay } from '@vigie/metrics';

import { msOf } from '../../platform/sql-instant';
import type { ChangedBy } from '../settings-change-store';

/** The plan of one team for one local day (days since 1970): secretaries by quarter of an hour, 96 of them. */
export type StaffPlanDay = {
  readonly teamId: string;
  readonly day: number;
  readonly quarters: readonly number[];
};

/** Every plan of the local days `first` to `last`, both included. */
export async function readStaffPlan(
  tx: EntityManager,
  tenantId: string,
  days: { readonly first: number; readonly last: number },
): Promise<StaffPlanDay[]> {
  return tx.query<StaffPlanDay[]>(
    `SELECT team_id AS "teamId", (day - DATE '1970-01-01') AS day, planned AS quarters
     FROM staff_plan WHERE tenant_id = $1 AND day BETWEEN $2::date AND $3::date`,
    [tenantId, dateOfDay(days.first), dateOfDay(days.last)],
  );
}

/** A day that is planned anew; null: it has no plan of its own any more. */
export type PlannedAnew = Omit<StaffPlanDay, 'quarters'> & Readonly<{ quarters: readonly number[] | null }>;

/** Puts plans in the place of what was planned for the same teams and days, and notes each that is another. */
export async function saveStaffPlan(
  tx: EntityManager,
  tenantId: string,
  days: readonly PlannedAnew[],
  { at, by }: Readonly<{ at: Instant; by: ChangedBy }>,
): Promise<void> {
  const rows = days.map(({ teamId, day, quarters }) => ({
    team_id: teamId,
    day: dateOfDay(day),
    planned: quarters,
  }));
  const wanted = 'jsonb_to_recordset($2::jsonb) AS t (day date, team_id text, planned smallint[])';
  const text = JSON.stringify(rows);
  await tx.query(
    `INSERT INTO planned_day_change (tenant_id, team_id, at, day, change_id, by_id, by_name, before, after)
     SELECT $1, t.team_id, to_timestamp($3::float8 / 1000), t.day, gen_random_uuid(), $4, $5, p.planned, t.planned
     FROM ${wanted}
     LEFT JOIN staff_plan p ON p.tenant_id = $1 AND p.day = t.day AND p.team_id = t.team_id
     WHERE p.planned IS DISTINCT FROM t.planned`,
    [tenantId, text, at, by?.id ?? null, by?.name ?? null],
  );
  await tx.query(
    `INSERT INTO staff_plan (tenant_id, day, team_id, planned)
     SELECT $1, t.day, t.team_id, t.planned FROM ${wanted} WHERE t.planned IS NOT NULL
     ON CONFLICT (tenant_id, day, team_id) DO UPDATE SET planned = EXCLUDED.planned`,
    [tenantId, text],
  );
  await tx.query(
    `DELETE FROM staff_plan p USING ${wanted}
     WHERE p.tenant_id = $1 AND p.day = t.day AND p.team_id = t.team_id AND t.planned IS NULL`,
    [tenantId, text],
  );
}

/** Which plan stood in which one's place; null: the usual week. */
export type KeptPlanChange = Readonly<{
  at: Instant;
  by: string | null;
  day: string;
  before: readonly number[] | null;
  after: readonly number[] | null;
}>;

/** The latest changes of a team's days, newest first. */
export function listPlanChanges(
  tx: EntityManager,
  tenantId: string,
  teamId: string,
  limit: number,
): Promise<KeptPlanChange[]> {
  return tx.query<KeptPlanChange[]>(
    `SELECT ${msOf('at')} AS at, by_name AS by, to_char(day, 'YYYY-MM-DD') AS day, before, after
     FROM planned_day_change WHERE tenant_id = $1 AND team_id = $2
     ORDER BY planned_day_change.at DESC, planned_day_change.day, change_id LIMIT $3`,
    [tenantId, teamId, limit],
  );
}
