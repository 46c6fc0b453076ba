import type { EntityManager } from 'typeorm';

import { msOf } from '../platform/sql-instant';
import { actAs } from '../platform/transaction';

/** A centre with data of its own. */
export type Tenant = Readonly<{
  tenantId: string;
  name: string;
  /** IANA zone. */
  timezone: string;
  locale: string;
  /** Plays a simulated centre. */
  demo: boolean;
  /** Milliseconds since 1970. */
  createdAt: number;
}>;

const columns = `tenant_id AS "tenantId", name, timezone, locale, demo,
  ${msOf('created_at')} AS "createdAt"`;

/** Every tenant, oldest first. */
export function listTenants(tx: EntityManager): Promise<Tenant[]> {
  return tx.query<Tenant[]>(`SELECT ${columns} FROM tenant ORDER BY created_at, tenant_id`);
}

/** Adds a tenant with an empty log; false when one of that id exists. Runs with the owner's rights. */
export async function insertTenant(tx: EntityManager, tenant: Tenant): Promise<boolean> {
  const { tenantId, name, timezone, locale, demo, createdAt } = tenant;
  const added = await tx.query<unknown[]>(
    `INSERT INTO tenant (tenant_id, name, timezone, locale, demo, created_at)
     VALUES ($1, $2, $3, $4, $5, to_timestamp($6::float8 / 1000)) ON CONFLICT DO NOTHING RETURNING tenant_id`,
    [tenantId, name, timezone, locale, demo, createdAt],
  );
  if (added.length === 0) return false;
  await actAs(tx, tenantId);
  await tx.query('INSERT INTO tenant_head (tenant_id) VALUES ($1)', [tenantId]);
  return true;
}

/** How many events a tenant's log has taken. */
export async function countEvents(tx: EntityManager, tenantId: string): Promise<number> {
  const [head] = await tx.query<{ last: number }[]>('SELECT last FROM tenant_head WHERE tenant_id = $1', [
    tenantId,
  ]);
  return head?.last ?? 0;
}

/** Removes a tenant and all its rows, in whatever table; false when there is none. Runs with the owner's rights. */
export async function removeTenant(tx: EntityManager, tenantId: string): Promise<boolean> {
  const [present] = await tx.query<unknown[]>('SELECT 1 FROM tenant WHERE tenant_id = $1 FOR UPDATE', [
    tenantId,
  ]);
  if (present === undefined) return false;
  await actAs(tx, tenantId);
  for (const { name } of await tx.query<{ name: string }[]>(tablesOfTenants)) {
    await tx.query(`DELETE FROM ${name} WHERE tenant_id = $1`, [tenantId]);
  }
  await tx.query('DELETE FROM tenant WHERE tenant_id = $1', [tenantId]);
  return true;
}

/** Asked of the catalogue, so that a table added later is not forgotten. Names come quoted where they need to be. */
const tablesOfTenants = `
  SELECT c.oid::regclass::text AS name
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
  WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> 'tenant'
    AND c.relnamespace = current_schema()::regnamespace
  ORDER BY 1`;
