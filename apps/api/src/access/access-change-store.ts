import type { EntityManager } from 'typeorm';

/** Notes that somebody of the tenant may do more or less than before. */
export async function noteAccessChange(tx: EntityManager, tenantId: string): Promise<void> {
  await tx.query(
    `INSERT INTO access_state (tenant_id, version) VALUES ($1, 1)
     ON CONFLICT (tenant_id) DO UPDATE SET version = access_state.version + 1`,
    [tenantId],
  );
}

/** Grows with every change; 0 before the first. */
export async function accessVersion(tx: EntityManager, tenantId: string): Promise<number> {
  const [row] = await tx.query<{ version: number }[]>(
    'SELECT version FROM access_state WHERE tenant_id = $1',
    [tenantId],
  );
  return row?.version ?? 0;
}
