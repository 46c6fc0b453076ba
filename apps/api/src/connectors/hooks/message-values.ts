import { readLocalInstant } from '../../intake/files/local-instant';

/** Names and places within a message, from the outside in. */
export type MessagePath = readonly string[];

const step = /^(?:\.?([^\s.[\]"]{1,128})|\.?\["([^"]{1,128})"\]|\.?\[(\d{1,4})\])/u;
const deepest = 16;

/** Reads `call.queue.name`, `items[0].id`, `["a.name.with.dots"]`, with or without `$.` in front; null for anything else. */
export function readPath(text: string): MessagePath | null {
  let rest = text.trim().replace(/^\$\.?/u, '');
  const path: string[] = [];
  while (rest !== '') {
    const [whole, plain, quoted, place] = step.exec(rest) ?? [];
    if (whole === undefined || path.length === deepest) return null;
    path.push(plain ?? quoted ?? place ?? '');
    rest = rest.slice(whole.length);
  }
  return path.length === 0 ? null : path;
}

/** What stands at a path; undefined where nothing does. Only what the message itself holds is found. */
export function valueAt(message: unknown, path: MessagePath): unknown {
  let value: unknown = message;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return value;
}

const longestText = 256;

/** A text that names something: also a number or a yes or no, as it is written. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return text === '' || text.length > longestText || !text.isWellFormed() ? undefined : text;
}

/** The same, of what becomes an id. Longer than an id may be, or with signs that no id holds: none. */
export function idOf(value: unknown): string | undefined {
  const text = textOf(value);
  return text === undefined || text.length > 128 || /[\p{Cc}]/u.test(text) ? undefined : text;
}

const earliest = Date.UTC(2000, 0);
const latest = Date.UTC(2100, 0);
/** How numbers tell an instant, by how long they are: ns, µs, ms, s. */
const units: readonly (readonly [least: number, perMs: number])[] = [
  [1e17, 1e6],
  [1e14, 1e3],
  [1e11, 1],
  [1e8, 1e-3],
];

/**
 * An instant: RFC 3339, a date and time on the clocks of `timezone` where one is given, or a number of seconds, ms, µs or ns since
 * 1970, also as text. What is beyond the millisecond is cut off. Null for anything else.
 */
export function instantOf(value: unknown, timezone?: string): number | null {
  const text = textOf(value);
  if (text === undefined) return null;
  if (/^\d{9,20}(?:\.\d{1,9})?$/u.test(text)) return epochOf(text);
  const hasZone = /(?:Z|[+-]\d\d:?\d\d)$/iu.test(text) && text.length > 16;
  if (!hasZone && timezone === undefined) return null;
  const read = readLocalInstant(text, () => timezone ?? 'UTC');
  return read.ok ? read.at : null;
}

function epochOf(text: string): number | null {
  const number = Number(text);
  const [, perMs = 1] = units.find(([least]) => number >= least) ?? [];
  // Half a microsecond more: a decimal fraction of seconds is a little less than it says.
  const at = Math.floor(number / perMs + 5e-4);
  return at >= earliest && at < latest ? at : null;
}
