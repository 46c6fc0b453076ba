import { isNote, shutdownMs, type BoundFacts, type Instant } from '@vigie/calls';

import type { Restart } from './refold-call';
import type { SourceRestart } from './source-store';

/** The facts of a call, and the source that told them. */
type ToldCall = { readonly news: { readonly source: string }; readonly merged: BoundFacts };

/** The restarts in whose half minute before something was told of one of these calls. */
export function restartsNear(
  restarts: readonly SourceRestart[],
  calls: readonly ToldCall[],
): readonly SourceRestart[] {
  if (restarts.length === 0) return [];
  return restarts.filter((restart) => toldUntil(restart, calls) !== null);
}

/** Each source's restarts, oldest first, and when it fell silent before: of calls that hold all that was told then. */
export function shutdownsOf(
  restarts: readonly SourceRestart[],
  calls: readonly ToldCall[],
): ReadonlyMap<string, readonly Restart[]> {
  const told = restarts.map((restart) => ({
    source: restart.source,
    at: restart.at,
    toldUntil: toldUntil(restart, calls),
  }));
  return Map.groupBy(told, ({ source }) => source);
}

/** The last thing the source told of any of these calls in the half minute before its restart. */
function toldUntil({ source, at }: SourceRestart, calls: readonly ToldCall[]): Instant | null {
  let last: Instant | null = null;
  for (const { news, merged } of calls) {
    if (news.source !== source || isFar(merged, at)) continue;
    const sign = merged.facts.findLast((fact) => fact.at <= at && !isNote(fact))?.at;
    if (sign !== undefined && sign >= at - shutdownMs && sign > (last ?? 0)) last = sign;
  }
  return last;
}

const isFar = ({ facts }: BoundFacts, at: Instant): boolean =>
  (facts[0]?.at ?? at + 1) > at || (facts.at(-1)?.at ?? 0) < at - shutdownMs;
