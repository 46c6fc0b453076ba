import { migrations } from '@vigie/migrations';
import type { Command } from 'commander';

import { readConfig } from '../platform/config';
import { openDataSource } from '../platform/data-source';
import { withSecretFiles } from '../platform/env-files';
import { handOver, handOverSql, type HandOver } from '../platform/roles/hand-over';
import { derivedLogins, givenLogins } from '../platform/roles/logins';
import { loadSecretKey } from '../platform/secret-key';
import { spreadTables } from '../platform/spread/spread-tables';
import { StartError } from '../platform/start-error';

/** `vigie database roles` */
export function registerDatabaseCommands(program: Command, env: NodeJS.ProcessEnv): void {
  const database = program.command('database').description('The PostgreSQL that DATABASE_URL names.');
  database
    .command('roles')
    .description(
      'Prints what a superuser has to run there once: the owner that DATABASE_URL names, the roles of the pools, and whose the tables are. With VIGIE_ADMIN_URL it runs it itself.',
    )
    .action(async () => roles(env));
  database
    .command('distribute')
    .description(
      'Brings the schema up to date and spreads the tables by tenant, where PostgreSQL has the extension for it (citus). May be repeated: what is spread stays.',
    )
    .action(async () => distribute(env));
}

async function distribute(env: NodeJS.ProcessEnv): Promise<void> {
  const { databaseUrl } = readConfig(withSecretFiles(env));
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  if (databaseUrl === undefined) {
    say(
      'The embedded database is one server: there is nothing to spread. DATABASE_URL names one of your own.',
    );
    return;
  }
  const pool = { name: 'owner', size: 1, statementMs: 0 };
  const owner = await openDataSource(databaseUrl, pool, () => undefined, { migrations: [...migrations] });
  await spreadTables(owner, say).finally(() => owner.destroy());
}

async function roles(env: NodeJS.ProcessEnv): Promise<void> {
  const { database, what } = await wanted(env);
  const administrator = env['VIGIE_ADMIN_URL'];
  if (!administrator) {
    process.stdout.write(`-- In the database ${database}, as a superuser:\n${handOverSql(what)}`);
    return;
  }
  const url = new URL(administrator);
  url.pathname = `/${encodeURIComponent(database)}`;
  await handOver(url.href, what);
  const names = what.logins.map(({ name }) => name).join(', ');
  process.stdout.write(
    `${what.owner.name} owns what is Vigie's in ${database}; ${names} are there. Next: start Vigie.\n`,
  );
}

async function wanted(env: NodeJS.ProcessEnv): Promise<{ database: string; what: HandOver }> {
  const config = readConfig(withSecretFiles(env));
  const { databaseUrl, loginUrls } = config;
  if (databaseUrl === undefined)
    throw new StartError(
      'The embedded database makes its roles itself. For one of your own set DATABASE_URL.',
    );
  const { username, password, pathname } = new URL(databaseUrl);
  const [name, database] = [username, pathname.slice(1) || username].map(decodeURIComponent);
  if (!name || !database || password === '')
    throw new StartError('DATABASE_URL: it must name the role that is to own the tables, with its password.');
  const logins =
    loginUrls === undefined
      ? derivedLogins(databaseUrl, database, await loadSecretKey(config))
      : givenLogins(loginUrls);
  const owner = { name, password: decodeURIComponent(password) };
  return { database, what: { owner, ownerMakesRoles: false, logins: Object.values(logins) } };
}
