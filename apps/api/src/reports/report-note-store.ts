import type { Instant } from '@vigie/calls';
import type { Month } from '@vigie/metrics';
import type { EntityManager } from 'typeorm';

/** One clinic's month. */
export type OfClinic = { readonly clinicId: string; readonly month: Month };

/** What was noted of a clinic's month, in paragraphs. */
export async function readNotesOf(
  tx: EntityManager,
  tenantId: string,
  { clinicId, month }: OfClinic,
): Promise<string[]> {
  const rows = await tx.query<{ paragraphs: string[] }[]>(
    'SELECT paragraphs FROM report_note WHERE tenant_id = $1 AND clinic_id = $2 AND month = $3',
    [tenantId, clinicId, month],
  );
  return rows[0]?.paragraphs ?? [];
}

/** Writes the notes of a clinic's month in the place of what was there; none takes them away. */
export async function saveNotes(
  tx: EntityManager,
  tenantId: string,
  { clinicId, month }: OfClinic,
  { paragraphs, at }: { readonly paragraphs: readonly string[]; readonly at: Instant },
): Promise<void> {
  if (paragraphs.length === 0) {
    const sql = 'DELETE FROM report_note WHERE tenant_id = $1 AND clinic_id = $2 AND month = $3';
    await tx.query(sql, [tenantId, clinicId, month]);
    return;
  }
  await tx.query(
    `INSERT INTO report_note (tenant_id, clinic_id, month, paragraphs, updated_at)
     VALUES ($1, $2, $3, $4, to_timestamp($5 / 1000.0))
     ON CONFLICT (tenant_id, clinic_id, month)
     DO UPDATE SET paragraphs = excluded.paragraphs, updated_at = excluded.updated_at`,
    [tenantId, clinicId, month, paragraphs, at],
  );
}
