import { instantOfLocal, offsetAt } from '@vigie/metrics';

import { parseInstant } from '../parse-instant';

const form = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::(\d\d)(?:[.,](\d{1,3})\d*)?)?\s?(Z|z|[+-]\d\d:?\d\d)?$/u;
const dayMs = 86_400_000;
const minuteMs = 60_000;

/** An instant, or why a text is none. */
export type ReadInstant =
  { readonly ok: true; readonly at: number } | { readonly ok: false; readonly problem: string };

/**
 * Reads `2026-01-31T09:05:00` (a space for the T; seconds may be left out): with a zone of its own as it says, without
 * one on the clocks of the zone that is asked for. An hour that these show twice is the first; one that they skip is
 * no time.
 */
export function readLocalInstant(text: string, zoneAt: (wall: number) => string): ReadInstant {
  const [, date = '', clock = '', seconds = '00', fraction = '0', zone] = form.exec(text) ?? [];
  const wall = parseInstant(`${date}T${clock}:${seconds}.${fraction}${zoneText(zone)}`);
  if (wall === null) return { ok: false, problem: 'must be a time such as 2026-01-31T09:05:00' };
  if (zone !== undefined) return { ok: true, at: wall };
  const timezone = zoneAt(wall);
  const at = onClocksOf(timezone, wall);
  if (at + offsetAt(at, timezone) === wall) return { ok: true, at };
  return { ok: false, problem: `does not exist: the clocks of ${timezone} skip that hour` };
}

/** Zones are written with and without a colon. */
function zoneText(zone: string | undefined): string {
  if (zone === undefined) return 'Z';
  return zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone;
}

function onClocksOf(timezone: string, wall: number): number {
  const day = Math.floor(wall / dayMs);
  const time = wall - day * dayMs;
  const minuteOfDay = Math.floor(time / minuteMs);
  const minute = instantOfLocal({ year: 1970, month: 1, day: day + 1, minuteOfDay }, timezone);
  return minute + time - minuteOfDay * minuteMs;
}
