import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';

import { migrationLock } from '../platform/migrate';
import { registerPgTypes } from '../platform/data-source';
import { StartError } from '../platform/start-error';
import { actingFor } from '../platform/transaction';
import type { PartHead, Trailer } from './backup-format';
import { keptTables, type KeptTable } from './tables-query';

const { escapeIdentifier, escapeLiteral } = pg;

/** How values are written is said outright, so that a server with other habits reads them alike. */
export const plainText = [
  '-c datestyle=ISO,YMD',
  '-c intervalstyle=postgres',
  '-c timezone=UTC',
  '-c bytea_output=hex',
  '-c extra_float_digits=1',
].join(' ');

const patienceMs = 10_000;

/**
 * The whole database as it was at one instant, whatever is written meanwhile: one transaction that only reads. Nobody is
 * kept waiting by it but who changes the schema.
 */
export class Snapshot {
  private constructor(
    private readonly client: pg.Client,
    readonly tables: readonly KeptTable[],
  ) {}

  static async open(url: string): Promise<Snapshot> {
    registerPgTypes();
    const options = `${plainText} -c lock_timeout=${patienceMs} -c idle_in_transaction_session_timeout=0`;
    const client = new pg.Client({ connectionString: url, application_name: 'vigie backup', options });
    // A connection that breaks makes the statement fail that is under way.
    client.on('error', () => undefined);
    await client.connect();
    try {
      const snapshot = new Snapshot(client, await tablesIn(client));
      await snapshot.begin();
      return snapshot;
    } catch (error) {
      cut(client);
      throw error;
    }
  }

  /**
   * The tables are held before anything is looked at: a month that retention took away between the look and the reading
   * would be missing without a word.
   */
  private async begin(): Promise<void> {
    if (this.tables.length === 0)
      throw new StartError('There is nothing to back up: no Vigie ever ran on this database.');
    await this.client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const names = this.tables.map(({ name }) => escapeIdentifier(name)).join(', ');
    await this.client.query(`LOCK TABLE ${names} IN ACCESS SHARE MODE`);
    const held = await this.client.query<{ held: boolean }>(
      'SELECT pg_try_advisory_xact_lock_shared($1) AS held',
      [migrationLock],
    );
    const isSame = JSON.stringify(await tablesIn(this.client)) === JSON.stringify(this.tables);
    if (held.rows[0]?.held !== true || !isSame)
      throw new StartError('The schema is being brought up to date at this moment: start the backup again.');
  }

  /** The migrations that made the schema, in the order in which they were applied. */
  async migrations(): Promise<string[]> {
    const { rows } = await this.client.query<{ name: string }>('SELECT name FROM migrations ORDER BY id');
    return rows.map(({ name }) => name);
  }

  /** The key that the database was begun with; undefined before anything remembered it. */
  async keyFingerprint(): Promise<string | undefined> {
    if (!this.tables.some(({ name }) => name === 'installation')) return undefined;
    const { rows } = await this.client.query<{ fingerprint: string }>(
      'SELECT key_fingerprint AS fingerprint FROM installation',
    );
    return rows[0]?.fingerprint;
  }

  async tenants(): Promise<string[]> {
    const { rows } = await this.client.query<{ id: string }>('SELECT tenant_id AS id FROM tenant ORDER BY 1');
    return rows.map(({ id }) => id);
  }

  /** From here on only this tenant's rows are seen: row-level security binds the owner too. */
  async actAs(tenantId: string): Promise<void> {
    await this.client.query(actingFor(tenantId));
  }

  /** The rows of one table as `COPY` writes them; of tenants' tables those of one tenant. */
  rows({ table, columns }: PartHead, tenantId: string | undefined): AsyncIterable<Buffer> {
    const names = columns.map((name) => escapeIdentifier(name)).join(', ');
    const which = tenantId === undefined ? '' : ` WHERE tenant_id = ${escapeLiteral(tenantId)}`;
    const select = `SELECT ${names} FROM ${escapeIdentifier(table)}${which}`;
    return this.client.query(copyTo(`COPY (${select}) TO STDOUT`));
  }

  /** The last number that was given to a row of each numbered table. */
  async sequences(): Promise<Trailer['sequences']> {
    const given: { table: string; column: string; value: number }[] = [];
    for (const { name: table, numbered: column } of this.tables) {
      if (column === null) continue;
      const { rows } = await this.client.query<{ value: number | null }>(
        'SELECT pg_sequence_last_value(pg_get_serial_sequence($1, $2)::regclass) AS value',
        [escapeIdentifier(table), column],
      );
      const value = rows[0]?.value;
      if (value !== null && value !== undefined) given.push({ table, column, value });
    }
    return given;
  }

  /** Lets the snapshot go; a `COPY` that is under way is broken off. */
  close(): void {
    cut(this.client);
  }
}

async function tablesIn(client: pg.Client): Promise<KeptTable[]> {
  return keptTables(async (sql, parameters) => (await client.query<KeptTable>(sql, parameters)).rows);
}

/** Nothing was written, so that there is nothing to take leave of. */
function cut(client: pg.Client): void {
  client.connection.stream.destroy();
}
