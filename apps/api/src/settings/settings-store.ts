import type { Instant } from '@vigie/calls';
import type { SettingsFile } from '@vigie/contracts';
import type { EntityManager } from 'typeorm';
import type { CallerKeyVersion } from '../privacy/caller-keys';
import { msOf } from '../platform/sql-instant';
import type { TenantRow } from './resolved-settings';
import { sharedCallersRevision } from './shared-caller-store';

/** The transaction the settings are read in. */
export type SettingsTx = EntityManager;

/** Settings as stored: in force from an instant until the next version. */
export type SettingsVersion = { readonly fromAt: Instant; readonly document: SettingsFile };

/**
 * The tenant's row, and a text that changes whenever that row, one of its versions, its callers' key, or what was decided
 * of callers does.
 */
export type SettingsState = {
  readonly tenant: TenantRow;
  readonly revision: string;
  /** Every version of the callers' key after the first, ascending. */
  readonly callerKeys: readonly CallerKeyVersion[];
};

export type DirectoryKind = 'clinic' | 'queue' | 'agent';
export type DirectoryEntry = {
  readonly kind: DirectoryKind;
  readonly id: string;
  readonly name: string;
  /** Whether an event named it by itself. */
  readonly named: boolean;
};

const stateSql = `
  SELECT t.name, t.timezone, t.locale, t.demo, v.versions, v.latest, (
    SELECT coalesce(jsonb_agg(jsonb_build_object('version', version,
      'since', ${msOf('since')}, 'until', ${msOf('until')})
      ORDER BY version), '[]') FROM caller_key WHERE tenant_id = t.tenant_id) AS "callerKeys",
    (${sharedCallersRevision}) AS shared
  FROM tenant t, LATERAL (
    SELECT count(*) AS versions, ${msOf('max(created_at)')} AS latest
    FROM settings_version WHERE tenant_id = t.tenant_id
  ) v
  WHERE t.tenant_id = $1`;

type StateRow = Omit<TenantRow, 'tenantId'> &
  Pick<SettingsState, 'callerKeys'> & {
    readonly versions: number;
    readonly latest: number | null;
    readonly shared: string;
  };

/** Undefined when there is no such tenant. */
export async function readSettingsState(
  tx: SettingsTx,
  tenantId: string,
): Promise<SettingsState | undefined> {
  const [row] = await tx.query<StateRow[]>(stateSql, [tenantId]);
  if (row === undefined) return undefined;
  const { name, timezone, locale, demo, versions, latest, callerKeys, shared } = row;
  const revision = [versions, latest ?? 0, timezone, locale, demo, callerKeys.length, shared, name].join('|');
  return { tenant: { tenantId, name, timezone, locale, demo }, revision, callerKeys };
}

/** Every version of a tenant, oldest first. */
export async function readVersions(tx: SettingsTx, tenantId: string): Promise<SettingsVersion[]> {
  const rows = await tx.query<{ from_ms: number; document: SettingsFile }[]>(
    `SELECT ${msOf('from_at')} AS from_ms, document
     FROM settings_version WHERE tenant_id = $1 ORDER BY from_at`,
    [tenantId],
  );
  return rows.map((row) => ({ fromAt: row.from_ms, document: row.document }));
}

/** Writes the version that holds from that instant, in the place of one that held from the same instant. */
export async function saveVersion(tx: SettingsTx, tenantId: string, version: SettingsVersion): Promise<void> {
  // `created_at` always rises, so that readers who compare the latest one never miss a change of the same millisecond.
  await tx.query(
    `INSERT INTO settings_version (tenant_id, from_at, created_at, document)
     SELECT $1, to_timestamp($2 / 1000.0), greatest(clock_timestamp(), max(created_at) + interval '1 ms'), $3::jsonb
     FROM settings_version WHERE tenant_id = $1
     ON CONFLICT (tenant_id, from_at) DO UPDATE SET created_at = excluded.created_at, document = excluded.document`,
    [tenantId, version.fromAt, JSON.stringify(version.document)],
  );
}

/** Makes one writer of settings wait for the other. */
export async function lockSettings(tx: SettingsTx, tenantId: string): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('settings ' || $1, 0))`, [tenantId]);
}

/** What the events of a tenant have named so far. */
export function readDirectory(tx: SettingsTx, tenantId: string): Promise<DirectoryEntry[]> {
  return tx.query<DirectoryEntry[]>(
    `SELECT kind, id, name, named FROM directory WHERE tenant_id = $1 ORDER BY kind, id`,
    [tenantId],
  );
}

/** Keeps a new version of the key of callers' numbers; false when there is one of that number. */
export async function addCallerKey(
  tx: SettingsTx,
  tenantId: string,
  { version, since, until }: CallerKeyVersion,
): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `INSERT INTO caller_key (tenant_id, version, since, until)
     VALUES ($1, $2, to_timestamp($3 / 1000.0), to_timestamp($4 / 1000.0)) ON CONFLICT DO NOTHING RETURNING 1`,
    [tenantId, version, since, until],
  );
  return rows.length > 0;
}
