import { lossNames, openNames, outcomeNames, sparedNames, type Outcome } from '@vigie/calls';
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

/** Counts that are made of others: what a bar or a row shows as one. */
const joinedCounts = ['abandonedLonger', 'unansweredOther', 'spared', 'open'] as const;
type JoinedCount = (typeof joinedCounts)[number];

/** Counts whose calls can be listed, in the order they are published. */
export const listedCounts = [
  ...publishedCounts.filter((name) => !notOfCalls.has(name)),
  ...joinedCounts,
] as const;
export type ListedCount = CountName | JoinedCount;

const isJoined = (name: ListedCount): name is JoinedCount => joinedCounts.some((each) => each === name);

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
  return !isJoined(name) && 'ofLegs' in countRegistry[name];
}

/** How many of some sums a count counts. */
export function countListed(name: ListedCount, { tally, bins }: Sums, options: FigureOptions): number {
  const of = { tally, bins, options };
  const sum = (names: readonly CountName[]): number =>
    names.reduce((total, each) => total + countOf(each, of), 0);
  if (name === 'abandonedLonger') return countOf('abandoned', of) - countOf('shortAbandoned', of);
  if (name === 'unansweredOther') return countOf('unanswered', of) - countOf('abandoned', of);
  if (name === 'spared') return sum(sparedNames);
  if (name === 'open') return sum(openNames);
  return countOf(name, of);
}

const outcomesOfParts: Readonly<Partial<Record<ListedCount, readonly Outcome[]>>> = {
  unanswered: lossNames,
  shortAbandoned: ['abandoned'],
  abandonedLonger: ['abandoned'],
  unansweredOther: lossNames.filter((name) => name !== 'abandoned'),
  spared: sparedNames,
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
