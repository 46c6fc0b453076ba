import { eventTypes, opaqueId, type EventType, type RejectionCode } from '@vigie/contracts';

import type { NewEvent } from '../event-log/logged-event';
import type { HiddenNumbers } from '../privacy/hidden-numbers';
import { isStorable } from '../platform/http/read-request';
import { tooManyNewIds, type NamedIds } from './new-ids';
import { parseInstant } from './parse-instant';
import { collectText, seenText, storedData } from './stored-text';
import type { SentEvent } from './sending-limits';
import { takeComment } from './take-comment';
import { takeNumber, withoutNumber, type NumberRules, type ReadNumber } from './take-number';
import { knownFieldsOf } from './unknown-fields';

/** One item of a request, read: the event to append, or why there is none. */
export type ReadEvent =
  | {
      readonly ok: true;
      readonly event: NewEvent;
      readonly unknownFields: number;
      /** Free text that is not for the log; null without one. */
      readonly comment: ReadComment | null;
      /** The caller's number, where it may have to be kept; null elsewhere. */
      readonly number: ReadNumber | null;
    }
  | { readonly ok: false; readonly rejection: Rejection };

/** What a patient wrote, with what of its event belongs to it. */
export type ReadComment = {
  readonly text: string;
  readonly language: string | null;
  readonly channel: string | undefined;
};

export type Rejection = {
  readonly id: string | null;
  readonly code: RejectionCode;
  readonly message: string;
  /** False: it was not its sender's to send, and must not come in by being tried again. */
  readonly isKept?: boolean;
};

/** What reading depends on besides the item. */
export type ReadingRules = NumberRules & {
  readonly hidden: HiddenNumbers;
  /** How far a source's clock is ahead of ours, told by what arrives; 0 for up to a minute. */
  readonly skewOf: (source: string, type: string, event: ToldAt) => number;
  /** Whether what an event names is known, or may be new. */
  readonly admits: (named: NamedIds) => boolean;
  /** Stands in where an event names no source. */
  readonly source?: string | undefined;
  /** Why its sender may not send an event; null: they may. */
  readonly refusal: (event: SentEvent) => Faulty | null;
};

/** When an event says it happened, and what it tells of its source's clock. */
export type ToldAt = { readonly at: number; readonly offsetMs: number | undefined };

type Schema = (typeof eventTypes)[EventType]['data'];
type Envelope = { readonly [attribute: string]: unknown };
type Faulty = Omit<Rejection, 'id'>;

/** A map, so that `__proto__` or `constructor` is no type. */
const schemas: ReadonlyMap<string, Schema> = new Map(
  Object.entries(eventTypes).map(([type, { data }]) => [type, data]),
);

/** A row of the log stays small: beyond this the event carries something it should not. */
const maxDataLength = 16_384;
const shownIdLength = 128;
/** A clock may be wrong by a zone, not by more than a day. */
const mostAheadMs = 86_400_000;
/** Where a caller's own words are kept; anywhere else they are left out. */
const answered: ReadonlySet<string> = new Set(['survey.answered']);
/** Their subject is an agent, whose name may be a telephone number. */
const ofAgents: ReadonlySet<string> = new Set(
  Object.entries(eventTypes).flatMap(([type, { subject }]) => (subject === 'agent' ? [type] : [])),
);
const plainId = /^[ -~]{1,128}$/;

/** Reads one CloudEvent. Total: whatever the item is, the answer says what became of it, and never quotes its data. */
export function readEvent(item: unknown, rules: ReadingRules): ReadEvent {
  if (!isObject(item)) return rejected(null, { code: 'invalid_event', message: 'an event is a JSON object' });
  const event = readEnvelope(item, rules);
  return 'code' in event ? rejected(shownId(item['id']), event) : { ok: true, ...event };
}

function readEnvelope(item: Envelope, rules: ReadingRules): Faulty | Omit<ReadEvent & { ok: true }, 'ok'> {
  const source = item['source'] ?? rules.source;
  const fault = envelopeFault(item, source);
  if (fault !== null) return fault;
  const schema = schemas.get(item['type'] as string);
  if (schema === undefined)
    return { code: 'unknown_type', message: 'type: there is no event type of that name' };
  const at = readTime(item['time'], rules.now);
  if (typeof at === 'object') return at;
  const sequence = readSequence(item['sequence']);
  if (typeof sequence === 'object' && sequence !== null) return sequence;
  const type = item['type'] as string;
  const told = { at, source: source as string, type };
  const data = readSentData(schema, item['data'], { told, rules });
  if ('code' in data) return data;
  const subject = readSubject(item['subject'] as string, type, rules);
  if (!rules.admits(namedBy(data.named, subject, type))) return tooManyNewIds;
  const event = {
    at,
    source: source as string,
    type,
    subject,
    id: item['id'] as string,
    sequence,
    data: data.text,
  };
  const { comment, number } = data;
  const unknownFields = data.unknownFields + knownFieldsOf.envelope.countUnknown(item);
  return { event, unknownFields, comment: answered.has(event.type) ? comment : null, number };
}

function readSubject(given: string, type: string, { hidden }: ReadingRules): string {
  const text = seenText(given);
  return ofAgents.has(type) ? hidden.in(text) : text;
}

const namedBy = (named: NamedIds, subject: string, type: string): NamedIds =>
  ofAgents.has(type) ? { ...named, agentId: subject } : named;

