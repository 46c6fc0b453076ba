import { callingRoles, type CallingRole } from '@vigie/contracts';
import type { EntityManager } from 'typeorm';

import { msOf } from '../../platform/sql-instant';

/** How a source is asked to place calls. */
export type StoredCallWay = {
  readonly source: string;
  readonly url: string;
  /** Sealed. */
  readonly secret: Buffer;
  readonly roles: readonly CallingRole[];
  readonly changedAt: number;
};

type Row = Omit<StoredCallWay, 'roles'> & { readonly roles: readonly string[] };

const columns = `source, url, secret, roles, ${msOf('changed_at')} AS "changedAt"`;

/** Every way of a tenant, by source. */
export async function callWays(tx: EntityManager, tenantId: string): Promise<StoredCallWay[]> {
  const rows = await tx.query<Row[]>(`SELECT ${columns} FROM call_way WHERE tenant_id = $1 ORDER BY source`, [
    tenantId,
  ]);
  return rows.map((row) => ({ ...row, roles: callingRoles.filter((role) => row.roles.includes(role)) }));
}

/** Waits for whoever is changing the tenant's ways. */
export async function lockCallWays(tx: EntityManager, tenantId: string): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('call ways ' || $1, 0))`, [tenantId]);
}

/** In place of what the source had. */
export async function saveCallWay(
  tx: EntityManager,
  tenantId: string,
  { source, url, secret, roles, changedAt }: StoredCallWay,
): Promise<void> {
  await tx.query(
    `INSERT INTO call_way (tenant_id, source, url, secret, roles, changed_at)
     VALUES ($1, $2, $3, $4, $5, to_timestamp($6::float8 / 1000))
     ON CONFLICT (tenant_id, source) DO UPDATE SET url = excluded.url, secret = excluded.secret,
       roles = excluded.roles, changed_at = excluded.changed_at`,
    [tenantId, source, url, secret, roles, changedAt],
  );
}

/** False when there is none. */
export async function deleteCallWay(tx: EntityManager, tenantId: string, source: string): Promise<boolean> {
  const [, count] = await tx.query<[unknown, number]>(
    'DELETE FROM call_way WHERE tenant_id = $1 AND source = $2',
    [tenantId, source],
  );
  return count > 0;
}
