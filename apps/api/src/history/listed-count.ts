import { lossNames, outcomeNames, type Outcome } from '@vigie/calls';
import { countNames as publishedCounts, ratingCounts, type CountName } from '@vigie/contracts';
import { countOf, countRegistry, type CountedUnit, type FigureOptions } from '@vigie/metrics';

import { badRequest } from '../platform/problems';
import type { Sums } from './sums';

/** Counts of something else than calls: times, and what is told of no single call. */
const notOfCalls: ReadonlySet<string> = new Set([
  'holds',
  'ringNoAnswer',
  'waitingPastThreshold',
  ...ratingCounts,
]);

/** Counts whose calls can be listed, in the order they are published. */
export const listedCounts = [
  ...publishedCounts.filter((name) => !notOfCalls.has(name)),
  'abandonedLonger',
] as const;
export type ListedCount = CountName | 'abandonedLonger';

/** The count whose calls are asked for. Throws 400 `invalid_parameter` for one that counts no calls. */
export function readListedCount(text: unknown, unit: CountedUnit): ListedCount {
  if (text === undefined) return unit === 'legs' ? 'offered' : 'presented';
  const name = listedCounts.find((each) => each === text);
  if (name !== undefined && (unit !== 'legs' || isOfLegs(name))) return name;
  throw badRequest(
    'invalid_parameter',
    '`count` must be a count of calls, such as `unanswered`; see docs/metrics.md.',
  );
}

function isOfLegs(name: ListedCount): boolean {
  return name !== 'abandonedLonger' && 'ofLegs' in countRegistry[name];
}

/** How many of some sums a count counts. */
export function countListed(name: ListedCount, { tally, bins }: Sums, options: FigureOptions): number {
  const of = { tally, bins, options };
  if (name === 'abandonedLonger') return countOf('abandoned', of) - countOf('shortAbandoned', of);
  return countOf(name, of);
}

const outcomesOfParts: Readonly<Partial<Record<ListedCount, readonly Outcome[]>>> = {
  unanswered: lossNames,
  shortAbandoned: ['abandoned'],
  abandonedLonger: ['abandoned'],
  abandonedInThreshold: ['abandoned'],
  answeredInThreshold: ['answered'],
  answeredOutsideHours: ['answered'],
  talkUnder5s: ['answered'],
};

/** The outcomes that a call of a count can have; undefined where any. They only spare reading: each call is judged. */
export function outcomesFor(name: ListedCount): readonly Outcome[] | undefined {
  const own = outcomeNames.find((each) => each === name);
  if (own !== undefined) return [own];
  if (name.startsWith('blocked')) return ['blocked'];
  return name.startsWith('exit') ? ['timeoutOverflow'] : outcomesOfParts[name];
}
