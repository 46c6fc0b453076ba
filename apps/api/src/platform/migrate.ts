import { MigrationExecutor } from 'typeorm/migration/MigrationExecutor.js';
import type { DataSource, Migration, QueryRunner } from 'typeorm';

/** Held in a transaction by whoever changes the schema or its roles, in the database that they change. */
export const migrationLock = 7_345_002;

/**
 * The first migration made the roles it grants to, and its own login a member of them. Nobody is their member any more, and
 * an owner that may make no roles finds them made: this is done in place of that.
 */
const makeRoles = `
DO $$
DECLARE
  pattern text;
BEGIN
  FOREACH pattern IN ARRAY ARRAY['vigie_app', 'vigie_fold'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = pattern) THEN
      -- Roles belong to the whole server: another database of ours may be making them now.
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', pattern);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
      END;
    END IF;
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), pattern);
  END LOOP;
END $$`;
const madeRoles = `FOREACH wanted IN ARRAY ARRAY['vigie_app', 'vigie_fold'] LOOP`;

/** Migrations of when a superuser ran them, that change rows of all tenants at once; the owner is bound by the wall. */
const unbound: Readonly<Record<string, string>> = { FoldProjections1795900100001: 'fold_cursor' };

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
  const executor = new NamedMigrations(source, runner, names);
  const pending = await executor.getPendingMigrations();
  if (pending.length === 0) return 0;
  const query = runner.query.bind(runner) as (sql: string, ...rest: unknown[]) => Promise<unknown>;
  const inPlace = (sql: string): string => (sql.includes(madeRoles) ? makeRoles : sql);
  Object.assign(runner, { query: (sql: string, ...rest: unknown[]) => query(inPlace(sql), ...rest) });
  const lifted = await walledTables(
    runner,
    pending.flatMap(({ name }) => unbound[name] ?? []),
  );
  for (const table of lifted) await runner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
  const applied = await executor.executePendingMigrations();
  for (const table of lifted) await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
  return applied.length;
}

async function walledTables(runner: QueryRunner, names: readonly string[]): Promise<readonly string[]> {
  if (names.length === 0) return [];
  const rows = (await runner.query(
    `SELECT relname FROM pg_class
     WHERE relname = ANY($1) AND relnamespace = current_schema()::regnamespace AND relforcerowsecurity`,
    [names],
  )) as { relname: string }[];
  return rows.map(({ relname }) => relname);
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
