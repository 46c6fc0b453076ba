import type { EntityManager } from 'typeorm';

/** As whom a provider knows somebody. */
export type Identity = Readonly<{ issuer: string; subject: string }>;

/** Whom the provider's name for somebody was linked with, whether they are still here or have left. */
export async function findIdentity(
  tx: EntityManager,
  tenantId: string,
  { issuer, subject }: Identity,
): Promise<string | undefined> {
  const [row] = await tx.query<{ personId: string }[]>(
    `SELECT person_id AS "personId" FROM person_identity
     WHERE tenant_id = $1 AND issuer = $2 AND subject = $3`,
    [tenantId, issuer, subject],
  );
  return row?.personId;
}

/** Whether the provider knows the person by another name. */
export async function hasOtherIdentity(
  tx: EntityManager,
  tenantId: string,
  personId: string,
  { issuer, subject }: Identity,
): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `SELECT 1 FROM person_identity
     WHERE tenant_id = $1 AND person_id = $2 AND issuer = $3 AND subject <> $4`,
    [tenantId, personId, issuer, subject],
  );
  return rows.length > 0;
}

/** From now on they are this person. */
export async function linkIdentity(
  tx: EntityManager,
  tenantId: string,
  { issuer, subject }: Identity,
  { personId, at }: Readonly<{ personId: string; at: number }>,
): Promise<void> {
  await tx.query(
    `INSERT INTO person_identity (tenant_id, issuer, subject, person_id, linked_at)
     VALUES ($1, $2, $3, $4, to_timestamp($5::float8 / 1000))
     ON CONFLICT (tenant_id, issuer, subject) DO UPDATE
       SET person_id = excluded.person_id, linked_at = excluded.linked_at`,
    [tenantId, issuer, subject, personId, at],
  );
}
