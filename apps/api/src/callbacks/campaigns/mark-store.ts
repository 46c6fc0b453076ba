import type { Instant } from '@vigie/calls';
import type { EntityManager } from 'typeorm';

type MarkedHashes = Readonly<{ hashes: readonly string[]; at: Instant }>;

/** Keeps for good that these callers do not want to be called for a clinic's campaigns. */
export async function keepMarks(
  tx: EntityManager,
  tenantId: string,
  clinicId: string,
  { hashes, at }: MarkedHashes,
): Promise<void> {
  await tx.query(
    `INSERT INTO do_not_call (tenant_id, clinic_id, ani_hash, marked_at)
     SELECT $1, $2, hash, to_timestamp($4::float8 / 1000) FROM unnest($3::text[]) AS hash
     ON CONFLICT (tenant_id, clinic_id, ani_hash)
       DO UPDATE SET marked_at = greatest(do_not_call.marked_at, EXCLUDED.marked_at)`,
    [tenantId, clinicId, hashes, at],
  );
}

/** Keeps that these callers may be called again for a clinic's campaigns; what is said later counts. */
export async function liftMarks(
  tx: EntityManager,
  tenantId: string,
  clinicId: string,
  { hashes, at }: MarkedHashes,
): Promise<void> {
  await tx.query(
    `INSERT INTO do_not_call (tenant_id, clinic_id, ani_hash, lifted_at)
     SELECT $1, $2, hash, to_timestamp($4::float8 / 1000) FROM unnest($3::text[]) AS hash
     ON CONFLICT (tenant_id, clinic_id, ani_hash)
       DO UPDATE SET lifted_at = greatest(do_not_call.lifted_at, EXCLUDED.lifted_at)`,
    [tenantId, clinicId, hashes, at],
  );
}

/** Makes one who changes the marks of a clinic wait for the other. */
export async function holdMarks(tx: EntityManager, tenantId: string, clinicId: string): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('marks ' || $1 || ' ' || $2, 0))`, [
    tenantId,
    clinicId,
  ]);
}

/** The clinics of which any caller said so for good. */
export async function markedClinics(tx: EntityManager, tenantId: string): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ id: string }[]>(
    'SELECT DISTINCT clinic_id AS id FROM do_not_call WHERE tenant_id = $1',
    [tenantId],
  );
  return new Set(rows.map(({ id }) => id));
}

/** By what a clinic may know a caller: somebody of one of its lists, or who called it, under the hashes that are theirs. */
export type KnownCaller = Readonly<{
  hashes: readonly string[];
  mask: string | null;
  reference: string | null;
  /** Their latest call to the clinic. */
  callKey: string | null;
}>;

/** What is known of callers with these hashes: of lists, of calls, and which of the hashes are of one caller. */
export function knownCallers(
  tx: EntityManager,
  tenantId: string,
  clinicId: string,
  hashes: readonly string[],
): Promise<KnownCaller[]> {
  return tx.query<KnownCaller[]>(
    `SELECT k.ani_hashes AS hashes, k.mask, k.reference, NULL AS "callKey" FROM campaign_contact k
       JOIN campaign c ON c.tenant_id = $1 AND c.campaign_id = k.campaign_id
     WHERE k.tenant_id = $1 AND c.clinic_id = $2 AND k.ani_hashes && $3::text[]
     UNION ALL
     SELECT ARRAY[a.ani_hash, a.caller], NULL, NULL, NULL FROM caller_alias a
     WHERE a.tenant_id = $1 AND (a.ani_hash = ANY($3::text[]) OR a.caller = ANY($3::text[]))
     UNION ALL
     SELECT ARRAY[h.hash], NULL, NULL, latest.call_key::text FROM unnest($3::text[]) AS h (hash), LATERAL (
       SELECT call_key FROM call l WHERE l.tenant_id = $1 AND l.ani_hash = h.hash AND l.clinic_id = $2
       ORDER BY l.arrived_at DESC, l.call_key LIMIT 1) AS latest`,
    [tenantId, clinicId, hashes],
  );
}
