import { MigrationExecutor } from 'typeorm/migration/MigrationExecutor.js';
import type { DataSource, Migration, QueryRunner } from 'typeorm';

/** Held, for the length of its transaction, by whoever changes the schema. */
export const migrationLock = 7_345_002;

/** Applies migrations within a transaction that is open already: all, or those of some names. */
class NamedMigrations extends MigrationExecutor {
  override transaction = 'none' as const;

  constructor(
    source: DataSource,
    runner: QueryRunner,
    private readonly names?: ReadonlySet<string>,
  ) {
    super(source, runner);
  }

  protected override getMigrations(): Migration[] {
    const { names } = this;
    const known = super.getMigrations();
    return names === undefined ? known : known.filter(({ name }) => names.has(name));
  }
}

/**
 * Brings the schema up to date and tells how many migrations that took. All run in one transaction that holds a lock
 * from its first statement: of several processes that start at once one migrates, and the others then find nothing
 * to do; one that is killed half way leaves nothing behind.
 */
export async function migrate(source: DataSource): Promise<number> {
  const runner = source.createQueryRunner();
  try {
    await runner.startTransaction();
    await runner.query('SELECT pg_advisory_xact_lock($1)', [migrationLock]);
    const applied = await applyMigrations(source, runner);
    await runner.commitTransaction();
    return applied;
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    throw error;
  } finally {
    await runner.release();
  }
}

/** Applies what is not applied yet, in the transaction of `runner`, and tells how many that were. */
export async function applyMigrations(
  source: DataSource,
  runner: QueryRunner,
  names?: ReadonlySet<string>,
): Promise<number> {
  return (await new NamedMigrations(source, runner, names).executePendingMigrations()).length;
}

/** Takes the whole schema back, last migration first, in the transaction of `runner`. */
export async function revertMigrations(
  source: DataSource,
  runner: QueryRunner,
  count: number,
): Promise<void> {
  const executor = new NamedMigrations(source, runner);
  for (let left = count; left > 0; left -= 1) await executor.undoLastMigration();
}

/** Refuses a database that may forget what it has acknowledged. */
export async function assertDurable(source: DataSource): Promise<void> {
  const rows: readonly { name: string; setting: string }[] = await source.query(
    `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit')`,
  );
  const off = rows.filter(({ setting }) => setting === 'off').map(({ name }) => name);
  if (off.length > 0)
    throw new Error(`PostgreSQL would lose acknowledged events: ${off.join(', ')} must be on.`);
}
