import { hash } from 'node:crypto';

import type { EventType } from '@vigie/contracts';

/** A fact as Amazon Connect tells it; instants in ms since 1970. */
export type ConnectFact = Readonly<{
  type: EventType;
  subject: string;
  at: number;
  data?: ConnectEvent['data'];
  /** What makes it known again, whichever message tells it. */
  knownBy: string;
  /** Of a fact of a record: its version, which grows. */
  version?: number;
}>;

/** What one message says: facts, and what of it has no meaning here, by name. */
export type ConnectReading = Readonly<{ facts: readonly ConnectFact[]; unknown: readonly string[] }>;

export const nothingSaid: ConnectReading = { facts: [], unknown: [] };

/** A CloudEvent made of a fact. */
export type ConnectEvent = Readonly<{
  specversion: '1.0';
  id: string;
  source: string;
  type: EventType;
  subject: string;
  time: string;
  sequence?: string;
  data: Readonly<Record<string, string | number | boolean | undefined>>;
}>;

/** A fact as an event of its source. The same message, delivered again, makes the same event. */
export function connectEvent(source: string, fact: ConnectFact): ConnectEvent {
  const { type, subject, at, data = {}, knownBy, version } = fact;
  const said = [source, type, subject, knownBy, version ?? 'live'].join('\n');
  return {
    specversion: '1.0',
    id: `aws-${hash('sha256', said, 'hex').slice(0, 32)}`,
    source,
    type,
    subject,
    time: new Date(at).toISOString(),
    ...(version !== undefined && { sequence: String(version) }),
    data,
  };
}
