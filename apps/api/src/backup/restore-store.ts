import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';

import { migrations } from '@vigie/migrations';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';

import { openDataSource } from '../platform/data-source';
import { applyMigrations, migrationLock, revertMigrations } from '../platform/migrate';
import { StartError } from '../platform/start-error';
import { inTransaction, pgClientOf } from '../platform/transaction';
import type { BackupHeader, PartHead, Trailer } from './backup-format';
import { plainText } from './snapshot-store';
import { keptTables, type KeptTable } from './tables-query';

const { escapeIdentifier } = pg;

/** One restore, all within one transaction: what is refused or cut short half way leaves nothing behind. */
export class RestoreStore {
  private tables: ReadonlyMap<string, KeptTable> = new Map();

  constructor(
    private readonly source: DataSource,
    private readonly tx: EntityManager,
  ) {}

  /** Refuses a database in which anything is, or on which a server works; keeps both away until the end. */
  async takeEmptyDatabase(): Promise<void> {
    for (const setting of plainText.replaceAll('-c ', '').split(' ')) await this.tx.query(toSet(setting));
    await this.tx.query('SET LOCAL idle_in_transaction_session_timeout = 0');
    await this.tx.query('SELECT pg_advisory_xact_lock($1)', [migrationLock]);
    const [others] = await this.tx.query<{ count: number }[]>(
      `SELECT count(*) AS count FROM pg_stat_activity
       WHERE datname = current_database() AND application_name LIKE 'vigie %'
         AND application_name NOT IN ('vigie restore', 'vigie presence')`,
    );
    if (others?.count !== 0)
      throw new StartError(
        'A Vigie is running on this database: stop it first, then restore, then start it again.',
      );
    if (await this.holdsAnything())
      throw new StartError(
        'There is something in this database already, and a restore goes into an empty one only. Name another: ' +
          'VIGIE_DATA_DIR (with secret.key in it), or DATABASE_URL of a database that was just created.',
      );
  }

  private async holdsAnything(): Promise<boolean> {
    if (await this.has('tenant')) {
      const tenants = await this.tx.query<unknown[]>('SELECT 1 FROM tenant LIMIT 1');
      return tenants.length > 0;
    }
    const strangers = await this.tx.query<unknown[]>(
      `SELECT 1 FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace LIMIT 1`,
    );
    return strangers.length > 0;
  }

  private async has(table: string): Promise<boolean> {
    const [row] = await this.tx.query<{ there: boolean }[]>('SELECT to_regclass($1) IS NOT NULL AS there', [
      table,
    ]);
    return row?.there === true;
  }

  /** Makes the schema as it was where the rows were taken from, months included, and opens its tables for loading. */
  async makeSchema({ migrations, months }: BackupHeader): Promise<void> {
    const applied = (await this.has('migrations'))
      ? await this.tx.query<{ name: string }[]>('SELECT name FROM migrations ORDER BY id')
      : [];
    const isSame =
      applied
        .map(({ name }) => name)
        .toSorted()
        .join() === migrations.toSorted().join();
    if (!isSame) {
      await revertMigrations(this.source, this.runner, applied.length);
      await applyMigrations(this.source, this.runner, new Set(migrations));
    }
    for (const [table, wanted] of Object.entries(months)) {
      for (const month of wanted)
        await this.tx.query('SELECT vigie_ensure_month($1, $2)', [table, `${month}-01`]);
    }
    const tables = await keptTables((sql, parameters) => this.tx.query<KeptTable[]>(sql, parameters));
    this.tables = new Map(tables.map((table) => [table.name, table]));
    for (const table of tables) await this.open(table);
  }

  /** `COPY` into a table does not go together with row-level security; what triggers would do is in the rows. */
  private async open({ name, ofTenants, walled }: KeptTable): Promise<void> {
    const table = escapeIdentifier(name);
    await this.tx.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    if (walled) await this.tx.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
    if (!ofTenants) await this.tx.query(`DELETE FROM ${table}`);
  }

  /** Loads a part and gives the number of its rows. */
  async load({ table, columns }: PartHead, rows: AsyncIterable<Buffer>): Promise<number> {
    const known = this.tables.get(table)?.columns ?? [];
    const strange = columns.find((name) => !known.includes(name)) ?? (known.length === 0 ? '' : undefined);
    if (strange !== undefined)
      throw new StartError(`The schema has no ${table} ${strange}: nothing is restored.`);
    const names = columns.map((name) => escapeIdentifier(name)).join(', ');
    const client = await pgClientOf(this.tx);
    const copy = client.query(copyFrom(`COPY ${escapeIdentifier(table)} (${names}) FROM STDIN`));
    await pipeline(Readable.from(rows, { objectMode: false }), copy);
    return copy.rowCount;
  }

  /** Numbers go on where they were, the walls stand again, and what a later version changed is changed. */
  async finish({ sequences }: Trailer): Promise<void> {
    for (const { table, column, value } of sequences) {
      await this.tx.query('SELECT setval(pg_get_serial_sequence($1, $2), $3)', [
        escapeIdentifier(table),
        column,
        value,
      ]);
    }
    for (const { name, walled } of this.tables.values()) {
      await this.tx.query(`ALTER TABLE ${escapeIdentifier(name)} ENABLE TRIGGER USER`);
      if (walled) await this.tx.query(`ALTER TABLE ${escapeIdentifier(name)} FORCE ROW LEVEL SECURITY`);
    }
    await applyMigrations(this.source, this.runner);
  }

  private get runner(): QueryRunner {
    if (this.tx.queryRunner === undefined) throw new Error('a restore is one transaction');
    return this.tx.queryRunner;
  }
}

const toSet = (setting: string): string => {
  const [name, value] = setting.split('=');
  return `SET LOCAL ${name} = ${value}`;
};

/** Runs a restore in one transaction on a connection of its own; what it loaded is known to the planner afterwards. */
export async function restoring<T>(url: string, work: (store: RestoreStore) => Promise<T>): Promise<T> {
  const pool = { name: 'restore', size: 1, statementMs: 0 };
  const source = await openDataSource(url, pool, () => undefined, { migrations: [...migrations] });
  try {
    const result = await inTransaction(source, undefined, (tx) => work(new RestoreStore(source, tx)));
    await source.query('ANALYZE');
    return result;
  } finally {
    await source.destroy();
  }
}
