import { isUtf8 } from 'node:buffer';

import { badRequest, Problem } from '../platform/problems';
import { sliceJsonArray } from './json-slices';

/** The items of a body that was read whole, and the text each came in. */
export type EventsBody = { readonly items: readonly unknown[]; readonly textOf: (index: number) => string };

/** Most events in one batch; a longer list is sent as lines. */
export const maxBatchEvents = 10_000;

/** Reads one event or a list of events. Throws 400 when it is neither, 413 when the list is too long. */
export function readEventsBody(body: Buffer): EventsBody {
  if (!isUtf8(body)) throw badRequest('malformed_json', 'The body is not UTF-8.');
  const text = body.toString('utf8');
  const value = parse(text);
  if (Array.isArray(value)) return listBody(value, text);
  if (typeof value !== 'object' || value === null) {
    throw badRequest('invalid_body', 'Send one event as an object, or several as an array.');
  }
  return { items: [value], textOf: () => text };
}

function listBody(items: readonly unknown[], text: string): EventsBody {
  if (items.length > maxBatchEvents) {
    throw new Problem({
      code: 'too_many_events',
      status: 413,
      detail: 'A batch holds at most 10,000 events. Send more as application/x-ndjson.',
    });
  }
  let slices: readonly string[] | undefined;
  return { items, textOf: (index) => (slices ??= sliceJsonArray(text))[index] ?? '' };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw badRequest('malformed_json', 'The body is not JSON.');
  }
}
