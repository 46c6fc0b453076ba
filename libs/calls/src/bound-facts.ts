import type { CallFact, CallFactType } from './fact';
import { compareSequence, sortFacts } from './fact-order';

/** The most facts that decide something one call may have: more is a fault of the source (`too_many_facts`). */
export const maxFactsPerCall = 500;
/** What stands of more: how the call began and how it went on last; answers beside them, the first so many. */
const firstFacts = 300;
const lastFacts = maxFactsPerCall - firstFacts;
const firstAnswers = 50;

/** Rings that nobody took, each with an instant of its own; those beyond are kept as a count per agent. */
export const maxRingsPerCall = 50;

/** A call's facts in their one order, and how many more were told than a call may have. */
export type BoundFacts = { readonly facts: readonly CallFact[]; readonly ignored: number };

/** What the server tells of a call always stands: an end, or such a call would never leave the board. */
const serverFacts: ReadonlySet<CallFactType> = new Set([
  'call.expired',
  'call.lost_by_source',
  'call.leg_lost',
  'call.greeting_expired',
  'call.rings_counted',
  'call.retracted',
]);

/**
 * Keeps what a call is folded from within bounds, whatever a source tells: of the rings nobody took the first fifty
 * stand and the others are counted; of more than 500 facts the earliest, the latest and the first answers stand, so that
 * nothing that repeats itself pushes out an answer or an end. The same facts give the same, however many of them were
 * bounded before.
 */
export function boundFacts(facts: readonly CallFact[]): BoundFacts {
  const sorted = sortFacts(facts);
  const counted = countRings(sorted);
  if (counted.length <= maxFactsPerCall) return { facts: counted, ignored: 0 };
  const kept = withoutMiddle(counted);
  return { facts: kept, ignored: counted.length - kept.length };
}

/** Each part is the first so many of an order, and never fewer than the bound: what was left out stays left out. */
function withoutMiddle(sorted: readonly CallFact[]): readonly CallFact[] {
  const told = sorted.filter(({ type }) => !serverFacts.has(type));
  if (told.length <= maxFactsPerCall) return sorted;
  const left = new Set(told.slice(firstFacts, -lastFacts));
  for (const answer of told.filter(({ type }) => type === 'call.answered').slice(0, firstAnswers))
    left.delete(answer);
  return sorted.filter((fact) => !left.has(fact));
}

const isUntakenRing = ({ type, reason }: CallFact): boolean =>
  type === 'call.offer_ended' && reason !== 'answered';

function countRings(sorted: readonly CallFact[]): readonly CallFact[] {
  if (sorted.length <= maxRingsPerCall) return sorted;
  const beyond = sorted.filter(isUntakenRing).slice(maxRingsPerCall);
  if (beyond.length === 0) return sorted;
  const counts = new Map<string, CallFact>();
  for (const fact of sorted) if (fact.type === 'call.rings_counted') counts.set(fact.tie, fact);
  for (const ring of beyond) count(counts, ring);
  const left = new Set([...beyond, ...offersOf(new Set(beyond), sorted)]);
  const others = sorted.filter((fact) => fact.type !== 'call.rings_counted' && !left.has(fact));
  return sortFacts([...others, ...counts.values()]);
}

/** What a ring says of those it is counted with. */
const countedFields = ['agentId', 'queueId', 'clinicId', 'reason', 'sequence'] as const;

/** Adds a ring to those of its agent, queue and result; they stand at the latest, which was a sign of life. */
function count(counts: Map<string, CallFact>, ring: CallFact): void {
  const tie = `rings ${JSON.stringify([ring.agentId, ring.queueId, ring.reason])}`;
  const known = counts.get(tie);
  const latest = known !== undefined && isLater(known, ring) ? known : ring;
  const told = countedFields.filter((field) => latest[field] !== undefined);
  const fields = Object.fromEntries(told.map((field) => [field, latest[field]]));
  counts.set(tie, {
    type: 'call.rings_counted',
    at: latest.at,
    tie,
    ...fields,
    count: (known?.count ?? 0) + 1,
  });
}

const isLater = (a: CallFact, b: CallFact): boolean =>
  a.at === b.at ? compareSequence(a.sequence, b.sequence) > 0 : a.at > b.at;

/** The offers that rings began with: of the same leg, else the earliest of the agent that has no end yet. */
function offersOf(rings: ReadonlySet<CallFact>, sorted: readonly CallFact[]): readonly CallFact[] {
  const open: CallFact[] = [];
  const found: CallFact[] = [];
  for (const fact of sorted) {
    if (fact.type === 'call.offered') open.push(fact);
    if (fact.type !== 'call.offer_ended' && fact.type !== 'call.answered') continue;
    const index = open.findIndex(({ legId, agentId }) =>
      fact.legId === undefined ? agentId === fact.agentId : legId === fact.legId,
    );
    const offer = index < 0 ? undefined : open.splice(index, 1)[0];
    if (offer !== undefined && rings.has(fact)) found.push(offer);
  }
  return found;
}
