import { isMonth, type Month } from '@vigie/metrics';
import type { z } from 'zod';

import { badRequest } from '../problems';

const longestId = 128;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;
/** Months with calls in them: the clock of no telephone system shows another one. */
const monthsOfCalls = /^(19[7-9]|20)\d/;

/** A body of JSON, of which the bytes come; none is nothing. Throws 400 `malformed_json`, or `invalid_text`. */
export function readJson(body: unknown): unknown {
  const text = Buffer.isBuffer(body) ? body.toString('utf8') : '';
  if (text === '') return undefined;
  try {
    return JSON.parse(text, (_, value: unknown) => storable(value));
  } catch (error) {
    if (error instanceof SyntaxError) throw badRequest('malformed_json', 'The body is not JSON.');
    throw error;
  }
}

/** A body as a schema has it. Throws 400 `invalid_body`, naming the field and never quoting what it holds. */
export function readBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(readJson(body));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.') ?? '';
  const what = issue?.code === 'unrecognized_keys' ? 'has a field that is not known' : (issue?.message ?? '');
  throw badRequest('invalid_body', `${where === '' ? 'The body' : where}: ${what}.`);
}

/** A calendar month, `YYYY-MM`. Throws 400 `invalid_month`. */
export function readMonth(text: unknown): Month {
  if (isMonth(text) && monthsOfCalls.test(text)) return text;
  throw badRequest('invalid_month', '`month` must be a month such as 2026-10.');
}

/** The id a parameter names, once and of at most 128 characters. Throws 400 `invalid_parameter`. */
export function readId(name: string, text: unknown): string {
  if (typeof text === 'string' && text !== '' && text.length <= longestId) return text;
  throw badRequest('invalid_parameter', `\`${name}\` must name one.`);
}

/** Whether an id of an address can be one of ours, as they are handed out: PostgreSQL fails at what is no UUID. */
export const isUuid = (id: string): boolean => uuid.test(id);

/** One of the values a parameter may have. Throws 400 `invalid_parameter`. */
export function readChoice<const T extends string>(name: string, choices: readonly T[], text: unknown): T {
  const choice = choices.find((each) => each === text);
  if (choice !== undefined) return choice;
  throw badRequest('invalid_parameter', `\`${name}\` must be one of ${choices.join(', ')}.`);
}

/** A whole number of a parameter, within bounds. Throws 400 `invalid_parameter`. */
export function readWhole(name: string, [least, most]: readonly [number, number], text: unknown): number {
  const number = typeof text === 'string' && /^\d{1,6}$/u.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw badRequest('invalid_parameter', `\`${name}\` must be a whole number from ${least} to ${most}.`);
}

/** Whether a text can be kept and looked up: PostgreSQL has no NUL, and half a surrogate pair is no character. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** Refuses texts of a request's address that nothing can be called by. Throws 400 `invalid_text`. */
export function refuseUnstorable(parts: unknown): void {
  if (typeof parts === 'string') storable(parts);
  else if (typeof parts === 'object' && parts !== null)
    for (const [name, value] of Object.entries(parts)) [name, value].forEach(refuseUnstorable);
}

function storable(value: unknown): unknown {
  if (typeof value === 'string' && !isStorable(value))
    throw badRequest('invalid_text', 'A text holds characters that cannot be stored.');
  return value;
}
