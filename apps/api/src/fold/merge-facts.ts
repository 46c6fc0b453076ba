import {
  isNote,
  maxFactsPerCall,
  sortFacts,
  type CallFact,
  type CallFactType,
  type Instant,
} from '@vigie/calls';

/** A call's facts in their one order, and how many more were told than a call may have. */
export type MergedFacts = { readonly facts: readonly CallFact[]; readonly ignored: number };

const serverFacts: ReadonlySet<CallFactType> = new Set([
  'call.expired',
  'call.lost_by_source',
  'call.retracted',
]);

/**
 * Puts new facts, in the order of the log, to those known. What the server derived is left out: it is derived anew
 * from the whole. Of more than 500 facts the earliest stand, whatever the order they came in, and the rest is counted;
 * an end that the server wrote itself always stands, or such a call would never leave the board, and so does what
 * takes another fact back.
 */
export function mergeFacts(known: readonly CallFact[], fresh: readonly CallFact[]): MergedFacts {
  const kept = known.filter(({ type }) => type !== 'call.lost_by_source');
  const all = sortFacts([...kept, ...firstTold(kept, fresh)]);
  if (all.length <= maxFactsPerCall) return { facts: all, ignored: 0 };
  let left = maxFactsPerCall;
  const facts = all.filter(({ type }) => serverFacts.has(type) || (left -= 1) >= 0);
  return { facts, ignored: all.length - facts.length };
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
