import { migrations } from '@vigie/migrations';
import type { DataSource, EntityManager } from 'typeorm';

import { openDataSource } from './data-source';
import { assertDurable, migrate } from './migrate';
import { inTransaction } from './transaction';

/**
 * On whose behalf a transaction runs. `app` and `intake` act as the role `vigie_app`, `fold` as `vigie_fold`; each
 * has connections of its own, so that none of them can starve another.
 */
export type Access = 'app' | 'intake' | 'fold';

/** How to open the database. */
export type DatabaseOptions = Readonly<{
  url: string;
  /** Connections per kind of access; small, since PostgreSQL pays for each. */
  poolSizes?: Partial<Readonly<Record<Access | 'owner', number>>>;
  /** Told of connections that broke while nobody used them. */
  onIdleError?: (error: Error) => void;
  /** Only a test's throwaway server may be less than durable. */
  allowVolatile?: boolean;
}>;

/** A transaction as the features see it. */
export type Tx = EntityManager;

const roleOf: Readonly<Record<Access, string>> = {
  app: 'vigie_app',
  intake: 'vigie_app',
  fold: 'vigie_fold',
};
const statementMsOf = { app: 4_000, intake: 4_000, fold: 20_000, owner: 0 } as const;
const defaultPoolSizes = { app: 6, intake: 8, fold: 3, owner: 3 } as const;
const opening = `SELECT set_config('role', $1, true), set_config('app.tenant', $2, true)`;

/** The way to PostgreSQL: every statement runs in a transaction that belongs to one tenant, or to the owner. */
export class Database {
  private constructor(
    private readonly pools: Readonly<Record<Access, DataSource>>,
    private readonly owner: DataSource,
  ) {}

  /** Connects, refuses a server that is not durable, and brings the schema up to date. */
  static async open(options: DatabaseOptions): Promise<Database> {
    const sizes = { ...defaultPoolSizes, ...options.poolSizes };
    const onIdleError = options.onIdleError ?? (() => undefined);
    const pool = (name: Access | 'owner') => ({ name, size: sizes[name], statementMs: statementMsOf[name] });
    const owner = await openDataSource(options.url, pool('owner'), onIdleError, {
      migrations: [...migrations],
    });
    try {
      if (options.allowVolatile !== true) await assertDurable(owner);
      await migrate(owner);
      const connect = (name: Access) => openDataSource(options.url, pool(name), onIdleError);
      const [app, intake, fold] = await Promise.all([connect('app'), connect('intake'), connect('fold')]);
      return new Database({ app, intake, fold }, owner);
    } catch (error) {
      await owner.destroy();
      throw error;
    }
  }

  /**
   * Runs `work` in one transaction that sees and writes only this tenant's rows. It commits when `work` resolves and
   * rolls back when it rejects; role and tenant end with it.
   */
  withTenant<T>(
    tenantId: string,
    work: (tx: EntityManager) => Promise<T>,
    access: Access = 'app',
  ): Promise<T> {
    const first = { sql: opening, parameters: [roleOf[access], tenantId] };
    return inTransaction(this.pools[access], first, work);
  }

  /**
   * Runs `work` in one transaction that only reads, and in which the tenant's rows stay as its first look finds them: what
   * is read in it belongs together, whatever is stored meanwhile.
   */
  inSnapshot<T>(tenantId: string, work: (tx: EntityManager) => Promise<T>): Promise<T> {
    const first = { sql: opening, parameters: [roleOf.app, tenantId] };
    const reading = async (tx: EntityManager): Promise<T> => {
      await tx.query('SET TRANSACTION READ ONLY');
      return work(tx);
    };
    return inTransaction(this.pools.app, first, reading, 'REPEATABLE READ');
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
