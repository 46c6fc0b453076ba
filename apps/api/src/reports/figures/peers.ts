import type { PeerFigures, ReachCounts } from './report-figures';

/** Fewer similar clinics than this could be told apart. */
export const fewestPeers = 5;
const largestShare = 0.4;

/**
 * The median of what similar clinics reach, the clinic itself not among them; null with fewer than five of them, or
 * where one is more than 40 % of their calls: it would be read as that one's.
 */
export function peersOf(
  others: readonly Pick<ReachCounts, 'coveredAnswered' | 'covered'>[],
): PeerFigures | null {
  const counted = others.filter(({ covered }) => covered > 0);
  if (!arePeers(counted.map(({ covered }) => covered))) return null;
  return {
    clinics: counted.length,
    answerRate: medianOf(counted.map(({ coveredAnswered, covered }) => coveredAnswered / covered)),
  };
}

/** Whether clinics with these bases may be spoken of together. */
export function arePeers(bases: readonly number[]): boolean {
  const total = bases.reduce((sum, base) => sum + base, 0);
  return bases.length >= fewestPeers && bases.every((base) => base <= largestShare * total);
}

/** The middle value; of an even number of them the mean of the two in the middle. */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
