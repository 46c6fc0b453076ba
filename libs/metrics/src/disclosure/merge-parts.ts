import { fewestTold } from './answer-lots';

/** Values that are told together, in the order they are shown. */
export type Part = { readonly values: readonly string[]; readonly count: number };

/**
 * Merges values until every part has ten answers or more: a small one with its smaller neighbour where the values have
 * an order, else the two smallest of all. Empty values stay out.
 */
export function mergeSmall(
  values: readonly (readonly [string, number])[],
  isOrdered: boolean,
): readonly Part[] {
  let parts: readonly Part[] = values
    .filter(([, count]) => count > 0)
    .map(([value, count]) => ({ values: [value], count }));
  while (parts.length > 1 && parts.some(({ count }) => count < fewestTold))
    parts = mergeOnce(parts, isOrdered);
  return parts;
}

/** One part less: the smallest goes together with its smaller neighbour, or with the second smallest. */
export function mergeOnce(parts: readonly Part[], isOrdered: boolean): readonly Part[] {
  if (parts.length < 2) return [];
  const smallest = smallestOf(parts, () => true);
  const other = smallestOf(parts, (index) =>
    isOrdered ? Math.abs(index - smallest) === 1 : index !== smallest,
  );
  const merged = Math.min(smallest, other);
  return parts.flatMap((part, index) => {
    if (index === merged) return [join(parts[merged], parts[Math.max(smallest, other)])];
    return index === Math.max(smallest, other) ? [] : [part];
  });
}

function smallestOf(parts: readonly Part[], isEligible: (index: number) => boolean): number {
  let best = -1;
  for (const [index, { count }] of parts.entries()) {
    if (isEligible(index) && (best === -1 || count < (parts[best]?.count ?? 0))) best = index;
  }
  return best;
}

const join = (one: Part | undefined, other: Part | undefined): Part => ({
  values: [...(one?.values ?? []), ...(other?.values ?? [])],
  count: (one?.count ?? 0) + (other?.count ?? 0),
});
