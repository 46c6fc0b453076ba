import { createHash } from 'node:crypto';

import type { SecretKey } from '../secret-key';
import { StartError } from '../start-error';
import type { LoginUrls } from './login-urls';

/**
 * On whose behalf a transaction runs. Each has connections of its own, so that none of them can starve another, and
 * logs in as a role of its own.
 */
export type Access = 'app' | 'intake' | 'fold';

/** The role one kind of access logs in as: it owns nothing and is a member of nothing. */
export type Login = Readonly<{
  access: Access;
  name: string;
  password: string;
  url: string;
  /** Said by the environment: then it is not ours to make or to change. */
  isGiven: boolean;
}>;

/** The logins of a database. */
export type Logins = Readonly<Record<Access, Login>>;

const forEach = (make: (access: Access) => Login): Logins => ({
  app: make('app'),
  intake: make('intake'),
  fold: make('fold'),
});

/**
 * Roles that nobody logs in as and nobody is a member of. Migrations grant to these, once for all databases of a server;
 * the logins of each database get a copy ({@link copyRights}).
 */
export const patternOf: Readonly<Record<Access, 'vigie_app' | 'vigie_fold'>> = {
  app: 'vigie_app',
  intake: 'vigie_app',
  fold: 'vigie_fold',
};

/** The variable that says where a kind of access logs in. */
export const variableOf: Readonly<Record<Access, string>> = {
  app: 'VIGIE_APP_URL',
  intake: 'VIGIE_INTAKE_URL',
  fold: 'VIGIE_FOLD_URL',
};

/** Roles are the whole server's: the name carries the database's. PostgreSQL takes 63 bytes of it. */
export function loginName(access: Access, database: string): string {
  const name = `vigie_${access}_${database}`;
  if (Buffer.byteLength(name) <= 63) return name;
  const digest = createHash('sha256').update(database).digest('hex').slice(0, 16);
  return `vigie_${access}_${digest}`;
}

/** The logins of one database, their passwords derived from the installation's key. */
export function derivedLogins(ownerUrl: string, database: string, key: SecretKey): Logins {
  const owner = new URL(ownerUrl);
  if (owner.hostname === '')
    throw new StartError(
      'DATABASE_URL: it names no host, so no address for the pools can be made of it. Give VIGIE_APP_URL, VIGIE_INTAKE_URL and VIGIE_FOLD_URL.',
    );
  return forEach((access) => {
    const name = loginName(access, database);
    const password = key.derive(`database login ${name}`).toString('base64url');
    const url = new URL(ownerUrl);
    for (const parameter of ['user', 'password']) url.searchParams.delete(parameter);
    url.username = encodeURIComponent(name);
    url.password = password;
    url.pathname = `/${encodeURIComponent(database)}`;
    return { access, name, password, url: url.href, isGiven: false };
  });
}

/** The logins that the environment names. */
export function givenLogins(urls: LoginUrls): Logins {
  return forEach((access) => {
    const { username, password } = new URL(urls[access]);
    return {
      access,
      name: decodeURIComponent(username),
      password: decodeURIComponent(password),
      url: urls[access],
      isGiven: true,
    };
  });
}
