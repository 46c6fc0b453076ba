import type { EntityManager } from 'typeorm';

/** Somebody whom an entry of the audit log may name by an id. */
export type AuditName = Readonly<{ id: string; name: string }>;

/** Everybody who may, or might, have signed in, those who left among them, and every key by its source. */
export function auditNames(tx: EntityManager, tenantId: string): Promise<AuditName[]> {
  return tx.query<AuditName[]>(
    `SELECT person_id AS id, name FROM person WHERE tenant_id = $1
     UNION ALL SELECT key_id, source FROM api_key WHERE tenant_id = $1`,
    [tenantId],
  );
}
