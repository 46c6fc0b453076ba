import type { Instant } from '@vigie/calls';
import { dateOfDay, dayOfDate, type Zone } from '@vigie/metrics';

const date = /^\d{4}-\d{2}-\d{2}$/u;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/u;

/** A local date (its start in that zone) or an RFC 3339 instant; undefined when the text is neither. */
export function parseFrom(text: string, zone: Zone): Instant | undefined {
  if (date.test(text)) {
    const day = dayOfDate(text);
    return Number.isNaN(day) || dateOfDay(day) !== text ? undefined : zone.startOfDay(day);
  }
  const at = instant.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}
