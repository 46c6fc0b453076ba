import { MigrationExecutor } from 'typeorm/migration/MigrationExecutor.js';
import type { DataSource } from 'typeorm';

const migrationLock = 7_345_002;

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
    const executor = new MigrationExecutor(source, runner);
    executor.transaction = 'none';
    const applied = await executor.executePendingMigrations();
    await runner.commitTransaction();
    return applied.length;
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    throw error;
  } finally {
    await runner.release();
  }
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
