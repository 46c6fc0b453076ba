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
const eventName = /^[A-Z][A-Z0-9_]{1,63}$/u;

/**
 * Splits a line. Says what is wrong instead of guessing when stamp, call id or event name are missing. A row of the
 * realtime table has a date and time, on the clocks of `timezone` unless it names a zone of its own.
 */
export function readQueueLogLine(text: string, timezone: string): QueueLogLine | UnreadableLine {
  const [stamped = '', callId = '', queue = '', agent = '', event = '', ...parameters] = text.split('|');
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
