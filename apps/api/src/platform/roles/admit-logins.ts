import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';

import pg from 'pg';
import type { DataSource, EntityManager } from 'typeorm';

import { migrationLock } from '../migrate';
import { StartError } from '../start-error';
import { inTransaction } from '../transaction';
import { copyRights, rightsToCopy } from './copy-rights';
import { type Login, variableOf } from './logins';

const iterations = 4096;

/**
 * What PostgreSQL keeps of a password (SCRAM-SHA-256, RFC 5802 and 7677): a role is made with this instead of the
 * password, which so appears in no statement and no log.
 */
export function scramVerifier(password: string, salt: Buffer = randomBytes(16)): string {
  const salted = pbkdf2Sync(password.normalize('NFKC'), salt, iterations, 32, 'sha256');
  const hmac = (text: string): Buffer => createHmac('sha256', salted).update(text).digest();
  const storedKey = createHash('sha256').update(hmac('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${hmac('Server Key').toString('base64')}`;
}

/** What an operator does about a role that the owner cannot make or change. */
const remedy = 'Let an administrator run what `vigie database roles` prints, then start again.';

/**
 * Makes the roles of the pools where they are missing, and sees to it that they hold the rights that migrations grant. In
 * one transaction, one process at a time; nothing is locked where there is nothing to do.
 */
export async function admitLogins(owner: DataSource, logins: readonly Login[]): Promise<void> {
  const missing = await missingOf(owner, logins);
  if (missing.length === 0 && (await rightsToCopy(owner, logins)).length === 0) return;
  await locked(owner, async (tx) => {
    for (const login of await missingOf(tx, logins)) await make(tx, login);
    await copyRights(tx, logins);
  });
}

/** Gives a login the password of this installation's key: the database was restored beside roles of another one. */
export async function renewPassword(owner: DataSource, { name, password }: Login): Promise<void> {
  await locked(owner, (tx) => tx.query(`ALTER ROLE ${known(name, password)}`)).catch((error: unknown) => {
    throw new StartError(
      `The role ${name} does not take the password that is derived from VIGIE_KEY, and the role of DATABASE_URL may not change it. ${remedy}`,
      { cause: error },
    );
  });
}

const known = (name: string, password: string): string =>
  `${pg.escapeIdentifier(name)} LOGIN PASSWORD ${pg.escapeLiteral(scramVerifier(password))}`;

async function make(tx: EntityManager, { name, password, access, isGiven }: Login): Promise<void> {
  if (isGiven) throw new StartError(`${variableOf[access]}: there is no role ${name}. ${remedy}`);
  const [self] = await tx.query<{ name: string; makesRoles: boolean }[]>(
    `SELECT rolname AS name, rolcreaterole AS "makesRoles" FROM pg_roles WHERE rolname = session_user`,
  );
  if (self?.makesRoles !== true)
    throw new StartError(`The role ${name} is missing, and ${self?.name} may not make it. ${remedy}`);
  await tx.query(`CREATE ROLE ${known(name, password)}`);
}

async function missingOf(
  tx: Pick<EntityManager, 'query'>,
  logins: readonly Login[],
): Promise<readonly Login[]> {
  const there = await tx.query<{ rolname: string }[]>(
    'SELECT rolname FROM pg_roles WHERE rolname = ANY($1)',
    [logins.map(({ name }) => name)],
  );
  const names = new Set(there.map(({ rolname }) => rolname));
  return logins.filter(({ name }) => !names.has(name));
}

function locked<T>(owner: DataSource, work: (tx: EntityManager) => Promise<T>): Promise<T> {
  return inTransaction(owner, undefined, async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [migrationLock]);
    return work(tx);
  });
}
