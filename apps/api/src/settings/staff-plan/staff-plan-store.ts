import type { EntityManager } from 'typeorm';
import { dateOfDay } from '@vigie/metrics';

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

/** Puts plans in the place of what was planned for the same teams and days. */
export async function saveStaffPlan(
  tx: EntityManager,
  tenantId: string,
  days: readonly StaffPlanDay[],
): Promise<void> {
  const rows = days.map(({ teamId, day, quarters }) => ({
    team_id: teamId,
    day: dateOfDay(day),
    planned: quarters,
  }));
  await tx.query(
    `INSERT INTO staff_plan (tenant_id, day, team_id, planned)
     SELECT $1, t.day, t.team_id, t.planned
     FROM jsonb_to_recordset($2::jsonb) AS t (day date, team_id text, planned smallint[])
     ON CONFLICT (tenant_id, day, team_id) DO UPDATE SET planned = EXCLUDED.planned`,
    [tenantId, JSON.stringify(rows)],
  );
}
