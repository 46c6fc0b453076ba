import { hash } from 'node:crypto';

import type { EventType } from '@vigie/contracts';

import { ConnectorFault } from '../connector-fault';

/** One request that a telephone system sent us. */
export type Delivery = Readonly<{
  body: Buffer;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** What stood after `?` in the address it called, as it was written. */
  query: string;
  /** What it may have called us by: the addresses people open, with the path of the hook. Empty: none is known. */
  addresses: readonly string[];
  /** Our own time. */
  now: number;
}>;

/** What is wrong with a message, where it was looked for, and what stood there. */
export type HookProblem = Readonly<{ code: HookProblemCode; field: string; value: string }>;
export type HookProblemCode =
  | 'not_a_message'
  | 'too_many_items'
  | 'kind_missing'
  | 'kind_unknown'
  | 'time_missing'
  | 'time_unreadable'
  | 'call_missing'
  | 'agent_missing';

/** A fact as a message tells it; instants in ms since 1970. */
export type HookFact = Readonly<{
  type: EventType;
  subject: string;
  at: number;
  data?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** What makes it known again in place of what it says: of what several messages tell, or what bears an id of its own. */
  knownBy?: string;
}>;

/** What one message says. */
export type HookReading = Readonly<{
  facts: readonly HookFact[];
  /** Messages that have no meaning here, by the name the source gives them. */
  unknown: readonly string[];
  problems: readonly HookProblem[];
}>;

/** Who calls us, as its settings and its secret, opened, have it. */
export type HookCaller = Readonly<{
  options: Readonly<Record<string, string | number | boolean>>;
  secret: string | null;
}>;

/** How a telephone system that calls us is believed and understood. */
export type Hook = Readonly<{
  /** The text of the message that is signed. Throws a {@link ConnectorFault} where it is not the sender's. */
  admit: (caller: HookCaller, delivery: Delivery) => string;
  /** Total: whatever the message is. The same message, read again, says the same. */
  read: (message: unknown, options: HookCaller['options']) => HookReading;
}>;

export type HookEvent = Readonly<{
  specversion: '1.0';
  id: string;
  source: string;
  type: EventType;
  subject: string;
  time: string;
  data: NonNullable<HookFact['data']>;
}>;

export const headerOf = ({ headers }: Pick<Delivery, 'headers'>, name: string): string | undefined => {
  const value = headers[name.toLowerCase()];
  return Array.isArray(value) ? value[0] : value;
};

/** A fact as an event of its source. Who sends it twice tells it once: its id is of what it says. */
export function hookEvent(source: string, { type, subject, at, data = {}, knownBy }: HookFact): HookEvent {
  const said = knownBy ?? JSON.stringify([at, Object.entries(data).toSorted()]);
  const digest = hash('sha256', [source, type, subject, said].join('\n'), 'hex').slice(0, 32);
  const time = new Date(at).toISOString();
  return { specversion: '1.0', id: `hook-${digest}`, source, type, subject, time, data };
}

/** JSON whose whole numbers beyond 2^53 stay as they were written, as text. Throws `body_unreadable`. */
export function readMessage(text: string): unknown {
  try {
    return (JSON.parse as (text: string, reviver: Reviver) => unknown)(text, exact);
  } catch {
    throw new ConnectorFault('body_unreadable', 'The message is not JSON.');
  }
}

type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown;

const exact: Reviver = (_, value, { source }) =>
  typeof value === 'number' && source !== undefined && /^-?\d{16,40}$/u.test(source) ? source : value;

/** Where the telephone system of a connector calls us, after the address of the server. */
export const hookPath = (tenantId: string, connectorId: string): string =>
  `/api/v1/hooks/${encodeURIComponent(tenantId)}/${encodeURIComponent(connectorId)}`;
