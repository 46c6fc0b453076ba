import { Client } from 'pg';
import { z } from 'zod';

import { ConnectorFault, errorCode, toConnectorFault, type ConnectorFaultCode } from './connector-fault';
import { addressOf, dialFields } from './dial';

/** What a table of a telephone system's own PostgreSQL is found by, in the settings of its kind. */
export const tableFields = {
  host: dialFields.host,
  port: dialFields.port.default(5_432),
  user: z.string().min(1).max(63),
  tls: z.boolean().optional(),
} as const;

/** The name of a table, with or without its schema, and which one where none is given. */
export const tableName = (usual: string) =>
  z
    .string()
    .regex(/^[a-z_]\w{0,62}(?:\.[a-z_]\w{0,62})?$/iu, 'the name of a table')
    .default(usual);

export const databaseName = (usual: string) => z.string().min(1).max(63).default(usual);

/** Where such a database is. */
export type DatabaseAddress = Readonly<{
  host: string;
  port: number;
  database: string;
  user: string;
  tls?: boolean | undefined;
}>;

const dialMs = 10_000;
const answerMs = 20_000;

/** A PostgreSQL of a telephone system: read alone. Whatever fails rejects with a {@link ConnectorFault}. */
export class ForeignDatabase {
  private constructor(private readonly client: Client) {}

  static async open(of: DatabaseAddress, password: string, signal: AbortSignal): Promise<ForeignDatabase> {
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
    return new ForeignDatabase(client);
  }

  async ask<Row extends object>(statement: string, values: readonly unknown[] = []): Promise<Row[]> {
    try {
      return (await this.client.query<Row>(statement, [...values])).rows;
    } catch (error) {
      throw toTableFault(error);
    }
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }
}

/** A table's name as a statement takes it. */
export const quotedTable = (name: string): string =>
  name
    .split('.')
    .map((part) => `"${part}"`)
    .join('.');

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
