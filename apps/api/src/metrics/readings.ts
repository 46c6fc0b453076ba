import type { EntityManager } from 'typeorm';

import { summedDays } from '../fold/summed-days';
import type { SumsOf } from './rollup-query';
import { lotsOf, type Piece, type TimePlan } from './time-plan';
import { divideByDays } from './whole-days';

/** What one statement reads: pieces of a plan, and from which sums. */
export type Reading = { readonly of: SumsOf; readonly pieces: readonly Piece[] };

const dayMs = 86_400_000;
/** How much time one statement adds up, so that none takes long: of quarters about two months. */
const lotMs = { rollup: 62 * dayMs, rollup_day: 400 * dayMs } as const;

/** How a plan is read: days that are summed and lie in one row from their sums, the rest from quarters. */
export async function readingsOf(
  tx: EntityManager,
  tenantId: string,
  { pieces }: TimePlan,
): Promise<Reading[]> {
  const [first, last] = [pieces[0], pieces.at(-1)];
  if (first === undefined || last === undefined) return [];
  const range = { start: first.start, end: last.end };
  const hasDays = pieces.some(({ start, end }) => end - start >= shortestDayMs);
  const divided = divideByDays(pieces, hasDays ? await summedDays(tx, tenantId, range) : []);
  const lots = (of: SumsOf, parts: readonly Piece[]): Reading[] =>
    lotsOf(parts, lotMs[of]).map((lot) => ({ of, pieces: lot }));
  return [...lots('rollup_day', divided.days), ...lots('rollup', divided.quarters)];
}

/** A day on which the clock goes forward; some zone's by two hours. */
const shortestDayMs = dayMs - 2 * 3_600_000;
