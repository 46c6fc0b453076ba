import { hash } from 'node:crypto';
import type { EventType } from '@vigie/contracts';

import { caller as callerOf } from '../queue-log-line';
import type { AmiMessage } from './ami-reader';

/** A CloudEvent made of what a manager interface said. */
export type AmiEvent = Readonly<{
  specversion: '1.0';
  id: string;
  source: string;
  type: string;
  subject: string;
  time: string;
  sequence: string;
  data: Readonly<Record<string, string | number | boolean | undefined>>;
}>;

/** What is told, of whom. */
export type AmiFact = Readonly<{
  type: EventType;
  subject: string;
  data?: AmiEvent['data'];
  /** In microseconds since 1970, where it is not the message's. */
  atMicros?: number;
}>;

/** A message and when it was said, in microseconds since 1970. */
export type Said = Readonly<{
  name: string;
  message: AmiMessage;
  atMicros: number;
  /** What makes it known again in place of its instant: of what a list says each time it is asked for. */
  knownBy?: string;
}>;

/** Fields that tell one message from another of its kind and instant. */
const identifying = [
  'Uniqueid',
  'DestUniqueid',
  'Queue',
  'Interface',
  'Variable',
  'Value',
  'TransfereeUniqueid',
];

/** Makes events of what is said: their ids, their instants, the way they came by. */
export class AmiEvents {
  constructor(
    private readonly source: string,
    private readonly ids: AmiIds,
  ) {}

  of({ name, message, atMicros: saidAt, knownBy }: Said, fact: AmiFact): AmiEvent {
    const atMicros = fact.atMicros ?? saidAt;
    const said = identifying.map((key) => message.get(key) ?? '');
    return {
      specversion: '1.0',
      id: this.ids.idOf([name, knownBy ?? String(atMicros), fact.type, fact.subject, ...said]),
      source: this.source,
      type: fact.type,
      subject: fact.subject,
      time: new Date(Math.floor(atMicros / 1_000)).toISOString(),
      sequence: String(atMicros),
      data: { ...fact.data, via: 'ami' },
    };
  }
}

/** The instant of a message in microseconds: its own where `timestampevents` is on, else when it came. */
export function microsOf(message: AmiMessage, receivedAtMs: number): number {
  const stamp = message.get('Timestamp') ?? '';
  const [, whole, fraction = ''] = /^(\d{9,11})(?:\.(\d{1,6}))?$/u.exec(stamp) ?? [];
  return whole === undefined
    ? receivedAtMs * 1_000
    : Number(whole) * 1_000_000 + Number(fraction.padEnd(6, '0') || '0');
}

/** Milliseconds of a field in whole seconds, as most are. */
export const secondsOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,7}$/u.test(text) ? Number(text) * 1_000 : undefined;
/** Milliseconds of a field that is in them: `AgentRingNoAnswer` tells its ring so. */
export const millisOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,9}$/u.test(text) ? Number(text) : undefined;
/** A text that names something. */
export const namedIn = (text: string | undefined): string | undefined =>
  text === undefined || text === '' || text === '<unknown>' ? undefined : text.slice(0, 128);

/* What the messages of queues name. */

export const uidOf = ({ message }: Said): string => message.get('Uniqueid') ?? '';
export const legOf = ({ message }: Said): string | undefined => namedIn(message.get('DestUniqueid'));
export const queueOf = ({ message }: Said): string | undefined => namedIn(message.get('Queue'));
export const agentOf = ({ message }: Said): string | undefined =>
  namedIn(message.get('MemberName')) ?? namedIn(message.get('Interface'));
export const numberOf = ({ message }: Said): ReturnType<typeof callerOf> =>
  callerOf(message.get('CallerIDNum')?.replace(/^<|>$/gu, ''));

/** Counts so many of the latest identities, to tell equals apart. */
const remembered = 10_000;

/**
 * What makes an event of the manager interface known again: a digest of what the message says and its ordinal among
 * equals. Two that listen to the same Asterisk tell the same ids.
 */
export class AmiIds {
  private readonly seen = new Map<string, number>();

  constructor(private readonly source: string) {}

  idOf(parts: readonly string[]): string {
    const said = parts.join('\n');
    const ordinal = (this.seen.get(said) ?? 0) + 1;
    this.seen.delete(said);
    this.seen.set(said, ordinal);
    if (this.seen.size > remembered) this.seen.delete(this.seen.keys().next().value ?? '');
    return `ami-${hash('sha256', `${this.source}\n${said}\n${ordinal}`, 'hex').slice(0, 32)}`;
  }
}
