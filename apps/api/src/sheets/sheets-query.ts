import type { Instant } from '@vigie/calls';
import type { SheetBasic } from '@vigie/contracts';
import type { EntityManager } from 'typeorm';

import { msOf } from '../platform/sql-instant';

/** What a list tells of a clinic's sheet. */
export type SheetSummary = Readonly<{
  clinicId: string;
  version: number;
  at: Instant;
  isHeld: boolean;
  isApproved: boolean;
  /** Whether a later version waits for the centre's answer. */
  isProposed: boolean;
  basics: Readonly<Record<string, Pick<SheetBasic, 'text' | 'reviewBy'>>>;
  /** Until when each answer holds. */
  answersUntil: readonly (string | null)[];
}>;

/** Of every clinic that has a sheet: the version that holds, else the newest, and how it stands. */
export function summarise(tx: EntityManager, tenantId: string): Promise<SheetSummary[]> {
  return tx.query<SheetSummary[]>(
    `SELECT s.clinic_id AS "clinicId", s.version, ${msOf('s.at')} AS at, s.held_from IS NOT NULL AS "isHeld",
       s.approved_at IS NOT NULL AS "isApproved", s.document->'basics' AS basics,
       jsonb_path_query_array(s.document, '$.answers[*].reviewBy') AS "answersUntil",
       EXISTS (SELECT 1 FROM clinic_sheet p WHERE p.tenant_id = $1 AND p.clinic_id = s.clinic_id
         AND p.version >= s.version AND p.held_from IS NULL AND p.declined_at IS NULL) AS "isProposed"
     FROM (SELECT DISTINCT ON (clinic_id) * FROM clinic_sheet WHERE tenant_id = $1
       ORDER BY clinic_id, held_from IS NULL, version DESC) s`,
    [tenantId],
  );
}

/** Of these clinics, those of whom any of these queues has taken calls. */
export async function clinicsOfQueues(
  tx: EntityManager,
  tenantId: string,
  clinicIds: readonly string[],
  queueIds: readonly string[],
): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }[]>(
    `SELECT c.id FROM unnest($2::text[]) AS c(id) WHERE EXISTS (
       SELECT 1 FROM rollup r WHERE r.tenant_id = $1 AND r.cuboid = 'clinic_queue' AND r.key1 = c.id
         AND r.key2 = ANY($3::text[]))`,
    [tenantId, clinicIds, queueIds],
  );
  return rows.map(({ id }) => id);
}

/** The version of each clinic's sheet that held before an instant, in the order of clinics. */
export function heldVersionsAt(
  tx: EntityManager,
  tenantId: string,
  before: Instant,
): Promise<{ readonly clinicId: string; readonly version: number }[]> {
  return tx.query(
    `SELECT DISTINCT ON (clinic_id) clinic_id AS "clinicId", version FROM clinic_sheet
     WHERE tenant_id = $1 AND held_from < to_timestamp($2::float8 / 1000)
     ORDER BY clinic_id, held_from DESC, version DESC`,
    [tenantId, before],
  );
}

/** The versions that secretaries have since some time of a range and the clinic has not approved, by clinic. */
export function waitingForClinics(
  tx: EntityManager,
  tenantId: string,
  { from, to }: Readonly<{ from: Instant; to: Instant }>,
): Promise<{ readonly clinicId: string; readonly version: number }[]> {
  return tx.query(
    `SELECT "clinicId", version FROM (
       SELECT DISTINCT ON (clinic_id) clinic_id AS "clinicId", version, held_from, approved_at FROM clinic_sheet
       WHERE tenant_id = $1 AND held_from IS NOT NULL ORDER BY clinic_id, version DESC) held
     WHERE approved_at IS NULL AND held_from >= to_timestamp($2::float8 / 1000)
       AND held_from <= to_timestamp($3::float8 / 1000)
     ORDER BY "clinicId"`,
    [tenantId, from, to],
  );
}
