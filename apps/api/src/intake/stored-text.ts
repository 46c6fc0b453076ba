import { withoutLongNumbers, type HiddenNumbers } from '../privacy/hidden-numbers';

type Fields = { readonly [field: string]: unknown };

/** Ids that systems give to things, moments, and the clinics' own numbers: digits in them are nobody's. */
const opaque: ReadonlySet<string> = new Set([
  'clinicId',
  'queueId',
  'segmentId',
  'legId',
  'messageId',
  'newCallId',
  'surveyId',
  'itemId',
  'callbackId',
  'followupId',
  'campaignId',
  'entryId',
  'pathId',
  'sheetId',
  'incidentId',
  'requestId',
  'dnis',
  'aniHash',
  'aniHashBefore',
  'aniMask',
  'dueAt',
  'dueFrom',
  'from',
  'to',
  // The shape of these lets no telephone number in.
  'handoverId',
  'reference',
]);
/** Names of persons' places: they must tell one from another, and may be a person's own telephone number. */
const names: ReadonlySet<string> = new Set(['agentId', 'interface', 'toId']);
/** What a secretary chose from a list, never what somebody typed. */
const codes: ReadonlySet<string> = new Set(['reasonCode', 'rootReason', 'outcome', 'result']);

const mostDigits = 4;
/** How long such a text may be, and of what it is made. */
type FewWords = { readonly most: number; readonly words: number; readonly shape: RegExp };
const code: FewWords = { most: 64, words: 5, shape: /^[\p{L}\p{M}\p{N} _.:;,/()'’&+-]+$/u };
/** What callers ask, as somebody typed it to look it up. */
const question: FewWords = { most: 80, words: 10, shape: /^[\p{L}\p{M}\p{N} _.:;,/()'’&+?!«»"-]+$/u };
/** What turns a text round or shows nothing: zero width, direction, byte-order mark, soft hyphen. */
const unseen = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** Nearly every text: all of it is seen, and no two characters of it are one. */
const plain = /^[ -~]*$/;

/**
 * A name as it is stored and shown: without what cannot be seen, each letter with its accents one character, since a
 * Macintosh writes `é` as two, and a name is one.
 */
export const seenText = (text: string): string =>
  plain.test(text) ? text : text.replace(unseen, '').normalize('NFC');

/** What is stored of an event's data, and how many of its fields are left out because they hold free text. */
export type StoredData = { readonly data: Fields; readonly dropped: number };

/**
 * Takes out of an event's texts what should not be stored: characters that cannot be seen, telephone numbers wherever
 * they stand, and free text where a code belongs. Fields that are no text are left alone.
 */
export function storedData(data: Fields, hidden: HiddenNumbers): StoredData {
  const fields = Object.keys(data);
  // Nearly every event is as it should be: only where one is not, it is made anew.
  let isStored = true;
  for (const field of fields) if (isChanged(field, data[field], hidden)) isStored = false;
  if (isStored) return { data, dropped: 0 };
  const kept = fields
    .map((field) => [field, storedValue(field, data[field], hidden)] as const)
    .filter(([, stored]) => stored !== null);
  return { data: Object.fromEntries(kept), dropped: fields.length - kept.length };
}

function isChanged(field: string, value: unknown, hidden: HiddenNumbers): boolean {
  return typeof value === 'string' && storedText(field, value, hidden) !== value;
}

/** Null where nothing may be kept; no field of an event's data is null by itself. */
function storedValue(field: string, value: unknown, hidden: HiddenNumbers): unknown {
  return typeof value === 'string' ? storedText(field, value, hidden) : value;
}

function storedText(field: string, value: string, hidden: HiddenNumbers): string | null {
  const text = seenText(value);
  if (codes.has(field)) return isFewWords(text, code) ? text : null;
  if (field === 'question') return isQuestion(text) ? text : null;
  if (names.has(field)) return hidden.in(text);
  return opaque.has(field) ? text : withoutLongNumbers(text);
}

/** Whether a text may be kept as what callers ask. */
export const isQuestion = (text: string): boolean => isFewWords(text, question);

/** A few words without many digits: what could be a telephone number or a sentence is none. */
function isFewWords(text: string, { most, words, shape }: FewWords): boolean {
  if (text.length > most || !shape.test(text)) return false;
  if (text.trim().split(/\s+/u).length > words) return false;
  return (text.match(/\p{Nd}/gu)?.length ?? 0) <= mostDigits;
}

/** Every text that a value of JSON holds, names of fields included. */
export function collectText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value)
    .map(([name, inner]) => `${name} ${collectText(inner)}`)
    .join(' ');
}
