import { boundFacts, isNote, type BoundFacts, type CallFact, type Instant } from '@vigie/calls';

/**
 * Puts new facts, in the order of the log, to those known, within the bounds of a call. What the server derived from
 * restarts is left out: it is derived anew from the whole.
 */
export function mergeFacts(known: readonly CallFact[], fresh: readonly CallFact[]): BoundFacts {
  const kept = known.filter(({ type }) => type !== 'call.lost_by_source');
  return boundFacts([...kept, ...firstTold(kept, fresh)]);
}

/** An id that is sent again with another time passes the door, which looks at one day: what was told first stands. */
function firstTold(known: readonly CallFact[], fresh: readonly CallFact[]): readonly CallFact[] {
  const seen = new Set<string>();
  for (const { tie } of known) seen.add(tie);
  const before = seen.size;
  for (const { tie } of fresh) seen.add(tie);
  if (seen.size === before + fresh.length) return fresh;
  const told = new Set(known.map(({ tie }) => tie));
  return fresh.filter(({ tie }) => !told.has(tie) && told.add(tie));
}

/** The latest instant at which the source told something of the call itself; undefined when it never did. */
export function lastSignOfLife(facts: readonly CallFact[]): Instant | undefined {
  return facts.findLast((fact) => !isNote(fact))?.at;
}
