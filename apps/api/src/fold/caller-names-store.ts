import type { EntityManager } from 'typeorm';

import { msOf } from '../platform/sql-instant';

/** A caller under a version of the key, and what they are called in what is folded. */
export type CallerAlias = {
  readonly aniHash: string;
  readonly caller: string;
  /** Of the key that `aniHash` was made under. */
  readonly version: number;
};

/** Keeps that hashes are of one caller: `caller` is the one before, or whatever that is called already. */
export async function addAliases(
  tx: EntityManager,
  tenantId: string,
  aliases: readonly CallerAlias[],
): Promise<void> {
  if (aliases.length === 0) return;
  await tx.query(
    `INSERT INTO caller_alias (tenant_id, ani_hash, caller, version)
     SELECT $1, told.ani_hash, coalesce(known.caller, told.before), told.version
     FROM unnest($2::text[], $3::text[], $4::int[]) AS told (ani_hash, before, version)
     LEFT JOIN caller_alias known ON known.tenant_id = $1 AND known.ani_hash = told.before
     ON CONFLICT DO NOTHING`,
    [
      tenantId,
      aliases.map(({ aniHash }) => aniHash),
      aliases.map(({ caller }) => caller),
      aliases.map(({ version }) => version),
    ],
  );
}

/** What those of these hashes that have another name are called. */
export async function namesOf(
  tx: EntityManager,
  tenantId: string,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ aniHash: string; caller: string }[]>(
    'SELECT ani_hash AS "aniHash", caller FROM caller_alias WHERE tenant_id = $1 AND ani_hash = ANY($2::text[])',
    [tenantId, hashes],
  );
  return new Map(rows.map(({ aniHash, caller }) => [aniHash, caller]));
}

/** The hash of a caller under the last key they were heard of by. */
export async function latestHashOf(tx: EntityManager, tenantId: string, caller: string): Promise<string> {
  const [row] = await tx.query<{ aniHash: string }[]>(
    `SELECT ani_hash AS "aniHash" FROM caller_alias WHERE tenant_id = $1 AND caller = $2 ORDER BY version DESC LIMIT 1`,
    [tenantId, caller],
  );
  return row?.aniHash ?? caller;
}

/** Every hash of the callers that have one of these. */
export async function hashesOfCallers(
  tx: EntityManager,
  tenantId: string,
  hashes: readonly string[],
): Promise<readonly string[]> {
  const rows = await tx.query<{ hash: string }[]>(
    `WITH meant AS (
       SELECT hash AS caller FROM unnest($2::text[]) AS hash
       UNION SELECT caller FROM caller_alias WHERE tenant_id = $1 AND ani_hash = ANY($2::text[]))
     SELECT caller AS hash FROM meant
     UNION SELECT ani_hash FROM caller_alias JOIN meant USING (caller) WHERE tenant_id = $1`,
    [tenantId, hashes],
  );
  return rows.map(({ hash }) => hash);
}

/** That these callers were known under several keys. */
export async function forgetAliases(
  tx: EntityManager,
  tenantId: string,
  hashes: readonly string[],
): Promise<void> {
  await tx.query(
    'DELETE FROM caller_alias WHERE tenant_id = $1 AND (ani_hash = ANY($2::text[]) OR caller = ANY($2::text[]))',
    [tenantId, hashes],
  );
}

/** Callers under the key of a version: a page of at most `limit`. */
export function aliasesOf(
  tx: EntityManager,
  tenantId: string,
  version: number,
  limit: number,
): Promise<CallerAlias[]> {
  return tx.query<CallerAlias[]>(
    `SELECT ani_hash AS "aniHash", caller, version FROM caller_alias
     WHERE tenant_id = $1 AND version = $2 ORDER BY ani_hash LIMIT $3`,
    [tenantId, version, limit],
  );
}

/** From now on these callers are called by their own hash; so are those under later keys. */
export async function renameAliases(
  tx: EntityManager,
  tenantId: string,
  aliases: readonly CallerAlias[],
): Promise<void> {
  const given = [tenantId, aliases.map(({ caller }) => caller), aliases.map(({ aniHash }) => aniHash)];
  const told = 'unnest($2::text[], $3::text[]) AS told (caller, ani_hash)';
  await tx.query(
    `DELETE FROM caller_alias a USING ${told} WHERE a.tenant_id = $1 AND a.ani_hash = told.ani_hash`,
    given,
  );
  await tx.query(
    `UPDATE caller_alias a SET caller = told.ani_hash FROM ${told} WHERE a.tenant_id = $1 AND a.caller = told.caller`,
    given,
  );
}

/** Whether the log, or what is kept of calls, reaches back before an instant. */
export async function isKeptBefore(tx: EntityManager, tenantId: string, at: number): Promise<boolean> {
  const [row] = await tx.query<{ kept: boolean }[]>(
    `SELECT EXISTS (SELECT FROM event_log WHERE tenant_id = $1 AND received_at < to_timestamp($2 / 1000.0))
       OR EXISTS (SELECT FROM call WHERE tenant_id = $1 AND arrived_at < to_timestamp($2 / 1000.0)) AS kept`,
    [tenantId, at],
  );
  return row?.kept ?? false;
}

/** The calls that are kept of these callers. */
export async function callKeysOfCallers(
  tx: EntityManager,
  tenantId: string,
  callers: readonly string[],
): Promise<readonly string[]> {
  const rows = await tx.query<{ key: string }[]>(
    'SELECT call_key AS key FROM call WHERE tenant_id = $1 AND ani_hash = ANY($2::text[]) ORDER BY call_key',
    [tenantId, callers],
  );
  return rows.map(({ key }) => key);
}

/** That a clinic owed a caller a call, and what became of it; instants in ms. */
export type OwedCaller = {
  readonly clinicId: string;
  readonly openedAt: number;
  /** `open`, `recovered`, `neverReached` or `closed`. */
  readonly state: string;
  readonly closedAt: number | null;
  /** The reasons that were given, and what was noted, beside outcomes that ended it. */
  readonly reasons: readonly string[];
  readonly notes: readonly string[];
};

/** What was owed to callers with these hashes, oldest first. */
export function owedToCallers(
  tx: EntityManager,
  tenantId: string,
  hashes: readonly string[],
): Promise<OwedCaller[]> {
  return tx.query<OwedCaller[]>(
    `SELECT clinic_id AS "clinicId", ${msOf('opened_at')} AS "openedAt", state,
       ${msOf('closed_at')} AS "closedAt",
       jsonb_path_query_array(detail, '$.steps[*] ? (@.kind == "tried").reason') AS reasons,
       jsonb_path_query_array(detail, '$.steps[*] ? (@.kind == "tried").note') AS notes
     FROM obligation WHERE tenant_id = $1 AND ani_hash = ANY($2::text[])
     ORDER BY obligation.opened_at, obligation_id`,
    [tenantId, hashes],
  );
}

/** How many callers are known under more than one key. */
export async function countKnownUnderSeveral(tx: EntityManager, tenantId: string): Promise<number> {
  const [row] = await tx.query<{ callers: number }[]>(
    'SELECT count(DISTINCT caller) AS callers FROM caller_alias WHERE tenant_id = $1',
    [tenantId],
  );
  return row?.callers ?? 0;
}
