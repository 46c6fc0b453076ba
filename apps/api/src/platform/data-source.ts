import { DataSource, type DataSourceOptions } from 'typeorm';
import pg from 'pg';

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

const int8 = 20;
const numeric = 1700;

/**
 * PostgreSQL's wide integers come as text. Ours are counts, sequences and milliseconds, all far below 2^53, so they
 * become numbers here, once; one that would lose a digit is refused. A sum of such integers is `numeric`.
 */
export function registerPgTypes(): void {
  pg.types.setTypeParser(int8, toSafeInteger);
  pg.types.setTypeParser(numeric, (text) => (/^-?\d+$/.test(text) ? toSafeInteger(text) : Number(text)));
}

function toSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('a stored integer is beyond 2^53');
  return value;
}
