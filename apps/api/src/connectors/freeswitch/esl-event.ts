import { hash } from 'node:crypto';

import type { EventType } from '@vigie/contracts';

/** What a FreeSWITCH said: its headers with their values. */
export type EslEvent = ReadonlyMap<string, string>;

/** A CloudEvent made of what it said. */
export type CcEvent = Readonly<{
  specversion: '1.0';
  id: string;
  source: string;
  type: EventType;
  subject: string;
  time: string;
  sequence: string;
  data: Readonly<Record<string, string | number | boolean | undefined>>;
}>;

/** What is told, of whom; in microseconds since 1970. */
export type CcFact = Readonly<{
  type: EventType;
  subject: string;
  data?: CcEvent['data'];
  atMicros: number;
  /** What makes it known again, whoever hears it. */
  knownBy: string;
}>;

/** A message and when it was said. */
export type CcSaid = Readonly<{ event: EslEvent; atMicros: number; knownBy: string }>;

/** An event in JSON; null for anything else. Values that are no text are left out. */
export function eslEventIn(body: string): EslEvent | null {
  try {
    const read = JSON.parse(body) as unknown;
    if (typeof read !== 'object' || read === null || Array.isArray(read)) return null;
    return new Map(
      Object.entries(read).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch {
    return null;
  }
}

/**
 * When and as what it was said: each event bears the core's own id and a number that rises, which two that listen are told alike.
 * `receivedAt` stands in where it has no time of its own.
 */
export function saidOf(event: EslEvent, receivedAt: number): CcSaid {
  const stamp = event.get('Event-Date-Timestamp') ?? '';
  const atMicros = /^\d{15,16}$/u.test(stamp) ? Number(stamp) : receivedAt * 1_000;
  const [core, number] = [event.get('Core-UUID'), event.get('Event-Sequence')];
  const isNumbered = core !== undefined && number !== undefined;
  return { event, atMicros, knownBy: isNumbered ? `${core} ${number}` : JSON.stringify([...event]) };
}

/** A fact as an event of its source. */
export function ccEvent(source: string, { type, subject, data = {}, atMicros, knownBy }: CcFact): CcEvent {
  const said = [source, knownBy, type, subject, data['agentId'], data['queueId']].join('\n');
  return {
    specversion: '1.0',
    id: `esl-${hash('sha256', said, 'hex').slice(0, 32)}`,
    source,
    type,
    subject,
    time: new Date(Math.floor(atMicros / 1_000)).toISOString(),
    sequence: String(atMicros),
    data: type.startsWith('call.') ? { ...data, via: 'esl' } : data,
  };
}

/** What a header of the call centre says: `Member-UUID` of `CC-Member-UUID`. */
export function ccField({ event }: Pick<CcSaid, 'event'>, name: string): string | undefined {
  const value = event.get(`CC-${name}`);
  return value === undefined || value === '' ? undefined : value.slice(0, 128);
}

/** Milliseconds since 1970 of a header in whole seconds; 0 is none. */
export const epochOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^[1-9]\d{8,10}$/u.test(text) ? Number(text) * 1_000 : undefined;
