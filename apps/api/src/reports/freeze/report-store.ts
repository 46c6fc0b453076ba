import type { Instant } from '@vigie/calls';
import type { SatisfactionAnswer } from '@vigie/contracts';
import type { Month } from '@vigie/metrics';
import type { EntityManager } from 'typeorm';

import { readFigures, underNewNames, type ReportFigures } from '../figures/report-figures';
import type { OfClinic } from '../report-note-store';
import { msOf } from '../../platform/sql-instant';

export type FrozenStatus = 'provisional' | 'final' | 'revised';

/** A report as it was given out. */
export type FrozenReport = OfClinic & {
  readonly version: number;
  readonly status: FrozenStatus;
  readonly computedAt: Instant;
  readonly figures: ReportFigures;
};

const columns = `clinic_id AS "clinicId", month, version, status,
  ${msOf('computed_at')} AS "computedAt"`;

/** The newest version of a clinic's month, or a named one; undefined when it has not been frozen. */
export async function readReport(
  tx: EntityManager,
  tenantId: string,
  { clinicId, month }: OfClinic,
  version?: number,
): Promise<FrozenReport | undefined> {
  const named = version === undefined ? '' : ' AND version = $4';
  const parameters = [tenantId, clinicId, month, ...(version === undefined ? [] : [version])];
  const rows = await tx.query<FrozenReport[]>(
    `SELECT ${columns}, figures FROM report_version
     WHERE tenant_id = $1 AND clinic_id = $2 AND month = $3${named} ORDER BY version DESC LIMIT 1`,
    parameters,
  );
  return rows[0] && { ...rows[0], figures: readFigures(rows[0].figures) };
}

/** The newest version of every clinic of a month, without its figures. */
export function readReportHeads(
  tx: EntityManager,
  tenantId: string,
  month: Month,
): Promise<Omit<FrozenReport, 'figures'>[]> {
  return tx.query(
    `SELECT DISTINCT ON (clinic_id) ${columns} FROM report_version
     WHERE tenant_id = $1 AND month = $2 ORDER BY clinic_id, version DESC`,
    [tenantId, month],
  );
}

/** Stores a version; false when somebody else has stored it already. */
export async function insertReport(
  tx: EntityManager,
  tenantId: string,
  report: FrozenReport,
): Promise<boolean> {
  const { clinicId, month, version, status, computedAt, figures } = report;
  const rows = await tx.query<unknown[]>(
    `INSERT INTO report_version (tenant_id, clinic_id, month, version, status, computed_at, figures)
     VALUES ($1, $2, $3, $4, $5, to_timestamp($6 / 1000.0), $7::jsonb) ON CONFLICT DO NOTHING RETURNING 1`,
    [tenantId, clinicId, month, version, status, computedAt, JSON.stringify(figures)],
  );
  return rows.length > 0;
}

/** Of each clinic's newest version, what tells whether it still holds. */
export type FrozenSums = OfClinic &
  Pick<FrozenReport, 'version' | 'status'> & {
    readonly reach: ReportFigures['reach'];
    /** The months of satisfaction it speaks of; null: it speaks of none. */
    readonly satisfactionMonths: SatisfactionAnswer['months'] | null;
    /** Null where the report speaks of no satisfaction, or of a longer period than its month. */
    readonly satisfaction: SatisfactionAnswer | null;
  };

export async function readFrozenSums(
  tx: EntityManager,
  tenantId: string,
  month: Month,
): Promise<FrozenSums[]> {
  const rows = await tx.query<FrozenSums[]>(
    `SELECT DISTINCT ON (clinic_id) clinic_id AS "clinicId", month, version, status, figures->'reach' AS reach,
       (figures#>>'{satisfaction,answer,months}')::int AS "satisfactionMonths",
       CASE WHEN figures#>>'{satisfaction,answer,months}' = '1' THEN figures#>'{satisfaction,answer}' END AS satisfaction
     FROM report_version WHERE tenant_id = $1 AND month = $2 ORDER BY clinic_id, version DESC`,
    [tenantId, month],
  );
  return rows.map((row) => ({ ...row, reach: underNewNames(row.reach) }));
}
