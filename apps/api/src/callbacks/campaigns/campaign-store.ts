import type { Instant } from '@vigie/calls';
import type { CampaignOrder, CampaignProgress } from '@vigie/contracts';
import type { EntityManager } from 'typeorm';

import { msOf } from '../../platform/sql-instant';

/** What became of everybody of a list. */
export type ListSums = CampaignProgress['list'];

/** A campaign with its newest order. */
export type StoredCampaign = Readonly<{
  id: string;
  clinicId: string;
  endedAt: Instant | null;
  endedBy: string | null;
  listErasedAt: Instant | null;
  listSums: ListSums | null;
  version: number;
  order: CampaignOrder;
}>;

/** A version of an order as it is kept. */
export type StoredOrder = Readonly<{ version: number; at: Instant; by: string; order: CampaignOrder }>;

/** Who writes it down, and when. */
export type Signed = Readonly<{ at: Instant; byId: string | null; by: string }>;

const campaignSql = `SELECT c.campaign_id AS id, c.clinic_id AS "clinicId", ${msOf('c.ended_at')} AS "endedAt",
  c.ended_by AS "endedBy", ${msOf('c.list_erased_at')} AS "listErasedAt", c.list_sums AS "listSums", o.version,
  o.document AS "order"
FROM campaign c JOIN LATERAL (SELECT version, document FROM campaign_order o WHERE o.tenant_id = $1
  AND o.campaign_id = c.campaign_id ORDER BY version DESC LIMIT 1) o ON true
WHERE c.tenant_id = $1`;

/** Every campaign of the tenant, that of the latest first day first. */
export function listCampaigns(tx: EntityManager, tenantId: string): Promise<StoredCampaign[]> {
  return tx.query<StoredCampaign[]>(`${campaignSql} ORDER BY o.document->>'startsOn' DESC, c.campaign_id`, [
    tenantId,
  ]);
}

/** One of them; held, so that two who change it do so one after the other, where `hold` says so. */
export async function findCampaign(
  tx: EntityManager,
  tenantId: string,
  id: string,
  hold = false,
): Promise<StoredCampaign | undefined> {
  const [found] = await tx.query<StoredCampaign[]>(
    `${campaignSql} AND c.campaign_id = $2${hold ? ' FOR UPDATE OF c' : ''}`,
    [tenantId, id],
  );
  return found;
}

/** Keeps a new campaign; false where there is one of that id. */
export async function addCampaign(
  tx: EntityManager,
  tenantId: string,
  { id, clinicId }: Pick<StoredCampaign, 'id' | 'clinicId'>,
): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `INSERT INTO campaign (tenant_id, campaign_id, clinic_id) VALUES ($1, $2, $3)
     ON CONFLICT DO NOTHING RETURNING campaign_id`,
    [tenantId, id, clinicId],
  );
  return rows.length > 0;
}

/** Keeps a version of the order; false when somebody else has just kept one of that number. */
export async function addOrder(
  tx: EntityManager,
  tenantId: string,
  { id, version, order }: Pick<StoredCampaign, 'id' | 'version' | 'order'>,
  { at, byId, by }: Signed,
): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `INSERT INTO campaign_order (tenant_id, campaign_id, version, at, by_id, by_name, document)
     VALUES ($1, $2, $3, to_timestamp($4::float8 / 1000), $5, $6, $7::jsonb) ON CONFLICT DO NOTHING RETURNING version`,
    [tenantId, id, version, at, byId, by, JSON.stringify(order)],
  );
  return rows.length > 0;
}

/** Every version of an order, newest first. */
export function listOrders(tx: EntityManager, tenantId: string, id: string): Promise<StoredOrder[]> {
  return tx.query<StoredOrder[]>(
    `SELECT version, ${msOf('at')} AS at, by_name AS by, document AS "order" FROM campaign_order
     WHERE tenant_id = $1 AND campaign_id = $2 ORDER BY version DESC`,
    [tenantId, id],
  );
}

/** Notes that somebody ended it before its last day; a first end stays. */
export async function noteEnd(
  tx: EntityManager,
  tenantId: string,
  id: string,
  { at, by }: Pick<Signed, 'at' | 'by'>,
): Promise<void> {
  await tx.query(
    `UPDATE campaign SET ended_at = to_timestamp($3::float8 / 1000), ended_by = $4
     WHERE tenant_id = $1 AND campaign_id = $2 AND ended_at IS NULL`,
    [tenantId, id, at, by],
  );
}

/** Takes everybody of the list away for good; what became of them stays as sums. */
export async function eraseList(
  tx: EntityManager,
  tenantId: string,
  id: string,
  { at, sums }: Readonly<{ at: Instant; sums: ListSums }>,
): Promise<void> {
  await tx.query('DELETE FROM campaign_contact WHERE tenant_id = $1 AND campaign_id = $2', [tenantId, id]);
  await tx.query(
    `UPDATE campaign SET list_erased_at = to_timestamp($3::float8 / 1000), list_sums = $4::jsonb
     WHERE tenant_id = $1 AND campaign_id = $2`,
    [tenantId, id, at, JSON.stringify(sums)],
  );
}
