import type { Instant } from '@vigie/calls';
import { instantOfLocalDate } from '@vigie/metrics';

const localDate = /^\d{4}-\d{2}-\d{2}$/u;
const moment = /^(\d{4}-\d{2}-\d{2})[Tt ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?([Zz]|[+-]\d{2}:\d{2})$/u;

/**
 * The instant of an RFC 3339 time with its offset, or of the start of a local date in that zone; undefined for
 * anything else, dates that do not exist included. A `+` that a query turned into a space is read as a `+`.
 */
export function parseMoment(text: string, timezone: string): Instant | undefined {
  if (localDate.test(text)) return instantOfLocalDate(text, timezone);
  const mended = text.replace(/ (\d{2}:\d{2})$/u, '+$1');
  const date = moment.exec(mended)?.[1];
  if (date === undefined || !isDate(date)) return undefined;
  const at = Date.parse(mended.toUpperCase().replace(' ', 'T'));
  return Number.isNaN(at) ? undefined : at;
}

function isDate(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
