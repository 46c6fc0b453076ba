import { migrations } from '@vigie/migrations';
import type { DataSource, EntityManager } from 'typeorm';

import { openDataSource } from './data-source';
import { assertDurable, migrate } from './migrate';
import { admitLogins, renewPassword } from './roles/admit-logins';
import type { LoginUrls } from './roles/login-urls';
import { type Access, derivedLogins, givenLogins, type Login, type Logins, variableOf } from './roles/logins';
import { refuseLogin, refuseOwner } from './roles/refuse-roles';
import { assertSameKey, type SecretKey } from './secret-key';
import { StartError } from './start-error';
import { actingFor, inTransaction } from './transaction';

/** A wrong password, and a role that may not log in. */
const refusedLogin: ReadonlySet<unknown> = new Set(['28P01', '28000']);

/**
 * Lets a pool connect as its role. A password that is not that of our key is renewed once: the database was restored
 * beside roles that another installation had made.
 */
async function logIn(
  owner: DataSource,
  login: Login,
  connect: () => Promise<DataSource>,
): Promise<DataSource> {
  try {
    return await connect();
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || !refusedLogin.has(error.code)) throw error;
    if (login.isGiven)
      throw new StartError(`${variableOf[login.access]}: ${error.message}`, { cause: error });
    await renewPassword(owner, login);
    return connect();
  }
}

/** How to open the database. */
export type DatabaseOptions = Readonly<{
  /** Of the owner: it changes the schema, makes tenants and partitions, and rebuilds. */
  url: string;
  /** What the database was begun with; the passwords of the pools' roles are derived from it. */
  key: SecretKey;
  /** Where the pools log in instead, as roles that were made for them. */
  loginUrls?: LoginUrls | undefined;
  /** Connections per kind of access; small, since PostgreSQL pays for each. */
  poolSizes?: Partial<Readonly<Record<Access | 'owner', number>>>;
  /** Told of connections that broke while nobody used them. */
  onIdleError?: (error: Error) => void;
  /** Only a test's throwaway server may be less than durable. */
  allowVolatile?: boolean;
}>;

/** A transaction as the features see it. */
export type Tx = EntityManager;

const statementMsOf = { app: 4_000, intake: 4_000, fold: 20_000, owner: 0 } as const;
const defaultPoolSizes = { app: 6, intake: 8, fold: 3, owner: 3 } as const;

/** The way to PostgreSQL: every statement runs in a transaction that belongs to one tenant, or to the owner. */
export class Database {
  private constructor(
    private readonly pools: Readonly<Record<Access, DataSource>>,
    private readonly owner: DataSource,
    /** Where to connect for what needs no right to any table. */
    readonly listenerUrl: string,
  ) {}

  /**
   * Connects as the owner, refuses a server that is not durable and roles that no wall holds, brings schema and roles up to
   * date, and lets each kind of access log in as its own role.
   */
  static async open(options: DatabaseOptions): Promise<Database> {
    const sizes = { ...defaultPoolSizes, ...options.poolSizes };
    const connect = (name: Access | 'owner', url: string, more = {}): Promise<DataSource> => {
      const pool = { name, size: sizes[name], statementMs: statementMsOf[name] };
      return openDataSource(url, pool, options.onIdleError ?? (() => undefined), more);
    };
    const owner = await connect('owner', options.url, { migrations: [...migrations] });
    const opened: DataSource[] = [owner];
    try {
      const logins = await prepare(owner, options);
      const logInAs = async (login: Login): Promise<DataSource> => {
        const pool = await logIn(owner, login, () => connect(login.access, login.url));
        opened.push(pool);
        await refuseLogin(pool, login);
        return pool;
      };
      const opening = [logInAs(logins.app), logInAs(logins.intake), logInAs(logins.fold)] as const;
      // When one is refused, none is left half open.
      await Promise.allSettled(opening);
      const [app, intake, fold] = await Promise.all(opening);
      return new Database({ app, intake, fold }, owner, logins.app.url);
    } catch (error) {
      await Promise.all(opened.map((source) => source.destroy()));
      throw error;
    }
  }

  /**
   * Runs `work` in one transaction that sees and writes only this tenant's rows. It commits when `work` resolves and
   * rolls back when it rejects; the tenant ends with it.
   */
  withTenant<T>(
    tenantId: string,
    work: (tx: EntityManager) => Promise<T>,
    access: Access = 'app',
  ): Promise<T> {
    return inTransaction(this.pools[access], actingFor(tenantId), work);
  }

  /**
   * Runs `work` in one transaction that only reads, and in which the tenant's rows stay as its first look finds them: what
   * is read in it belongs together, whatever is stored meanwhile.
   */
  inSnapshot<T>(tenantId: string, work: (tx: EntityManager) => Promise<T>): Promise<T> {
    const reading = async (tx: EntityManager): Promise<T> => {
      await tx.query('SET TRANSACTION READ ONLY');
      return work(tx);
    };
    return inTransaction(this.pools.app, actingFor(tenantId), reading, 'REPEATABLE READ');
  }

  /** Runs `work` in one transaction with the owner's rights: tenants, keys, partitions. No time limit. */
  asOwner<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return inTransaction(this.owner, undefined, work);
  }

  /** Rejects unless the database takes a write within a second. */
  async probe(): Promise<void> {
    await inTransaction(this.pools.intake, undefined, async (tx) => {
      await tx.query(`SET LOCAL statement_timeout = 1000`);
      await tx.query(`SELECT txid_current()`);
    });
  }

  /** Waits for what runs and lets every connection go. */
  async close(): Promise<void> {
    await Promise.all([...Object.values(this.pools), this.owner].map((pool) => pool.destroy()));
  }
}

/** Sees to it that the pools can log in: the schema first, then their roles with what migrations granted. */
async function prepare(owner: DataSource, options: DatabaseOptions): Promise<Logins> {
  if (options.allowVolatile !== true) await assertDurable(owner);
  await refuseOwner(owner);
  await migrate(owner);
  // Before any password: those of a wrong key would lock out whoever has the right one.
  await assertSameKey({ asOwner: (work) => inTransaction(owner, undefined, work) }, options.key);
  const [row] = await owner.query<{ name: string }[]>('SELECT current_database() AS name');
  const logins =
    options.loginUrls === undefined
      ? derivedLogins(options.url, row?.name ?? '', options.key)
      : givenLogins(options.loginUrls);
  await admitLogins(owner, Object.values(logins));
  return logins;
}