function readTime(value: unknown, now: number): number | Faulty {
  const at = typeof value === 'string' ? parseInstant(value) : null;
  if (at === null) return { code: 'invalid_time', message: 'time: must be an RFC 3339 instant with a zone' };
  if (at <= now + mostAheadMs) return at;
  return { code: 'time_ahead', message: 'time: is more than a day ahead of this server’s clock' };
}

function envelopeFault(item: Envelope, source: unknown): Faulty | null {
  const version = item['specversion'];
  if (version !== undefined && version !== '1.0') {
    return { code: 'invalid_event', message: 'specversion: only 1.0 is understood' };
  }
  if (typeof item['type'] !== 'string') return { code: 'invalid_event', message: 'type: is required' };
  if (item['data_base64'] !== undefined) {
    return { code: 'invalid_event', message: 'data_base64: send the data as JSON' };
  }
  return idFault('id', item['id']) ?? idFault('source', source) ?? idFault('subject', item['subject']);
}

function idFault(name: string, value: unknown): Faulty | null {
  if (typeof value !== 'string') return { code: 'invalid_id', message: `${name}: is required, as text` };
  if (plainId.test(value)) return null;
  if (!isStorable(value)) return { code: 'invalid_text', message: `${name}: ${unstorable}` };
  return opaqueId.safeParse(value).success
    ? null
    : { code: 'invalid_id', message: `${name}: must be 1 to 128 characters without control characters` };
}

/** CloudEvents says text; whole numbers are met as well. Null when there is none. */
function readSequence(value: unknown): string | null | Faulty {
  if (value === undefined || value === null) return null;
  const text = typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? String(value) : value;
  return typeof text === 'string' && plainId.test(text)
    ? text
    : { code: 'invalid_event', message: 'sequence: must be a text of at most 128 plain characters' };
}

type Told = { readonly at: number; readonly source: string; readonly type: string };
type Telling = { readonly told: Told; readonly rules: ReadingRules };

/** Whether it is its sender's is looked at first: not even its source's clock is another's to tell. */
function readSentData(schema: Schema, given: unknown, telling: Telling): ReturnType<typeof readData> {
  const { at, source, type } = telling.told;
  const refusal = telling.rules.refusal({ at, source, type, data: given });
  return refusal === null ? readData(schema, given, telling) : { ...refusal, isKept: false };
}

type ReadData = {
  readonly text: string;
  readonly named: NamedIds;
  readonly unknownFields: number;
  readonly comment: ReadComment | null;
  readonly number: ReadNumber | null;
};

function readData(schema: Schema, given: unknown, telling: Telling): Faulty | ReadData {
  const parsed = schema.safeParse(given ?? {});
  if (!parsed.success) return { code: 'invalid_event', message: describe(parsed.error.issues, schema) };
  const taken = takeComment(parsed.data);
  const stored = storedData(withoutNumber(taken.data, telling.told.at, telling.rules), telling.rules.hidden);
  const text = JSON.stringify(withSkew(stored.data, telling));
  if (text.length > maxDataLength) return { code: 'too_large', message: 'data: holds more than 16 KB' };
  // In well-formed JSON only characters that no text should hold are written as an escape.
  if (text.includes('\\u') && !isStorable(collectText(JSON.parse(text)))) {
    return { code: 'invalid_text', message: `data: ${unstorable}` };
  }
  const unknown = knownFieldsOf.data(schema).countUnknown((given ?? {}) as Envelope);
  const unknownFields = taken.dropped + stored.dropped + unknown;
  const comment = commentOf(parsed.data, taken.comment);
  return {
    text,
    named: stored.data,
    unknownFields,
    comment,
    number: takeNumber(taken.data, telling.told.at, telling.rules),
  };
}

/** A wrong clock is told with the event: the log keeps the time as it was sent, and the fold subtracts. */
function withSkew(data: Envelope, { told: { source, type, at }, rules }: Telling): Envelope {
  const { offsetMs } = data;
  const skewMs = rules.skewOf(source, type, {
    at,
    offsetMs: typeof offsetMs === 'number' ? offsetMs : undefined,
  });
  return skewMs === 0 ? data : { ...data, skewMs };
}

function commentOf({ language, channel }: Envelope, text: string | null): ReadComment | null {
  if (text === null) return null;
  return {
    text: text.toWellFormed(),
    language: typeof language === 'string' ? language : null,
    channel: typeof channel === 'string' && channel !== '' ? channel : undefined,
  };
}

const unstorable = 'holds a NUL or half of a character';

type Issue = { readonly path: readonly PropertyKey[]; readonly message: string };

/** Names a field of the table; what a sender called its own fields is never quoted. */
function describe(issues: readonly Issue[], schema: Schema): string {
  const [first] = issues;
  if (first === undefined) return 'data: is not as the event table says';
  const path = first.path.map((step, depth) => {
    const isKnown = typeof step === 'number' || (depth === 0 && Object.hasOwn(schema.shape, step));
    return isKnown ? String(step) : '*';
  });
  return `${['data', ...path].join('.')}: ${first.message}`.slice(0, 200).replace(/\p{C}/gu, '?');
}

function rejected(id: string | null, fault: Faulty): ReadEvent {
  return { ok: false, rejection: { id, ...fault } };
}

function shownId(id: unknown): string | null {
  return typeof id === 'string' ? id.toWellFormed().slice(0, shownIdLength) : null;
}

function isObject(value: unknown): value is Envelope {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
