import { readLocalInstant } from '../../intake/files/local-instant';
import { parseEpochSeconds } from '../../intake/parse-instant';

/** One line of an Asterisk `queue_log`, split: `epoch|callid|queue|agent|EVENT|p1|p2|…`. */
export type QueueLogLine = {
  /** Milliseconds since 1970; a file stamps whole seconds, the realtime table microseconds. */
  readonly at: number;
  readonly callId: string;
  readonly queue: string;
  readonly agent: string;
  readonly event: string;
  readonly parameters: readonly string[];
};

/** What is wrong with a line that cannot be read. */
export type UnreadableLine = { readonly problem: string };

const stamp = /^\d{9,11}(\.\d{1,6})?$/u;
/** What a file system leaves where the machine lost its power while a line was written. */
const lostBytes = /^\0+/u;
const eventName = /^[A-Z][A-Z0-9_]{1,63}$/u;

/**
 * Splits a line. Says what is wrong instead of guessing when stamp, call id or event name are missing. A row of the
 * realtime table has a date and time, on the clocks of `timezone` unless it names a zone of its own.
 */
export function readQueueLogLine(text: string, timezone: string): QueueLogLine | UnreadableLine {
  const fields = text.replace(lostBytes, '').split('|');
  const [stamped = '', callId = '', queue = '', agent = '', event = '', ...parameters] = fields;
  const at = readStamp(stamped, timezone);
  if (typeof at !== 'number') return at;
  if (callId === '') return { problem: 'the call id is empty' };
  if (!eventName.test(event)) return { problem: 'the fifth field is not the name of an event' };
  return { at, callId, queue, agent, event, parameters };
}

function readStamp(text: string, timezone: string): number | UnreadableLine {
  if (stamp.test(text)) return parseEpochSeconds(text);
  const read = readLocalInstant(text, () => timezone);
  if (read.ok) return read.at;
  return { problem: 'the line does not begin with a time: epoch seconds, or a date and time' };
}

/** Nothing lasts longer: a duration of more is a clock that was set meanwhile. */
const longestMs = 604_800_000;
const lasting = (ms: number): number | undefined => (ms <= longestMs ? ms : undefined);

/** Milliseconds of a field in seconds; undefined where it is none, or longer than a week. */
export const seconds = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,7}(\.\d+)?$/u.test(text)
    ? lasting(Math.round(Number(text) * 1000))
    : undefined;
export const milliseconds = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,10}$/u.test(text) ? lasting(Number(text)) : undefined;
export const count = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,6}$/u.test(text) ? Number(text) : undefined;
/** A queue or an agent; `NONE` is nobody. */
export const named = (text: string): string | undefined =>
  text === '' || text === 'NONE' ? undefined : text;

const withheld = new Set(['', 'anonymous', 'unknown', 'unavailable', 'restricted', 'private', 'asterisk']);

/** The caller's number as Asterisk tells it: a name in words means that the number was withheld. */
export function caller(text: string | undefined): { ani?: string; aniKind?: 'withheld' } {
  const number = (text ?? '').trim();
  return withheld.has(number.toLowerCase()) ? { aniKind: 'withheld' } : { ani: number };
}
