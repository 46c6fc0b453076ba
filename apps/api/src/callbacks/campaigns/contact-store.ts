import type { CampaignAnswer, Instant } from '@vigie/calls';
import type { EntityManager } from 'typeorm';

import { msOf } from '../../platform/sql-instant';

/** Somebody of a campaign's list. */
export type StoredContact = Readonly<{
  id: string;
  /** Under every key that numbers were hashed under. */
  hashes: readonly string[];
  mask: string | null;
  reference: string | null;
  consents: boolean;
  addedAt: Instant;
  /** What they answered in a call that is gone. */
  answer: CampaignAnswer | null;
  answeredAt: Instant | null;
  claimedBy: string | null;
  claimedById: string | null;
  claimedAt: Instant | null;
}>;

/** Somebody as a list names them. */
export type ListedContact = Pick<StoredContact, 'id' | 'hashes' | 'mask' | 'reference' | 'consents'>;

const contactSql = `SELECT contact_id AS id, ani_hashes AS hashes, mask, reference, consents, ${msOf('added_at')} AS "addedAt",
  answer, ${msOf('answered_at')} AS "answeredAt",
  claimed_by AS "claimedBy", claimed_by_id AS "claimedById", ${msOf('claimed_at')} AS "claimedAt"
FROM campaign_contact WHERE tenant_id = $1 AND campaign_id = $2`;

/** Everybody of a list, in the order in which they came. */
export function listContacts(
  tx: EntityManager,
  tenantId: string,
  campaignId: string,
): Promise<StoredContact[]> {
  return tx.query<StoredContact[]>(`${contactSql} ORDER BY added_at, contact_id`, [tenantId, campaignId]);
}

/** One of them, held: of two who do something at the same time one comes after the other. */
export async function holdContact(
  tx: EntityManager,
  tenantId: string,
  campaignId: string,
  id: string,
): Promise<StoredContact | undefined> {
  const [found] = await tx.query<StoredContact[]>(`${contactSql} AND contact_id = $3 FOR UPDATE`, [
    tenantId,
    campaignId,
    id,
  ]);
  return found;
}

/** Writes a list: who is on it already is told anew, and keeps what a later list does not say. Gives back who is new. */
export async function writeContacts(
  tx: EntityManager,
  tenantId: string,
  campaignId: string,
  { contacts, at }: Readonly<{ contacts: readonly ListedContact[]; at: Instant }>,
): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ id: string; isNew: boolean }[]>(
    `INSERT INTO campaign_contact AS old
       (tenant_id, campaign_id, contact_id, ani_hashes, mask, reference, consents, added_at)
     SELECT $1, $2, t.id, string_to_array(t.hashes, ' '), t.mask, t.reference, t.consents, to_timestamp($8::float8 / 1000)
     FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::boolean[]) AS t (id, hashes, mask, reference, consents)
     ON CONFLICT (tenant_id, campaign_id, contact_id) DO UPDATE SET ani_hashes = EXCLUDED.ani_hashes,
       mask = coalesce(EXCLUDED.mask, old.mask), reference = coalesce(EXCLUDED.reference, old.reference),
       consents = EXCLUDED.consents
     RETURNING contact_id AS id, (xmax = 0) AS "isNew"`,
    [
      tenantId,
      campaignId,
      contacts.map(({ id }) => id),
      contacts.map(({ hashes }) => hashes.join(' ')),
      contacts.map(({ mask }) => mask),
      contacts.map(({ reference }) => reference),
      contacts.map(({ consents }) => consents),
      at,
    ],
  );
  return new Set(rows.filter(({ isNew }) => isNew).map(({ id }) => id));
}

/** Says who is calling one; null: nobody any more. */
export async function setClaim(
  tx: EntityManager,
  tenantId: string,
  contact: Readonly<{ campaignId: string; id: string }>,
  claim: Readonly<{ by: string; byId: string; at: Instant }> | null,
): Promise<void> {
  await tx.query(
    `UPDATE campaign_contact SET claimed_by = $4, claimed_by_id = $5, claimed_at = to_timestamp($6::float8 / 1000)
     WHERE tenant_id = $1 AND campaign_id = $2 AND contact_id = $3`,
    [tenantId, contact.campaignId, contact.id, claim?.by ?? null, claim?.byId ?? null, claim?.at ?? null],
  );
}
