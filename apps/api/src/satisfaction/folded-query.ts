import type { EntityManager } from 'typeorm';

/** A tenant and how far its log is folded. */
export type FoldedTenant = { readonly tenantId: string; readonly seq: number };

/** Every tenant that was ever folded; needs the fold's rights. */
export function foldedUpTo(tx: EntityManager): Promise<FoldedTenant[]> {
  return tx.query(`SELECT tenant_id AS "tenantId", seq FROM fold_cursor ORDER BY tenant_id`);
}
