import { DataSource, type DataSourceOptions } from 'typeorm';

import { registerPgTypes } from './pg-types';

/** One pool of connections and how long its statements may take. */
export type PoolOptions = Readonly<{
  /** Shown by PostgreSQL beside each of its sessions. */
  name: string;
  size: number;
  /** The server gives up on a statement after this; the client half a second later, since a stopped server cannot. */
  statementMs: number;
}>;

const graceMs = 500;

/** A pool left without a listener would end the process when the server closes an idle connection. */
type OnIdleError = (error: Error) => void;

/** Opens one pool. Never synchronises the schema: only migrations change it. */
export async function openDataSource(
  url: string,
  pool: PoolOptions,
  onIdleError: OnIdleError,
  more: Pick<DataSourceOptions, 'migrations' | 'entities'> = {},
): Promise<DataSource> {
  registerPgTypes();
  const source = new DataSource({
    type: 'postgres',
    url,
    applicationName: `vigie ${pool.name}`,
    poolSize: pool.size,
    connectTimeoutMS: 2_000,
    poolErrorHandler: onIdleError,
    synchronize: false,
    migrationsRun: false,
    logging: false,
    installExtensions: false,
    ...more,
    extra: {
      keepAlive: true,
      idleTimeoutMillis: 60_000,
      ...(pool.statementMs > 0 && { query_timeout: pool.statementMs + graceMs }),
      options: sessionSettings(pool.statementMs),
    },
  });
  return source.initialize();
}

function sessionSettings(statementMs: number): string {
  const settings = {
    statement_timeout: statementMs,
    lock_timeout: statementMs > 0 ? 2_000 : 0,
    idle_in_transaction_session_timeout: 30_000,
    timezone: 'UTC',
  };
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ');
}
