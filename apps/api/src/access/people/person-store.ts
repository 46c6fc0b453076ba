import type { CsvManner } from '@vigie/contracts';
import type { EntityManager } from 'typeorm';

import { msOf } from '../../platform/sql-instant';

/** Somebody who may sign in. */
export type StoredPerson = Readonly<{
  personId: string;
  /** In small letters. */
  email: string;
  name: string;
  language: string;
  agentId: string | null;
  csv: CsvManner;
  hasPassword: boolean;
  /** Whether they can come in: by a password, or known by an identity provider. */
  isActive: boolean;
  /** Whether a code is asked for beside the password. */
  hasSecondFactor: boolean;
  passkeys: number;
  createdAt: number;
}>;

/** What proves who somebody is. */
export type Credentials = Readonly<{
  personId: string;
  name: string;
  passwordHash: string | null;
  hasSecondFactor: boolean;
}>;

const hasSecondFactor = `EXISTS (SELECT 1 FROM second_factor f
    WHERE f.tenant_id = person.tenant_id AND f.person_id = person.person_id AND f.confirmed_at IS NOT NULL)
    AS "hasSecondFactor"`;
const columns = `person_id AS "personId", email, name, language, agent_id AS "agentId", coalesce(csv_manner, 'language') AS csv,
  password_hash IS NOT NULL AS "hasPassword", ${hasSecondFactor},
  (password_hash IS NOT NULL OR EXISTS (SELECT 1 FROM person_identity i
    WHERE i.tenant_id = person.tenant_id AND i.person_id = person.person_id)) AS "isActive",
  (SELECT count(*) FROM passkey k WHERE k.tenant_id = person.tenant_id AND k.person_id = person.person_id) AS passkeys,
  ${msOf('created_at')} AS "createdAt"`;
const present = 'tenant_id = $1 AND ended_at IS NULL';

/** The tenant's people, by name; who left is not among them. */
export function listPeople(tx: EntityManager, tenantId: string): Promise<StoredPerson[]> {
  return tx.query<StoredPerson[]>(
    `SELECT ${columns} FROM person WHERE ${present} ORDER BY lower(name), person_id`,
    [tenantId],
  );
}

export async function findPerson(
  tx: EntityManager,
  tenantId: string,
  personId: string,
): Promise<StoredPerson | undefined> {
  const [row] = await tx.query<StoredPerson[]>(
    `SELECT ${columns} FROM person WHERE ${present} AND person_id = $2`,
    [tenantId, personId],
  );
  return row;
}

/** By the address in small letters. */
export async function findPersonByEmail(
  tx: EntityManager,
  tenantId: string,
  email: string,
): Promise<StoredPerson | undefined> {
  const [row] = await tx.query<StoredPerson[]>(
    `SELECT ${columns} FROM person WHERE ${present} AND email = $2`,
    [tenantId, email],
  );
  return row;
}

const credentials = `person_id AS "personId", name, password_hash AS "passwordHash", ${hasSecondFactor}`;

/** By the address in small letters. */
export async function findCredentials(
  tx: EntityManager,
  tenantId: string,
  email: string,
): Promise<Credentials | undefined> {
  const [row] = await tx.query<Credentials[]>(
    `SELECT ${credentials} FROM person WHERE ${present} AND email = $2`,
    [tenantId, email],
  );
  return row;
}

const credentialsSql = `SELECT ${credentials} FROM person WHERE ${present} AND person_id = $2`;

export async function credentialsOf(
  tx: EntityManager,
  tenantId: string,
  personId: string,
): Promise<Credentials | undefined> {
  const [row] = await tx.query<Credentials[]>(credentialsSql, [tenantId, personId]);
  return row;
}

/** The same; nobody changes the person until the transaction ends. */
export async function heldCredentialsOf(
  tx: EntityManager,
  tenantId: string,
  personId: string,
): Promise<Credentials | undefined> {
  const [row] = await tx.query<Credentials[]>(`${credentialsSql} FOR SHARE`, [tenantId, personId]);
  return row;
}

export type NewPerson = Pick<
  StoredPerson,
  'personId' | 'email' | 'name' | 'language' | 'agentId' | 'createdAt'
>;

/** False when somebody has the address. */
export async function insertPerson(tx: EntityManager, tenantId: string, person: NewPerson): Promise<boolean> {
  const { personId, email, name, language, agentId, createdAt } = person;
  const added = await tx.query<unknown[]>(
    `INSERT INTO person (tenant_id, person_id, email, name, language, agent_id, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, to_timestamp($7::float8 / 1000))
     ON CONFLICT (tenant_id, email) WHERE ended_at IS NULL DO NOTHING RETURNING 1`,
    [tenantId, personId, email, name, language, agentId, createdAt],
  );
  return added.length > 0;
}

/** Sets what is given and leaves the rest; false when there is no such person. */
export async function updatePerson(
  tx: EntityManager,
  tenantId: string,
  personId: string,
  changes: Readonly<{
    name?: string | undefined;
    language?: string | undefined;
    agentId?: string | null | undefined;
    csv?: CsvManner | undefined;
  }>,
): Promise<boolean> {
  const { name, language, agentId, csv } = changes;
  const changed = await tx.query<[unknown[], number]>(
    `UPDATE person SET name = coalesce($3, name), language = coalesce($4, language),
       agent_id = CASE WHEN $5 THEN $6 ELSE agent_id END, csv_manner = coalesce($7, csv_manner)
     WHERE ${present} AND person_id = $2`,
    [tenantId, personId, name ?? null, language ?? null, agentId !== undefined, agentId ?? null, csv ?? null],
  );
  return changed[1] > 0;
}

/** Who the first administrator is: said by whoever opened the link of the first start. False when the address is taken. */
export async function namePerson(
  tx: EntityManager,
  tenantId: string,
  personId: string,
  { email, name }: Pick<StoredPerson, 'email' | 'name'>,
): Promise<boolean> {
  const taken = await findPersonByEmail(tx, tenantId, email);
  if (taken !== undefined && taken.personId !== personId) return false;
  await tx.query(`UPDATE person SET email = $3, name = $4 WHERE ${present} AND person_id = $2`, [
    tenantId,
    personId,
    email,
    name,
  ]);
  return true;
}

export async function setPassword(
  tx: EntityManager,
  tenantId: string,
  personId: string,
  passwordHash: string,
): Promise<void> {
  await tx.query(`UPDATE person SET password_hash = $3 WHERE ${present} AND person_id = $2`, [
    tenantId,
    personId,
    passwordHash,
  ]);
}

/** The person has left: the row stays for what they did, without anything that would let them in. */
export async function endPerson(
  tx: EntityManager,
  tenantId: string,
  personId: string,
  at: number,
): Promise<boolean> {
  const changed = await tx.query<[unknown[], number]>(
    `UPDATE person SET ended_at = to_timestamp($3::float8 / 1000), password_hash = NULL
     WHERE ${present} AND person_id = $2`,
    [tenantId, personId, at],
  );
  return changed[1] > 0;
}

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
