import type { PublicationStatus } from '@vigie/contracts';
import type { EntityManager } from 'typeorm';

import type { StoredFigures } from '../versions/stored-cell';
import { msOf } from '../../platform/sql-instant';

/** One cell of the grid by one way of asking, as it stands: the newest version of its period and of itself. */
export type PublishedRow = {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly channel: string;
  readonly clinicId: string;
  readonly version: number;
  readonly status: PublicationStatus;
  readonly computedAtMs: number;
  /** Null: nothing of this clinic was ever told or hidden here. */
  readonly figures: StoredFigures | null;
  readonly parts: StoredFigures | null;
};

/** The clinic id under which the figures of all clinics are stored. */
export const allClinics = '';

const newestPeriods = `SELECT DISTINCT ON (month, channel) month, channel, version, status, computed_at
FROM satisfaction_period WHERE tenant_id = $1 AND month = ANY($2::date[]) AND months = $3
ORDER BY month, channel, version DESC`;

const newestCell = (dimension: string): string => `LEFT JOIN LATERAL (
  SELECT cell FROM satisfaction_cell c WHERE c.tenant_id = $1 AND c.month = p.month AND c.months = $3
    AND c.channel = p.channel AND c.clinic_id = $4 AND c.dimension = ${dimension} ORDER BY c.version DESC LIMIT 1)`;

const columns = `to_char(p.month, 'YYYY-MM') AS month, p.channel, p.version, p.status,
  ${msOf('p.computed_at')} AS "computedAtMs"`;

const cellsSql = `SELECT ${columns}, $4 AS "clinicId", whole.cell AS figures, split.cell AS parts
FROM (${newestPeriods}) p ${newestCell(`'none'`)} whole ON true ${newestCell('$5')} split ON $5 <> 'none'
ORDER BY p.month, p.channel`;

const clinicsSql = `SELECT DISTINCT ON (p.month, p.channel, c.clinic_id) ${columns}, c.clinic_id AS "clinicId",
  c.cell AS figures, NULL AS parts
FROM (${newestPeriods}) p JOIN satisfaction_cell c ON c.tenant_id = $1 AND c.month = p.month AND c.months = $3
  AND c.channel = p.channel AND c.dimension = 'none'
ORDER BY p.month, p.channel, c.clinic_id, c.version DESC`;

type Asked = {
  /** `YYYY-MM`, the first month of each period. */
  readonly firstMonths: readonly string[];
  readonly months: number;
};

/** Every way of asking of each period, for one clinic (or all) and one dimension. */
export function publishedCells(
  tx: EntityManager,
  tenantId: string,
  asked: Asked & { readonly clinicId: string | null; readonly dimension: string },
): Promise<PublishedRow[]> {
  const { months, clinicId, dimension } = asked;
  return tx.query(cellsSql, [tenantId, datesOf(asked), months, clinicId ?? allClinics, dimension]);
}

/** Every clinic's cell of each period, that of all clinics too. */
export function publishedClinics(tx: EntityManager, tenantId: string, asked: Asked): Promise<PublishedRow[]> {
  return tx.query(clinicsSql, [tenantId, datesOf(asked), asked.months]);
}

const datesOf = ({ firstMonths }: Asked): string[] => firstMonths.map((month) => `${month}-01`);
