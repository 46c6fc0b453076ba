import { ConnectorFault } from '../connector-fault';
import { ForeignDatabase, quotedTable, type DatabaseAddress } from '../foreign-database-query';

/** Where the realtime table of a `queue_log` is. */
export type QueueLogTableAddress = DatabaseAddress & Readonly<{ table: string }>;

/** A row as a line of the file would be, and its key. */
export type QueueLogTableRow = Readonly<{ key: bigint; line: string }>;

const columns = 'time callid queuename agent event data1 data2 data3 data4 data5'.split(' ');
const needed = columns.slice(0, 5);

/** The realtime table of a `queue_log` in a PostgreSQL of the telephone system: read alone, by its key. */
export class QueueLogTableQuery {
  private constructor(
    private readonly database: ForeignDatabase,
    private readonly name: string,
  ) {}

  /** Rejects with a {@link ConnectorFault}, as everything here does. */
  static async open(
    of: QueueLogTableAddress,
    password: string,
    signal: AbortSignal,
  ): Promise<QueueLogTableQuery> {
    return new QueueLogTableQuery(await ForeignDatabase.open(of, password, signal), quotedTable(of.table));
  }

  /** In the order of their keys. Null: from the beginning. */
  async after(key: bigint | null, most: number): Promise<readonly QueueLogTableRow[]> {
    const rows = await this.database.ask<{ key: string; row: Readonly<Record<string, unknown>> }>(
      `SELECT id::text AS key, to_jsonb(q) AS row FROM ${this.name} q
       WHERE $1::bigint IS NULL OR id > $1::bigint ORDER BY id LIMIT $2`,
      [key === null ? null : String(key), most],
    );
    return rows.map(({ key: own, row }) => ({ key: BigInt(own), line: lineOf(row) }));
  }

  /** The greatest key there is; null of an empty table. */
  async last(): Promise<bigint | null> {
    const [row] = await this.database.ask<{ key: string | null }>(
      `SELECT max(id)::text AS key FROM ${this.name}`,
    );
    return row === undefined || row.key === null ? null : BigInt(row.key);
  }

  close(): Promise<void> {
    return this.database.close();
  }
}

/** As `COPY … DELIMITER '|'` would write it, so that what was imported before is known again. */
function lineOf(row: Readonly<Record<string, unknown>>): string {
  const missing = needed.find((name) => !Object.hasOwn(row, name));
  if (missing !== undefined) throw new ConnectorFault('table_missing', `There is no column ${missing}.`);
  return columns
    .map((name) => textOf(row[name]))
    .map((text, place) => (place === 0 ? text.replace(/^(\d{4}-\d\d-\d\d)T/u, '$1 ') : text))
    .join('|');
}

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).replaceAll(/[\r\n]+/gu, ' ') : '';
