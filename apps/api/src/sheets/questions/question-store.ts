import type { Instant } from '@vigie/calls';
import type { EntityManager } from 'typeorm';

import { msOf } from '../../platform/sql-instant';

/** One question, or one path or answer, as often as something was noted of it. */
export type CountedNote = Readonly<{
  kind: 'found' | 'missed' | 'proposed' | 'unclear';
  item: string | null;
  count: number;
  lastAt: Instant;
}>;

/** The last decision on a question. */
export type Decision = Readonly<{
  question: string;
  decision: 'accepted' | 'refused';
  at: Instant;
  by: string;
  why: string;
}>;

/** Of which clinic, and since when. */
export type NotedOfClinic = Readonly<{ tenantId: string; clinicId: string; since: Instant }>;

const ofClinic = `FROM sheet_note n
LEFT JOIN call c ON c.tenant_id = $1 AND c.call_key = n.call_key
LEFT JOIN sheet_question d ON d.tenant_id = $1 AND d.clinic_id = $2 AND d.question = n.item_id
  AND n.kind IN ('missed', 'proposed')
WHERE n.tenant_id = $1 AND n.at >= to_timestamp($3::float8 / 1000)
  AND n.kind IN ('found', 'missed', 'proposed', 'unclear') AND coalesce(n.clinic_id, c.clinic_id) = $2`;

/** What was noted of a clinic's sheet; of a question that was decided on, only what came after it. */
export function notesSinceDecision(
  tx: EntityManager,
  { tenantId, clinicId, since }: NotedOfClinic,
): Promise<CountedNote[]> {
  return tx.query<CountedNote[]>(
    `SELECT n.kind, n.item_id AS item, count(*) AS count, ${msOf('max(n.at)')} AS "lastAt"
     ${ofClinic} AND (d.at IS NULL OR n.at > d.at) GROUP BY 1, 2`,
    [tenantId, clinicId, since],
  );
}

export type LookUpSums = Readonly<{ lookUps: number; missed: number; medianMs: number | null }>;

/** Every look-up that ended, decided on or not. */
export async function lookUpSums(
  tx: EntityManager,
  { tenantId, clinicId, since }: NotedOfClinic,
): Promise<LookUpSums> {
  const [row] = await tx.query<LookUpSums[]>(
    `SELECT count(*) FILTER (WHERE n.kind IN ('found', 'missed')) AS "lookUps",
       count(*) FILTER (WHERE n.kind = 'missed') AS missed,
       percentile_disc(0.5) WITHIN GROUP (ORDER BY n.took_ms)
         FILTER (WHERE n.kind IN ('found', 'missed')) AS "medianMs"
     ${ofClinic}`,
    [tenantId, clinicId, since],
  );
  return row ?? { lookUps: 0, missed: 0, medianMs: null };
}

export function decisionsOf(
  tx: EntityManager,
  { tenantId, clinicId }: Pick<NotedOfClinic, 'tenantId' | 'clinicId'>,
): Promise<Decision[]> {
  return tx.query<Decision[]>(
    `SELECT question, decision, ${msOf('at')} AS at, by_name AS by, why
     FROM sheet_question WHERE tenant_id = $1 AND clinic_id = $2`,
    [tenantId, clinicId],
  );
}

/** The last word stands. */
export async function keepDecision(
  tx: EntityManager,
  { tenantId, clinicId }: Pick<NotedOfClinic, 'tenantId' | 'clinicId'>,
  { question, decision, at, by, byId, why }: Decision & { readonly byId: string | null },
): Promise<void> {
  await tx.query(
    `INSERT INTO sheet_question (tenant_id, clinic_id, question, decision, at, by_id, by_name, why)
     VALUES ($1, $2, $3, $4, to_timestamp($5::float8 / 1000), $6, $7, $8)
     ON CONFLICT (tenant_id, clinic_id, question) DO UPDATE
       SET decision = excluded.decision, at = excluded.at, by_id = excluded.by_id, by_name = excluded.by_name,
           why = excluded.why`,
    [tenantId, clinicId, question, decision, at, byId, by, why],
  );
}
