import type { Instant } from '@vigie/calls';

import type { Stretch } from './source-gaps';

/** Gaps that are closer to each other are told as one: a connection that comes and goes hears little in between. */
const apartMs = 60_000;
const mostTold = 100;

/**
 * Of which times within a range figures are incomplete, in order: gaps of any source, cut to the range, those that touch or nearly
 * do as one. Of very many the longest.
 */
export function incompleteTimes(gaps: readonly Stretch[], range: Stretch): readonly Stretch[] {
  const within = gaps
    .map(({ from, to }) => ({ from: Math.max(from, range.from), to: Math.min(to, range.to) }))
    .filter(({ from, to }) => from < to)
    .toSorted((a, b) => a.from - b.from);
  const joined: { from: Instant; to: Instant }[] = [];
  for (const gap of within) {
    const last = joined.at(-1);
    if (last !== undefined && gap.from - last.to <= apartMs) last.to = Math.max(last.to, gap.to);
    else joined.push({ ...gap });
  }
  if (joined.length <= mostTold) return joined;
  const longest = joined.toSorted((a, b) => b.to - b.from - (a.to - a.from)).slice(0, mostTold);
  return longest.toSorted((a, b) => a.from - b.from);
}
