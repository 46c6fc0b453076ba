import { Client } from 'pg';

import { ConnectorFault, errorCode, toConnectorFault, type ConnectorFaultCode } from '../connector-fault';
import { addressOf } from '../dial';

/** Where the realtime table of a `queue_log` is. */
export type QueueLogTableAddress = Readonly<{
  host: string;
  port: number;
  database: string;
  user: string;
  table: string;
  tls?: boolean | undefined;
}>;

/** A row as a line of the file would be, and its key. */
export type QueueLogTableRow = Readonly<{ key: bigint; line: string }>;

const dialMs = 10_000;
const answerMs = 20_000;
const columns = 'time callid queuename agent event data1 data2 data3 data4 data5'.split(' ');
const needed = columns.slice(0, 5);

/** The realtime table of a `queue_log` in a PostgreSQL of the telephone system: read alone, by its key. */
export class QueueLogTableQuery {
  private constructor(
    private readonly client: Client,
    private readonly name: string,
  ) {}

  /** Rejects with a {@link ConnectorFault}, as everything here does. */
  static async open(
    of: QueueLogTableAddress,
    password: string,
    signal: AbortSignal,
  ): Promise<QueueLogTableQuery> {
    const client = new Client({
      host: await addressOf(of.host),
      ...{ port: of.port, database: of.database, user: of.user, password },
      ...(of.tls === true && { ssl: { servername: of.host } }),
      connectionTimeoutMillis: dialMs,
      query_timeout: answerMs,
      application_name: 'vigie',
      // Whatever its user may do: here nothing is changed.
      options: '-c default_transaction_read_only=on',
    });
    client.on('error', () => undefined);
    const end = (): void => void client.end().catch(() => undefined);
    signal.addEventListener('abort', end, { once: true });
    try {
      await client.connect();
    } catch (error) {
      end();
      throw toTableFault(error);
    }
    const name = of.table
      .split('.')
      .map((part) => `"${part}"`)
      .join('.');
    return new QueueLogTableQuery(client, name);
  }

  /** In the order of their keys. Null: from the beginning. */
  async after(key: bigint | null, most: number): Promise<readonly QueueLogTableRow[]> {
    const rows = await this.ask<{ key: string; row: Readonly<Record<string, unknown>> }>(
      `SELECT id::text AS key, to_jsonb(q) AS row FROM ${this.name} q
       WHERE $1::bigint IS NULL OR id > $1::bigint ORDER BY id LIMIT $2`,
      [key === null ? null : String(key), most],
    );
    return rows.map(({ key: own, row }) => ({ key: BigInt(own), line: lineOf(row) }));
  }

  /** The greatest key there is; null of an empty table. */
  async last(): Promise<bigint | null> {
    const [row] = await this.ask<{ key: string | null }>(`SELECT max(id)::text AS key FROM ${this.name}`, []);
    return row === undefined || row.key === null ? null : BigInt(row.key);
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }

  private async ask<Row extends object>(statement: string, values: readonly unknown[]): Promise<Row[]> {
    try {
      return (await this.client.query<Row>(statement, [...values])).rows;
    } catch (error) {
      throw toTableFault(error);
    }
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

const states: Readonly<Record<string, ConnectorFaultCode>> = {
  '28000': 'sign_in_refused',
  '28P01': 'sign_in_refused',
  '3D000': 'sign_in_refused',
  '42501': 'right_missing',
  '42P01': 'table_missing',
  '3F000': 'table_missing',
  '42703': 'table_missing',
  '42883': 'table_missing',
};

/** What a driver’s error says of the telephone system’s database, which is not ours. */
function toTableFault(error: unknown): ConnectorFault {
  if (error instanceof ConnectorFault) return error;
  const { message = '' } = error as { readonly message?: string };
  const state = states[errorCode(error)];
  if (state !== undefined) return new ConnectorFault(state, message.slice(0, 200));
  if (/timeout/iu.test(message)) return new ConnectorFault('unreachable', message.slice(0, 200));
  if (/does not support SSL/iu.test(message))
    return new ConnectorFault('wrong_protocol', message.slice(0, 200));
  const isGone = /terminat|closed|ended/iu.test(message) || /^(?:57P|08)/u.test(errorCode(error));
  return isGone ? new ConnectorFault('connection_lost', message.slice(0, 200)) : toConnectorFault(error);
}
