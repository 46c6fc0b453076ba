import type { Instant } from '@vigie/calls';
import type { ReportAction } from '@vigie/contracts';
import type { Month } from '@vigie/metrics';
import type { EntityManager } from 'typeorm';

import { msOf } from '../../platform/sql-instant';

const columns = `action_id AS id, clinic_id AS "clinicId", month, what AS text, owner, to_char(due, 'YYYY-MM-DD') AS due,
  expected, status, outcome`;

/** Which actions to read; what is not named is not narrowed. */
export type ActionsWanted = {
  readonly clinicId?: string;
  /** Of these clinics alone; null: of any. */
  readonly clinicIds?: readonly string[] | null;
  readonly month?: Month;
  readonly until?: Month;
};

/** Actions by month and the order they were written in. */
export function readActions(
  tx: EntityManager,
  tenantId: string,
  wanted: ActionsWanted,
): Promise<ReportAction[]> {
  const parameters: unknown[] = [tenantId];
  let where = '';
  if (wanted.clinicId !== undefined) where += ` AND clinic_id = $${parameters.push(wanted.clinicId)}`;
  if (wanted.clinicIds) where += ` AND clinic_id = ANY($${parameters.push(wanted.clinicIds)}::text[])`;
  if (wanted.month !== undefined) where += ` AND month = $${parameters.push(wanted.month)}`;
  if (wanted.until !== undefined) where += ` AND month <= $${parameters.push(wanted.until)}`;
  const sql = `SELECT ${columns} FROM report_action WHERE tenant_id = $1${where} ORDER BY month, created_at, action_id LIMIT 1000`;
  return tx.query<ReportAction[]>(sql, parameters);
}

/** How many actions a clinic's month has; who else asks waits until the transaction ends. */
export async function countActions(
  tx: EntityManager,
  tenantId: string,
  { clinicId, month }: { readonly clinicId: string; readonly month: Month },
): Promise<number> {
  const lock = `SELECT pg_advisory_xact_lock(hashtextextended('actions ' || $1 || ' ' || $2 || ' ' || $3, 0))`;
  await tx.query(lock, [tenantId, month, clinicId]);
  const sql =
    'SELECT count(*) AS n FROM report_action WHERE tenant_id = $1 AND clinic_id = $2 AND month = $3';
  const rows = await tx.query<{ n: number }[]>(sql, [tenantId, clinicId, month]);
  return rows[0]?.n ?? 0;
}

/** The action of that id, held until the transaction ends. */
export async function lockAction(
  tx: EntityManager,
  tenantId: string,
  id: string,
): Promise<ReportAction | undefined> {
  const sql = `SELECT ${columns} FROM report_action WHERE tenant_id = $1 AND action_id = $2 FOR UPDATE`;
  const rows = await tx.query<ReportAction[]>(sql, [tenantId, id]);
  return rows[0];
}

/** Writes an action as it now is, and that it was changed. */
export async function saveAction(
  tx: EntityManager,
  tenantId: string,
  action: ReportAction,
  at: Instant,
): Promise<void> {
  const { id, clinicId, month, text, owner, due, expected, status, outcome } = action;
  await tx.query(
    `INSERT INTO report_action (tenant_id, action_id, clinic_id, month, what, owner, due, expected, status, outcome, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, to_timestamp($11 / 1000.0))
     ON CONFLICT (tenant_id, action_id) DO UPDATE SET what = excluded.what, owner = excluded.owner, due = excluded.due,
       expected = excluded.expected, status = excluded.status, outcome = excluded.outcome`,
    [tenantId, id, clinicId, month, text, owner, due, expected, status, outcome, at],
  );
  await logChange(tx, tenantId, { id, became: action, at });
}

/** Takes an action away; what it was stays in the log of changes. */
export async function removeAction(
  tx: EntityManager,
  tenantId: string,
  id: string,
  at: Instant,
): Promise<void> {
  await tx.query('DELETE FROM report_action WHERE tenant_id = $1 AND action_id = $2', [tenantId, id]);
  await logChange(tx, tenantId, { id, became: null, at });
}

type Change = { readonly id: string; readonly became: ReportAction | null; readonly at: Instant };

async function logChange(tx: EntityManager, tenantId: string, { id, became, at }: Change): Promise<void> {
  await tx.query(
    `INSERT INTO report_action_change (tenant_id, action_id, change, at, became)
     SELECT $1, $2, coalesce(max(change), 0) + 1, to_timestamp($3 / 1000.0), $4::jsonb
     FROM report_action_change WHERE tenant_id = $1 AND action_id = $2`,
    [tenantId, id, at, became === null ? null : JSON.stringify(became)],
  );
}

/** Every change of an action, oldest first. */
export function readChanges(
  tx: EntityManager,
  tenantId: string,
  id: string,
): Promise<{ at: Instant; became: ReportAction | null }[]> {
  return tx.query(
    `SELECT ${msOf('at')} AS at, became
     FROM report_action_change WHERE tenant_id = $1 AND action_id = $2 ORDER BY change`,
    [tenantId, id],
  );
}
