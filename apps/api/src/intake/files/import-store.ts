import type { EntityManager } from 'typeorm';

import { msOf } from '../../platform/sql-instant';

/** Which kind of file. */
export type ImportKind = 'calls-csv' | 'survey-csv';

/** How many rows of a file became what. */
export type ImportCounts = {
  /** Rows that went into the log: new ones and corrections. */
  readonly accepted: number;
  /** Of those accepted: rows that replaced what an earlier row said of the same call. */
  readonly corrected: number;
  /** Rows that say what stands already. */
  readonly duplicates: number;
  readonly rejected: number;
};

/** An import as it is listed. Instants in ms. */
export type ImportEntry = ImportCounts & {
  readonly importId: number;
  readonly kind: ImportKind;
  readonly file: string | null;
  readonly startedAt: number;
  /** Null while it runs, and when it broke off. */
  readonly finishedAt: number | null;
  readonly undoneAt: number | null;
};

const columns = `import_id AS "importId", kind, file, ${msOf('started_at')} AS "startedAt",
  ${msOf('finished_at')} AS "finishedAt", ${msOf('undone_at')} AS "undoneAt",
  accepted, corrected, duplicates, rejected`;

/** Makes writers of the tenant's log wait until this transaction ends: what stands must not move meanwhile. */
export async function lockLog(tx: EntityManager, tenantId: string): Promise<void> {
  await tx.query('SELECT last FROM tenant_head WHERE tenant_id = $1 FOR UPDATE', [tenantId]);
}

/** Begins an import under the tenant's next number. */
export async function insertImport(
  tx: EntityManager,
  tenantId: string,
  { kind, file, now }: { readonly kind: ImportKind; readonly file: string | null; readonly now: number },
): Promise<number> {
  await lockLog(tx, tenantId);
  const [row] = await tx.query<{ id: number }[]>(
    `INSERT INTO file_import (tenant_id, import_id, kind, file, started_at)
     SELECT $1, coalesce(max(import_id), 0) + 1, $2, $3, to_timestamp($4::float8 / 1000)
     FROM file_import WHERE tenant_id = $1 RETURNING import_id AS id`,
    [tenantId, kind, file, now],
  );
  return row?.id ?? 0;
}

/** The newest first. */
export function listImports(tx: EntityManager, tenantId: string, limit: number): Promise<ImportEntry[]> {
  return tx.query(
    `SELECT ${columns} FROM file_import WHERE tenant_id = $1 ORDER BY import_id DESC LIMIT $2`,
    [tenantId, limit],
  );
}

export async function findImport(
  tx: EntityManager,
  tenantId: string,
  importId: number,
): Promise<ImportEntry | undefined> {
  const rows = await tx.query<ImportEntry[]>(
    `SELECT ${columns} FROM file_import WHERE tenant_id = $1 AND import_id = $2`,
    [tenantId, importId],
  );
  return rows[0];
}

/** Adds to what an import counts; false when it was undone, and then nothing more may come of it. */
export async function addCounts(
  tx: EntityManager,
  tenantId: string,
  importId: number,
  { accepted, corrected, duplicates, rejected }: ImportCounts,
): Promise<boolean> {
  const [rows] = await tx.query<[unknown[], number]>(
    `UPDATE file_import SET accepted = accepted + $3, corrected = corrected + $4, duplicates = duplicates + $5,
       rejected = rejected + $6
     WHERE tenant_id = $1 AND import_id = $2 AND undone_at IS NULL RETURNING import_id`,
    [tenantId, importId, accepted, corrected, duplicates, rejected],
  );
  return rows.length > 0;
}

/** Marks an import as finished or undone, once. */
export async function markImport(
  tx: EntityManager,
  tenantId: string,
  importId: number,
  mark: { readonly as: 'finished' | 'undone'; readonly now: number },
): Promise<void> {
  const column = `${mark.as}_at`;
  await tx.query(
    `UPDATE file_import SET ${column} = coalesce(${column}, to_timestamp($3::float8 / 1000))
     WHERE tenant_id = $1 AND import_id = $2`,
    [tenantId, importId, mark.now],
  );
}
