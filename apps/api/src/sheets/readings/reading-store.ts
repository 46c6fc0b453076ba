import type { Instant } from '@vigie/calls';
import type { Sheet } from '@vigie/contracts';
import type { EntityManager } from 'typeorm';

import { msOf } from '../../platform/sql-instant';

/** A sheet that changed since somebody read it: what they knew, and what holds. */
export type UnreadSheet = Readonly<{
  clinicId: string;
  version: number;
  heldFrom: Instant;
  before: Sheet;
  after: Sheet;
}>;

/**
 * Of these clinics the sheets whose newest version secretaries have since an instant and the person has not read, beside
 * the one they have read; where they never said so, beside the one that held before. By clinic.
 */
export function unreadSheets(
  tx: EntityManager,
  tenantId: string,
  {
    personId,
    clinicIds,
    since,
  }: Readonly<{ personId: string; clinicIds: readonly string[]; since: Instant }>,
): Promise<UnreadSheet[]> {
  return tx.query<UnreadSheet[]>(
    `SELECT held.clinic_id AS "clinicId", held.version, ${msOf('held.held_from')} AS "heldFrom",
       known.document AS before, held.document AS after
     FROM (SELECT DISTINCT ON (clinic_id) clinic_id, version, held_from, document FROM clinic_sheet
       WHERE tenant_id = $1 AND held_from IS NOT NULL AND clinic_id = ANY($3::text[])
       ORDER BY clinic_id, version DESC) held
     LEFT JOIN sheet_reading r ON r.tenant_id = $1 AND r.person_id = $2 AND r.clinic_id = held.clinic_id
     CROSS JOIN LATERAL (SELECT document FROM clinic_sheet k
       WHERE k.tenant_id = $1 AND k.clinic_id = held.clinic_id AND k.held_from IS NOT NULL
         AND k.version < held.version AND k.version <= coalesce(r.version, held.version)
       ORDER BY k.version DESC LIMIT 1) known
     WHERE held.held_from >= to_timestamp($4::float8 / 1000) AND coalesce(r.version, 0) < held.version
     ORDER BY held.clinic_id`,
    [tenantId, personId, clinicIds, since],
  );
}

/** Notes up to which version somebody has read a sheet; an earlier one changes nothing. */
export async function noteReading(
  tx: EntityManager,
  tenantId: string,
  {
    personId,
    clinicId,
    version,
    at,
  }: Readonly<{ personId: string; clinicId: string; version: number; at: Instant }>,
): Promise<void> {
  await tx.query(
    `INSERT INTO sheet_reading AS old (tenant_id, person_id, clinic_id, version, at)
     VALUES ($1, $2, $3, $4, to_timestamp($5::float8 / 1000))
     ON CONFLICT (tenant_id, person_id, clinic_id) DO UPDATE SET version = excluded.version, at = excluded.at
     WHERE old.version < excluded.version`,
    [tenantId, personId, clinicId, version, at],
  );
}

/** Who has read a version of a clinic's sheet, or a later one. */
export async function readersOf(
  tx: EntityManager,
  tenantId: string,
  { clinicId, version }: Readonly<{ clinicId: string; version: number }>,
): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ personId: string }[]>(
    `SELECT person_id AS "personId" FROM sheet_reading WHERE tenant_id = $1 AND clinic_id = $2 AND version >= $3`,
    [tenantId, clinicId, version],
  );
  return new Set(rows.map(({ personId }) => personId));
}

/** Forgets what was read before an instant, and all that people read whose account has ended. */
export async function forgetReadings(tx: EntityManager, tenantId: string, before: Instant): Promise<void> {
  await tx.query(
    `DELETE FROM sheet_reading WHERE tenant_id = $1 AND (at < to_timestamp($2::float8 / 1000)
       OR person_id IN (SELECT person_id FROM person WHERE tenant_id = $1 AND ended_at IS NOT NULL))`,
    [tenantId, before],
  );
}
