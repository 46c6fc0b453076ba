import type { Instant } from '@vigie/calls';
import type { DiagnosisThresholds, Month, SixLights } from '@vigie/metrics';
import type { EntityManager } from 'typeorm';

import { msOf } from '../../platform/sql-instant';

/** What a diagnosis says, and by which thresholds. */
export type JudgedMonth = Readonly<{
  presented: number;
  sheetVersion: number | null;
  lights: SixLights;
  limits: DiagnosisThresholds;
}>;

export type RevisionReason = 'first' | 'events' | 'sheet' | 'thresholds';

/** A diagnosis as it is kept. */
export type KeptDiagnosis = JudgedMonth &
  Readonly<{
    clinicId: string;
    month: Month;
    revision: number;
    at: Instant;
    isFinal: boolean;
    why: RevisionReason;
  }>;

type Row = Omit<KeptDiagnosis, 'lights' | 'limits' | 'presented'> &
  Readonly<{ detail: Pick<KeptDiagnosis, 'lights' | 'limits' | 'presented'> }>;

const columns = `clinic_id AS "clinicId", month, revision, ${msOf('at')} AS at, is_final AS "isFinal", why,
  sheet_version AS "sheetVersion", detail`;

/** The last revision of every clinic in these months. */
export async function lastDiagnoses(
  tx: EntityManager,
  tenantId: string,
  months: readonly Month[],
): Promise<KeptDiagnosis[]> {
  const rows = await tx.query<Row[]>(
    `SELECT DISTINCT ON (clinic_id, month) ${columns} FROM clinic_diagnosis
     WHERE tenant_id = $1 AND month = ANY($2::text[]) ORDER BY clinic_id, month, revision DESC`,
    [tenantId, months],
  );
  return rows.map(keptOf);
}

/** Every revision of one clinic, the newest month and revision first. */
export async function diagnosesOf(
  tx: EntityManager,
  tenantId: string,
  clinicId: string,
): Promise<KeptDiagnosis[]> {
  const rows = await tx.query<Row[]>(
    `SELECT ${columns} FROM clinic_diagnosis WHERE tenant_id = $1 AND clinic_id = $2
     ORDER BY month DESC, revision DESC`,
    [tenantId, clinicId],
  );
  return rows.map(keptOf);
}

/** Keeps these: a revision that is there, of a month that ran, is replaced. */
export async function keepDiagnoses(
  tx: EntityManager,
  tenantId: string,
  kept: readonly KeptDiagnosis[],
): Promise<void> {
  if (kept.length === 0) return;
  const rows = kept.map(({ lights, limits, presented, ...row }) => ({
    ...row,
    detail: { lights, limits, presented },
  }));
  await tx.query(
    `INSERT INTO clinic_diagnosis AS old
       (tenant_id, clinic_id, month, revision, at, is_final, why, sheet_version, detail)
     SELECT $1, r->>'clinicId', r->>'month', (r->>'revision')::int, to_timestamp((r->>'at')::float8 / 1000),
       (r->>'isFinal')::boolean, r->>'why', (r->>'sheetVersion')::int, r->'detail'
     FROM jsonb_array_elements($2::jsonb) AS r
     ON CONFLICT (tenant_id, clinic_id, month, revision) DO UPDATE SET at = EXCLUDED.at,
       is_final = EXCLUDED.is_final, why = EXCLUDED.why, sheet_version = EXCLUDED.sheet_version,
       detail = EXCLUDED.detail
     WHERE NOT old.is_final`,
    [tenantId, JSON.stringify(rows)],
  );
}

const keptOf = ({ detail, ...row }: Row): KeptDiagnosis => ({ ...row, ...detail });
